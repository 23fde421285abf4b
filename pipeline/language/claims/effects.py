"""Read what one sentence of a source says about a comparison: does the arm have more, less, or no difference?

The direction is that of the cue nearest to the outcome's words. The arm after "than" or "versus" tells who has more;
without these words, the arm named nearest before or after the cue does. Values without words ("92 h versus 138 h") are
read too, but kept separate, because only order tells which arm a value belongs to.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.language.claims.arms import Arms
from pipeline.language.claims.directions import Cue, cues
from pipeline.language.text.tokens import Token, stem_set, tokens

_CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:whereas|while|but|although|though|however)\s|,\s(?:and|with)\s|\.\s|\)\s*,?\sand\s|\)\s?,\s"
)
_LONGEST_CONJUNCTION = 10  # characters: " although "
_LONGEST_CUE = 50  # characters of a cue that has a conjunction inside
# "25% vs. 31%" compares values and names no arm
_COMPARES = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|over|against|in comparison (?:with|to)"
    r"|(?:but|and) not(?: (?:with|in|by|for|after|under))?"
    r"|(?:superior|inferior|similar|comparable|equal|equivalent) to)(?!\w)(?!\s?[-−–(]?[0-9])",
    re.I,
)
_OPENS = re.compile(r"^\W*(?:as )?(?:when )?(?:compared|relative|in comparison) (?:with|to)\b", re.I)
_P = re.compile(r"\bp\s?(?:-?\s?values?)?\s?(?:of\s)?(?P<sign>[=<>≤≥]|was|is)+\s?(?P<value>[0-9]?[.·][0-9]+)", re.I)
_VALUE = r"[-−–]?[0-9]+(?:[.·,][0-9]+)?"
# what may stand between a value and "versus": its unit, its spread, brackets, the name of its arm
_SPREAD = rf"(?:\s?(?:±|\+/-|\+-)\s?{_VALUE})?"
_AFTER_VALUE = rf"(?:\s?[A-Za-z/µ°]{{1,10}})?{_SPREAD}(?:\s?[A-Za-z/µ°]{{1,10}})?(?:\s?[\[(][^()\[\];]{{0,50}}[)\]])?"
_AGAINST = r"\b(?:vs\.?|versus|compared (?:with|to)|and|than|against)(?=\s)"
_PAIRS = tuple(
    re.compile(
        rf"(?<![\w.])(?P<first>{_VALUE}){unit}{_AFTER_VALUE}[^0-9;]{{0,60}}?{_AGAINST}[^0-9;]{{0,60}}?{more}(?P<second>{_VALUE}){unit}",
        re.I,
    )
    # percentages first: in "24/73 (33%) versus 12/70 (17%)" they are compared
    for unit, more in ((r"\s?%", r"(?:[0-9]+(?:/| (?:out )?of )[0-9]+[^0-9;]{0,12})?"), ("", ""))
)
_SURE = re.compile(r"\bsignifican", re.I)
_INTERVAL = re.compile(
    rf"(?:CI|confidence interval)[^0-9\-−–]{{0,12}}(?P<low>{_VALUE})\s?(?:to|[-–,;])\s?(?P<high>{_VALUE})", re.I
)
_RATIO = re.compile(r"\b(?:(?-i:[HORI]R)|odds ratio|hazard ratio|risk ratio|rate ratio|relative risk)\b", re.I)

_BOTH = re.compile(r"\bboth (?:\w+ )?(?:groups|arms|treatments|interventions|regimens|drugs|doses)\b", re.I)
_SPEED = re.compile(r"earlier|faster|quicker|accelerat|later|slower", re.I)
_LESS_OF_LESS = re.compile(r"\b(?:decreas|declin|reduc|fell|dropp?)\w* (?:\w+ )?less\b", re.I)
_TIMES = stem_set("time duration length latency onset delay interval days hours minutes")


@dataclass(frozen=True)
class Effect:
    """The effect that a sentence states.

    `direction` is 1, -1 or 0 as the cue says, None without a cue; `is_judged` is True if the cue says better or worse.
    `side` is 1 if the arm is the subject, -1 if the other arm is, 0 if unknown. `by_value` is 1 or -1 if two values in
    order say that the arm has more or less, else 0. `is_sure` is 1 for p below 0.05, an interval that excludes no
    effect, or "significant"; -1 for p of 0.05 or more, or an interval that includes no effect; else 0.
    """

    direction: int | None
    is_judged: bool
    side: int
    by_value: int
    is_sure: int


def effect(sentence: str, outcome: frozenset[str], arms: Arms) -> Effect:
    """What `sentence` says about `outcome`, a set of stems, between `arms`."""
    start, end = _clause(sentence, outcome)
    clause = sentence[start:end]
    words = tokens(clause)
    centre = [t.start for t in words if t.stem in outcome]
    cue = _nearest(clause, centre, _named(words, outcome))
    if cue and cue.direction and _BOTH.search(clause):
        cue = None  # what both arms did does not tell how they differ
    sided = _sided(words, arms) or _sided(tokens(sentence[:start]), arms)[-1:]
    return Effect(
        _direction(cue, clause, outcome),
        cue.is_judged if cue else False,
        _side(clause, sided, cue),
        _by_value(sentence, outcome, _sided(tokens(sentence), arms)),
        _sureness(clause) or _sureness(sentence),
    )


def _direction(cue: Cue | None, clause: str, outcome: frozenset[str]) -> int | None:
    """The cue's direction. For a time, "earlier" and "faster" mean less and "later" and "slower" more; what "decreased
    less" is more than what decreased more.
    """
    if cue is None:
        return None
    is_turned = (outcome & _TIMES and _SPEED.match(clause, cue.start)) or _LESS_OF_LESS.search(clause)
    return -cue.direction if is_turned else cue.direction


def _clause(sentence: str, outcome: frozenset[str]) -> tuple[int, int]:
    """Where the clause with most words of the outcome begins and ends, the first among equals. Neighbouring clauses
    count as one unless each has a cue.
    """
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(sentence)), len(sentence)]
    spans = [(a, b) for a, b in pairwise(cuts) if b > a]
    merged: list[tuple[int, int]] = []
    has_cue = False  # whether the last clause has a cue; each span is tested once, however many are merged
    for a, b in spans:
        has_own = bool(_all_cues(sentence[a:b]))
        if merged and not (has_cue and has_own):
            has_cue = has_cue or has_own or _has_cue_across(sentence, merged[-1][0], a, b)
            merged[-1] = merged[-1][0], b
        else:
            merged.append((a, b))
            has_cue = has_own
    return max(
        merged or [(0, len(sentence))],
        key=lambda s: (len(outcome & {t.stem for t in tokens(sentence[s[0] : s[1]])}), -s[0]),
    )


def _has_cue_across(sentence: str, start: int, cut: int, end: int) -> bool:
    """Whether a cue in the text from `start` to `end` crosses `cut`: "no pain but differences". None crosses a
    punctuation mark.
    """
    if any(mark in sentence[max(start, cut - _LONGEST_CONJUNCTION) : cut] for mark in ",;:.)"):
        return False
    first = sentence.rfind(" ", start, max(start, cut - _LONGEST_CUE)) + 1 or start
    last = sentence.find(" ", min(end, cut + _LONGEST_CUE), end)
    across = _all_cues(sentence[first : last if last >= 0 else end])
    return any(c.start < cut - first < c.end for c in across)


@lru_cache(maxsize=16384)
def _all_cues(text: str) -> tuple[Cue, ...]:
    return tuple(cues(text))


def _named(words: tuple[Token, ...], outcome: frozenset[str]) -> frozenset[int]:
    """Where the words of the outcome begin: "loss" in "weight loss" names the outcome and is no direction."""
    return frozenset(t.start for t in words if t.stem in outcome)


def _nearest(clause: str, centre: list[int], named: frozenset[int]) -> Cue | None:
    """The cue nearest to the outcome. A "no difference" wins unless another cue is more than 25 characters nearer."""
    unnamed = [c for c in _all_cues(clause) if c.start not in named]
    if not unnamed or not centre:
        return unnamed[0] if unnamed else None
    return min(unnamed, key=lambda c: (_distance(centre, c.start) - (25 if c.direction == 0 else 0), c.start))


def _distance(places: list[int], place: int) -> int:
    """How far `place` is from the nearest of `places`, which are sorted."""
    at = bisect_left(places, place)
    return min(abs(place - p) for p in places[max(0, at - 1) : at + 1])


def _sided(words: tuple[Token, ...], arms: Arms) -> list[tuple[int, int]]:
    """(place, side) of every word that names one of the arms."""
    places = []
    before = ""
    for token in words:
        if side := arms.side(token, before):
            places.append((token.start, side))
        before = token.stem
    return places


def _side(clause: str, sided: list[tuple[int, int]], cue: Cue | None) -> int:
    """Who has more or less: 1 for the arm, -1 for the other, 0 if unknown."""
    if not sided:
        return 0
    if opening := _OPENS.match(clause):  # "Compared with placebo, ..."
        comma = clause.find(",", opening.end())
        against = [side for place, side in sided if opening.end() <= place < (comma if comma > 0 else len(clause))]
        subjects = [side for place, side in sided if place > comma > 0]
        return -against[0] if against else subjects[0] if subjects else 0
    origin = cue.end if cue else 0
    markers = list(_COMPARES.finditer(clause))
    marker = next((m for m in markers if m.start() >= origin), next(iter(markers), None))
    if marker is not None:
        after = [side for place, side in sided if place >= marker.end()]
        before = [side for place, side in sided if place < marker.start()]
        if after:
            return -after[0]
        if before:
            return before[-1] if marker[0].lower() == "than" else before[0]
    nearest = min(sided, key=lambda s: (abs(s[0] - origin), s[0]))
    sides = {side for _, side in sided}
    return nearest[1] if len(sides) > 1 else sided[0][1]


def _by_value(sentence: str, outcome: frozenset[str], sided: list[tuple[int, int]]) -> int:
    """1 if two values say that the arm has more, -1 if less, 0 if unknown.

    The pair that follows most of the outcome's words counts. Each value belongs to the arm named nearest to it. If that
    is the same arm for both, or the sentence says "respectively", the first value belongs to the arm named first ("with
    A and B, respectively").
    """
    if not sided or (match := _pair(sentence, outcome)) is None:
        return 0
    first, second = (_number(match[k]) for k in ("first", "second"))
    if first is None or second is None or first == second:
        return 0
    of_first, of_second = (_arm_of(match.span(k), sided) for k in ("first", "second"))
    is_in_order = of_first == of_second or "respectively" in sentence
    return (1 if first > second else -1) * (sided[0][1] if is_in_order else of_first)


def _pair(sentence: str, outcome: frozenset[str]) -> re.Match[str] | None:
    pairs = next((matches for pattern in _PAIRS if (matches := list(pattern.finditer(sentence)))), [])
    if len(pairs) < 2:
        return next(iter(pairs), None)
    ends = [0, *(m.end() for m in pairs)]
    said = [{t.stem for t in tokens(sentence[a : m.start()])} & outcome for a, m in zip(ends, pairs, strict=False)]
    return max(zip(said, pairs, strict=True), key=lambda x: (len(x[0]), -x[1].start()))[1]


def _arm_of(span: tuple[int, int], sided: list[tuple[int, int]]) -> int:
    """The arm named nearest to a value; a name after it ("92 h in the control group") counts nearer than one before."""
    return min(sided, key=lambda s: (s[0] - span[1] if s[0] >= span[1] else 1.5 * (span[0] - s[0]), s[0]))[1]


def _number(text: str) -> float | None:
    try:
        return float(re.sub(r"^[−–]", "-", text).replace("·", ".").replace(",", ""))
    except ValueError:
        return None


def _sureness(text: str) -> int:
    for match in _P.finditer(text):
        value = _number(match["value"])
        if value is not None:
            is_low = value < 0.05 or (value <= 0.05 and "<" in match["sign"])
            return -1 if (not is_low or ">" in match["sign"]) else 1
    if interval := _INTERVAL.search(text):
        low, high = _number(interval["low"]), _number(interval["high"])
        none = 1.0 if _RATIO.search(text) else 0.0
        if low is not None and high is not None:
            return -1 if low <= none <= high else 1
    return 1 if _SURE.search(text) else 0
