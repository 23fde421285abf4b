"""The values of a claim held against the source's: same, different, not found, or not comparable.

Each value of the claim is looked for by kind, unit and the words around it. It is `same` where the source states it,
rounded or in another unit; `different` where the source states another value of the same kind in the same words;
`not comparable` where its values of that kind stand among other words (another arm, another time point, another
outcome); `not found` where it states none of that kind. Only `different` is an alarm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.language.measures import Measure, measures
from pipeline.language.same_value import is_comparable, is_same
from pipeline.language.source_text import SourceSentence, SourceText
from pipeline.language.tokens import tokens

Rarity = Callable[[str], float]
WINDOW = 6  # words on each side of a value that say what it is the value of
# from this likeness of words on, another value of the kind is another value of the same thing; measured in
# docs/decisions/0011-claim-checks.md
ALIKE = 0.5


@dataclass(frozen=True)
class ClaimedNumber:
    """A value of the claim, its kind (dose, duration, ...), the source's value as it is shown, "" for none; `result`
    is same, different, not found or not comparable; `sentence` is the number of the source's sentence, 0 for none.
    """

    claimed: str
    kind: str
    found: str
    result: str
    sentence: int = 0


@dataclass(frozen=True)
class Stated:
    """A value of the source with its sentence, and how alike its words are to those of the claim's value, 0 to 1."""

    measure: Measure
    sentence: SourceSentence
    likeness: float


def claimed_numbers(claim: str, source: SourceText, rarity: Rarity) -> tuple[ClaimedNumber, ...]:
    """Every value of `claim` in order, each looked for in the title and the sentences of `source`."""
    claimed = measures(claim)
    if not claimed:
        return ()
    ranked = [_ranked(claim, value, source, rarity) for value in claimed]
    same = [_same(value, stated) for value, stated in zip(claimed, ranked, strict=True)]
    taken = [s.measure for s in same if s is not None]
    return tuple(_judged(v, s, r, taken) for v, s, r in zip(claimed, same, ranked, strict=True))


def _same(value: Measure, ranked: Sequence[Stated]) -> Stated | None:
    """The source's value that is the claim's; for a range ("25 to 75 mg") also values of one sentence that hold it."""
    for s in ranked:
        if is_same(value, s.measure):
            return s
        if len(value.values) > 1 and all(_is_held(value, v, s.sentence) for v in value.values):
            return s
    return None


def _is_held(value: Measure, v: float, sentence: SourceSentence) -> bool:
    one = replace(value, values=(v,))
    return any(is_same(one, m) for m in measures(sentence.text))


def _judged(value: Measure, same: Stated | None, ranked: Sequence[Stated], taken: Sequence[Measure]) -> ClaimedNumber:
    others = [s for s in ranked if is_comparable(value, s.measure) and s.measure not in taken]
    if same is not None:
        return ClaimedNumber(value.text, value.shown_kind, same.measure.text, "same", same.sentence.number)
    if not others:
        return ClaimedNumber(value.text, value.shown_kind, "", "not found")
    best = others[0]
    result = "different" if best.likeness >= ALIKE else "not comparable"
    return ClaimedNumber(value.text, value.shown_kind, best.measure.text, result, best.sentence.number)


def _ranked(claim: str, value: Measure, source: SourceText, rarity: Rarity) -> list[Stated]:
    """The values of the source, those whose words are most alike first."""
    own, whole = _around(claim, value), _words(claim)
    found = []
    for sentence in (SourceSentence(source.title), *source.sentences):
        stated = measures(sentence.text)
        if not stated:
            continue
        words = _words(sentence.text)
        of_sentence = _share(whole, words, rarity)
        for each in stated:
            near = _share(own, _around(sentence.text, each), rarity)
            found.append(Stated(each, sentence, round((near + of_sentence) / 2, 6)))
    return sorted(found, key=lambda s: (-s.likeness, s.sentence.number, s.measure.start))


def _share(wanted: frozenset[str], held: frozenset[str], rarity: Rarity) -> float:
    total = sum(rarity(s) for s in sorted(wanted))
    return sum(rarity(s) for s in sorted(wanted & held)) / total if total else 0.0


@lru_cache(maxsize=16384)
def _words(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(text) if not t.stem[0].isdigit())


@lru_cache(maxsize=65536)
def _around(text: str, value: Measure) -> frozenset[str]:
    words = [t for t in tokens(text) if not t.stem[0].isdigit()]
    before = [t.stem for t in words if t.end <= value.start][-WINDOW:]
    after = [t.stem for t in words if t.start >= value.end][:WINDOW]
    return frozenset(before + after)
