"""Decide whether the source says what the claim says, with the evidence: never a bare verdict.

The verdict is the best guess and comes with the sentences that it rests on. An editor must look at every alarm, so
alarms must be precise: a contradiction alarms only if rules and model agree, and a claim counts as another article's
only if the source has almost none of its words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.claims.closest import MOST, Read
from pipeline.language.claims.support_features import SupportFeatures, support
from pipeline.language.claims.support_model import probabilities, rarity, support_weights
from pipeline.language.numbers.claimed_numbers import ClaimedNumber, claimed_numbers, study_years
from pipeline.language.text.source_text import SourceSentence, SourceText
from pipeline.language.text.tokens import stem_set

# A claim counts as another article's if its own article has less than OTHER_SHARE of its words, by rarity, and fits
# less than OTHER_FIT, because another article at hand matches far better. If no other article is at hand, the share
# must be below OTHER_SHARE_ALONE. Below NEXT_TO_NOTHING the share alone decides. Measured on trials, on a newspaper's
# claims and on citing sentences in docs/decisions/0011-claim-checks.md
OTHER_SHARE, OTHER_FIT = 0.25, 0.28
OTHER_SHARE_ALONE = 0.12
NEXT_TO_NOTHING = 0.06
FEWEST_STEMS = 4  # in a shorter claim the share tells too little
MOST_SENTENCES = 3
LEAST_RELEVANCE = 0.15

Chances = Callable[[Mapping[str, float]], dict[str, float]]
Fit = Callable[[], float | None]


@dataclass(frozen=True)
class Reason:
    """Why a verdict or an alarm was given: a code, and the same in words."""

    code: str
    words: str


@dataclass(frozen=True)
class Verified:
    """The verdict on one claim and its source.

    `verdict` is SUPPORT, CONTRADICT or NOINFO (SciFact's labels), `confidence` its probability from 0 to 1. `alarms`
    are the codes of the reasons that an editor must look at (contradiction, number_differs, other_article), () for
    none. `rationale` are the sentences that the verdict rests on, best first, at most three. `is_sure` is True if an
    editor may rely on the verdict: a contradiction that alarms, a support with the same precision, or a comparison that
    the source nowhere makes.
    """

    verdict: str
    confidence: float
    alarms: tuple[str, ...]
    rationale: tuple[SourceSentence, ...]
    reasons: tuple[Reason, ...]
    numbers: tuple[ClaimedNumber, ...]
    is_sure: bool = False


def verify(claim: str, source: SourceText, fit: Fit | None = None, chances: Chances = probabilities) -> Verified:
    """What `source` says about the claim. A source without sentences says nothing: NOINFO with confidence 0, and no
    alarm except for a study year that is not its own.

    `fit` gives, from 0 to 1, how well the claim fits its source compared with the article at hand that it fits best
    (pipeline.language.claims.topics), and None if there is no other article. It is asked only where it decides, because
    it needs all articles at hand. `chances` turns features into probabilities.
    """
    if not source.sentences:
        return _without_text(study_years(claim, source))
    held = support(claim, source, rarity)
    rationale = _rationale(held)
    numbers = claimed_numbers(claim, source, rarity)
    if is_other_article(claim, held, fit):
        message = f'the cited record is about "{source.title}" and has few of the claim\'s words'
        confidence = round(1 - held.in_text, 3)
        return Verified(
            "NOINFO", confidence, ("other_article",), rationale, (Reason("other_article", message),), numbers
        )
    chance = chances(held.values)
    best = max(chance, key=lambda v: (chance[v], v))
    verdict = best if rationale else "NOINFO"  # no verdict stands without the sentence it rests on
    is_missing = best == "NOINFO" and held.parts.compares
    reasons = _reasons(verdict, held, is_missing)
    alarms = ("contradiction",) if is_contradiction(held, chance) and rationale else ()
    differing = [n for n in numbers if n.result == "different"]
    if differing:
        reasons = (*(_number_reason(n) for n in differing), *reasons)
        rationale = _with_sentences_of(differing, rationale, source)
        alarms = (*alarms, "number_differs")
        verdict = "CONTRADICT" if verdict == "SUPPORT" else verdict
    is_said = is_support(held, chance) or "contradiction" in alarms
    is_sure = is_missing if verdict == "NOINFO" else not differing and is_said and bool(rationale)
    return Verified(verdict, round(chance[verdict], 3), alarms, rationale, reasons, numbers, is_sure)


def _rationale(held: SupportFeatures) -> tuple[SourceSentence, ...]:
    """The closest sentences, each followed by the sentence that takes it back, if any."""
    chosen: list[SourceSentence] = []
    for r in held.read[:MOST_SENTENCES]:
        pair = [s for s in (r.sentence, r.taken_back_by) if s is not None and s not in chosen]
        if r.relevance >= LEAST_RELEVANCE and len(chosen) + len(pair) <= MOST_SENTENCES:
            chosen += pair
    return tuple(chosen)


def _without_text(years: tuple[ClaimedNumber, ...]) -> Verified:
    """The result for a record without text: only its year can be checked."""
    differing = tuple(_number_reason(n) for n in years if n.result == "different")
    reason = Reason("no_text", "the source has no abstract or text at hand, so what it says could not be checked")
    return Verified("NOINFO", 0.0, ("number_differs",) if differing else (), (), (*differing, reason), years)


def is_other_article(claim: str, held: SupportFeatures, fit: Fit | None = None) -> bool:
    """Whether the claim shares too little with the source to be about it, or fits another article far better."""
    found = held.in_text
    if len(stem_set(claim)) < FEWEST_STEMS or found >= OTHER_SHARE:
        return False
    if found < NEXT_TO_NOTHING:
        return True
    fitting = fit() if fit else None
    return found < OTHER_SHARE_ALONE if fitting is None else fitting < OTHER_FIT


def what_fit_decides(fitting: float | None) -> str:
    """What a fit means to `is_other_article`: a verdict that asked for it holds while this stays the same."""
    return "alone" if fitting is None else "far" if fitting < OTHER_FIT else "near"


def is_contradiction(held: SupportFeatures, chance: dict[str, float]) -> bool:
    """Whether rules and model agree, at the precision of the data card, that the source says otherwise."""
    return chance["CONTRADICT"] >= support_weights().alarm and held.speaks_against


def is_support(held: SupportFeatures, chance: dict[str, float]) -> bool:
    """Whether rules and model agree, at the precision of the data card, that the source says so."""
    return chance["SUPPORT"] >= support_weights().sure and held.speaks_for


def _number_reason(n: ClaimedNumber) -> Reason:
    where = f"sentence {n.sentence}" if n.sentence else "title or date"
    return Reason("number_differs", f"the claim says {n.claimed}, the source {n.found} ({where})")


def _with_sentences_of(
    numbers: Sequence[ClaimedNumber], rationale: tuple[SourceSentence, ...], source: SourceText
) -> tuple[SourceSentence, ...]:
    """The rationale with the sentences of differing values first: an editor must see both."""
    wanted = {n.sentence for n in numbers}
    first = tuple(s for s in source.sentences if s.number in wanted)
    return (*first, *(s for s in rationale if s not in first))[:MOST_SENTENCES]


_SAID = {1: "more", -1: "less", 0: "no difference"}


def _reasons(verdict: str, held: SupportFeatures, is_missing: bool) -> tuple[Reason, ...]:
    """The reasons for `verdict`; `is_missing` if the source nowhere makes the comparison that the claim makes."""
    if is_missing:
        return (Reason("does_not_say", f"no sentence of the source was found to say it; looked at {MOST} closest"),)
    if verdict == "NOINFO":
        return (Reason("could_not_tell", f"none of the {MOST} closest sentences is close enough to be sure of"),)
    found = [_reason(r) for r in held.read if r.agrees == (1 if verdict == "SUPPORT" else -1)]
    if held.parts.direction is not None:
        of = f" of {held.parts.outcome}" if held.parts.compares else ""
        found.append(Reason("claim_direction", f"the claim says {_SAID[held.parts.direction]}{of}"))
    return tuple(found) or (Reason("model_only", "by the words shared; no rule read a direction"),)


def _reason(r: Read) -> Reason:
    what = "no difference" if r.is_null else _SAID.get(r.effect.direction or 0, "")
    number = (r.taken_back_by or r.sentence).number
    if r.effect.direction is None and not r.is_null:
        return Reason("values_compared", f"sentence {number} compares values without a word of direction")
    which = (
        "the other arm" if r.effect.side == -1 else "the arm" if r.effect.side == 1 else "an arm that it does not name"
    )
    code = "same_direction" if r.agrees == 1 else "other_direction"
    return Reason(code, f"sentence {number} says {what}" + ("" if r.is_null else f", of {which}"))
