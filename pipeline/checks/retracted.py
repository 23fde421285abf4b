"""No claim rests on a retracted paper.

Fires: critical, where PubMed, or any source that answered, marks the paper retracted (also in part, or with
republication). Unknown: warning, and the one place that says why the integrity of a paper cannot be told: not asked,
only in the snapshot, a code our lists do not hold, or confirmed too long ago. Drug labels have no such notices: no
finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); the contract, section 5, `integrity_status`.
"""

from collections.abc import Iterator
from functools import partial

from pipeline.language.citing import record_name, record_words
from pipeline.language.judging import Judgement, nothing_against, paper_findings
from pipeline.language.standing import notice_location, notice_words, notices_of
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import CitedReference, Finding
from pipeline.schema.words import RETRACTED_TYPES

CODE = "retracted"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    return paper_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if reference.integrity_status == "retracted":
        notices = notices_of(evidence, reference, "retracted")
        message = (
            f"{name} is retracted: {notice_words(notices)}. A paper in good standing was expected. "
            "Read the notice, then rest the claim on other evidence or remove it."
        )
        quote = record_words(reference, _words_of_record(evidence, reference))
        return Judgement("fail", "critical", message, quote, notice_location(notices))
    question = f"Whether {name} is retracted, corrected or under concern"
    return nothing_against(reference, question, f"{name}: no retraction was found.", severity="warning")


def _words_of_record(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """The record's own words for the retraction: its title where that says so, else its publication type."""
    if reference.title.lower().startswith(("retracted", "withdrawn")):
        return reference.title
    article = evidence.articles.get(reference.pmid)
    return next((t for t in article.publication_types if t in RETRACTED_TYPES), "") if article else ""
