"""The values of a claim, and whether the source states each of them.

Only what is certain is told: a value with its unit that the source states too is `same`; any other is `not found`,
which is no alarm, because a source may state it in another unit or as another figure of the same thing.
"""

from dataclasses import dataclass

from pipeline.language.quantities import quantities
from pipeline.language.source_text import SourceText


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


def claimed_numbers(claim: str, source: SourceText) -> tuple[ClaimedNumber, ...]:
    """Every value of `claim` in order, each looked for in the sentences of `source`."""
    claimed = quantities(claim)
    if not claimed:
        return ()
    held = [(q, s.number) for s in source.sentences for q in quantities(s.text)]
    rows = []
    for value in claimed:
        same = next(((q, n) for q, n in held if q.values == value.values and q.unit == value.unit), None)
        rows.append(
            ClaimedNumber(value.text, "value", same[0].text, "same", same[1])
            if same
            else ClaimedNumber(value.text, "value", "", "not found")
        )
    return tuple(rows)
