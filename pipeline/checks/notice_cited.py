"""A notice (retraction notice, erratum, expression of concern) is not cited as if it were the paper.

Fires: critical, where the cited record is itself a notice. Unknown: info, where PubMed's answer is missing; the
`retracted` check says why. Drug labels: no finding.
Rule: NLM publication types (https://www.nlm.nih.gov/mesh/pubtypes.html); the contract, section 5: RetractionOf and the
types Retraction of Publication, Retraction Notice, Published Erratum, Expression of Concern make `notice`.
"""

from collections.abc import Iterator

from pipeline.language.citing import cited_papers, record_name, record_words
from pipeline.language.standing import why_unknown
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Claim, Finding
from pipeline.schema.words import NOTICE_TYPES

CODE = "notice_cited"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    for claim, reference in cited_papers(evidence):
        yield _judge(evidence, claim, reference)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Finding:
    name = record_name(reference)
    quote = location = ""
    if reference.integrity_status == "notice":
        quote = record_words(reference, _notice_type(evidence, reference))
        location = "PublicationType" if quote else ""
        result, severity = "fail", "critical"
        message = (
            f'{name}, "{reference.title}", is a notice about another paper; a notice is cited as if it were the paper. '
            "Open the record, follow its link to the paper, and cite that one if it still stands."
        )
    elif why := why_unknown(reference):
        result, severity = "unknown", "info"
        message = f"Whether {name} is a notice and not a paper is not known: {why}."
    else:
        result, severity, message = "pass", "info", f"{name} is a paper, not a notice."
    return new_finding(
        evidence.question.question_id,
        CODE,
        result,
        severity,
        message,
        claim_id=claim.claim_id,
        reference_id=reference.reference_id,
        quote=quote,
        location=location,
    )


def _notice_type(evidence: QuestionEvidence, reference: CitedReference) -> str:
    article = evidence.articles.get(reference.pmid)
    return next((t for t in article.publication_types if t in NOTICE_TYPES), "") if article else ""
