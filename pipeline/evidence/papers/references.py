"""Builds one row for each reference from cited keys and known records: identity, tags, integrity, origin.

A live record comes before the snapshot's. If PubMed answered "not found", the paper is not found, even if the snapshot
has it. If PubMed did not answer, the snapshot's record is used, with its integrity unknown unless a notice is known
there or in the history (last_seen.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.evidence.papers.identity import article_keys, canonical, identities, shared_words
from pipeline.evidence.papers.integrity import Integrity, integrity, notices
from pipeline.evidence.papers.last_seen import as_last_seen
from pipeline.evidence.papers.tags import Tags, tag
from pipeline.schema.claim_tables import Citation
from pipeline.schema.history_tables import ReferenceVersion
from pipeline.schema.identifiers import LABEL_KINDS, ReferenceKey
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.question_tables import AuthorReference
from pipeline.schema.records import ParsedRecord


@dataclass(frozen=True)
class KeyState:
    """What a source said about one cited key.

    `outcome` is found, not_found, deleted or "" (no answer yet); `resolved_to` is the PMID that a DOI or PMCID was tied
    to; `stale_since` is the date since which asking again has failed.
    """

    outcome: str = ""
    resolved_to: str = ""
    stale_since: str = ""


@dataclass(frozen=True)
class KnownRecord:
    """A record and where it came from. Authors, MeSH headings and abstracts are left out: other tables have them."""

    record: ParsedRecord
    origin: str
    first_seen_date: str

    @classmethod
    def of(cls, record: ParsedRecord, origin: str, first_seen_date: str) -> "KnownRecord":
        """A known record without the rows that no reference needs."""
        slim = ParsedRecord(
            article=record.article,
            publication_types=record.publication_types,
            corrections=record.corrections,
            other_dois=record.other_dois,
        )
        return cls(slim, origin, first_seen_date)


@dataclass
class Known:
    """Everything that is known before references are built from it.

    `live` are the records from PubMed, `held` those from the snapshot. `labels` maps the key of a cited label to its
    reference; `label_ties` maps (claim_id, key) to the label that the claim means by an application number.
    `seen_before` maps (reference_id, record hash or notice id) to the date on which the history first saw it;
    `last_seen` maps a key or reference id to the last state in which the history has a record.
    """

    states: Mapping[str, KeyState] = field(default_factory=dict)
    live: list[KnownRecord] = field(default_factory=list)
    held: list[KnownRecord] = field(default_factory=list)
    labels: Mapping[str, CitedReference] = field(default_factory=dict)
    label_ties: Mapping[tuple[str, str], str] = field(default_factory=dict)
    snapshot_date: str = ""
    seen_before: Mapping[tuple[str, str], str] = field(default_factory=dict)
    last_seen: Mapping[str, ReferenceVersion] = field(default_factory=dict)


@dataclass(frozen=True)
class References:
    """The rows that `build` returns."""

    references: tuple[CitedReference, ...]
    notices: tuple[ReferenceNotice, ...]
    citations: tuple[Citation, ...]
    author_references: tuple[AuthorReference, ...]


def build(
    citations: Iterable[tuple[str, Citation]], author_references: Iterable[AuthorReference], known: Known
) -> References:
    """One row for each reference in `citations` (question_id, row), with all notices; ids of one paper share a row."""
    cited = list(citations)
    ids, shared = _identities(known)
    questions: dict[str, set[str]] = {}
    keys: dict[str, set[str]] = {}
    for question_id, citation in cited:
        reference_id = _tied(citation, ids, known)
        questions.setdefault(reference_id, set()).add(question_id)
        keys.setdefault(reference_id, set()).add(citation.cited_as)
    records = _records_by_id(known)
    dates = {k.record.article.pmid: k.record.article.pub_date for k in known.live}
    rows: list[CitedReference] = []
    all_notices: list[ReferenceNotice] = []
    for reference_id in sorted(questions):
        if reference_id in shared:
            row, found = _shared(reference_id, [records[owner] for owner in shared[reference_id]])
        else:
            row, found = _reference(reference_id, keys[reference_id], known, records, dates)
        rows.append(replace(row, question_ids=tuple(sorted(questions[reference_id]))))
        all_notices += found
    return References(
        tuple(rows),
        tuple(all_notices),
        tuple(replace(c, reference_id=_tied(c, ids, known)) for _, c in cited),
        tuple(replace(a, reference_id=canonical(a.cited_as, ids | _sole_ties(known))) for a in author_references),
    )


def _tied(citation: Citation, ids: Mapping[str, str], known: Known) -> str:
    label = known.label_ties.get((citation.claim_id, citation.cited_as))
    return ReferenceKey.of_set_id(label) if label else canonical(citation.cited_as, ids)


def _sole_ties(known: Known) -> dict[str, str]:
    """Application numbers by which all claims mean one label, with its id; the author's references then mean it too."""
    meant: dict[str, set[str]] = {}
    for (_, key), set_id in known.label_ties.items():
        meant.setdefault(key, set()).add(ReferenceKey.of_set_id(set_id))
    return {key: next(iter(ids)) for key, ids in meant.items() if len(ids) == 1}


def _identities(known: Known) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The reference id of each key, and the keys that several records share.

    A tie made by asking a source wins over the ids of live records, and those over the snapshot's. A shared key means
    none of its records, even if it was tied to the first one before the second appeared.
    """
    held, held_shared = identities(k.record for k in known.held)
    live, shared = identities(k.record for k in known.live)
    answered = {key for key, state in known.states.items() if state.outcome} | live.keys()
    ids = {key: owner for key, owner in held.items() if key not in answered}
    shared = {key: owners for key, owners in held_shared.items() if key not in answered} | shared
    tied = {key: ReferenceKey.of_pmid(s.resolved_to) for key, s in known.states.items() if s.resolved_to}
    return {key: owner for key, owner in (ids | live | tied).items() if key not in shared}, shared


def _records_by_id(known: Known) -> dict[str, KnownRecord]:
    """The best record of each reference id: the live one if PubMed answered, else the snapshot's."""
    held = {article_keys(k.record.article)[0]: k for k in known.held}
    return held | {ReferenceKey.of_pmid(k.record.article.pmid): k for k in known.live}


def _reference(
    reference_id: str,
    cited_as: Iterable[str],
    known: Known,
    records: Mapping[str, KnownRecord],
    notice_dates: Mapping[str, str],
) -> tuple[CitedReference, list[ReferenceNotice]]:
    prefix, _, value = reference_id.partition(":")
    if prefix in LABEL_KINDS:
        return known.labels.get(reference_id, CitedReference(reference_id=reference_id, evidence_source="fda")), []
    state = known.states.get(reference_id, KeyState())
    bare = CitedReference(reference_id=reference_id)
    setattr(bare, prefix, value)
    record = records.get(reference_id)
    is_refused = state.outcome == "not_found"
    if record is None or (is_refused and record.origin == "snapshot"):
        status = state.outcome or "not_fetched"
        row = replace(bare, record_status=status, resolution=_resolution(status, cited_as))
        return (row, []) if state.outcome else as_last_seen(row, [], known.last_seen)
    row, rows = _found(bare, record, state, known, notice_dates)
    return as_last_seen(row, rows, known.last_seen) if record.origin == "snapshot" else (row, rows)


def _shared(key: str, owners: Sequence[KnownRecord]) -> tuple[CitedReference, list[ReferenceNotice]]:
    """The row of an id that several records share. It is unknown which paper is meant, and so is its integrity."""
    judged = [(k.record, integrity(k.record, answered=k.origin != "snapshot").status) for k in owners]
    row = CitedReference(
        reference_id=key,
        resolution=shared_words(key, judged),
        shared_by=tuple(f"{article_keys(record.article)[0]}={status}" for record, status in judged),
    )
    prefix, _, value = key.partition(":")
    setattr(row, prefix, value)
    return row, []


def _resolution(status: str, cited_as: Iterable[str]) -> str:
    others = [k for k in sorted(cited_as) if not ReferenceKey(k).is_pmid]
    if not others:
        return ""
    why = "no PubMed record has it as its own id" if status == "not_found" else "not asked or not answered yet"
    return f"{', '.join(others)}: {why}"


def _found(
    bare: CitedReference, own: KnownRecord, state: KeyState, known: Known, notice_dates: Mapping[str, str]
) -> tuple[CitedReference, list[ReferenceNotice]]:
    reference_id, article = bare.reference_id, own.record.article
    is_deleted = state.outcome == "deleted"
    answered = own.origin != "snapshot" and not is_deleted
    tags: Tags = tag(own.record)
    judged: Integrity = integrity(own.record, answered)
    seen = known.seen_before.get((reference_id, article.record_sha256), own.first_seen_date)
    rows = notices(reference_id, own.record, own.origin if not answered else "pubmed", seen, notice_dates)
    rows = [
        replace(n, first_seen_date=known.seen_before.get((reference_id, n.notice_id), n.first_seen_date)) for n in rows
    ]
    row = replace(
        bare,
        pmid=article.pmid,
        doi=article.doi or bare.doi,
        pmcid=article.pmcid or bare.pmcid,
        title=article.article_title or article.vernacular_title,
        first_author=article.first_author,
        journal=article.medline_ta or article.iso_abbreviation or article.journal_title,
        year=tags.year,
        evidence_source=tags.evidence_source,
        study_design=tags.study_design,
        evidence_level=tags.evidence_level,
        evidence_level_scheme=tags.evidence_level_scheme,
        record_status="deleted" if is_deleted else "found",
        integrity_status=judged.status,
        superseded_by=judged.superseded_by,
        origin=own.origin,
        retrieved_date=seen,
        stale_since_date=state.stale_since,
        unknown_codes=judged.unknown_codes,
    )
    return row, rows
