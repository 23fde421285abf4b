"""No claim rests on a paper under an expression of concern without its reader knowing.

Fires: warning, where a notice of concern stands against the paper, whatever else does. Unknown: info,
where PubMed's answer is missing; the `retracted` check says why. Drug labels have no such notices: no finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); the contract, section 5, `integrity_status`.
"""

from collections.abc import Iterator

from pipeline.language.citing import cited_papers, record_name
from pipeline.language.standing import notice_location, notice_words, notices_of, why_unknown
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Claim, Finding

CODE = "concern"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    for claim, reference in cited_papers(evidence):
        yield _judge(evidence, claim, reference)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Finding:
    name, notices = record_name(reference), notices_of(evidence, reference, "concern")
    if notices or reference.integrity_status == "concern":
        result, severity = "fail", "warning"
        message = (
            f"{name} is under concern: {notice_words(notices)}. A paper without open doubts was expected. "
            "Read the notice, and say in the claim that the paper is under concern or rest it on other evidence."
        )
    elif why := why_unknown(reference):
        result, severity = "unknown", "info"
        message = f"Whether an expression of concern stands against {name} is not known: {why}."
    else:
        result, severity, message = "pass", "info", f"{name}: no expression of concern was found."
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
