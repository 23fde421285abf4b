"""No claim rests on a retracted paper.

Fires: critical, where PubMed, or any source that answered, marks the paper retracted (also in part, or with
republication). Unknown: warning, and the one place that says why the integrity of a paper cannot be told: not asked,
only in the snapshot, a code our lists do not hold, or confirmed too long ago. Drug labels have no such notices: no
finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); the contract, section 5, `integrity_status`.
"""

from collections.abc import Iterator

from pipeline.language.citing import cited_papers, record_name, record_words
from pipeline.language.standing import notice_location, notice_words, notices_of, why_unknown
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Claim, Finding
from pipeline.schema.words import RETRACTED_TYPES

CODE = "retracted"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    for claim, reference in cited_papers(evidence):
        yield _judge(evidence, claim, reference)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Finding:
    name, why = record_name(reference), why_unknown(reference)
    quote = location = ""
    if reference.integrity_status == "retracted":
        notices = notices_of(evidence, reference, "retracted")
        result, severity = "fail", "critical"
        message = (
            f"{name} is retracted: {notice_words(notices)}. A paper in good standing was expected. "
            "Read the notice, then rest the claim on other evidence or remove it."
        )
        quote = record_words(reference, _words_of_record(evidence, reference))
        location = notice_location(notices)
    elif why:
        result, severity = "unknown", "warning"
        message = f"Whether {name} is retracted, corrected or under concern is not known: {why}."
    else:
        result, severity, message = "pass", "info", f"{name}: no retraction was found."
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


def _words_of_record(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """The record's own words for the retraction: its title where that says so, else its publication type."""
    if reference.title.lower().startswith(("retracted", "withdrawn")):
        return reference.title
    article = evidence.articles.get(reference.pmid)
    return next((t for t in article.publication_types if t in RETRACTED_TYPES), "") if article else ""
