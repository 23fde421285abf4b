"""Read frequencies as times a day: "once a year", "every 12 months", "twice daily", "b.i.d.", "q8h", "a single dose".

"Once yearly" and "every 12 months" are one frequency; "a single dose" is 0 a day. The Latin abbreviations are those of
prescriptions. The lists of The Joint Commission and ISMP name them as error-prone, which is why they are read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.numbers.units import DAY, MONTH, WEEK, YEAR
from pipeline.language.numbers.written_numbers import NUMBER, number_of
from pipeline.language.text.number_words import TIMES

_DAYS = {"hour": 1 / 24, "day": DAY, "week": WEEK, "month": MONTH, "year": YEAR, "night": DAY, "morning": DAY}
_PERIOD = r"(?P<period>hour|day|week|month|year|night|morning)"
_ADVERB = {
    "hourly": 1 / 24,
    "daily": DAY,
    "nightly": DAY,
    "weekly": WEEK,
    "biweekly": 2 * WEEK,
    "fortnightly": 2 * WEEK,
    "monthly": MONTH,
    "quarterly": 3 * MONTH,
    "yearly": YEAR,
    "annually": YEAR,
    "annual": YEAR,
}
_TIMES = (
    rf"(?:(?P<times>{'|'.join(TIMES)})"
    rf"|(?P<n>{NUMBER})\s?(?:times|×|x|doses|tablets|capsules|injections|infusions))"
)
_LATIN = {"qd": 1, "od": 1, "bid": 2, "tid": 3, "qid": 4, "qod": 0.5, "qw": 1 / WEEK, "qhs": 1}
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        # "once every 2 years", "every 6 months", "every other day", "each year"
        rf"(?:\b{_TIMES}\s+)?\b(?:every|each)\s+(?:(?P<other>other|second)\s+|(?P<every>{NUMBER})[\s-]+)?{_PERIOD}s?\b",
        # "once a year", "twice per week", "three times/day"
        rf"\b{_TIMES}\s?(?:a|an|per|in a|/)\s?{_PERIOD}\b",
        # "once daily", "twice-weekly", "three times daily", "thrice weekly"
        rf"\b{_TIMES}[\s-]+(?:a\s+)?(?P<adverb>{'|'.join(_ADVERB)})\b",
        # "a single daily dose" is a daily one
        rf"\bsingle\s+(?P<adverb>{'|'.join(_ADVERB)})\b",
        # "3-weekly", "12-hourly", "6 monthly"
        rf"\b(?P<every>{NUMBER})[\s-](?P<adverb>hourly|weekly|monthly|yearly)\b",
        r"\bq\.?\s?(?P<every>[0-9]{1,2})\s?(?P<letter>[hdw])\b",
        r"\b(?P<latin>b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?o\.?d|q\.?h\.?s|q\.?d|qw)\b\.?",
        r"\b(?P<single>(?:a\s+)?(?:single|one-time|one-off)(?=\s+(?:[\w.-]+\s+){0,5}?"
        r"(?:doses?|infusions?|injections?|tablets?|bolus|administration|shots?|vaccinations?)\b)|single-dose)",
        rf"\b(?P<adverb>{'|'.join(_ADVERB)})\b(?!\s+(?:living|life|activit|practice|routine|basis\s+of|function))",
    )
)


@dataclass(frozen=True)
class Frequency:
    """`per_day` times a day, 0 for "single", and the place in the text."""

    per_day: float
    start: int
    end: int


def frequencies(text: str) -> Iterator[Frequency]:
    """The frequencies of `text`, in no order; of overlapping ones only the surest wording."""
    taken = bytearray(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield Frequency(_per_day(match.groupdict()), *match.span())


def _per_day(said: dict[str, str | None]) -> float:
    if said.get("single"):
        return 0.0
    if latin := said.get("latin"):
        return _LATIN[latin.lower().replace(".", "")]
    if letter := said.get("letter"):
        return 1 / (float(said["every"] or 1) * {"h": 1 / 24, "d": DAY, "w": WEEK}[letter.lower()])
    period = _ADVERB[adverb.lower()] if (adverb := said.get("adverb")) else _DAYS[(said.get("period") or "day").lower()]
    times = float(TIMES[word.lower()]) if (word := said.get("times")) else number_of(said.get("n") or "1")
    every = 2.0 if said.get("other") else number_of(said.get("every") or "1")
    return times / (every * period) if every else 0.0
