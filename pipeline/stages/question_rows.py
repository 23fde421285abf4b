"""The tables read back, question by question, for CHECK and SUMMARISE.

The groups of rows that a question's evidence is made from are declared first. Their hash tells whether the question
must be worked on again; only then are the rows made.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from pipeline.language.labels.names import drug_key
from pipeline.schema import claim_tables as c
from pipeline.schema import moving_tables as m
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.finding_tables import QuestionStatus
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage, LabelSection
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
from pipeline.stores.grouped_rows import GroupedRows, Reading
from pipeline.stores.paths import Paths

R = TypeVar("R")
T = TypeVar("T", bound=Table)
BY_QUESTION: tuple[type[Table], ...] = (
    Claim, AuthorReference, LabelChoice, LabelPassage, m.Search, m.Candidate, c.ClaimVerdict, c.NumberConflict,
)  # fmt: skip
BY_REFERENCE: tuple[type[Table], ...] = (CitedReference, ReferenceNotice, m.ReferenceSource, m.Supersession)
# of the long tables of records, CHECK needs single columns of some, SUMMARISE the texts
COLUMNS: tuple[tuple[type[Table], str], ...] = (
    (ArticleMeshHeading, "descriptor"), (ArticleReference, "cited_pmid"), (ArticleCorrection, "other_pmid"),
)  # fmt: skip


def group(rows: Iterable[R], key: Callable[[R], str]) -> dict[str, tuple[R, ...]]:
    """Rows by key, in the order they come."""
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in found.items()}


class QuestionTables:
    """The tables of one root, each read when it is first needed. Authors, abstracts and label sections are part of a
    question's evidence only `with_text`, for the reports; MeSH, registrations and reference lists only without.
    """

    def __init__(self, paths: Paths, *, with_text: bool) -> None:
        self.paths, self.with_text = paths, with_text
        self._grouped: dict[tuple[str, str], GroupedRows[Any]] = {}

    def by(self, table: type[T], column: str) -> GroupedRows[T]:
        """A table by one of its columns."""
        key = table.table_name, column
        if key not in self._grouped:
            self._grouped[key] = GroupedRows(self.paths.table(table), table, column)
        return self._grouped[key]

    @cached_property
    def questions(self) -> list[Question]:
        """The questions, by id."""
        return tables.read_rows(self.paths.table(Question), Question)

    @cached_property
    def labels(self) -> dict[str, Label]:
        """Every label, by set id."""
        return {x.set_id: x for x in tables.read_rows(self.paths.table(Label), Label)}


class QuestionRows:
    """The rows of one question: `reading` has all that its evidence is made from, and takes more."""

    def __init__(self, held: QuestionTables, question: Question) -> None:
        self.question, self.reading = question, Reading()
        self._held = held
        self._declare()

    def _declare(self) -> None:
        held, reading, own = self._held, self.reading, self.question.question_id
        by = held.by
        reading.declare(by(Question, "question_id"), [own])
        for table in BY_QUESTION:
            self.declare(table)
        self.claim_ids = reading.texts(by(Claim, "question_id"), own, "claim_id")
        cited = {r for k in self.claim_ids for r in reading.texts(by(Citation, "claim_id"), k, "reference_id")}
        reading.declare(by(c.ClaimNumber, "claim_id"), self.claim_ids)
        self.cited = sorted(cited)
        for each in BY_REFERENCE:
            reading.declare(by(each, "reference_id"), self.cited)
        references = by(CitedReference, "reference_id")
        self.pmids = sorted({p for r in self.cited for p in reading.texts(references, r, "pmid")})
        newer = {i for r in self.cited for i in reading.texts(by(m.Supersession, "reference_id"), r, "newer_id")}
        found = reading.texts(by(m.Candidate, "question_id"), own, "pmid")
        self.shown = sorted({*self.pmids, *found, *(ReferenceKey(i).value for i in newer)})
        chosen = reading.texts(by(LabelChoice, "question_id"), own, "set_id")
        self.set_ids = sorted({s for s in chosen if s})
        known = {*self.cited, *(ReferenceKey.of_set_id(s) for s in self.set_ids), *map(drug_key, self.question.drugs)}
        self.known = sorted(known)
        reading.declare(by(SnapshotFact, "reference_id"), self.known)
        reading.declare(by(Article, "pmid"), self.shown)
        reading.declare(by(Label, "set_id"), sorted(held.labels))
        if held.with_text:
            reading.declare(by(ArticleAuthor, "pmid"), self.shown)
            reading.declare(by(ArticleAbstract, "pmid"), self.shown)
            reading.declare(by(LabelSection, "set_id"), self.set_ids)
        else:
            reading.declare(by(ArticleRegistration, "pmid"), self.pmids)
            for table, _ in COLUMNS:
                reading.declare(by(table, "pmid"), self.pmids)

    def declare(self, table: type[Table]) -> None:
        """The rows of a table that are of this question will be read."""
        self.reading.declare(self._held.by(table, "question_id"), [self.question.question_id])

    def declare_all(self, table: type[Table], column: str) -> None:
        """All rows of a table, whose key is `column`, will be read."""
        held = self._held.by(table, column)
        self.reading.declare(held, sorted(held))

    def rows(self, table: type[T]) -> tuple[T, ...]:
        """The rows of a table that are of this question."""
        return self.reading.rows(self._held.by(table, "question_id"), self.question.question_id)

    def all_rows(self, table: type[T], column: str) -> list[T]:
        """All rows of a table that was declared whole."""
        held = self._held.by(table, column)
        return [row for rows in self.reading.groups(held, sorted(held)).values() for row in rows]

    def before(self) -> QuestionStatus | None:
        """The question's status as the last CHECK left it. It is carried on, so it is not part of what is read."""
        rows = self._held.by(QuestionStatus, "question_id").rows(self.question.question_id)
        return rows[0] if rows else None

    def evidence(self) -> QuestionEvidence:
        """The question with everything that is known of what it cites."""
        held, reading = self._held, self.reading
        by, is_text = held.by, held.with_text
        claims = tuple(sorted(self.rows(Claim), key=lambda claim: claim.position))
        numbers = reading.groups(by(c.ClaimNumber, "claim_id"), [claim.claim_id for claim in claims])
        mesh, cited_pmids, linked = (
            {} if is_text else reading.columns(by(table, "pmid"), self.pmids, column) for table, column in COLUMNS
        )
        return QuestionEvidence(
            question=self.question,
            claims=claims,
            citations=reading.groups(by(Citation, "claim_id"), [claim.claim_id for claim in claims]),
            references=reading.firsts(by(CitedReference, "reference_id"), self.cited),
            notices=reading.groups(by(ReferenceNotice, "reference_id"), self.cited),
            author_references=self.rows(AuthorReference),
            facts=reading.groups(by(SnapshotFact, "reference_id"), self.known),
            articles=reading.firsts(by(Article, "pmid"), self.shown),
            authors=reading.groups(by(ArticleAuthor, "pmid"), self.shown) if is_text else {},
            abstracts=reading.groups(by(ArticleAbstract, "pmid"), self.shown) if is_text else {},
            mesh_descriptors=mesh,
            registrations={} if is_text else reading.groups(by(ArticleRegistration, "pmid"), self.pmids),
            cited_pmids={p: tuple(x for x in listed if x in self.pmids) for p, listed in cited_pmids.items()},
            linked_pmids=linked,
            reference_sources=reading.groups(by(m.ReferenceSource, "reference_id"), self.cited),
            labels=held.labels,
            label_choices=self.rows(LabelChoice),
            label_passages=self.rows(LabelPassage),
            label_sections=reading.groups(by(LabelSection, "set_id"), self.set_ids) if is_text else {},
            supersessions=reading.groups(by(m.Supersession, "reference_id"), self.cited),
            verdicts=self.rows(c.ClaimVerdict),
            numbers={
                (claim_id, reference_id): rows
                for claim_id, own in numbers.items()
                for reference_id, rows in group(own, lambda n: n.reference_id).items()
            },
            conflicts=self.rows(c.NumberConflict),
            searches=self.rows(m.Search),
            candidates=tuple(sorted(self.rows(m.Candidate), key=lambda x: x.rank or 0)),
        )
