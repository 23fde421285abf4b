"""Helpers shared by the checks: build a Judgement, turn it into a Finding, and the default result without a problem."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.findings.citing import cited_papers
from pipeline.findings.integrity_words import why_unknown
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.reasons import REASONS
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.stable_ids import stable_id


@dataclass(frozen=True)
class Judgement:
    """What a check says, before it is tied to the claim, the reference or the question that it is about.

    `reason` is a code of pipeline/schema/reasons.py. `facts` are the values of the evidence that the reason rests on:
    other facts make another finding, other wording does not.
    """

    reason: str
    severity: str
    message: str
    quote: str = ""
    location: str = ""
    facts: tuple[str, ...] = ()

    @property
    def result(self) -> str:
        """The result that belongs to the reason: pass, fail or unknown."""
        return REASONS[self.reason].result

    @property
    def facts_hash(self) -> str:
        """A hash of what the judgement rests on: its severity, its quotation and its facts."""
        return stable_id(self.severity, self.quote, *self.facts)


def finding(
    evidence: QuestionEvidence, code: str, judged: Judgement, claim_id: str = "", reference_id: str = ""
) -> Finding:
    """The finding of the check `code` from `judged`, about the claim or reference with these ids, else the question."""
    return new_finding(
        evidence.question.question_id,
        code,
        judged.result,
        judged.severity,
        judged.message,
        claim_id=claim_id,
        reference_id=reference_id,
        reason=judged.reason,
        facts_hash=judged.facts_hash,
        quote=judged.quote,
        location=judged.location,
    )


def paper_findings(
    evidence: QuestionEvidence, code: str, judge: Callable[[CitedReference], Judgement]
) -> Iterator[Finding]:
    """One finding of the check `code` for each pair of claim and cited paper; drug labels are left out."""
    for claim, reference in cited_papers(evidence):
        yield finding(evidence, code, judge(reference), claim.claim_id, reference.reference_id)


def claim_findings(
    evidence: QuestionEvidence, code: str, judge: Callable[[Claim, CitedReference], Judgement]
) -> Iterator[Finding]:
    """`paper_findings` for a check that also reads the claim."""
    for claim, reference in cited_papers(evidence):
        yield finding(evidence, code, judge(claim, reference), claim.claim_id, reference.reference_id)


def nothing_against(
    reference: CitedReference, question: str, passed: str, reasons: tuple[str, str], severity: str = "info"
) -> Judgement:
    """A pass with the message `passed` if PubMed's answer is valid; otherwise unknown, with the reason in words.

    `question` is what is then unknown, and `severity` that of the unknown. `reasons` are the codes of the two.
    """
    if why := why_unknown(reference):
        return Judgement(reasons[1], severity, f"{question} is not known: {why}.")
    return Judgement(reasons[0], "info", passed)
