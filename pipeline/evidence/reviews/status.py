"""The status row of one question: effective status, currency, evidence hash.

The log (`reviews/log.csv`) overrides the file. Its last line decides, and TRANSITIONS says which line may follow which.
The one exception: a file that says retired is retired.

| last line | effective status |
|---|---|
| none | what the file says; `approved` becomes "under review: no approval on record" |
| submit | submitted |
| return | under review |
| approve | approved while the evidence hash is that of the line, else under review: the approval has lapsed by itself |
| retire | retired |
"""

from collections.abc import Sequence

from pipeline.evidence.reviews.approval import evidence_hash
from pipeline.evidence.reviews.currency import currency
from pipeline.schema.finding_tables import Finding, QuestionStatus
from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import Candidate, Search
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, Standing

# action -> the effective statuses that allow it, and the status that it leads to. A retired question comes back only
# by being submitted; a lapsed approval counts as under review, so it may be approved or submitted at once.
TRANSITIONS = {
    "submit": (("draft", "under review", "retired"), "submitted"),
    "return": (("submitted", "approved"), "under review"),
    "approve": (("draft", "submitted", "under review", "approved"), "approved"),
    "retire": (("draft", "submitted", "under review", "approved"), "retired"),
}
MOST_MOVED = 5
NO_LOG = Standing()


def status(
    evidence: QuestionEvidence,
    findings: Sequence[Finding],
    before: QuestionStatus | None,
    date: str,
    *,
    standing: Standing = NO_LOG,
    searches: Sequence[Search] = (),
    candidates: Sequence[Candidate] = (),
) -> QuestionStatus:
    """The status row; `since_date` changes only with the state shown. `candidates` are those not dismissed."""
    effective, why = effective_status(evidence.question, standing)
    now, reason = currency(evidence, findings, standing, searches, candidates)
    row = QuestionStatus(
        question_id=evidence.question.question_id,
        effective_status=effective,
        currency=now,
        reason="; ".join(x for x in (why, reason) if x),
        evidence_hash=evidence_hash(evidence),
        evidence_date=max((r.retrieved_date for r in evidence.references.values()), default=""),
        approved_by=standing.approval.by if standing.approval else "",
        approved_date=standing.approval.review_date if standing.approval else "",
    )
    is_same = before is not None and (before.effective_status, before.currency, before.reason) == (
        row.effective_status,
        row.currency,
        row.reason,
    )
    row.since_date = before.since_date if before is not None and is_same else date
    return row


def effective_status(question: Question, standing: Standing) -> tuple[str, str]:
    """The effective status, and the reason in words if it is not what the file or the log's last line says."""
    if question.status == "retired":
        return "retired", ""
    if not standing.reviews:
        return ("under review", "no approval on record") if question.status == "approved" else (question.status, "")
    last = standing.reviews[-1]
    if last.action != "approve" or standing.holds:
        return TRANSITIONS[last.action][1], ""
    lapsed = f"approved by {last.by} on {last.review_date}, but the evidence moved since"
    return "under review", f"{lapsed}: {moved_words(standing.moved)}"


def moved_words(moved: Sequence[Change]) -> str:
    """What changed in a few words: each kind with the reference it concerns, else with how often it occurred."""
    kinds: dict[tuple[str, str], int] = {}
    for change in moved:
        kinds[change.kind, change.reference_id] = kinds.get((change.kind, change.reference_id), 0) + 1
    if not kinds:
        return "claims or citations were edited"
    lines = [
        kind.replace(":", ": ").replace("_", " ") + (f" ({about})" if about else f" ({n})" if n > 1 else "")
        for (kind, about), n in kinds.items()
    ]
    more = [f"and {len(lines) - MOST_MOVED} more"] if len(lines) > MOST_MOVED else []
    return ", ".join([*lines[:MOST_MOVED], *more])
