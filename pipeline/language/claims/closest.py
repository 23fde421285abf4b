"""Find the sentences of a source that are closest to a claim, and decide whether each agrees with it."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.language.claims.arms import Arms, arms_of, without
from pipeline.language.claims.effects import Effect, effect
from pipeline.language.claims.parts import ClaimParts
from pipeline.language.claims.polarity import polarity
from pipeline.language.text.number_words import PLURAL_WORDS
from pipeline.language.text.source_text import SourceSentence, SourceText
from pipeline.language.text.tokens import Rarity, share, stem_set

MOST = 5  # sentences whose effect is read
LEAST_SHARE = 0.4  # share of the outcome's weight in a sentence that is close to the claim
_WEIGHT = {"results": 1.0, "conclusions": 1.0, "": 0.85, "objective": 0.35, "methods": 0.35, "background": 0.35}

_ASKED = 0.45
# groups that were alike before the treatment do not tell what it did
_ALIKE = r"(?:similar|comparable|balanced|alike|no (?:\w+ ){0,3}?differen\w+|not (?:\w+ )??differ\w*)"
_AT_START = r"(?:baseline|(?:at|on) (?:study )?(?:entry|admission|enrol?ment|inclusion))"
# finds every place of each phrase, even inside another match, and where its shortest match ends
_ALIKES, _STARTS = (re.compile(rf"(?=(?P<said>\b{said}\b))", re.IGNORECASE) for said in (_ALIKE, _AT_START))
_CHANGED = re.compile(r"\b(?:chang|from|versus|vs|than|over|follow)", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?:was|were) (?:also )?(?:assessed|measured|evaluated|recorded|determined|monitored"
    r"|investigated|compared|examined|randomi[sz]ed|assigned|allocated|divided|collected|obtained|analy[sz]ed|registered)\b",
    re.IGNORECASE,
)
_P_VALUE = re.compile(r"\bp\s?[<=>]", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:aim(?:ed)?|objective|purpose|hypothesi\w+)\b"
    r"|\bto (?:investigate|evaluate|assess|compare|determine|examine|test)\b"
    r"|\boutcomes?(?: measures?)? (?:was|were|included?)\b",
    re.IGNORECASE,
)
# "There was no significant difference between the groups." takes back what the sentence before said, unless that was
# sure of itself. A sentence that names another outcome, another time or other groups takes nothing back.
_HOW = r"(?:(?:statistical(?:ly)?|clinical(?:ly)?|significant(?:ly)?|meaningful|relevant|such|overall|or|and) )*"
_NO_DIFFERENCE = re.compile(
    r"^(?:however|but|yet)?,?\s*"
    rf"(?:(?:there (?:was|were) )?no {_HOW}differences? (?:(?:was|were) (?:found|observed|noted|seen|detected) )?"
    rf"between (?:(?:the|these|both|{PLURAL_WORDS}|study|treatment|intervention) )*"
    r"(?:groups|arms|treatments|conditions)"
    r"|(?:this|these|the) differences? (?:was|were|did) not (?:reach |achieve )?(?:statistical(?:ly)? )?significan\w*)"
    r"\W*(?:[\[(].*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Read:
    """One sentence and what it says about the claim.

    `share` is how much of the claim's outcome it contains (0 to 1), `relevance` the value that ranks it. `agrees` is 1
    if it says the same as the claim, -1 if the opposite, 0 if neither. `is_null` is True if it says "no difference", or
    if the next sentence, `taken_back_by`, says so.
    """

    sentence: SourceSentence
    share: float
    relevance: float
    effect: Effect
    agrees: int
    is_null: bool
    taken_back_by: SourceSentence | None = None


def closest(parts: ClaimParts, source: SourceText, rarity: Rarity) -> tuple[Read, ...]:
    """The MOST sentences of `source` closest to a claim with these parts, the most relevant first; abbreviations are
    read as what they stand for.
    """
    outcome = stem_set(parts.outcome)
    named = outcome | _short(outcome, source)
    arms = without(_with_short(arms_of(parts.arm, parts.other, source), parts, source), named)
    own = stem_set(f"{parts.arm} {parts.other}")
    scored = []
    for sentence, full in zip(source.sentences, source.full_sentences, strict=True):
        held = stem_set(full)
        of_outcome = share(outcome, held, rarity)
        relevance = (of_outcome + 0.3 * share(own, held, rarity)) * _weight(sentence)
        scored.append((relevance, of_outcome, sentence))
    scored.sort(key=lambda s: (-s[0], s[2].number))
    behind = {a.number: b for a, b in pairwise(source.sentences) if b.number == a.number + 1}
    reads = []
    for relevance, of_outcome, sentence in scored[:MOST]:
        said = effect(sentence.text, named, arms)
        taken_back_by = _taker(said, behind.get(sentence.number))
        if taken_back_by:
            said = replace(said, direction=0, is_sure=-1)
        agrees, is_null = _agreement(parts, said)
        reads.append(Read(sentence, of_outcome, relevance, said, agrees, is_null, taken_back_by))
    return tuple(reads)


def _short(stems: frozenset[str], source: SourceText) -> frozenset[str]:
    """The abbreviations that stand only for words of `stems`. Sentences are read for directions as they are written,
    because a word of a long form is no direction: the "inhibitor" of PPI.
    """
    found = (stem_set(s) for s, long in source.abbreviations.items() if stem_set(long) and stem_set(long) <= stems)
    return frozenset(s for each in found if len(each) == 1 for s in each)


def _with_short(arms: Arms, parts: ClaimParts, source: SourceText) -> Arms:
    """`arms` with the abbreviations that belong to only one of them."""
    first, second = (_short(stem_set(name), source) for name in (parts.arm, parts.other))
    return replace(arms, arm=arms.arm | (first - second), other=arms.other | (second - first))


def _taker(said: Effect, behind: SourceSentence | None) -> SourceSentence | None:
    """The next sentence, `behind`, if it takes back what was said; what is sure of itself is not taken back."""
    takes = behind is not None and said.is_sure != 1 and _NO_DIFFERENCE.match(behind.text)
    return behind if takes else None


def _weight(sentence: SourceSentence) -> float:
    """The weight of a sentence by its section. What was asked or measured, or what was so before the treatment, weighs
    little in any section.
    """
    text = sentence.text
    is_no_finding = _ASKS.search(text) or _is_only_measured(text) or _is_before_treatment(text)
    return min(_WEIGHT[sentence.category], _ASKED if is_no_finding else 1.0)


def _is_only_measured(text: str) -> bool:
    """Whether something "was measured" and no p value follows the last such words."""
    last = deque(_MEASURED.finditer(text), maxlen=1)
    return bool(last) and _P_VALUE.search(text, last[0].end()) is None


def _is_before_treatment(text: str) -> bool:
    """Whether the text calls groups alike at the start of a study, in either order: "age was similar at baseline"."""
    if _CHANGED.search(text):
        return False
    starts, alikes = ([m.span("said") for m in each.finditer(text)] for each in (_STARTS, _ALIKES))
    return _is_before(starts, alikes) or _is_before(alikes, starts)


def _is_before(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> bool:
    """Whether a span of `first` ends before, or where, a span of `second` begins."""
    return bool(first and second) and min(end for _, end in first) <= max(start for start, _ in second)


def _agreement(parts: ClaimParts, said: Effect) -> tuple[int, bool]:
    """Whether the effect is the claim's (1), another (-1) or unknown (0); and whether it is "no difference"."""
    if said.direction == 0 or (said.is_sure == -1 and said.direction is None):
        return (1 if parts.direction == 0 else -1 if parts.direction else 0), True
    if said.direction is None:
        product = said.by_value * (parts.direction or 0)
        return (0 if product == 0 else 1 if product > 0 else -1), False
    if parts.direction == 0:
        return -1, False
    if parts.direction is None:
        return 0, False
    turn = polarity(parts.outcome) or 1 if said.is_judged != parts.is_judged else 1
    # a statement names no arm, so its subject is taken to be the subject of the sentence
    side = said.side or (0 if parts.arm else 1)
    product = parts.direction * said.direction * turn * side
    return (0 if product == 0 else 1 if product > 0 else -1), False
