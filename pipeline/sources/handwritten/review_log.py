"""The log of decisions: `reviews/log.csv`, one line each (date, question, action, by, note, evidence_hash, accepted,
because), append-only; the command `review` writes it.

Publisher: the reviewers of this root. Caveats: the order of the lines counts, not their dates. An unreadable line may
have revoked the lines above it, so the lines above it of every question that it names do not count until it is fixed:
no approval is ever shown on a guess. The lines of a question whose file is gone stay in the log and are not mistakes.
"""

import re
from collections import Counter

from pipeline.schema.identifiers import QUESTION_ID_PATTERN, is_question_id
from pipeline.schema.moving_tables import Review
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import CLAIM_ID_PATTERN, SHA256_PATTERN
from pipeline.schema.vocabulary import REVIEW_ACTIONS
from pipeline.sources.handwritten.written_csv import Problem, Row, is_day, line, nearest, read

HEADER = ("date", "question", "action", "by", "note", "evidence_hash", "accepted", "because")
EMPTY = f"{','.join(HEADER)}\n".encode()
DATE, QUESTION, ACTION, BY, NOTE, HASH, ACCEPTED, BECAUSE = range(len(HEADER))
Found = tuple[int, str]  # the position of a value in its row, and what is wrong with it


def parse(path: str, data: bytes) -> tuple[tuple[Review, ...], tuple[str, ...]]:
    """The decisions in the log's order, numbered per question, and the mistakes as `path:line:column: ...`."""
    kept: dict[str, list[Row]] = {}  # by question
    problems: list[Problem] = []
    for row in read(data, HEADER):
        if isinstance(row, Problem):
            problems.append(row)
            for question in _named(row.text):
                kept.pop(question, None)
            continue
        question = row.values[QUESTION]
        wrong = _wrong(row) or _repeated(row, kept.get(question, []))
        if wrong:
            problems.append(Problem(row.line, row.starts[wrong[0]], wrong[1]))
            for named in _named(question):
                kept.pop(named, None)
        else:
            kept.setdefault(question, []).append(row)
    in_order = sorted((row for rows in kept.values() for row in rows), key=lambda row: row.line)
    return _reviews(in_order), tuple(p.told(path) for p in problems)


def log_line(review: Review) -> str:
    """`review` as a line of the log."""
    accepted = LIST_SEPARATOR.join(review.accepted_findings)
    told = (review.review_date, review.question_id, review.action, review.by, review.note)
    return line((*told, review.evidence_hash, accepted, review.because))


def _named(text: str) -> set[str]:
    """The question ids that an unreadable text may name: every whole word in the form of one, in whichever case."""
    return set(re.findall(QUESTION_ID_PATTERN, text.lower()))


def _reviews(rows: list[Row]) -> tuple[Review, ...]:
    places: Counter[str] = Counter()
    found = []
    for row in rows:
        v = row.values
        places[v[QUESTION]] += 1
        accepted = tuple(v[ACCEPTED].split(LIST_SEPARATOR)) if v[ACCEPTED] else ()
        place = places[v[QUESTION]]
        found.append(Review(v[QUESTION], place, v[DATE], v[ACTION], v[BY], v[NOTE], v[HASH], accepted, v[BECAUSE]))
    return tuple(found)


def _wrong(row: Row) -> Found | None:
    """The position of the first wrong value in its row, and what is wrong with it; None if all are right."""
    v = row.values
    if not is_day(v[DATE]):
        return DATE, f"expected a date such as 2026-11-25; found {v[DATE]!r}"
    if not is_question_id(v[QUESTION]):
        return QUESTION, f"expected a question id, the name of its file without .md; found {v[QUESTION]!r}"
    if v[ACTION] not in REVIEW_ACTIONS:
        return ACTION, f"expected {', '.join(REVIEW_ACTIONS)}; found {v[ACTION]!r}{nearest(v[ACTION], REVIEW_ACTIONS)}"
    if not v[BY].strip():
        return BY, f"expected a name; found {v[BY]!r}"
    return _wrong_evidence(v)


def _wrong_evidence(v: tuple[str, ...]) -> Found | None:
    if not re.fullmatch(SHA256_PATTERN, v[HASH]) and (v[HASH] or v[ACTION] == "approve"):
        return HASH, f"expected the evidence hash, 64 hex digits; found {v[HASH]!r}"
    accepted = v[ACCEPTED].split(LIST_SEPARATOR) if v[ACCEPTED] else []
    bad = next((a for a in accepted if not re.fullmatch(CLAIM_ID_PATTERN, a)), None)
    if bad is not None:
        return ACCEPTED, f"expected finding ids of 12 hex digits joined by {LIST_SEPARATOR!r}; found {bad!r}"
    if accepted and v[ACTION] != "approve":
        return ACCEPTED, f"expected nothing: findings are accepted with an approval; found {v[ACCEPTED]!r}"
    if bool(accepted) != bool(v[BECAUSE].strip()):
        return BECAUSE, f"expected a reason where findings are accepted, else nothing; found {v[BECAUSE]!r}"
    return None


def _repeated(row: Row, kept: list[Row]) -> Found | None:
    """The mistake if `row` repeats the last of `kept`, the question's rows so far, as a faulty merge does."""
    if not kept or kept[-1].values != row.values:
        return None
    return DATE, f"expected each decision once; found line {kept[-1].line} again"
