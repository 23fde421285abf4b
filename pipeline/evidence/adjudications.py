"""What people said to findings of the claim checks, applied: a finding that somebody disagrees with is set aside.

A finding is named with six digits of the text that it was read from; a reworded claim has another id and another text
other digits, so that a disagreement holds only while both are what the person saw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.language.read_claims import finding_name
from pipeline.schema.claim_tables import Adjudication, ClaimVerdict
from pipeline.schema.tables import Finding


def finding_names(findings: Iterable[Finding], verdicts: Iterable[ClaimVerdict]) -> dict[str, str]:
    """The name under which each finding of the claim checks can be adjudicated, by finding_id."""
    read = {(v.claim_id, v.reference_id): v for v in verdicts}
    pairs = ((f, read.get((f.claim_id, f.reference_id))) for f in findings)
    named = {f.finding_id: finding_name(f, verdict) for f, verdict in pairs if verdict is not None}
    return {finding_id: name for finding_id, name in named.items() if name}


def adjudicated(
    findings: Sequence[Finding], names: Mapping[str, str], decided: Mapping[str, Adjudication]
) -> list[Finding]:
    """`findings`, those that somebody disagrees with as passes that say so, those confirmed with who confirmed them."""
    return [_with(f, decided.get(names.get(f.finding_id, ""))) for f in findings]


def _with(finding: Finding, said: Adjudication | None) -> Finding:
    if said is None or finding.result == "pass":
        return finding
    because = f"{said.by}: {said.because}"
    if said.decision == "agree":
        return replace(finding, message=f"{finding.message} Confirmed by {because}")
    told = f"Set aside by {because} The check had said: {finding.message}"
    return replace(finding, result="pass", severity="info", message=told)
