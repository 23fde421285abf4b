"""No claim rests only on a preprint, an animal study or a conference abstract.

Fires: warning, if every reference of the claim that still stands is of such a kind; info, if the claim has other
support.
Unknown: info, if the record has not been read, if it is not indexed with MeSH and its publication type does not show
that people were studied, or if its type is Congress (an abstract or a full paper).
Drug labels: no finding. "Abstract only" is read as a meeting abstract: a report that was never published in full. That
only the abstract of a paper is at hand here says nothing about the paper.
Rule: MeSH check tags, "Animals" without "Humans"; NLM publication types Preprint, Meeting Abstract, Congress
(https://www.nlm.nih.gov/mesh/pubtypes.html); docs/contract.md, study_design.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_once, cited_papers, is_standing, record_name, record_words
from pipeline.findings.integrity_words import why_unknown
from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = "weak_evidence"
# Designs whose publication types NLM gives only to studies of people (those for animals end in ", Veterinary").
_OF_PEOPLE = ("practice guideline", "randomized controlled trial", "clinical trial", "observational study")


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    for claim, reference in cited_papers(evidence):
        yield finding(evidence, CODE, _judge(evidence, claim, reference), claim.claim_id, reference.reference_id)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if kind := _kind(evidence, reference):
        others = [r for r in cited_once(evidence, claim) if r.reference_id != reference.reference_id]
        stands = [r for r in others if is_standing(r) and not _kind(evidence, r)]
        rests = "also rests on" if stands else "rests on nothing better than"
        message = (
            f"The claim {rests} {name}, which is {_WORDS[kind]}. A full report of a study of people was expected. "
            "Look for one, or say in the claim what it rests on."
        )
        severity, quote = "info" if stands else "warning", record_words(reference, kind)
        return Judgement("weak_source", severity, message, quote, _LOCATIONS[kind], (kind,))
    if why := _why_unknown(evidence, reference):
        return Judgement("strength_unknown", "info", f"Whether {name} is more than {why}")
    return Judgement("full_report", "info", f"{name} is no preprint, animal study or conference abstract.")


_WORDS = {
    "Preprint": "a preprint: nobody has reviewed it",
    "Meeting Abstract": "a conference abstract: it was not published in full",
    "Animals": "an animal study (MeSH: Animals, not Humans)",
}
_LOCATIONS = {"Preprint": "PublicationType", "Meeting Abstract": "PublicationType", "Animals": "MeSH"}


def _kind(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """The word of the record that makes it weak; "" if none does."""
    article = evidence.articles.get(reference.pmid)
    types = article.publication_types if article else ()
    mesh = evidence.mesh_descriptors.get(reference.pmid, ())
    if reference.study_design == "preprint":
        return "Preprint"
    if "Meeting Abstract" in types:
        return "Meeting Abstract"
    return "Animals" if "Animals" in mesh and "Humans" not in mesh else ""


def _why_unknown(evidence: QuestionEvidence, reference: CitedReference) -> str:
    article = evidence.articles.get(reference.pmid)
    if article is None or reference.origin == "snapshot":
        why = why_unknown(reference) or "its record is not at hand: run `make refresh` again"
        return f"an animal study or a conference abstract is not known: {why}."
    if "Congress" in article.publication_types:
        return "an abstract is not known: its publication type is Congress. Look whether it was published in full."
    if evidence.mesh_descriptors.get(reference.pmid) or reference.study_design in _OF_PEOPLE:
        return ""
    status = f" (status {article.medline_status})" if article.medline_status else ""
    return f"an animal study is not known: PubMed has not indexed it with MeSH{status}. Look at the paper's methods."
