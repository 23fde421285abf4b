"""Compare each value of a claim with the source: same, different, not found, or not comparable.

A value of the claim is looked up by kind, unit and the words around it. It is `same` if the source states it, rounded
or in another unit; `different` if the source states another value of the same kind in the same words; `not comparable`
if the source's values of that kind stand among other words (another arm, another time point, another outcome); `not
found` if the source states none of that kind. Only `different` is an alarm.

A value is called `different` in two ways. If the claim repeats a sentence of the source, their values are compared one
by one. If the claim uses its own words, a small learnt model decides by how alike the words around two values are
(weights.json). Study years and routes have their own rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import exp

from pipeline.language.numbers.aligned_values import aligned
from pipeline.language.numbers.features import Claimed, Stated, features, ranked
from pipeline.language.numbers.measures import Measure, measures
from pipeline.language.numbers.routes import dose_routes
from pipeline.language.numbers.same_value import is_comparable, is_same
from pipeline.language.numbers.stated_years import stated_years
from pipeline.language.text.learnt import learnt
from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import Rarity

# A dose beside its frequency is a regimen. If the source states other values and not this one, a lower probability is
# enough.
REGIMEN = 0.4
_BETWEEN = 4  # words between a dose and its frequency


@dataclass(frozen=True)
class NumberWeights:
    """The values of weights.json, which has their data card: the intercept, the least probability at which two values
    are called different, and the weight of each feature.
    """

    base: float
    different: float
    weights: Mapping[str, float]


@cache
def number_weights() -> NumberWeights:
    """The weights of the package."""
    values = learnt("pipeline.language.numbers", "weights.json")
    return NumberWeights(values["base"], values["different"], values["weights"])


@dataclass(frozen=True)
class ClaimedNumber:
    """A value of the claim, its kind (dose, duration, ...), and the source's value as it is shown, "" for none.

    `result` is same, different, not found or not comparable; `sentence` is the number of the source's sentence, 0 for
    none or for the title.
    """

    claimed: str
    kind: str
    found: str
    result: str
    sentence: int = 0


def claimed_numbers(claim: str, source: SourceText, rarity: Rarity) -> tuple[ClaimedNumber, ...]:
    """The years that `claim` states of its study, then its other values in order, then the route of its dose, each
    compared with `source`.
    """
    values = measures(claim)
    if not values:
        return ()
    laid = aligned(claim, source, rarity)
    years = {str(s.year) for s in stated_years(claim)}
    values_held = [
        _judged(e, laid.get(e.value)) for e in held(claim, source, rarity, laid) if e.value.text not in years
    ]
    return (*study_years(claim, source), *values_held, *_routes(claim, source))


def _routes(claim: str, source: SourceText) -> tuple[ClaimedNumber, ...]:
    """The route of the claim's dose, if it names just one; different if the source gives its doses only by others."""
    claimed = {r.route: r.text for r in dose_routes(claim)}
    if len(claimed) != 1:
        return ()
    ((route, text),) = claimed.items()
    stated = [(r, s.number) for s in source.sentences for r in dose_routes(s.text)]
    same = next(((r, n) for r, n in stated if r.route == route), None)
    source_route, number = same or next(iter(stated), (None, 0))
    result = "same" if same else "different" if source_route else "not found"
    return (ClaimedNumber(text, "route", source_route.text if source_route else "", result, number),)


def study_years(claim: str, source: SourceText) -> tuple[ClaimedNumber, ...]:
    """Compare years such as that of "a 2018 trial" with the years of the article's publication, not with its text.

    If a claim states several years and one is the article's, the others may belong to other articles that it mentions,
    so they are not comparable. A source without years gives no result.
    """
    stated = [s.year for s in stated_years(claim)]
    source_years = " or ".join(map(str, source.years))
    is_one_right = any(year in source.years for year in stated)
    unmatched = "not comparable" if is_one_right else "different"
    return tuple(
        ClaimedNumber(str(year), "year", source_years, "same" if year in source.years else unmatched)
        for year in (stated if source.years else ())
    )


def held(claim: str, source: SourceText, rarity: Rarity, laid: Mapping[Measure, Stated]) -> list[Claimed]:
    """Every value of `claim` with the source's value that is the same, if any, and those that could be another value of
    the same thing, the most alike first, without those that are already the same as some value of the claim.
    """
    values = measures(claim)
    stated = {v: ranked(claim, v, source, rarity) for v in values}
    same = {v: None if v in laid else _same(v, stated[v]) for v in values}
    taken = {s.measure for s in same.values() if s is not None}
    n_same = sum(s is not None for s in same.values())
    rows = []
    for v in values:
        like = [s for s in stated[v] if is_comparable(v, s.measure)]
        free = tuple(s for s in like if s.measure not in taken)
        n_values = len({s.measure.values for s in like})
        rows.append(Claimed(claim, v, same[v], free, n_values, n_same, len(values) - n_same))
    return rows


def chance(each: Claimed) -> float:
    """The probability that the source's most alike value is another value of the same thing; 0 if there is none, or if
    the source states the same value.
    """
    if each.same is not None or not each.others:
        return 0.0
    model = number_weights()
    return 1 / (1 + exp(-model.base - sum(model.weights.get(name, 0.0) * x for name, x in features(each).items())))


def _judged(each: Claimed, laid: Stated | None) -> ClaimedNumber:
    text, kind = each.value.text, each.value.shown_kind
    if laid is not None:
        return ClaimedNumber(text, kind, laid.measure.text, "different", laid.sentence.number)
    if each.same is not None:
        return ClaimedNumber(text, kind, each.same.measure.text, "same", each.same.sentence.number)
    if not each.others:
        return ClaimedNumber(text, kind, "", "not found")
    best = each.others[0]
    least = REGIMEN if _is_regimen(each) else number_weights().different
    result = "different" if chance(each) >= least else "not comparable"
    return ClaimedNumber(text, kind, best.measure.text, result, best.sentence.number)


def _is_regimen(each: Claimed) -> bool:
    """Whether the value is a dose or its frequency, and the two stand side by side: "1.2 mg every hour"."""
    return each.value.kind in ("dose", "frequency") and each.value in _regimens(each.claim)


@lru_cache(maxsize=256)
def _regimens(claim: str) -> frozenset[Measure]:
    """The doses of `claim` with a frequency beside them, and those frequencies."""
    stated = [m for m in measures(claim) if m.kind in ("dose", "frequency")]
    regimens: set[Measure] = set()
    for i, dose in enumerate(stated):
        for often in stated[i + 1 : i + 1 + 2 * (_BETWEEN + 1)] if dose.kind == "dose" else ():
            is_beside = dose.end <= often.start and len(claim[dose.end : often.start].split()) <= _BETWEEN
            if often.kind == "frequency" and is_beside:
                regimens |= {dose, often}
    return frozenset(regimens)


def _same(value: Measure, stated: Sequence[Stated]) -> Stated | None:
    """The source's value that is the claim's; for a range ("25 to 75 mg") also the first of two values that are its
    ends.
    """
    for s in stated:
        if is_same(value, s.measure):
            return s
    ends = [next((s for s in stated if is_same(replace(value, values=(v,)), s.measure)), None) for v in value.values]
    return ends[0] if len(ends) > 1 and None not in ends else None
