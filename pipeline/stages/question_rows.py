"""The tables read back and put together, question by question, for CHECK and SUMMARISE."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from pipeline.language.labels.names import drug_key
from pipeline.schema.claim_tables import Citation, Claim, ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage, LabelSection
from pipeline.schema.moving_tables import Candidate, ReferenceSource, Search, Supersession
from pipeline.schema.paper_tables import (
    Article,
    ArticleAbstract,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticleReference,
    ArticleRegistration,
    CitedReference,
    ReferenceNotice,
    SnapshotFact,
)
from pipeline.schema.question_tables import AuthorReference, Question
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import Table
from pipeline.stores import tables
from pipeline.stores.paths import Paths

R = TypeVar("R")
T = TypeVar("T", bound=Table)
V = TypeVar("V")


def group(rows: Iterable[R], key: Callable[[R], str]) -> dict[str, tuple[R, ...]]:
    """Rows by key, in the order they come."""
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in found.items()}


class _Tables:
    """Every table that a question's evidence is put together from, by the key that it is looked up by. Authors,
    abstracts and label sections are read only `with_text`; MeSH, registrations and reference lists only without.
    """

    def __init__(self, paths: Paths, *, with_text: bool) -> None:
        def rows(table: type[T], key: Callable[[T], str], wanted: bool = True) -> dict[str, tuple[T, ...]]:
            return group(tables.read_rows(paths.table(table), table), key) if wanted else {}

        self.claims = rows(Claim, lambda r: r.question_id)
        self.citations = rows(Citation, lambda r: r.claim_id)
        self.references = {k: v[0] for k, v in rows(CitedReference, lambda r: r.reference_id).items()}
        self.notices = rows(ReferenceNotice, lambda r: r.reference_id)
        self.asked = rows(ReferenceSource, lambda r: r.reference_id)
        self.newer = rows(Supersession, lambda r: r.reference_id)
        self.listed = rows(AuthorReference, lambda r: r.question_id)
        self.facts = rows(SnapshotFact, lambda r: r.reference_id)
        self.articles = {k: v[0] for k, v in rows(Article, lambda r: r.pmid).items()}
        self.authors = rows(ArticleAuthor, lambda r: r.pmid, with_text)
        self.abstracts = rows(ArticleAbstract, lambda r: r.pmid, with_text)
        self.registrations = rows(ArticleRegistration, lambda r: r.pmid, not with_text)
        pairs = partial(_pairs, paths, is_wanted=not with_text)
        self.mesh_descriptors = pairs(ArticleMeshHeading, "descriptor")
        self.cited_pmids = pairs(ArticleReference, "cited_pmid")
        self.linked_pmids = pairs(ArticleCorrection, "other_pmid")
        self.labels = {k: v[0] for k, v in rows(Label, lambda r: r.set_id).items()}
        self.choices = rows(LabelChoice, lambda r: r.question_id)
        self.passages = rows(LabelPassage, lambda r: r.question_id)
        self.sections = rows(LabelSection, lambda r: r.set_id, with_text)
        self.searches = rows(Search, lambda r: r.question_id)
        self.candidates = rows(Candidate, lambda r: r.question_id)
        self.verdicts = rows(ClaimVerdict, lambda r: r.question_id)
        self.numbers = rows(ClaimNumber, lambda r: r.claim_id)
        self.conflicts = rows(NumberConflict, lambda r: r.question_id)


def _pairs(paths: Paths, table: type[Table], column: str, *, is_wanted: bool) -> Mapping[str, tuple[str, ...]]:
    return tables.read_pairs(paths.table(table), "pmid", column) if is_wanted else {}


def _of(keys: Iterable[str], found: Mapping[str, V]) -> dict[str, V]:
    """The entries of `keys`, sorted; those that `found` lacks are left out."""
    return {k: found[k] for k in sorted(keys) if k in found}


def read_evidence(paths: Paths, *, with_text: bool) -> list[QuestionEvidence]:
    """Every question of the tables with its evidence, by question id. Authors, abstracts and label sections only
    `with_text`, for the reports; MeSH, registrations and reference lists only without, for the checks.
    """
    held = _Tables(paths, with_text=with_text)
    return [_evidence(question, held) for question in tables.read_rows(paths.table(Question), Question)]


def _evidence(question: Question, held: _Tables) -> QuestionEvidence:
    question_id = question.question_id
    own = sorted(held.claims.get(question_id, ()), key=lambda c: c.position)
    cited = {r.reference_id for claim in own for r in held.citations.get(claim.claim_id, ())}
    pmids = {held.references[r].pmid for r in cited}
    waiting = sorted(held.candidates.get(question_id, ()), key=lambda c: c.rank or 0)
    shown = pmids | {c.pmid for c in waiting}
    shown |= {s.newer_id.removeprefix("pmid:") for r in cited for s in held.newer.get(r, ())}
    chosen = held.choices.get(question_id, ())
    used = {c.set_id for c in chosen if c.set_id}
    known = {*cited, *(f"setid:{s}" for s in used), *map(drug_key, question.drugs)}
    lists = _of(pmids, held.cited_pmids)
    return QuestionEvidence(
        question=question,
        claims=tuple(own),
        citations={x.claim_id: held.citations[x.claim_id] for x in own if x.claim_id in held.citations},
        references=_of(cited, held.references),
        notices=_of(cited, held.notices),
        author_references=held.listed.get(question_id, ()),
        facts=_of(known, held.facts),
        articles=_of(shown, held.articles),
        authors=_of(shown, held.authors),
        abstracts=_of(shown, held.abstracts),
        mesh_descriptors=_of(pmids, held.mesh_descriptors),
        registrations=_of(pmids, held.registrations),
        cited_pmids={p: tuple(c for c in listed if c in pmids) for p, listed in lists.items()},
        linked_pmids=_of(pmids, held.linked_pmids),
        reference_sources=_of(cited, held.asked),
        labels=held.labels,
        label_choices=chosen,
        label_passages=held.passages.get(question_id, ()),
        label_sections=_of(used, held.sections),
        supersessions=_of(cited, held.newer),
        verdicts=held.verdicts.get(question_id, ()),
        numbers={
            (claim.claim_id, reference_id): rows
            for claim in own
            for reference_id, rows in group(held.numbers.get(claim.claim_id, ()), lambda n: n.reference_id).items()
        },
        conflicts=held.conflicts.get(question_id, ()),
        searches=held.searches.get(question_id, ()),
        candidates=tuple(waiting),
    )
