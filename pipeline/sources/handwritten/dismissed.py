"""Candidates that a person set aside: `reviews/dismissed.csv`, one line each (question, pmid, reason, by, date).

Publisher: the reviewers of this root. The command `review dismiss` writes the file; editors may also write it by hand.
Caveats: a dismissal never expires. A question id that no file has or ever had is a mistake, because a misspelt name
would set nothing aside. Dismissals of a deleted question stay in the file and are not mistakes.
"""

from collections.abc import Collection, Mapping

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import clean_pmid
from pipeline.schema.moving_tables import Dismissal
from pipeline.sources.handwritten.written_csv import (
    Once,
    Row,
    day_mistake,
    good_rows,
    header_line,
    line,
    text_mistake,
)
from pipeline.sources.mistakes import Mistake, expected, nearest, reworded

HEADER = ("question", "pmid", "reason", "by", "date")
EMPTY = header_line(HEADER)
QUESTION, PMID, REASON, BY, DATE = range(len(HEADER))


def parse(path: str, data: bytes, questions: Collection[str]) -> tuple[tuple[Dismissal, ...], tuple[str, ...]]:
    """The dismissals in the file's order, and the mistakes as `path:line:column: expected ..., found ...`.

    `questions` are the ids of all questions that exist or ever existed.
    """
    once = Once(PMID, "each candidate of a question once", _candidate)
    rows, mistakes = good_rows(path, data, HEADER, lambda row: _wrong(row, questions), once)
    return tuple(Dismissal(*_candidate(row), *row.values[REASON:]) for row in rows), mistakes


def strangers(path: str, data: bytes, candidates: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A note for each dismissal of a PMID that was never a candidate of its question.

    `candidates` are the PMIDs that were ever candidates, by question id.
    """
    found = []
    rows, _ = good_rows(path, data, HEADER, lambda row: _wrong(row, candidates))
    for row in rows:
        question, pmid = _candidate(row)
        known = candidates[question]
        if pmid not in known:
            told = expected(f"a candidate of {question}", f"{pmid}, which was never one", nearest(pmid, known))
            found.append(Mistake(row.line, row.starts[PMID], f"note: {told}", path).told)
    return tuple(found)


def dismissed_line(dismissal: Dismissal) -> str:
    """`dismissal` as a line of the file."""
    d = dismissal
    return line((d.question_id, d.pmid, d.reason, d.by, d.dismissed_date))


def _candidate(row: Row) -> tuple[str, str]:
    """The question id and the PMID of a row without mistakes."""
    return row.values[QUESTION], clean_pmid(row.values[PMID])


def _wrong(row: Row, questions: Collection[str]) -> Mistake | None:
    """The first mistake in the values of a row; None if all are right."""
    question = row.values[QUESTION]
    if question not in questions:
        return row.mistake(QUESTION, "a question that has a file below questions/", offer=nearest(question, questions))
    try:
        clean_pmid(row.values[PMID])
    except InvalidIdentifier as error:
        return Mistake(row.line, row.starts[PMID], reworded(error), row.file)
    return text_mistake(row, REASON, "a reason") or text_mistake(row, BY, "a name") or day_mistake(row, DATE)
