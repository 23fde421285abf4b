"""People's decisions on findings of the claim checks: `reviews/adjudications.csv` (finding, decision, by, because).

Publisher: the editors of this root, by hand; they copy the finding's name from the report. Caveats: a row is valid only
while the claim and the source's text stay the same. A second row for the same finding is a mistake.
"""

import re

from pipeline.schema.claim_tables import FINDING_PATTERN, Adjudication
from pipeline.schema.vocabulary import ADJUDICATIONS
from pipeline.sources.handwritten.written_csv import Problem, Row, nearest, read

HEADER = ("finding", "decision", "by", "because")
EMPTY = f"{','.join(HEADER)}\n".encode()
FINDING, DECISION, BY, BECAUSE = range(len(HEADER))


def parse(path: str, data: bytes) -> tuple[tuple[Adjudication, ...], tuple[str, ...]]:
    """The decisions in the file's order, and the mistakes as `path:line:column: expected ...; found ...`."""
    kept: dict[str, tuple[int, Adjudication]] = {}
    problems: list[Problem] = []
    for row in read(data, HEADER):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        said = Adjudication(*(v.strip() for v in row.values))
        wrong = _wrong(row)
        if not wrong and said.finding in kept:
            wrong = FINDING, f"expected each finding once; found that of line {kept[said.finding][0]} again"
        if wrong:
            problems.append(Problem(row.line, row.starts[wrong[0]], wrong[1]))
        else:
            kept[said.finding] = row.line, said
    return tuple(said for _, said in kept.values()), tuple(p.told(path) for p in problems)


def _wrong(row: Row) -> tuple[int, str] | None:
    """The position of the first wrong value in its row, and what is wrong with it; None if all are right."""
    v = [value.strip() for value in row.values]
    if not re.fullmatch(FINDING_PATTERN, v[FINDING]):
        return FINDING, f"expected a finding as the report names it (0123456789ab-cdef01); found {v[FINDING]!r}"
    if v[DECISION] not in ADJUDICATIONS:
        expected = " or ".join(ADJUDICATIONS)
        return DECISION, f"expected {expected}; found {v[DECISION]!r}{nearest(v[DECISION], ADJUDICATIONS)}"
    if not v[BY]:
        return BY, "expected a name; found none"
    return None if v[BECAUSE] else (BECAUSE, "expected a reason; found none")
