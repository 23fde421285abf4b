"""FETCH, integrity beyond PubMed: Crossref by DOI, and the Retraction Watch file where one is set.

A source that cannot be reached and never answered before is said once and marked nowhere, as in a snapshot run: nothing
went stale that was never known. One that fails, or cannot be reached any more, leaves its ids failed.
"""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from pipeline.errors import TransientAnswer
from pipeline.evidence.papers.identity import article_keys
from pipeline.schema.identifiers import ReferenceKey, clean_doi
from pipeline.schema.sources import RETRACTION_WATCH
from pipeline.sources.papers import crossref, retraction_watch
from pipeline.stages.fetch.halving import Part, ask_in_halves
from pipeline.stages.fetch.run import Fetching, ask_each, askable, is_due
from pipeline.stages.handwritten import read_snapshot
from pipeline.stores.clients.crossref import Crossref
from pipeline.stores.clients.retraction_watch import RetractionWatch
from pipeline.stores.raw import Exchange, Sighting
from pipeline.stores.record_states import RecordState


def fetch_integrity(run: Fetching, cited: Sequence[str]) -> None:
    """Ask the further sources about every cited paper that has an id of theirs."""
    dois = cited_dois(run, cited)
    _ask_crossref(run, sorted(set(dois.values())))
    if RETRACTION_WATCH.name in run.clients:
        _read_retraction_watch(run, cited, dois)


def cited_dois(run: Fetching, cited: Iterable[str]) -> dict[str, str]:
    """The DOI of each cited key, the one that NORMALISE shows: its record's, from raw or else the snapshot, as
    corrected by hand; without a record, the DOI cited. An id that several records share has none but itself.
    """
    shelf = run.shelf
    behind = {k: shelf.keys(k) for k in cited if ReferenceKey(k).is_paper}
    held = {k: r.article.doi for r in read_snapshot(run.settings.paths).records for k in article_keys(r.article)}
    own = held | {k: r.article.doi for k, r in shelf.records({own for keys in behind.values() for own in keys})}
    dois = {}
    for key, keys in behind.items():
        known = own.get(keys[0], "") if len(keys) == 1 else ""
        cited_doi = ReferenceKey(key).value if ReferenceKey(key).kind == "doi" else ""
        if known or cited_doi:
            dois[key] = clean_doi(known or cited_doi)
    return dois


# ---- Crossref ------------------------------------------------------------------------------------------------------


def _ask_crossref(run: Fetching, dois: Sequence[str]) -> None:
    """Ask in batches; what a batch leaves out, and what cannot stand in a filter, is asked for alone."""
    due = [key.removeprefix("crossref:") for key in askable(run, "crossref", (f"crossref:{d}" for d in dois))]
    alone = [d for d in due if not crossref.can_be_filtered(d)]
    batched = [d for d in due if crossref.can_be_filtered(d)]
    for start in range(0, len(batched), crossref.WORKS_PER_REQUEST):
        alone += _ask_works(run, batched[start : start + crossref.WORKS_PER_REQUEST])
    left_out = {d for d in alone if crossref.can_be_filtered(d)}
    answered = {f"crossref:{d}" for d in batched if d not in left_out} - run.failed
    if left_out and run.is_silent("crossref", [f"crossref:{d}" for d in batched], answered):
        alone = [d for d in alone if d not in left_out]
    ask_each(run, "crossref", (f"crossref:{d}" for d in alone), partial(_ask_work, run), "works")


def _ask_works(run: Fetching, dois: Sequence[str]) -> list[str]:
    """One batch; the DOIs that the answer left out."""

    def ask(some: Sequence[str], retries: int | None) -> tuple[Exchange, dict[str, bytes] | None]:
        if run.is_down("crossref"):
            return run.given_up("crossref", "works", [f"crossref:{d}" for d in some]), None
        return run.client(Crossref).works(some, _readable_works, retries)

    def sightings(part: Part[dict[str, bytes]]) -> list[Sighting]:
        works = part.answer
        if works is None:
            return [Sighting(f"crossref:{d}", "failed") for d in part.ids]
        return [Sighting(f"crossref:{d}", "found" if d in works else "absent", works.get(d)) for d in part.ids]

    parts = ask_in_halves(dois, ask)
    run.keep_parts(parts, sightings)
    return [d for part in parts if part.answer is not None for d in part.ids if d not in part.answer]


def _readable_works(body: bytes) -> dict[str, bytes]:
    """`read_works` without those works that cannot be read: they are asked for alone."""
    return {doi: work for doi, work in crossref.read_works(body).items() if not _why_unreadable(work)}


def _readable_work(body: bytes) -> dict[str, bytes]:
    """`read_work` of a work that can be read. Raises TransientAnswer."""
    works = crossref.read_work(body)
    if why := next(filter(None, map(_why_unreadable, works.values())), ""):
        raise TransientAnswer(f"the work cannot be read: {why}")
    return works


def _why_unreadable(work: bytes) -> str:
    try:
        crossref.parse(work)
    except Exception as error:  # noqa: BLE001 - whatever a work does to its reader costs that work alone
        return str(error)[:200] or type(error).__name__
    return ""


def _ask_work(run: Fetching, key: str) -> tuple[Exchange, list[Sighting]]:
    """One DOI alone. An answer under another DOI is that of the prime DOI of an alias, and is kept with it: Crossref
    redirects `/works/ALIAS` there and leaves aliases out of every list, so that no other answer can be meant
    (https://community.crossref.org/t/adding-redirects-for-aliased-dois-in-the-rest-api/13138).
    """
    doi = key.removeprefix("crossref:")
    path = crossref.work_path(doi)
    exchange, works = run.client(Crossref).work(doi, path, _readable_work, crossref.read_not_found)
    if works is None:
        return exchange, []
    if not works:  # a 404 in Crossref's own words
        return exchange, [Sighting(key, "not_found")]
    ((answered, work),) = works.items()
    return exchange, [Sighting(key, "found", work, "" if answered == doi else answered)]


# ---- Retraction Watch ----------------------------------------------------------------------------------------------


def _read_retraction_watch(run: Fetching, cited: Iterable[str], dois: Mapping[str, str]) -> None:
    """Look every cited paper up in the file. An unchanged file (304) confirms what it said before."""
    keys = [k for k in cited if ReferenceKey(k).is_paper]
    states, fresh = run.raw.states(), run.fresh()
    due = [k for k in keys if is_due(f"rw:{k}", states, fresh)]
    if not due:
        return
    ids = [f"rw:{k}" for k in due]
    run.asked.update(ids)
    are_known = all((s := states.get(i)) is not None and s.outcome for i in ids)
    etag = run.raw.note("retraction_watch_etag") if are_known else ""
    exchange, body, etag = run.client(RetractionWatch).fetch(etag, lambda file: retraction_watch.rows_of(file, (), ()))
    exchange = replace(exchange, ids_asked=tuple(ids))
    if exchange.outcome == "failed":
        run.keep(exchange, [Sighting(i, "failed") for i in ids])
    elif body is None:
        run.keep(exchange, [_seen_again(run, states[i]) for i in ids])
    else:
        pmids = {k: [ReferenceKey(own).value for own in run.shelf.keys(k)] for k in due}
        odd = retraction_watch.odd_rows(body)
        unknown = {k for k in due if any(row.may_be_about(dois.get(k, ""), pmids[k]) for row in odd)}
        for row in odd:
            run.settings.say(f"Retraction Watch: a row was left out: {row.name}")
        if unknown:
            run.settings.say(f"Retraction Watch: what such a row says is not known of {', '.join(sorted(unknown))}")
        run.keep(exchange, _looked_up(due, body, pmids, dois, unknown))
        run.raw.put_note("retraction_watch_etag", "" if unknown else etag)


def _seen_again(run: Fetching, state: RecordState) -> Sighting:
    body = next((b for _, b in run.raw.bodies([state.sha256])), None) if state.outcome == "found" else None
    return Sighting(state.record_id, state.outcome, body)


def _looked_up(
    due: Iterable[str],
    body: bytes,
    pmids: Mapping[str, Sequence[str]],
    dois: Mapping[str, str],
    unknown: Container[str],
) -> list[Sighting]:
    """What the file says of each key: its rows as one JSON list, or that it has none. Keys in `unknown`, which a row
    that cannot be read may be about, count as failed unless the file has a row on them that can be read.
    """
    rows = retraction_watch.rows_of(body, set(dois.values()), {pmid for own in pmids.values() for pmid in own})
    parsed = {record_id: retraction_watch.parse(row) for record_id, row in rows.items()}
    found = []
    for key in due:
        own = [
            json.loads(rows[record_id])
            for record_id, row in sorted(parsed.items())
            if (row.pmid and row.pmid in pmids[key]) or (row.doi and row.doi == dois.get(key))
        ]
        kept = json.dumps(own, sort_keys=True, ensure_ascii=False).encode() if own else None
        found.append(Sighting(f"rw:{key}", "found" if own else "failed" if key in unknown else "not_found", kept))
    return found
