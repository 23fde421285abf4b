"""The cited source does not contradict the claim.

Fires: warning, if rules and model agree that it does, at the precision that the model's data card states; the sentences
are quoted.
Unknown: no finding of its own; source_says reports once that a pair could not be checked.
Rule: pipeline/language/claims/verifying.py; docs/decisions/0011-claim-checks.md.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.read_claims import checked_pairs, quoted
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence

CODE = "source_contradicts"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and citation whose text was read."""
    for verdict in checked_pairs(evidence):
        judged = Judgement("not_contradicted", "info", "No sentence of the source was found to say the contrary.")
        if "contradiction" in verdict.alarms:
            message = (
                f"The source seems to say otherwise: {verdict.reason}. Read what is quoted, then correct the claim."
            )
            judged = Judgement("contradicts", "warning", message, *quoted(verdict), (verdict.source_sha256,))
        yield finding(evidence, CODE, judged, verdict.claim_id, verdict.reference_id)
