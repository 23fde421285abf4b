"""Find the sentence of the source that the claim repeats, and compare their values one by one.

In a repeated sentence a value counts once: if the source has 10% and 51%, a claim of 10% and 10% has one wrong value.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.language.numbers.features import Stated, nearness, words
from pipeline.language.numbers.measures import Measure, measures
from pipeline.language.numbers.same_value import is_same
from pipeline.language.text.source_text import SourceSentence, SourceText
from pipeline.language.text.tokens import Rarity, share

REPEATED = 0.75  # share of the claim's words, by rarity, from which the claim repeats a sentence
NEAR = 0.25  # likeness of the words beside two values; below it they stand in different places of the sentence
_MOST_VALUES = 200  # of one dimension; a sentence with more is a table, and the time to align grows with their square
_FEWEST = 4  # words; fewer are shared by chance


def aligned(claim: str, source: SourceText, rarity: Rarity) -> dict[Measure, Stated]:
    """The values of `claim` that differ from the value in the same place of the sentence that it repeats. {} if it
    repeats none, or if so much differs that the sentence is about something else.
    """
    whole = words(claim)
    if len(whole) < _FEWEST:
        return {}
    candidates = [(share(whole, words(s.text), rarity), -s.number, s) for s in source.sentences if measures(s.text)]
    likeness, _, sentence = max(candidates, default=(0.0, 0, SourceSentence("")))
    if likeness < REPEATED:
        return {}
    claimed, stated = measures(claim), measures(sentence.text)
    n_same, differing = 0, dict[Measure, Stated]()
    for dimension in sorted({m.dimension for m in claimed}):
        ours = [m for m in claimed if m.dimension == dimension]
        theirs = [m for m in stated if m.dimension == dimension]
        pairs, n = _pairs(ours, theirs)
        n_same += n
        near = [(v, m, nearness(claim, v, sentence.text, m, rarity)) for v, m in pairs]
        differing |= {v: Stated(m, sentence, n, likeness) for v, m, n in near if n >= NEAR}
    return differing if len(differing) <= n_same + 1 else {}


def _pairs(ours: Sequence[Measure], theirs: Sequence[Measure]) -> tuple[list[tuple[Measure, Measure]], int]:
    """The values that differ in the same place, and how many values are the same. Values in another order do not
    differ; runs of unequal length cannot be aligned.
    """
    ours_keys, theirs_keys = [_key(m) for m in ours], [_key(m) for m in theirs]
    if sorted(ours_keys) == sorted(theirs_keys):
        return [], len(ours)
    if max(len(ours), len(theirs)) > _MOST_VALUES:
        return [], 0
    if len(ours) == len(theirs):
        opcodes = [("replace", 0, len(ours), 0, len(theirs))]
    else:
        opcodes = list(SequenceMatcher(None, ours_keys, theirs_keys, autojunk=False).get_opcodes())
    pairs, n_same = [], 0
    for what, i, j, k, n in opcodes:
        if what == "equal":
            n_same += j - i
        elif what == "replace" and j - i == n - k:
            differing = [(a, b) for a, b in zip(ours[i:j], theirs[k:n], strict=True) if not _is_one(a, b)]
            n_same += j - i - len(differing)
            pairs += differing
    return pairs, n_same


def _is_one(claimed: Measure, stated: Measure) -> bool:
    """Whether two values are the same in a repeated sentence, where "P < .05" is not "P = .03", nor "2005 to 2005"
    "2005 to 2008".
    """
    if len(claimed.values) == len(stated.values) == 2:
        parts = zip(claimed.values, stated.values, strict=True)
        return all(is_same(replace(claimed, values=(v,)), replace(stated, values=(w,))) for v, w in parts)
    return is_same(claimed, stated) and (claimed.kind != "p value" or _key(claimed) == _key(stated))


def _key(m: Measure) -> tuple[tuple[float, ...], str]:
    return tuple(round(v, 9) for v in m.values), m.bound if m.kind == "p value" else ""
