"""Applies what people said about findings of the claim checks: a finding that somebody disagrees with is set aside.

The name of a finding includes six digits of a hash of what was read. A reworded claim has another id, and another text
has other digits, so a disagreement holds only while both are what the person saw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.findings.names import finding_name
from pipeline.schema.claim_tables import Adjudication
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence


def finding_names(findings: Iterable[Finding], evidence: QuestionEvidence) -> dict[str, str]:
    """The name under which each finding of the claim checks can be adjudicated, by finding_id; no other findings."""
    named = {f.finding_id: finding_name(f, evidence) for f in findings}
    return {finding_id: name for finding_id, name in named.items() if name}


def adjudicated(
    findings: Sequence[Finding], names: Mapping[str, str], decided: Mapping[str, Adjudication]
) -> list[Finding]:
    """`findings` with the decisions applied.

    A finding that somebody disagrees with becomes a pass that says so; a confirmed one says who confirmed it.
    """
    return [_with(f, decided.get(names.get(f.finding_id, ""))) for f in findings]


def _with(finding: Finding, said: Adjudication | None) -> Finding:
    if said is None or finding.result == "pass":
        return finding
    because = f"{said.by}: {said.because}"
    if said.decision == "agree":
        return replace(finding, message=f"{finding.message} Confirmed by {because}")
    message = f"Set aside by {because} The check had said: {finding.message}"
    return replace(finding, result="pass", severity="info", message=message, set_aside_by=said.by)
