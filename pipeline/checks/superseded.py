"""The cited record names no newer version of itself.

Fires: warning, where the record carries UpdateIn (a newer guideline or Cochrane review). Unknown: info, where PubMed's
answer is missing. A newer paper that the record does not name is not this check's to find. Drug labels: no finding.
Rule: NLM PubMed DTD, `CommentsCorrections@RefType` UpdateIn; the contract, section 5, `superseded_by`.
"""

from collections.abc import Iterator

from pipeline.language.citing import cited_papers, record_name
from pipeline.language.standing import why_unknown
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import CitedReference, Claim, Finding

CODE = "superseded"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    for claim, reference in cited_papers(evidence):
        yield _judge(evidence, claim, reference)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Finding:
    name, newer = record_name(reference), LIST_SEPARATOR.join(reference.superseded_by)
    if newer:
        result, severity = "fail", "warning"
        message = (
            f"{name} has a newer version: its record names {newer} as the update. The newest version was expected. "
            "Read the update, then cite it or say why the older one is cited."
        )
    elif why := why_unknown(reference):
        result, severity, message = "unknown", "info", f"Whether {name} has a newer version is not known: {why}."
    else:
        result, severity, message = "pass", "info", f"{name}: the record names no newer version."
    return new_finding(
        evidence.question.question_id,
        CODE,
        result,
        severity,
        message,
        claim_id=claim.claim_id,
        reference_id=reference.reference_id,
        location=newer,
    )
