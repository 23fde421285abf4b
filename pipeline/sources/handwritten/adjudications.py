"""People's decisions on findings of the claim checks: `reviews/adjudications.csv` (finding, decision, by, because).

Publisher: the editors of this root, by hand; they copy the finding's name from the report. Caveats: a row is valid only
while the claim and the source's text stay the same. A second row for the same finding is a mistake.
"""

import re

from pipeline.schema.claim_tables import FINDING_PATTERN, Adjudication
from pipeline.schema.vocabulary import ADJUDICATIONS
from pipeline.sources.handwritten.written_csv import Once, Row, good_rows, header_line, text_mistake
from pipeline.sources.mistakes import Mistake, nearest

HEADER = ("finding", "decision", "by", "because")
EMPTY = header_line(HEADER)
FINDING, DECISION, BY, BECAUSE = range(len(HEADER))


def parse(path: str, data: bytes) -> tuple[tuple[Adjudication, ...], tuple[str, ...]]:
    """The decisions in the file's order, and the mistakes as `path:line:column: expected ..., found ...`."""
    once = Once(FINDING, "each finding once", lambda row: row.values[FINDING].strip())
    rows, mistakes = good_rows(path, data, HEADER, _wrong, once)
    return tuple(Adjudication(*(v.strip() for v in row.values)) for row in rows), mistakes


def _wrong(row: Row) -> Mistake | None:
    """The first mistake in the values of a row; None if all are right."""
    finding, decision = (row.values[position].strip() for position in (FINDING, DECISION))
    if not re.fullmatch(FINDING_PATTERN, finding):
        return row.mistake(FINDING, "a finding as the report names it (0123456789ab-cdef01)")
    if decision not in ADJUDICATIONS:
        return row.mistake(DECISION, " or ".join(ADJUDICATIONS), offer=nearest(decision, ADJUDICATIONS))
    return text_mistake(row, BY, "a name") or text_mistake(row, BECAUSE, "a reason")
