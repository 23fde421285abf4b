"""The features by which a claim is held against a source, each a number with a name that a person can read.

How much of the claim's outcome and arms the source holds, whole and in one sentence; and what its closest sentences say
of the comparison: the same, the opposite, no difference, or nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.language.arms import Arms, arms_of, without
from pipeline.language.claim_parts import ClaimParts, claim_parts
from pipeline.language.effects import Effect, effect
from pipeline.language.polarity import polarity
from pipeline.language.source_text import SourceSentence, SourceText
from pipeline.language.tokens import stem_set

Rarity = Callable[[str], float]
MOST = 5  # sentences whose effect is read
LEAST_SHARE = 0.4  # of the outcome's weight in a sentence that is close to the claim
_WEIGHT = {"results": 1.0, "conclusions": 1.0, "": 0.85, "objective": 0.35, "methods": 0.35, "background": 0.35}

_ASKED = 0.45
_ASKS = re.compile(
    r"\b(?:was|were) (?:also )?(?:assessed|measured|evaluated|recorded|determined|monitored"
    r"|investigated|compared|examined|randomi[sz]ed|assigned|allocated|divided|collected|obtained|analy[sz]ed|registered)\b(?!.*\bp\s?[<=>])"
    r"|\b(?:aim(?:ed)?|objective|purpose|hypothesi\w+)\b"
    r"|\bto (?:investigate|evaluate|assess|compare|determine|examine|test)\b"
    r"|\boutcomes?(?: measures?)? (?:was|were|included?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Read:
    """One sentence as it bears on the claim: how much of its outcome it holds (0 to 1), its relevance, its effect, and
    what that makes of the claim: 1 the same, -1 the opposite, 0 nothing; `is_null` where it says "no difference".
    """

    sentence: SourceSentence
    share: float
    relevance: float
    effect: Effect
    agrees: int
    is_null: bool


@dataclass(frozen=True)
class Support:
    """The features of one claim and source, and the sentences that they were read from, the most relevant first."""

    parts: ClaimParts
    values: dict[str, float]
    read: tuple[Read, ...]

    @property
    def speaks_against(self) -> bool:
        """Whether the sentence closest to the claim that says anything of its comparison says otherwise."""
        return self._closest_told is not None and self._closest_told.agrees == -1

    @property
    def speaks_for(self) -> bool:
        """Whether that sentence says the same, and holds enough of the claim's outcome to be about it."""
        told = self._closest_told
        return told is not None and told.agrees == 1 and told.share >= LEAST_SHARE

    @property
    def _closest_told(self) -> Read | None:
        return next((r for r in self.read if r.agrees), None)


def support(claim: str, source: SourceText, rarity: Rarity) -> Support:
    """Hold `claim` against `source`; `rarity` weighs a stem by how seldom it is."""
    parts = claim_parts(claim)
    outcome = stem_set(parts.outcome)
    arms = without(arms_of(parts.arm, parts.other, source), outcome)
    read = _read(parts, arms, outcome, source, rarity)
    values = {**_coverage(claim, parts, source, rarity), **_directions(parts, read)}
    return Support(parts, values, read)


def share(wanted: frozenset[str], held: frozenset[str], rarity: Rarity) -> float:
    """The share of the weight of `wanted` that `held` has; 0 where nothing is wanted."""
    total = sum(map(rarity, sorted(wanted)))
    return sum(rarity(s) for s in sorted(wanted & held)) / total if total else 0.0


def _read(
    parts: ClaimParts, arms: Arms, outcome: frozenset[str], source: SourceText, rarity: Rarity
) -> tuple[Read, ...]:
    own = stem_set(f"{parts.arm} {parts.other}")
    scored = []
    for sentence in source.sentences:
        held = stem_set(sentence.text)
        of_outcome = share(outcome, held, rarity)
        relevance = (of_outcome + 0.3 * share(own, held, rarity)) * _weight(sentence)
        scored.append((relevance, of_outcome, sentence))
    scored.sort(key=lambda s: (-s[0], s[2].number))
    found = []
    for relevance, of_outcome, sentence in scored[:MOST]:
        said = effect(sentence.text, outcome, arms)
        agrees, is_null = _agreement(parts, said)
        found.append(Read(sentence, of_outcome, relevance, said, agrees, is_null))
    return tuple(found)


def _weight(sentence: SourceSentence) -> float:
    """By section; what was asked or measured, and not what was found, weighs little wherever it stands."""
    return min(_WEIGHT[sentence.category], _ASKED if _ASKS.search(sentence.text) else 1.0)


def _agreement(parts: ClaimParts, said: Effect) -> tuple[int, bool]:
    """Whether the effect is the claim's (1), another (-1) or not told (0); and whether it is "no difference"."""
    if said.direction == 0 or (said.is_sure == -1 and said.direction is None):
        return (1 if parts.direction == 0 else -1 if parts.direction else 0), True
    if said.direction is None:
        found = said.by_value * (parts.direction or 0)
        return (0 if found == 0 else 1 if found > 0 else -1), False
    if parts.direction == 0:
        return -1, False
    if parts.direction is None:
        return 0, False
    turn = polarity(parts.outcome) or 1 if said.is_judged != parts.is_judged else 1
    found = parts.direction * said.direction * turn * (said.side or 0)
    return (0 if found == 0 else 1 if found > 0 else -1), False


def _coverage(claim: str, parts: ClaimParts, source: SourceText, rarity: Rarity) -> dict[str, float]:
    text = stem_set(source.text)
    title = stem_set(source.title)
    sets = {"outcome": stem_set(parts.outcome), "arm": stem_set(parts.arm), "other": stem_set(parts.other)}
    values = {f"{name} in text": share(s, text, rarity) for name, s in sets.items()}
    values |= {f"{name} in title": share(s, title, rarity) for name, s in sets.items()}
    values["claim in text"] = share(stem_set(claim), text, rarity)
    sentences = [stem_set(s.text) for s in source.sentences]
    for name, s in sets.items():
        values[f"{name} in one sentence"] = max((share(s, held, rarity) for held in sentences), default=0.0)
    values["least of three"] = min(
        values["outcome in text"], values["arm in text"], values["other in text"] if parts.other else 1.0
    )
    values["names arms"] = float(bool(parts.arm))
    for name in ("outcome in text", "outcome in one sentence", "arm in text", "least of three", "claim in text"):
        for bound in (0.4, 0.6, 0.8, 0.99):
            values[f"{name} from {bound}"] = float(values[name] >= bound)
    return values


def _directions(parts: ClaimParts, read: tuple[Read, ...]) -> dict[str, float]:
    """What the closest sentences say, weighed by relevance squared; apart for claims of a difference and of none."""
    kind = "none" if parts.direction == 0 else "some" if parts.direction else "unsaid"
    names = ("same", "opposite", "null", "differs", "by value same", "by value opposite", "sure", "unsure", "silent")
    values = {f"{k}: {n}": 0.0 for k in ("none", "some", "unsaid") for n in names}
    values |= {f"{k}: first {n}": 0.0 for k in ("none", "some", "unsaid") for n in names}
    values |= {f"{k}: {n}": 0.0 for k in ("none", "some", "unsaid") for n in _AGREED}
    values |= {f"claim of {k}": float(k == kind) for k in ("none", "some", "unsaid")}
    values |= {f"{kind}: {name}": 1.0 for name in _agreed(read)}
    total = sum(r.relevance**2 for r in read) or 1.0
    for i, r in enumerate(read):
        for name in _said(parts, r):
            values[f"{kind}: {name}"] += r.relevance**2 / total
            if i == 0:
                values[f"{kind}: first {name}"] = 1.0
    return values


_AGREED = (
    "all against",
    "all for",
    "sure against",
    "sure for",
    "first against with arm",
    "first for with arm",
    "close against",
    "close for",
)


def _agreed(read: tuple[Read, ...]) -> list[str]:
    """What the sentences that hold most of the outcome have in common: all speak for the claim, or all against."""
    close = [r for r in read if r.share >= 0.6 * max((x.share for x in read), default=0.0) and r.share >= LEAST_SHARE]
    signs = [r.agrees for r in close if r.agrees]
    told = []
    for sign, name in ((-1, "against"), (1, "for")):
        if not signs:
            continue
        unanimous = all(s == sign for s in signs)
        first = next(r for r in close if r.agrees)
        told += [f"all {name}"] * unanimous
        told += [f"sure {name}"] * any(r.agrees == sign and r.effect.is_sure == (-1 if r.is_null else 1) for r in close)
        told += [f"first {name} with arm"] * (first.agrees == sign and first.effect.side != 0)
        told += [f"close {name}"] * (unanimous and first.share >= 0.8)
    return told


def _said(parts: ClaimParts, r: Read) -> list[str]:
    valued = r.effect.by_value * (parts.direction or 0)
    told = {
        "same": r.agrees == 1 and not r.is_null,
        "opposite": r.agrees == -1 and not r.is_null and parts.direction != 0,
        "null": r.is_null,
        "differs": not r.is_null and r.effect.direction not in (None, 0),
        "by value same": valued > 0,
        "by value opposite": valued < 0,
        "sure": r.effect.is_sure == 1 and not r.is_null,
        "unsure": r.effect.is_sure == -1,
        "silent": r.effect.direction is None,
    }
    return [name for name, is_so in told.items() if is_so]
