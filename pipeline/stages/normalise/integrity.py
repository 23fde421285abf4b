"""NORMALISE, integrity beyond PubMed: what Crossref and Retraction Watch said, merged into references and notices."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pipeline.evidence.papers.notices import ForeignNotice, SourceAnswer, merged, source_rows
from pipeline.evidence.papers.references import Known, References
from pipeline.findings.citing import is_label
from pipeline.schema.identifiers import clean_doi
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND, unknown_word
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.sources.papers import crossref, retraction_watch
from pipeline.stores.raw import RawStore
from pipeline.stores.record_states import RecordState

States = Mapping[str, RecordState]
Read = Callable[[str, bytes], SourceAnswer]  # of the key that was asked about and the body of the answer


@dataclass(frozen=True)
class Integrities:
    """The rows after merging, and the keys in raw that they rest on."""

    references: list[CitedReference] = field(default_factory=list)
    notices: list[ReferenceNotice] = field(default_factory=list)
    sources: list[ReferenceSource] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)


def merge_integrity(raw: RawStore, states: States, built: References, known: Known) -> Integrities:
    """References and notices with what the further sources said. A notice keeps the date on which the history first saw
    it: Crossref's records change daily in what they count.
    """
    owners = {k.record.article.doi: k.record.article.pmid for k in known.live if k.record.article.doi}
    by_reference: dict[str, list[ReferenceNotice]] = {}
    for notice in built.notices:
        by_reference.setdefault(notice.reference_id, []).append(notice)
    has_watch = any(key.startswith("rw:") for key in states)
    cited_as: dict[str, list[str]] = {}
    for citation in built.citations:
        cited_as.setdefault(citation.reference_id, []).append(citation.cited_as)
    found = Integrities()
    for reference in built.references:
        own = by_reference.get(reference.reference_id, [])
        if is_label(reference):
            found.references.append(reference)
            continue
        keys = [f"crossref:{clean_doi(reference.doi)}"] if reference.doi else []
        answers = [_answer(raw, states, "crossref", keys, _of_work)]
        if has_watch:
            watched = [f"rw:{k}" for k in dict.fromkeys(cited_as.get(reference.reference_id, ()))]
            answers.append(_answer(raw, states, "retraction_watch", watched, _of_rows))
            keys = keys + watched
        found.wanted.update(keys)
        row, further = merged(reference, answers, owners)
        for notice in further:
            key = (notice.reference_id, notice.notice_id)
            notice.first_seen_date = known.seen_before.get(key, notice.first_seen_date)
        found.references.append(row)
        found.notices.extend((*own, *further))
        found.sources.extend(source_rows(reference, own, answers))
    return found


def _answer(raw: RawStore, states: States, source: str, keys: Sequence[str], read: Read) -> SourceAnswer:
    """What raw holds of a source's word on one paper: its last good answer, or that there is none."""
    held = [states[k] for k in keys if k in states]
    state = next((s for s in held if s.outcome == "found"), next(iter(held), None))
    if state is None:
        return SourceAnswer(source, "not asked")
    failed_since = state.failed_since[:10]
    if state.outcome == "found":
        answer = raw.parsed(state.sha256, partial(read, state.record_id))
        outcome = "failed" if failed_since else "answered"
        return replace(answer, outcome=outcome, first_seen=state.first_seen_at[:10], failed_since=failed_since)
    if failed_since or not state.outcome:
        return SourceAnswer(source, "failed", failed_since=failed_since)
    # a DOI that Crossref does not know is unknown of it; a paper that the Retraction Watch file lacks has none there
    return SourceAnswer(source, "answered" if source == "retraction_watch" else "not held")


def _of_work(key: str, body: bytes) -> SourceAnswer:
    """An update to the DOI that was asked about, or to the prime DOI that it is an alias of, is one of the paper."""
    work, asked = crossref.parse(body), key.removeprefix("crossref:")
    own = {asked, work.doi}
    on_it = [*work.updated_by, *(u for u in work.update_to if u.doi in own)]
    kinds = [u.kind for u in work.update_to if u.doi not in own]
    return SourceAnswer(
        "crossref",
        "answered",
        tuple(ForeignNotice(u.kind, u.doi, "", u.date, u.label) for u in on_it),
        is_notice=any(INTEGRITY_OF_KIND.get(kind) for kind in kinds),
        known_as="" if work.doi == asked else work.doi,
        notice_of=tuple(kind for kind in kinds if unknown_word(kind)),
        title=work.title,
    )


def _of_rows(_: str, body: bytes) -> SourceAnswer:
    rows = [retraction_watch.parse(json.dumps(row).encode()) for row in json.loads(body)]
    notices = tuple(ForeignNotice(r.kind, r.notice_doi, r.notice_pmid, r.date) for r in rows)
    return SourceAnswer("retraction_watch", "answered", notices)
