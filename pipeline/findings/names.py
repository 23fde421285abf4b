"""Which findings of the claim checks a person can agree or disagree with, and under what name."""

from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.stable_ids import stable_id

OF_PAIRS = ("source_contradicts", "number_differs", "other_article", "source_says")
OVER_ATTRIBUTION, TWO_NUMBERS = "over_attribution", "two_numbers"
_DIGITS = 6


def finding_name(finding: Finding, evidence: QuestionEvidence) -> str:
    """The name under which a person can agree or disagree with a finding of the claim checks.

    "" for any other finding, and if nothing was read. The digits are a hash of everything that was read: another claim
    or another text makes another name, so a name stands for what the person saw.
    """
    seen = _seen(finding, evidence)
    return f"{finding.finding_id}-{stable_id(*seen, digits=_DIGITS)}" if seen else ""


def is_set_aside(finding: Finding) -> bool:
    """Whether somebody disagreed with the finding."""
    return bool(finding.set_aside_by)


def _seen(finding: Finding, evidence: QuestionEvidence) -> list[str]:
    if finding.check_code == TWO_NUMBERS:
        own = [c for c in evidence.conflicts if c.claim_id == finding.claim_id]
        return [" ".join((c.other_claim_id, c.kind, *c.says, *c.other_says)) for c in own]
    if finding.check_code not in (OVER_ATTRIBUTION, *OF_PAIRS):
        return []
    of_source = [v for v in evidence.verdicts if v.reference_id == finding.reference_id and v.source_sha256]
    if finding.check_code == OVER_ATTRIBUTION:
        return [f"{v.claim_id} {v.source_sha256}" for v in of_source]
    return [v.source_sha256 for v in of_source if v.claim_id == finding.claim_id]
