"""The tables read back and put together, question by question, for CHECK and SUMMARISE."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.language.label_names import drug_key
from pipeline.schema import moving_tables as m
from pipeline.schema import tables as t
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.records import QuestionEvidence
from pipeline.stores import tables
from pipeline.stores.paths import Paths

R = TypeVar("R")


def group(rows: Iterable[R], key: Callable[[R], str]) -> dict[str, tuple[R, ...]]:
    """Rows by key, in the order they come."""
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in found.items()}


@dataclass(frozen=True)
class _RecordFacts:
    """What the checks ask of records beside their row, by pmid."""

    mesh_descriptors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registrations: Mapping[str, tuple[t.ArticleRegistration, ...]] = field(default_factory=dict)
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked_pmids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _read_record_facts(paths: Paths) -> _RecordFacts:
    return _RecordFacts(
        tables.read_pairs(paths.table(t.ArticleMeshHeading), "pmid", "descriptor"),
        group(tables.read_rows(paths.table(t.ArticleRegistration), t.ArticleRegistration), lambda r: r.pmid),
        tables.read_pairs(paths.table(t.ArticleReference), "pmid", "cited_pmid"),
        tables.read_pairs(paths.table(t.ArticleCorrection), "pmid", "other_pmid"),
    )


def _of(pmids: set[str], found: Mapping[str, tuple[R, ...]]) -> dict[str, tuple[R, ...]]:
    return {p: found[p] for p in sorted(pmids) if p in found}


def read_evidence(paths: Paths, *, with_text: bool) -> list[QuestionEvidence]:
    """Every question of the tables with its evidence, by question id. Authors, abstracts and label sections only
    `with_text`, for the reports; MeSH, registrations and reference lists only without, for the checks.
    """
    claims = group(tables.read_rows(paths.table(t.Claim), t.Claim), lambda r: r.question_id)
    citations = group(tables.read_rows(paths.table(t.Citation), t.Citation), lambda r: r.claim_id)
    references = {r.reference_id: r for r in tables.read_rows(paths.table(t.CitedReference), t.CitedReference)}
    notices = group(tables.read_rows(paths.table(t.ReferenceNotice), t.ReferenceNotice), lambda r: r.reference_id)
    listed = group(tables.read_rows(paths.table(t.AuthorReference), t.AuthorReference), lambda r: r.question_id)
    facts = group(tables.read_rows(paths.table(t.SnapshotFact), t.SnapshotFact), lambda r: r.reference_id)
    articles = {r.pmid: r for r in tables.read_rows(paths.table(t.Article), t.Article)}
    authors: dict[str, tuple[t.ArticleAuthor, ...]] = {}
    abstracts: dict[str, tuple[t.ArticleAbstract, ...]] = {}
    if with_text:
        authors = group(tables.read_rows(paths.table(t.ArticleAuthor), t.ArticleAuthor), lambda r: r.pmid)
        abstracts = group(tables.read_rows(paths.table(t.ArticleAbstract), t.ArticleAbstract), lambda r: r.pmid)
    facts_of_records = _RecordFacts() if with_text else _read_record_facts(paths)
    asked = group(tables.read_rows(paths.table(ReferenceSource), ReferenceSource), lambda r: r.reference_id)
    labels = {r.set_id: r for r in tables.read_rows(paths.table(t.Label), t.Label)}
    choices = group(tables.read_rows(paths.table(t.LabelChoice), t.LabelChoice), lambda r: r.question_id)
    passages = group(tables.read_rows(paths.table(t.LabelPassage), t.LabelPassage), lambda r: r.question_id)
    sections: dict[str, tuple[t.LabelSection, ...]] = {}
    if with_text:
        sections = group(tables.read_rows(paths.table(t.LabelSection), t.LabelSection), lambda r: r.set_id)
    newer = group(tables.read_rows(paths.table(m.Supersession), m.Supersession), lambda r: r.reference_id)
    searched = group(tables.read_rows(paths.table(m.Search), m.Search), lambda r: r.question_id)
    candidates = group(tables.read_rows(paths.table(m.Candidate), m.Candidate), lambda r: r.question_id)
    bundles = []
    for question in tables.read_rows(paths.table(t.Question), t.Question):
        own = sorted(claims.get(question.question_id, ()), key=lambda c: c.position)
        cited = {c.reference_id for claim in own for c in citations.get(claim.claim_id, ())}
        pmids = {references[r].pmid for r in cited}
        waiting = sorted(candidates.get(question.question_id, ()), key=lambda c: c.rank or 0)
        pmids |= {c.pmid for c in waiting}
        pmids |= {s.newer_id.removeprefix("pmid:") for r in cited for s in newer.get(r, ())}
        chosen = choices.get(question.question_id, ())
        used = {c.set_id for c in chosen if c.set_id}
        known = {*cited, *(f"setid:{s}" for s in used), *map(drug_key, question.drugs)}
        bundles.append(
            QuestionEvidence(
                question=question,
                claims=tuple(own),
                citations={c.claim_id: citations[c.claim_id] for c in own if c.claim_id in citations},
                references={r: references[r] for r in sorted(cited)},
                notices={r: notices[r] for r in sorted(cited) if r in notices},
                author_references=listed.get(question.question_id, ()),
                facts={r: facts[r] for r in sorted(known) if r in facts},
                articles={p: articles[p] for p in sorted(pmids) if p in articles},
                authors={p: authors[p] for p in sorted(pmids) if p in authors},
                abstracts={p: abstracts[p] for p in sorted(pmids) if p in abstracts},
                mesh_descriptors=_of(pmids, facts_of_records.mesh_descriptors),
                registrations=_of(pmids, facts_of_records.registrations),
                cited_pmids={
                    p: tuple(c for c in cited_list if c in pmids)
                    for p, cited_list in _of(pmids, facts_of_records.references).items()
                },
                linked_pmids=_of(pmids, facts_of_records.linked_pmids),
                reference_sources={r: asked[r] for r in sorted(cited) if r in asked},
                labels=labels,
                label_choices=chosen,
                label_passages=passages.get(question.question_id, ()),
                label_sections={s: sections[s] for s in sorted(used) if s in sections},
                supersessions={r: newer[r] for r in sorted(cited) if r in newer},
                searches=searched.get(question.question_id, ()),
                candidates=tuple(waiting),
            )
        )
    return bundles
