"""No source is cited for many claims that it does not make.

Fires: warning, if three or more claims could be checked against one source and at least half of them are not found in
it.
Unknown: info, if fewer than three of its claims could be checked, or if the source was found to say fewer than half. A
source that fewer than three claims rest on gets no finding.
Rule: ours; nine statements on one abstract that supports few of them are the fault that this project began with. That
one claim is missing is only a guess; that several are missing from one source is more certain, as measured in
docs/decisions/0011-claim-checks.md.
"""

from collections.abc import Iterator

from pipeline.findings.citing import record_name
from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.names import OVER_ATTRIBUTION
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = OVER_ATTRIBUTION
MANY = 3  # claims
GUESSED = 0.6  # least confidence from which a guess that the source does not say it counts here


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every source that three or more claims of the question rest on."""
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
    missing, said = [v for v in read if _is_missing(v)], [v for v in read if v.mark == "says so"]
    if len(read) < MANY:
        return Judgement(
            "claims_unread", "info", f"{n} claims rest on {name}; {n - len(read)} of them could not be checked."
        )
    if len(missing) * 2 >= len(read):
        message = (
            f"{n} claims rest on {name}, and of the {len(read)} that could be checked {len(missing)} were not found in "
            "it. Cite for each of these what says it."
        )
        facts = tuple(v.claim_id for v in missing)
        return Judgement("many_not_said", "warning", message, reference.title, reference.reference_id, facts)
    message = f"{name} was found to say {len(said)} of the {len(read)} claims that rest on it and could be checked"
    if len(said) * 2 >= len(read):
        return Judgement("mostly_said", "info", f"{message}.")
    return Judgement("many_unsure", "info", f"{message}; whether it carries the others is not known.")


def _is_missing(verdict: ClaimVerdict) -> bool:
    is_guessed = verdict.verdict == "NOINFO" and (verdict.confidence or 0) >= GUESSED
    return verdict.mark == "does not say" or (verdict.mark == "unsure" and is_guessed)
