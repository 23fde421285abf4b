"""Every claim cites something.

Fires: warning, where a claim that is no abstention has no citation. Never unknown: the question file is always at hand.
Rule: the contract, section 1: each claim cites what it rests on.
"""

from collections.abc import Iterator

from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import Finding

CODE = "claim_cited"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim."""
    for claim in evidence.claims:
        if claim.is_abstention:
            result, severity, message = "pass", "info", "The section abstains; an abstention needs no citation."
        elif evidence.citations.get(claim.claim_id):
            result, severity, message = "pass", "info", "The claim cites what it rests on."
        else:
            result, severity = "fail", "warning"
            message = (
                f"The claim in line {claim.line} cites nothing; a citation such as [@pmid:25867538] was expected. "
                "Add what it rests on, or remove the claim."
            )
        yield new_finding(evidence.question.question_id, CODE, result, severity, message, claim_id=claim.claim_id)
