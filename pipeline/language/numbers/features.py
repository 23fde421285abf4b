"""Measure how alike the words around two values are, to pair a value of a claim with a value of its source."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.numbers.measures import Measure, measures
from pipeline.language.text.source_text import SourceSentence, SourceText
from pipeline.language.text.tokens import Rarity, share, tokens

WINDOW = 8  # words on each side of a value that tell what it is the value of
_HALF = 3.0  # words; a word this far away weighs half


@dataclass(frozen=True)
class Stated:
    """A value of the source with its sentence; `near`, how alike the words near it are to those near the claim's value
    (0 to 1); `whole`, how much of the whole claim its sentence contains (0 to 1).
    """

    measure: Measure
    sentence: SourceSentence
    near: float
    whole: float

    @property
    def likeness(self) -> float:
        """The mean of `near` and `whole`, from 0 to 1."""
        return (self.near + self.whole) / 2


@dataclass(frozen=True)
class Claimed:
    """A value of a claim, and what the source has for it.

    `same` is the source's value that is the same; `others` could be another value of the same thing, the most alike
    first. `n_values` is how many different values of the kind the source states. `n_same` and `n_not_same` are how many
    values of the claim the source states, and how many it does not.
    """

    claim: str
    value: Measure
    same: Stated | None
    others: tuple[Stated, ...]
    n_values: int
    n_same: int
    n_not_same: int


def ranked(claim: str, value: Measure, source: SourceText, rarity: Rarity) -> list[Stated]:
    """The values in the source's title and sentences, those with the most alike words first."""
    own, whole = _around(claim, value), words(claim)
    rows = []
    for sentence in (SourceSentence(source.title), *source.sentences):
        stated = measures(sentence.text)
        of_claim = share(whole, words(sentence.text), rarity) if stated else 0.0
        rows += [Stated(m, sentence, _nearness(own, _around(sentence.text, m), rarity), of_claim) for m in stated]
    return sorted(rows, key=lambda s: (-s.likeness, s.sentence.number, s.measure.start))


def nearness(claim: str, value: Measure, text: str, stated: Measure, rarity: Rarity) -> float:
    """How alike the words near a value of the claim and near a value of a text are, from 0 to 1."""
    return _nearness(_around(claim, value), _around(text, stated), rarity)


def features(each: Claimed) -> dict[str, float]:
    """What suggests that the most alike other value is another value of the same thing; every feature is from 0 to 1,
    and zeros are left out.
    """
    best, kind = each.others[0], each.value.kind
    claimed, stated = _beside(each.claim, each.value), _beside(best.sentence.text, best.measure)
    n_free = len({s.measure.values for s in each.others})
    measured = {
        "near": best.near,
        "whole": best.whole,
        "near and whole": best.near * best.whole,
        "same word before": float(bool(claimed[0]) and claimed[0] == stated[0]),
        "same word after": float(bool(claimed[1]) and claimed[1] == stated[1]),
        "one value of the kind": float(each.n_values == 1),
        "two values of the kind": float(each.n_values == 2),
        "free values of the kind": 1 / n_free,
        "the only one not found": float(each.n_not_same == 1),
        "others found": min(each.n_same, 4) / 4,
        "times stated": min(sum(s.measure.values == best.measure.values for s in each.others), 3) / 3,
        "in the title": float(best.sentence.number == 0),
        "same bound": float(best.measure.bound == each.value.bound),
        "near below 0.1": float(best.near < 0.1),
        "near from 0.3": float(best.near >= 0.3),
        "near from 0.5": float(best.near >= 0.5),
        "whole from 0.5": float(best.whole >= 0.5),
        f"of kind {kind}": 1.0,
        f"near, of kind {kind}": best.near,
        f"whole, of kind {kind}": best.whole,
        f"one value, of kind {kind}": float(each.n_values == 1),
        "another bound": float(bool(best.measure.bound) != bool(each.value.bound)),
        "one value and near": best.near * (each.n_values == 1),
        "much nearer than the next": float(best.near - _next(each) >= 0.2),
    }
    return {name: value for name, value in measured.items() if value}


def _next(each: Claimed) -> float:
    """The nearness of the next value that is a different one; 0 without one."""
    rest = (s.near for s in each.others[1:] if s.measure.values != each.others[0].measure.values)
    return max(rest, default=0.0)


@lru_cache(maxsize=16384)
def words(text: str) -> frozenset[str]:
    """The stems of `text` without its numbers."""
    return frozenset(t.stem for t in tokens(text) if not t.stem[0].isdigit())


def _nearness(own: dict[str, float], other: dict[str, float], rarity: Rarity) -> float:
    total = sum(rarity(s) * w for s, w in own.items())
    return sum(rarity(s) * w * other[s] for s, w in own.items() if s in other) / total if total else 0.0


@lru_cache(maxsize=65536)
def _around(text: str, value: Measure) -> dict[str, float]:
    """The stems near a value, each weighing less the farther it stands: 1 beside the value, a half _HALF words away."""
    before, after = _sides(text, value)
    weights: dict[str, float] = {}
    for side in (before[::-1], after):
        for distance, stem in enumerate(side):
            weights[stem] = max(weights.get(stem, 0.0), _HALF / (_HALF + distance))
    return dict(sorted(weights.items()))


def _beside(text: str, value: Measure) -> tuple[str, str]:
    """The stem before a value and the one after it, "" for none."""
    before, after = _sides(text, value)
    return (before[-1] if before else "", after[0] if after else "")


def _sides(text: str, value: Measure) -> tuple[list[str], list[str]]:
    """The WINDOW stems before a value and the WINDOW after it, without numbers, in the order of the text."""
    stems, starts, ends = _plain_tokens(text)
    before, after = bisect_right(ends, value.start), bisect_left(starts, value.end)
    return list(stems[max(0, before - WINDOW) : before]), list(stems[after : after + WINDOW])


@lru_cache(maxsize=4096)
def _plain_tokens(text: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The stems of `text` without its numbers, where they begin, and where they end."""
    plain = [t for t in tokens(text) if not t.stem[0].isdigit()]
    return tuple(t.stem for t in plain), tuple(t.start for t in plain), tuple(t.end for t in plain)
