"""Every claim that cites a given source (a paper, label, journal, issuing body or manufacturer), and its other support.

A retracted or withdrawn paper, a notice, and a record that PubMed deleted or never had support nothing: a claim whose
other references are all of that kind stands alone. A journal's name must match in full (full title, ISO or MEDLINE
abbreviation); the name of a body or manufacturer matches as a run of whole words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings.citing import is_label
from pipeline.language.text.fold import folded
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.paper_tables import Article, ArticleAuthor, CitedReference
from pipeline.schema.question_tables import Question

FALLEN = {"retracted": "retracted", "withdrawn": "withdrawn", "notice": "a notice, not a paper"}
LOST = {"deleted": "deleted by its source", "not_found": "not found at its source"}
STANDING = {
    "concern": "under an expression of concern",
    "corrected": "corrected",
    "no_notice_found": "no notice found",
    "unknown": "integrity not known",
}


@dataclass(frozen=True)
class CitationTables:
    """The tables that this module reads; mappings are as in `QuestionEvidence`."""

    questions: Sequence[Question]
    claims: Sequence[Claim]
    citations: Mapping[str, tuple[Citation, ...]]  # by claim_id
    references: Mapping[str, CitedReference]  # by reference_id
    articles: Mapping[str, Article] = field(default_factory=dict)  # by pmid
    bodies: Mapping[str, tuple[ArticleAuthor, ...]] = field(default_factory=dict)  # collective authors, by pmid
    labels: Mapping[str, Label] = field(default_factory=dict)  # by set_id
    choices: Sequence[LabelChoice] = ()


@dataclass(frozen=True)
class OtherReference:
    """Another reference of a claim, its standing in words, and whether it can support the claim."""

    reference_id: str
    standing: str
    is_standing: bool


@dataclass(frozen=True)
class Touched:
    """One claim that cites the source: the ids by which it does, and its other support."""

    claim: Claim
    cites: tuple[str, ...]
    others: tuple[OtherReference, ...]

    @property
    def is_alone(self) -> bool:
        """Whether no other reference that still stands supports the claim."""
        return not any(s.is_standing for s in self.others)


@dataclass(frozen=True)
class TouchedQuestion:
    """One question with its claims that cite the source, and the drugs for which it uses one of the source's labels."""

    question: Question
    claims: tuple[Touched, ...]
    drugs: tuple[str, ...] = ()


def of_key(key: str, cited: CitationTables) -> dict[str, str]:
    """The references that `key` (canonical: `doi:10.1/x`) means, each with the reason in words; "" for `key` itself."""
    prefix, _, value = key.partition(":")
    reasons: dict[str, str] = {}
    for reference_id, row in cited.references.items():
        if reference_id == key:
            reasons[reference_id] = ""
        elif value in (row.pmid, row.doi, row.pmcid, row.set_id):
            reasons[reference_id] = f"{key} is cited as {reference_id}, another id of the same paper"
    for citation in (c for rows in cited.citations.values() for c in rows):
        if citation.cited_as == key and citation.reference_id not in reasons:
            reasons[citation.reference_id] = f"{key} is tied to {citation.reference_id}"
    if prefix == "appl":
        for set_id, label in cited.labels.items():
            if value in label.application_number and (
                set_id in _used(cited) or ReferenceKey.of_set_id(set_id) in cited.references
            ):
                reasons.setdefault(ReferenceKey.of_set_id(set_id), f"{key} is the application of setid:{set_id}")
    elif prefix == "setid" and value in _used(cited):
        reasons.setdefault(key, "")
    return reasons


def of_journal(name: str, cited: CitationTables) -> dict[str, str]:
    """The references that appeared in the journal of this name, each mapped to ""."""
    wanted = folded(name)
    return {r: "" for r, row in cited.references.items() if wanted and wanted in map(folded, _journals(row, cited))}


def of_body(name: str, cited: CitationTables) -> dict[str, str]:
    """The references of an issuing body or manufacturer of this name, each with the matching words; "" for a title."""
    wanted = f" {folded(name)} "
    reasons = {}
    for reference_id, row in cited.references.items():
        label = cited.labels.get(row.set_id)
        makers = (label.manufacturer,) if label else ()
        bodies = (a.collective_name for a in cited.bodies.get(row.pmid, ()))
        for words in (*bodies, row.first_author, *makers, row.title):
            if wanted.strip() and wanted in f" {folded(words)} ":
                reasons[reference_id] = words if words != row.title else ""
                break
    for set_id, label in cited.labels.items():
        if set_id in _used(cited) and wanted.strip() and wanted in f" {folded(label.manufacturer)} ":
            reasons.setdefault(ReferenceKey.of_set_id(set_id), label.manufacturer)
    return reasons


def journal_names(cited: CitationTables) -> list[str]:
    """Every name of every cited journal, sorted."""
    return sorted({name for row in cited.references.values() for name in _journals(row, cited)})


def touched(reference_ids: Mapping[str, str], cited: CitationTables) -> list[TouchedQuestion]:
    """Every question that rests on one of the references, by question id, with its claims in the order of the file."""
    touched_questions = []
    for question in sorted(cited.questions, key=lambda q: q.question_id):
        own = sorted((c for c in cited.claims if c.question_id == question.question_id), key=lambda c: c.position)
        claims = tuple(t for c in own if (t := _touched(c, reference_ids, cited)).cites)
        used = (c for c in cited.choices if c.question_id == question.question_id and c.set_id)
        drugs = tuple(c.drug for c in used if ReferenceKey.of_set_id(c.set_id) in reference_ids)
        if claims or drugs:
            touched_questions.append(TouchedQuestion(question, claims, drugs))
    return touched_questions


def _touched(claim: Claim, reference_ids: Mapping[str, str], cited: CitationTables) -> Touched:
    ids = tuple(dict.fromkeys(c.reference_id for c in cited.citations.get(claim.claim_id, ())))
    others = tuple(_support(cited.references[i]) for i in ids if i not in reference_ids)
    return Touched(claim, tuple(i for i in ids if i in reference_ids), others)


def _support(reference: CitedReference) -> OtherReference:
    fallen = LOST.get(reference.record_status) or FALLEN.get(reference.integrity_status)
    if fallen:
        return OtherReference(reference.reference_id, fallen, is_standing=False)
    words = "label" if is_label(reference) else STANDING[reference.integrity_status]
    return OtherReference(reference.reference_id, words, True)


def _used(cited: CitationTables) -> set[str]:
    return {c.set_id for c in cited.choices if c.set_id}


def _journals(reference: CitedReference, cited: CitationTables) -> list[str]:
    """The names of a reference's journal, from its row and its record."""
    article = cited.articles.get(reference.pmid)
    more = (article.iso_abbreviation, article.medline_ta, article.journal_title) if article else ()
    return [name for name in (reference.journal, *more) if name]
