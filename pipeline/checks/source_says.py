"""The cited source says what the claim says.

Passes if a sentence was found to say it, at the precision that the model's data card states; the sentence is quoted.
Fires: info, if no sentence was found to say it.
Unknown: info, if nothing could be checked, with the reason, or if the check is not sure.
A pair with an alarm gets its finding from the alarm's own check and none here.
Rule: pipeline/language/claims/verifying.py; docs/decisions/0011-claim-checks.md.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.read_claims import quoted
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence

CODE = "source_says"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and citation without an alarm; another check judges abstentions."""
    abstentions = {c.claim_id for c in evidence.claims if c.is_abstention}
    for verdict in evidence.verdicts:
        if not verdict.alarms and verdict.claim_id not in abstentions:
            yield finding(evidence, CODE, _judge(verdict), verdict.claim_id, verdict.reference_id)


def _judge(verdict: ClaimVerdict) -> Judgement:
    facts = (verdict.source_sha256,)
    if verdict.mark == "says so":
        return Judgement("said", "info", f"The source says so: {verdict.reason}.", *quoted(verdict), facts)
    if verdict.mark == "does not say":
        message = "No sentence of the source was found to say it. Read the source, cite what does say it, or reword."
        return Judgement("not_said", "info", message, *quoted(verdict), facts)
    if verdict.mark == "unsure":
        message = "Whether the source says it is not known: the check is not sure. The closest sentence is quoted."
        return Judgement("support_unsure", "info", message, *quoted(verdict), facts)
    return Judgement("support_unread", "info", f"Whether the source says it is not known: {verdict.reason}.")
