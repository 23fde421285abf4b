"""The log of decisions: `reviews/log.csv`, one line each (date, question, action, by, note, evidence_hash, accepted,
because), append-only; the command `review` writes it.

Publisher: the reviewers of this root. Caveats: the order of the lines counts, not their dates. An unreadable line may
have revoked the lines above it, so the lines above it of every question that it names do not count until it is fixed:
no approval is ever shown on a guess. The lines of a question whose file is gone stay in the log and are not mistakes.
"""

import re
from collections import Counter

from pipeline.schema.identifiers import CLAIM_ID_PATTERN, QUESTION_ID_PATTERN, SHA256_PATTERN, is_question_id
from pipeline.schema.moving_tables import Review
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.vocabulary import REVIEW_ACTIONS
from pipeline.sources.handwritten.written_csv import Row, day_mistake, header_line, line, read, text_mistake
from pipeline.sources.mistakes import Mistake, nearest, shown

HEADER = ("date", "question", "action", "by", "note", "evidence_hash", "accepted", "because")
EMPTY = header_line(HEADER)
DATE, QUESTION, ACTION, BY, NOTE, HASH, ACCEPTED, BECAUSE = range(len(HEADER))


def parse(path: str, data: bytes) -> tuple[tuple[Review, ...], tuple[str, ...]]:
    """The decisions in the log's order, numbered per question, and the mistakes as `path:line:column: ...`."""
    kept: dict[str, list[Row]] = {}  # by question
    told: list[str] = []
    for row, wrong in read(path, data, HEADER, _wrong):
        question = row.values[QUESTION] if row.values else ""
        mistake = wrong or _repeated(row, kept.get(question, []))
        if mistake:
            told.append(mistake.told)
            for named in _named(question or row.text):
                kept.pop(named, None)
        else:
            kept.setdefault(question, []).append(row)
    in_order = sorted((row for rows in kept.values() for row in rows), key=lambda row: row.line)
    return _reviews(in_order), tuple(told)


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


def _wrong(row: Row) -> Mistake | None:
    """The first mistake in the values of a row; None if all are right."""
    action = row.values[ACTION]
    if wrong := day_mistake(row, DATE):
        return wrong
    if not is_question_id(row.values[QUESTION]):
        return row.mistake(QUESTION, "a question id, the name of its file without .md")
    if action not in REVIEW_ACTIONS:
        return row.mistake(ACTION, ", ".join(REVIEW_ACTIONS), offer=nearest(action, REVIEW_ACTIONS))
    return text_mistake(row, BY, "a name") or _wrong_evidence(row)


def _wrong_evidence(row: Row) -> Mistake | None:
    v = row.values
    if not re.fullmatch(SHA256_PATTERN, v[HASH]) and (v[HASH] or v[ACTION] == "approve"):
        return row.mistake(HASH, "the evidence hash, 64 hex digits")
    accepted = v[ACCEPTED].split(LIST_SEPARATOR) if v[ACCEPTED] else []
    bad = next((a for a in accepted if not re.fullmatch(CLAIM_ID_PATTERN, a)), None)
    if bad is not None:
        return row.mistake(ACCEPTED, f"finding ids of 12 hex digits joined by {LIST_SEPARATOR!r}", shown(bad))
    if accepted and v[ACTION] != "approve":
        return row.mistake(ACCEPTED, "nothing: findings are accepted with an approval")
    if bool(accepted) != bool(v[BECAUSE].strip()):
        return row.mistake(BECAUSE, "a reason where findings are accepted, else nothing")
    return None


def _repeated(row: Row, kept: list[Row]) -> Mistake | None:
    """The mistake if `row` repeats the last of `kept`, the question's rows so far, as a faulty merge does."""
    if not kept or kept[-1].values != row.values:
        return None
    return row.mistake(DATE, "each decision once", f"line {kept[-1].line} again")
