"""Doses, frequencies, percentages and other values of a claim are those of the source.

Fires: warning, if the source states another value of the same thing; both are shown.
Unknown: info, if a value is nowhere in the text that was read, or stands only among other words. A claim without values
gets no finding, and neither does a pair that could not be checked: source_says reports that once.
Rule: pipeline/language/numbers/claimed_numbers.py; docs/decisions/0011-claim-checks.md.
"""

from collections.abc import Iterator, Sequence

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.read_claims import checked_pairs
from pipeline.schema.claim_tables import ClaimNumber, ClaimVerdict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR

CODE = "number_differs"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and citation whose text was read, if the claim has values."""
    for verdict in checked_pairs(evidence):
        numbers = evidence.numbers.get((verdict.claim_id, verdict.reference_id), ())
        if numbers:
            judged = _judge(verdict, numbers)
            yield finding(evidence, CODE, judged, verdict.claim_id, verdict.reference_id)


def _judge(verdict: ClaimVerdict, numbers: Sequence[ClaimNumber]) -> Judgement:
    if "number_differs" in verdict.alarms:
        differing = [n for n in numbers if n.result == "different"]
        differences = "; ".join(f"the claim says {n.claimed}, the source {n.found} ({n.kind})" for n in differing)
        quote = LIST_SEPARATOR.join(dict.fromkeys(n.sentence for n in differing))
        message = f"A value differs: {differences}. Read the quoted sentence, then correct the claim."
        facts = tuple(f"{n.claimed} {n.found}" for n in differing)
        return Judgement("number_differs", "warning", message, quote, verdict.reference_id, facts)
    unknown = [n.claimed for n in numbers if n.result != "same"]
    if unknown:
        message = f"Not found in the text that was read, or only among other words: {', '.join(unknown)}."
        return Judgement("number_not_found", "info", message, facts=tuple(unknown))
    return Judgement("numbers_agree", "info", "Every value of the claim stands in the source.")
