"""No claim rests on a paper under an expression of concern without its reader knowing.

Fires: warning, if there is an expression of concern about the paper, whatever else there is; info, if the claim itself
says so.
Unknown: info, if PubMed's answer is missing; the `retracted` check says why. Drug labels have no such notices: no
finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed" (https://www.nlm.nih.gov/bsd/policy/errata.html);
docs/contract.md, integrity_status.
"""

from collections.abc import Iterator
from functools import partial

from pipeline.findings.citing import record_name
from pipeline.findings.integrity_words import notice_location, notice_words, notices_of
from pipeline.findings.judgement import Judgement, claim_findings, nothing_against
from pipeline.findings.reported_notices import reported_by
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = "concern"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    return claim_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    name, notices = record_name(reference), notices_of(evidence, reference, "concern")
    if notices or reference.integrity_status == "concern":
        facts = tuple(n.notice_id for n in notices)
        fact = f"{name} is under concern: {notice_words(notices)}."
        if said := reported_by(evidence, claim, reference, "concern"):
            message = f"{fact} The claim says so itself (“{said}”)."
            return Judgement("concern_reported", "info", message, location=notice_location(notices), facts=facts)
        message = (
            f"{fact} A paper without open doubts was expected. "
            "Read the notice, and say in the claim that the paper is under concern or rest it on other evidence."
        )
        return Judgement("concern", "warning", message, location=notice_location(notices), facts=facts)
    question = f"Whether an expression of concern stands against {name}"
    passed = f"{name}: no expression of concern was found."
    return nothing_against(reference, question, passed, ("no_concern", "concern_unknown"))
