"""No source is made to carry more claims than it says.

Fires: warning, where three or more claims rest on one text that was read and fewer than half of them are said by it.
Unknown: info, where three or more claims rest on one source and fewer than three of them could be checked. A source
that fewer claims rest on gets no finding.
Rule: ours; nine statements on one abstract that carries few of them are the fault that this project began with.
"""

from collections.abc import Iterator

from pipeline.language.citing import record_name
from pipeline.language.judging import Judgement, finding
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import CitedReference, Finding

CODE = "over_attribution"
MANY = 3  # claims


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every source that many claims of the question rest on."""
    by_reference: dict[str, list[ClaimVerdict]] = {}
    for verdict in evidence.verdicts:
        by_reference.setdefault(verdict.reference_id, []).append(verdict)
    for reference_id, verdicts in by_reference.items():
        if len(verdicts) >= MANY and reference_id in evidence.references:
            judged = _judge(evidence.references[reference_id], verdicts)
            yield finding(evidence, CODE, judged, reference_id=reference_id)


def _judge(reference: CitedReference, verdicts: list[ClaimVerdict]) -> Judgement:
    name, n = record_name(reference), len(verdicts)
    read = [v for v in verdicts if v.mark != "not checked"]
    said = [v for v in read if v.mark == "says so"]
    if len(read) < MANY:
        return Judgement("unknown", "info", f"{n} claims rest on {name}; {n - len(read)} of them could not be checked.")
    if len(said) * 2 < len(read):
        told = (
            f"{n} claims rest on {name}, and it was found to say {len(said)} of the {len(read)} that could be checked. "
            "Cite for each of the others what says it."
        )
        return Judgement("fail", "warning", told, reference.title, reference.reference_id)
    return Judgement("pass", "info", f"{name} was found to say {len(said)} of the {len(read)} claims that rest on it.")
