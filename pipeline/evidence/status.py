"""Effective status, currency and evidence hash of one question.

An approval holds only with a row in `reviews/log.csv`; without one, `approved` in a file reads "under review". The
currency words are those of Cochrane's guidance on living systematic reviews; "current" needs a search for newer
evidence, so until one has run the answer is "not checked".
"""

import hashlib
from collections.abc import Iterable, Sequence

from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import Finding, QuestionStatus


def evidence_hash(evidence: QuestionEvidence) -> str:
    """SHA-256 of the claims, of what is shown of what they cite, and of the label passages beneath them."""
    parts = [
        f"{c.claim_id} {' '.join(x.reference_id for x in evidence.citations.get(c.claim_id, ()))}"
        for c in evidence.claims
    ]
    for reference in evidence.references.values():
        article = evidence.articles.get(reference.pmid)
        notices = " ".join(n.notice_id for n in evidence.notices.get(reference.reference_id, ()))
        record = article.abstract_sha256 if article else ""
        parts.append(
            f"{reference.reference_id} {reference.record_status} {reference.integrity_status} {notices} {record}"
        )
    parts += [f"{p.claim_id} setid:{p.set_id} {p.section} {p.sentence}" for p in evidence.label_passages]
    used = sorted({c.set_id for c in evidence.label_choices if c.set_id in evidence.labels})
    parts += [f"setid:{s} {evidence.labels[s].boxed_warning}" for s in used]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def status(
    evidence: QuestionEvidence, findings: Sequence[Finding], before: QuestionStatus | None, date: str
) -> QuestionStatus:
    """The status row of a question; `since_date` stays while the shown state does."""
    question = evidence.question
    effective, why = question.status, ""
    if question.status == "approved":
        effective, why = "under review", "the file says approved, but no approval is on record"
    currency, reason = _currency(evidence, findings)
    row = QuestionStatus(
        question_id=question.question_id,
        effective_status=effective,
        currency=currency,
        reason="; ".join(x for x in (why, reason) if x),
        evidence_hash=evidence_hash(evidence),
        evidence_date=max((r.retrieved_date for r in evidence.references.values()), default=""),
    )
    is_same = before is not None and (before.effective_status, before.currency, before.reason) == (
        row.effective_status,
        row.currency,
        row.reason,
    )
    row.since_date = before.since_date if before is not None and is_same else date
    return row


def _currency(evidence: QuestionEvidence, findings: Iterable[Finding]) -> tuple[str, str]:
    critical = sorted({f.check_code for f in findings if f.result == "fail" and f.severity == "critical"})
    if critical:
        return "update needed", f"critical findings: {', '.join(critical)}"
    references = evidence.references.values()
    unasked = sum(r.origin != "live" for r in references)
    stale = [r for r in references if r.stale_since_date]
    if unasked:
        return "not checked", f"{unasked} of {len(evidence.references)} references were not looked up at their source"
    if stale:
        whom = sorted({"the source of a label" if r.evidence_source == "fda" else "PubMed" for r in stale})
        told = f"{' and '.join(whom)} {'has' if len(whom) == 1 else 'have'} not answered"
        return "not checked", f"{told} since {min(r.stale_since_date for r in stale)}"
    return "not checked", "no search for newer evidence has been made"
