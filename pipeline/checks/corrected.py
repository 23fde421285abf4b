"""Corrections of a cited paper are known to the reader of the claim.

Fires: info, where an erratum or a corrected version exists: it may change the numbers. Unknown: info,
where PubMed's answer is missing; the `retracted` check says why. Drug labels have no such notices: no finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); the contract, section 5, `integrity_status`.
"""

from collections.abc import Iterator

from pipeline.language.citing import cited_papers, record_name
from pipeline.language.standing import notice_location, notice_words, notices_of, why_unknown
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Claim, Finding

CODE = "corrected"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    for claim, reference in cited_papers(evidence):
        yield _judge(evidence, claim, reference)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Finding:
    name, notices = record_name(reference), notices_of(evidence, reference, "corrected")
    if notices or reference.integrity_status == "corrected":
        result, severity = "fail", "info"
        message = (
            f"{name} has been corrected: {notice_words(notices)}. The correction may change the numbers. "
            "Read it, and see that the claim still holds as written."
        )
    elif why := why_unknown(reference):
        result, severity = "unknown", "info"
        message = f"Whether a correction exists for {name} is not known: {why}."
    else:
        result, severity, message = "pass", "info", f"{name}: no correction was found."
    return new_finding(
        evidence.question.question_id,
        CODE,
        result,
        severity,
        message,
        claim_id=claim.claim_id,
        reference_id=reference.reference_id,
        location=notice_location(notices),
    )
