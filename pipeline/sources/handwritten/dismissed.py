"""Candidates that a person set aside: `reviews/dismissed.csv`, one line each (question, pmid, reason, by, date).

Publisher: the reviewers of this root. The command `review dismiss` writes the file; editors may also write it by hand.
Caveats: a dismissal never expires. A question id that no file has or ever had is a mistake, because a misspelt name
would set nothing aside. Dismissals of a deleted question stay in the file and are not mistakes.
"""

from collections.abc import Collection, Mapping

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import clean_pmid
from pipeline.schema.moving_tables import Dismissal
from pipeline.sources.handwritten.written_csv import Problem, Row, is_day, line, nearest, read

HEADER = ("question", "pmid", "reason", "by", "date")
EMPTY = f"{','.join(HEADER)}\n".encode()
QUESTION, PMID, REASON, BY, DATE = range(len(HEADER))


def parse(path: str, data: bytes, questions: Collection[str]) -> tuple[tuple[Dismissal, ...], tuple[str, ...]]:
    """The dismissals in the file's order, and the mistakes as `path:line:column: expected ...; found ...`.

    `questions` are the ids of all questions that exist or ever existed.
    """
    lines: dict[tuple[str, str], int] = {}
    kept: list[Dismissal] = []
    problems: list[Problem] = []
    for row in read(data, HEADER):
        if isinstance(row, Problem):
            problems.append(row)
            continue
        wrong = _wrong(row, questions)
        key = ("", "") if wrong else (row.values[QUESTION], clean_pmid(row.values[PMID]))
        if key in lines:
            wrong = PMID, f"expected each candidate of a question once; found that of line {lines[key]} again"
        if wrong:
            problems.append(Problem(row.line, row.starts[wrong[0]], wrong[1]))
        else:
            lines[key] = row.line
            kept.append(Dismissal(*key, row.values[REASON], row.values[BY], row.values[DATE]))
    return tuple(kept), tuple(p.told(path) for p in problems)


def strangers(path: str, data: bytes, candidates: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A note for each dismissal of a PMID that was never a candidate of its question.

    `candidates` are the PMIDs that were ever candidates, by question id.
    """
    found = []
    for row in read(data, HEADER):
        if isinstance(row, Problem) or row.values[QUESTION] not in candidates or _wrong(row, candidates):
            continue
        pmid, known = clean_pmid(row.values[PMID]), candidates[row.values[QUESTION]]
        if pmid not in known:
            what = f"expected a candidate of {row.values[QUESTION]}; found {pmid}, which was never one"
            found.append(Problem(row.line, row.starts[PMID], f"note: {what}{nearest(pmid, known)}").told(path))
    return tuple(found)


def dismissed_line(dismissal: Dismissal) -> str:
    """`dismissal` as a line of the file."""
    d = dismissal
    return line((d.question_id, d.pmid, d.reason, d.by, d.dismissed_date))


def _wrong(row: Row, questions: Collection[str]) -> tuple[int, str] | None:
    """The position of the first wrong value in its row, and what is wrong with it; None if all are right."""
    v = row.values
    if v[QUESTION] not in questions:
        found = f"{v[QUESTION]!r}{nearest(v[QUESTION], questions)}"
        return QUESTION, f"expected a question that has a file below questions/; found {found}"
    try:
        clean_pmid(v[PMID])
    except InvalidIdentifier as error:
        return PMID, str(error)
    if not v[REASON].strip():
        return REASON, f"expected a reason; found {v[REASON]!r}"
    if not v[BY].strip():
        return BY, f"expected a name; found {v[BY]!r}"
    return None if is_day(v[DATE]) else (DATE, f"expected a date such as 2026-11-25; found {v[DATE]!r}")
