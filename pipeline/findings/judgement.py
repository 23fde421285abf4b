"""What the checks share: a judgement, the finding it becomes, and what holds of a cited paper where nothing fires."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.findings.citing import cited_papers
from pipeline.findings.integrity_words import why_unknown
from pipeline.schema.reasons import REASONS
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Claim, Finding


@dataclass(frozen=True)
class Judgement:
    """What a check says, before it is tied to the claim, the reference or the question that it is about. `reason` is a
    code of pipeline/schema/reasons.py; `facts` are the values from the evidence that the reason rests on, so that a
    finding with other facts is another finding, and one that is only worded otherwise is not.
    """

    reason: str
    severity: str
    message: str
    quote: str = ""
    location: str = ""
    facts: tuple[str, ...] = ()

    @property
    def result(self) -> str:
        """What the reason says of the check: pass, fail or unknown."""
        return REASONS[self.reason].result

    @property
    def facts_hash(self) -> str:
        """A hash of what the judgement rests on: its facts, the source's words and how much they weigh."""
        return hashlib.sha256("\n".join((self.severity, self.quote, *self.facts)).encode()).hexdigest()[:12]


def finding(
    evidence: QuestionEvidence, code: str, judged: Judgement, claim_id: str = "", reference_id: str = ""
) -> Finding:
    """The finding of the check `code` that `judged` makes, on what the ids name; without ids, on the question."""
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
    """One finding of the check `code` for every claim and paper it cites; drug labels are left out."""
    for claim, reference in cited_papers(evidence):
        yield finding(evidence, code, judge(reference), claim.claim_id, reference.reference_id)


def claim_findings(
    evidence: QuestionEvidence, code: str, judge: Callable[[Claim, CitedReference], Judgement]
) -> Iterator[Finding]:
    """`paper_findings` for a check that reads the claim too."""
    for claim, reference in cited_papers(evidence):
        yield finding(evidence, code, judge(claim, reference), claim.claim_id, reference.reference_id)


def nothing_against(
    reference: CitedReference, question: str, passed: str, reasons: tuple[str, str], severity: str = "info"
) -> Judgement:
    """`passed` where PubMed's answer stands; otherwise unknown, of `severity`, with why `question` is not known.
    `reasons` are the codes of the two.
    """
    if why := why_unknown(reference):
        return Judgement(reasons[1], severity, f"{question} is not known: {why}.")
    return Judgement(reasons[0], "info", passed)
