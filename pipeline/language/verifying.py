"""Does the source say what the claim says? Evidence, never a bare verdict.

The verdict is the best guess and comes with the sentences that it rests on. An alarm is what an editor must look
at; it
is held to a precision: a contradiction alarms only where rules and model agree, and a claim is called another
article's
only where the source has next to none of its words.
"""

from dataclasses import dataclass

from pipeline.language.claimed_numbers import ClaimedNumber, claimed_numbers
from pipeline.language.source_text import SourceSentence, SourceText
from pipeline.language.support_features import MOST, Read, Support, support
from pipeline.language.support_model import probabilities, rarity
from pipeline.language.support_weights import ALARM
from pipeline.language.tokens import stem_set

OTHER_ARTICLE = 0.25  # share of a claim's words by rarity; of the development claims on the right trial none had less
FEWEST_STEMS = 4  # of a shorter claim the share tells too little
MOST_SENTENCES = 3
LEAST_RELEVANCE = 0.15


@dataclass(frozen=True)
class Reason:
    """Why: a code, and the same in words."""

    code: str
    words: str


@dataclass(frozen=True)
class Verified:
    """`verdict` is SUPPORT, CONTRADICT or NOINFO (SciFact's labels), `confidence` its probability from 0 to 1;
    `alarms` the codes of the reasons that an editor must look at (contradiction, number_differs, other_article), ()
    for none; `rationale` the sentences that it rests on, best first, at most three.
    """

    verdict: str
    confidence: float
    alarms: tuple[str, ...]
    rationale: tuple[SourceSentence, ...]
    reasons: tuple[Reason, ...]
    numbers: tuple[ClaimedNumber, ...]


def verify(claim: str, source: SourceText) -> Verified:
    """What `source` says of the claim. A source without sentences says nothing: NOINFO of confidence 0, no alarm."""
    if not source.sentences:
        reason = Reason("no_text", "the source has no abstract or text at hand, so nothing could be checked")
        return Verified("NOINFO", 0.0, (), (), (reason,), ())
    held = support(claim, source, rarity)
    rationale = tuple(r.sentence for r in held.read[:MOST_SENTENCES] if r.relevance >= LEAST_RELEVANCE)
    numbers = claimed_numbers(claim, source, rarity)
    if is_other_article(claim, held):
        told = f'the cited record is about "{source.title}" and has hardly a word of the claim'
        confidence = round(1 - held.values["claim in text"], 3)
        return Verified("NOINFO", confidence, ("other_article",), rationale, (Reason("other_article", told),), numbers)
    chance = probabilities(held.values)
    verdict = max(chance, key=lambda v: (chance[v], v))
    if verdict != "NOINFO" and not rationale:
        verdict = "NOINFO"  # no verdict stands without the sentence it rests on
    alarms = ("contradiction",) if is_contradiction(held, chance) and rationale else ()
    return Verified(verdict, round(chance[verdict], 3), alarms, rationale, _reasons(verdict, held), numbers)


def is_other_article(claim: str, held: Support) -> bool:
    """Whether the claim shares too little with the source to be about it."""
    return held.values["claim in text"] < OTHER_ARTICLE and len(stem_set(claim)) >= FEWEST_STEMS


def is_contradiction(held: Support, chance: dict[str, float]) -> bool:
    """Whether rules and model agree, at the precision of the data card, that the source says otherwise."""
    return chance["CONTRADICT"] >= ALARM and held.speaks_against


_SAID = {1: "more", -1: "less", 0: "no difference"}


def _reasons(verdict: str, held: Support) -> tuple[Reason, ...]:
    if verdict == "NOINFO":
        return (Reason("does_not_say", f"no sentence of the source was found to say it; looked at {MOST} closest"),)
    found = [_reason(r) for r in held.read if r.agrees == (1 if verdict == "SUPPORT" else -1)]
    if held.parts.direction is not None:
        found.append(Reason("claim_direction", f"the claim says {_SAID[held.parts.direction]} of {held.parts.outcome}"))
    return tuple(found) or (Reason("model_only", "by the words shared; no rule read a direction"),)


def _reason(r: Read) -> Reason:
    told = "no difference" if r.is_null else _SAID.get(r.effect.direction or 0, "")
    if r.effect.direction is None and not r.is_null:
        return Reason("values_compared", f"sentence {r.sentence.number} compares values without a word of direction")
    which = (
        "the other arm" if r.effect.side == -1 else "the arm" if r.effect.side == 1 else "an arm that it does not name"
    )
    code = "same_direction" if r.agrees == 1 else "other_direction"
    return Reason(code, f"sentence {r.sentence.number} says {told}" + ("" if r.is_null else f", of {which}"))
