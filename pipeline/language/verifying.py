"""Does the source say what the claim says? Evidence, never a bare verdict.

The verdict is the best guess and always comes with the sentences that it rests on. An alarm is what an editor must look
at; it is held to a precision, so a verdict CONTRADICT is not always an alarm.
"""

from dataclasses import dataclass

from pipeline.language.passages import MINIMUM_SHARE, shared
from pipeline.language.source_text import SourceSentence, SourceText


@dataclass(frozen=True)
class Reason:
    """Why: a code, and the same in words."""

    code: str
    words: str


@dataclass(frozen=True)
class ClaimedNumber:
    """A value of the claim and what the source has for it. `kind`: dose, duration, frequency, percentage, ratio,
    interval, p value, count, age, year, threshold, other. `result`: same, different, not found, not comparable.
    `found` is the source's value as shown, "" for none; `sentence` the number of the sentence it stands in, 0 for none.
    """

    claimed: str
    found: str
    result: str
    kind: str = ""
    sentence: int = 0


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
    """What `source` says of the claim."""
    ranked = sorted(source.sentences, key=lambda s: (-shared(claim, s.text), s.number))[:3]
    close = tuple(s for s in ranked if shared(claim, s.text) >= MINIMUM_SHARE)
    reason = Reason("does_not_say", "no sentence of the source was found to say it")
    return Verified("NOINFO", 0.5, (), close, (reason,), ())
