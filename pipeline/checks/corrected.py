"""The reader of a claim knows of corrections of the cited paper.

Fires: info, if an erratum or a corrected version exists, because it may change the numbers; the record's note on it is
quoted.
Unknown: info, if PubMed's answer is missing; the `retracted` check says why. Drug labels have no such notices: no
finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed" (https://www.nlm.nih.gov/bsd/policy/errata.html);
docs/contract.md, integrity_status.
"""

from collections.abc import Iterator
from functools import partial

from pipeline.findings.citing import record_name, record_words
from pipeline.findings.integrity_words import notice_location, notice_words, notices_of
from pipeline.findings.judgement import Judgement, claim_findings, nothing_against
from pipeline.findings.reported_notices import reported_by
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR

CODE = "corrected"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    return claim_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    name, notices = record_name(reference), notices_of(evidence, reference, "corrected")
    if notices or reference.integrity_status == "corrected":
        fact = f"{name} has been corrected: {notice_words(notices)}."
        quote = record_words(reference, LIST_SEPARATOR.join(dict.fromkeys(n.note for n in notices if n.note)))
        reason = "corrected"
        what = "The correction may change the numbers. Read it, and see that the claim still holds as written."
        if said := reported_by(evidence, claim, reference, "corrected"):
            reason, what = "correction_reported", f"The claim says so itself (“{said}”)."
        facts = tuple(n.notice_id for n in notices)
        return Judgement(reason, "info", f"{fact} {what}", quote, notice_location(notices), facts)
    question, passed = f"Whether a correction exists for {name}", f"{name}: no correction was found."
    return nothing_against(reference, question, passed, ("not_corrected", "correction_unknown"))
