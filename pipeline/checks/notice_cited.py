"""A notice (retraction notice, erratum, expression of concern) is not cited as if it were the paper.

Fires: critical, where the cited record is itself a notice. Unknown: info, where PubMed's answer is missing; the
`retracted` check says why. Drug labels: no finding.
Rule: NLM publication types (https://www.nlm.nih.gov/mesh/pubtypes.html); the contract, section 5: RetractionOf and the
types Retraction of Publication, Retraction Notice, Published Erratum, Expression of Concern make `notice`.
"""

from collections.abc import Iterator
from functools import partial

from pipeline.language.citing import record_name, record_words
from pipeline.language.judging import Judgement, nothing_against, paper_findings
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import CitedReference, Finding
from pipeline.schema.words import NOTICE_TYPES

CODE = "notice_cited"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    return paper_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if reference.integrity_status == "notice":
        quote = record_words(reference, _notice_type(evidence, reference))
        message = (
            f'{name}, "{reference.title}", is a notice about another paper; a notice is cited as if it were the paper. '
            "Open the record, follow its link to the paper, and cite that one if it still stands."
        )
        return Judgement("fail", "critical", message, quote, "PublicationType" if quote else "")
    return nothing_against(
        reference, f"Whether {name} is a notice and not a paper", f"{name} is a paper, not a notice."
    )


def _notice_type(evidence: QuestionEvidence, reference: CitedReference) -> str:
    article = evidence.articles.get(reference.pmid)
    return next((t for t in article.publication_types if t in NOTICE_TYPES), "") if article else ""
