"""A notice (retraction notice, erratum, expression of concern) is not cited as if it were the paper.

Fires: critical, if the cited record is itself a notice; info, if the claim reports what the notice says.
Unknown: info, if PubMed's answer is missing (the `retracted` check says why), or if the title begins "WITHDRAWN:",
because such a record can be the notice of the withdrawal; warning, if only the title reads like a notice's. Drug
labels: no finding.
Rule: NLM publication types (https://www.nlm.nih.gov/mesh/pubtypes.html); docs/contract.md, integrity_status:
RetractionOf, PartialRetractionOf, ErratumFor, ExpressionOfConcernFor and the types Retraction of Publication,
Retraction Notice, Published Erratum, Expression of Concern make `notice`.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pipeline.findings.citing import record_name, record_words
from pipeline.findings.integrity_words import title_words
from pipeline.findings.judgement import Judgement, claim_findings, nothing_against
from pipeline.findings.reported_notices import reported_by
from pipeline.language.text.title_notices import title_notice
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import NOTICE_TYPES

CODE = "notice_cited"
_REASONS = "no_notice", "notice_unknown"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    return claim_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if reference.integrity_status == "notice":
        quote, location = _words_of_record(evidence, reference)
        fact = f'{name}, "{reference.title}", is a notice about another paper'
        if said := reported_by(evidence, claim, reference, "retracted", "withdrawn", "concern", "corrected"):
            message = f"{fact}. The claim reports what it says (“{said}”), so citing the notice is right here."
            return Judgement("notice_reported", "info", message, quote, location, (reference.title,))
        message = (
            f"{fact}; a notice is cited as if it were the paper. "
            "Open the record, follow its link to the paper, and cite that one if it still stands."
        )
        return Judgement("notice_cited", "critical", message, quote, location, (reference.title,))
    question = f"Whether {name} is a notice and not a paper"
    if reference.integrity_status == "withdrawn":
        message = (
            f"{question} is not known: its title reads “{reference.title}”, and such a record can be the notice of the "
            "withdrawal itself; see the finding on the withdrawal."
        )
        return Judgement("may_be_notice", "info", message, record_words(reference, reference.title), "title")
    if title := record_words(reference, title_words(reference)):
        judged = nothing_against(reference, question, "", _REASONS, severity="warning")
        return replace(judged, quote=title, location="title")
    return nothing_against(reference, question, f"{name} is a paper, not a notice.", _REASONS)


def _words_of_record(evidence: QuestionEvidence, reference: CitedReference) -> tuple[str, str]:
    """The record's own words that make it a notice, and their place: its publication type, else its title."""
    article = evidence.articles.get(reference.pmid)
    if words := next((t for t in article.publication_types if t in NOTICE_TYPES), "") if article else "":
        return record_words(reference, words), "PublicationType" if record_words(reference, words) else ""
    title = record_words(reference, reference.title if title_notice(reference.title) else "")
    return title, "title" if title else ""
