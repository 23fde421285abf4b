"""The cited record is about what the claim is about.

Fires: warning, if the source has too few of the claim's words, or another article at hand has far more of them; the
record's title is quoted.
Unknown: no finding of its own; source_says reports once that a pair could not be checked.
Rule: pipeline/language/claims/topics.py (BM25) and verifying.py; docs/decisions/0011-claim-checks.md.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.read_claims import checked_pairs
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence

CODE = "other_article"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and citation whose text was read."""
    for verdict in checked_pairs(evidence):
        judged = Judgement("right_article", "info", "The source is about what the claim is about.")
        if CODE in verdict.alarms:
            message = (
                "The cited record seems to be about something else: its title is quoted. Check the id of the citation."
            )
            judged = Judgement("other_article", "warning", message, verdict.source_title, verdict.reference_id)
        yield finding(evidence, CODE, judged, verdict.claim_id, verdict.reference_id)
