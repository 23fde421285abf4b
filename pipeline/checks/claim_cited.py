"""Every claim cites something.

Fires: warning, if a claim that is not an abstention has no citation.
Never unknown: the question file is always at hand.
Rule: docs/contract.md, Purpose: each claim cites what it rests on.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence

CODE = "claim_cited"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim."""
    for claim in evidence.claims:
        yield finding(evidence, CODE, _judge(evidence, claim), claim.claim_id)


def _judge(evidence: QuestionEvidence, claim: Claim) -> Judgement:
    if claim.is_abstention:
        return Judgement("abstains", "info", "The section abstains; an abstention needs no citation.")
    if evidence.citations.get(claim.claim_id):
        return Judgement("cited", "info", "The claim cites what it rests on.")
    message = (
        f"The claim in line {claim.line} cites nothing; a citation such as [@pmid:25867538] was expected. "
        "Add what it rests on, or remove the claim."
    )
    return Judgement("nothing_cited", "warning", message)
