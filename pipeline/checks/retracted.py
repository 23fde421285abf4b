"""No claim rests on a retracted paper.

Fires: critical, if PubMed, or any source that answered, marks the paper as retracted (also in part, or with
republication), or if its title begins "WITHDRAWN:"; info, if the claim itself says so, because citing the paper is then
right.
Unknown: warning. Only this check says why the integrity of a paper is unknown: nobody asked, only the snapshot has it,
a source uses a word that is not in our lists, only a title calls it retracted, or PubMed has not confirmed it again.
Drug labels have no such notices: no finding.
Rule: NLM, "Errata, Retractions, and Other Linked Citations in PubMed" (https://www.nlm.nih.gov/bsd/policy/errata.html);
docs/contract.md, integrity_status.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pipeline.findings.citing import record_name, record_words
from pipeline.findings.integrity_words import notice_location, notice_words, notices_of, title_words
from pipeline.findings.judgement import Judgement, claim_findings, nothing_against
from pipeline.findings.reported_notices import reported_by
from pipeline.language.text.title_notices import title_notice
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import RETRACTED_TYPES, UNKNOWN

CODE = "retracted"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    return claim_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if reference.integrity_status in ("retracted", "withdrawn"):
        notices = notices_of(evidence, reference, "retracted")
        facts = (reference.integrity_status, *(n.notice_id for n in notices))
        fact = f"{name} is retracted: {notice_words(notices)}."
        if reference.integrity_status == "withdrawn":
            fact = f"{name} has been withdrawn: its title says so, “{reference.title}”."
        quote = record_words(reference, _words_of_record(evidence, reference))
        location = notice_location(notices) or ("title" if quote and quote == reference.title else "")
        if said := reported_by(evidence, claim, reference, "retracted", "withdrawn"):
            message = f"{fact} The claim says so itself (“{said}”), so citing the paper is right here."
            return Judgement("retraction_reported", "info", message, quote, location, facts)
        message = (
            f"{fact} A paper in good standing was expected. "
            f"Read {'the notice' if notices else 'why'}, then rest the claim on other evidence or remove it."
        )
        return Judgement(reference.integrity_status, "critical", message, quote, location, facts)
    question = f"Whether {name} is retracted, corrected or under concern"
    passed = f"{name}: no retraction was found."
    judged = nothing_against(reference, question, passed, ("not_retracted", "retraction_unknown"), severity="warning")
    return _with_title(judged, reference)


def _with_title(judged: Judgement, reference: CitedReference) -> Judgement:
    """`judged`, with the title quoted if the result is unknown because of the title."""
    words = record_words(reference, title_words(reference))
    return replace(judged, quote=words, location="title") if judged.result == UNKNOWN and words else judged


def _words_of_record(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """The record's own words for the retraction: its title if that says so, else its publication type."""
    if title_notice(reference.title):
        return reference.title
    article = evidence.articles.get(reference.pmid)
    return next((t for t in article.publication_types if t in RETRACTED_TYPES), "") if article else ""
