"""FETCH, the papers: cited records (DOIs and PMCIDs are tied to PMIDs first), then what those name."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial

from tqdm import tqdm

from pipeline.errors import TransientAnswer
from pipeline.evidence.newer.superseded import LONGEST_CHAIN
from pipeline.evidence.papers.follow_ups import follow_ups, newer_versions
from pipeline.evidence.papers.identity import owners_of
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.records import ParsedRecord
from pipeline.schema.sources import PUBMED
from pipeline.sources.papers import pubmed, pubmed_answer, pubmed_record
from pipeline.stages.fetch.halving import Part, ask_in_halves
from pipeline.stages.fetch.run import Fetching, is_due, is_older
from pipeline.stages.settings import Settings
from pipeline.stores.clients.eutils import EUtilities
from pipeline.stores.raw import Exchange, RawStore, Sighting

Fragments = list[tuple[str, int, bytes]]
Records = tuple[Fragments, tuple[str, ...]]


def due_papers(keys: Iterable[str], run: Fetching) -> list[str]:
    """The PubMed keys that were never answered for or not since `max_age`; a tied DOI stays tied, a shared one is asked
    for again.
    """
    states, fresh = run.raw.states(), run.fresh()
    due = []
    for key in keys:
        prefix = key.partition(":")[0]
        state = states.get(key)
        if prefix == "pmid":
            is_wanted = is_due(key, states, fresh)
        elif prefix in pubmed.FIELD_TAGS:
            is_tied = state is not None and state.outcome == "found" and len(state.pmids) == 1
            tied = states.get(ReferenceKey.of_pmid(state.resolved_to)) if state is not None and is_tied else None
            is_wanted = tied is None or is_older(tied, fresh) if is_tied else state is None or is_older(state, fresh)
        else:
            is_wanted = False
        if is_wanted:
            due.append(key)
    return due


def fetch_papers(run: Fetching, cited: Sequence[str], due: Sequence[str]) -> None:
    """Round 1, the cited records; round 2, the notices and updates that they name, and the updates of those."""
    ask_papers(run, due, "cited records")
    records = _known_records(run, cited)
    ask_papers(run, due_papers([ReferenceKey.of_pmid(p) for p in follow_ups(records)], run), "notices")
    _follow_chains(run, records, {ReferenceKey.of_pmid(r.article.pmid) for r in records})


def _follow_chains(run: Fetching, records: Iterable[ParsedRecord], known: set[str]) -> None:
    """Ask for newer versions step by step until a step names nothing new."""
    step = [ReferenceKey.of_pmid(p) for p in newer_versions(records)]
    for _ in range(LONGEST_CHAIN):
        step = [k for k in step if k not in known]
        if not step:
            return
        ask_papers(run, due_papers(step, run), "newer versions")
        known.update(step)
        step = [ReferenceKey.of_pmid(p) for p in newer_versions(r for _, r in run.shelf.records(step))]


def ask_papers(run: Fetching, due: Sequence[str], what: str) -> None:
    """Ask for records, DOIs and PMCIDs that are due, in a round that a person sees as `what`."""
    if not due:
        return
    run.asked.update(due)
    if not run.find_out_reachable("pubmed"):
        run.keep_unreachable("pubmed", due)
        return
    _ask_politely(run.raw, run.settings)
    states = run.raw.states(due)
    tied = {k: states[k].resolved_to for k in due if k in states and len(states[k].pmids) == 1}
    _resolve(run, [k for k in due if not ReferenceKey(k).is_pmid and k not in tied])
    pmids = {ReferenceKey(k).value for k in due if ReferenceKey(k).is_pmid} | set(tied.values())
    _fetch_records(run, sorted(pmids), what)


def _ask_politely(raw: RawStore, settings: Settings) -> None:
    if settings.services[PUBMED.name].mail or raw.note("asked_for_email"):
        return
    settings.say("NCBI likes to know whom to write to before it blocks anyone: please set NCBI_EMAIL (not required).")
    raw.put_note("asked_for_email", "yes")


def _known_records(run: Fetching, cited: Sequence[str]) -> list[ParsedRecord]:
    """The records of everything cited, as raw holds them now."""
    keys = {own for key in cited for own in run.shelf.keys(key)}
    return [record for _, record in run.shelf.records(keys)]


# ---- records -------------------------------------------------------------------------------------------------------


def read_fragments(body: bytes) -> Records:
    """The records of an efetch answer and the PMIDs it calls deleted. A record that cannot be read is left out, so that
    it is asked for alone; where nothing else came, TransientAnswer names it.
    """
    fragments, unreadable = [], ""
    for pmid, version, piece in pubmed_answer.split(body):
        try:
            pubmed_record.parse(piece)
        except Exception as error:  # noqa: BLE001 - whatever a record does to its reader costs that record alone
            unreadable = f"the record of PMID {pmid} cannot be read: {str(error)[:200] or type(error).__name__}"
        else:
            fragments.append((pmid, version, piece))
    deleted = pubmed_answer.deleted_pmids(body)
    if unreadable and not fragments and not deleted:
        raise TransientAnswer(unreadable)
    return fragments, deleted


def _fetch_records(run: Fetching, pmids: Sequence[str], what: str) -> None:
    """Fetch in batches; what a batch leaves out is asked for again together, then alone, then it is not found."""
    new = [p for p in pmids if p not in run.fetched]
    run.fetched.update(new)
    missing = _fetch_batches(run, list(pubmed.batches(new, pubmed.RECORDS_PER_REQUEST)), what, "absent")
    again = list(pubmed.batches(missing, pubmed.RECORDS_PER_REQUEST))
    missing = _fetch_batches(run, again, f"{what}, asked again", "absent")
    keys = [ReferenceKey.of_pmid(p) for p in new]
    answered = set(keys) - {ReferenceKey.of_pmid(p) for p in missing} - run.failed
    if missing and not run.is_silent("pubmed", keys, answered):
        _fetch_batches(run, [[p] for p in missing], f"{what}, asked alone", "not_found")


def _fetch_batches(run: Fetching, wanted: Sequence[Sequence[str]], what: str, absent: str) -> list[str]:
    """Ask for each batch at once; the PMIDs that answers left out, sorted."""
    missing: list[str] = []
    n_ids = sum(len(b) for b in wanted)
    is_silent = not run.settings.show_progress or n_ids < pubmed.RECORDS_PER_REQUEST
    # the bar moves the cursor, which nothing fetched may: it alone prints past the cleaned streams
    bar = tqdm(total=n_ids, desc=what, unit="record", disable=is_silent, file=sys.__stderr__)
    with bar as progress, _pool(run) as pool:
        futures = {pool.submit(_ask_records, run, batch): batch for batch in wanted}
        for future in as_completed(futures):
            batch = futures[future]
            progress.update(len(batch))
            parts = future.result()
            run.keep_parts(parts, lambda part: _sightings(part.ids, part.answer, absent))
            missing += (p for part in parts for p in _left_out(part.ids, part.answer))
    return sorted(missing)


@contextmanager
def _pool(run: Fetching) -> Iterator[ThreadPoolExecutor]:
    """Threads that ask; a run that stops does not wait for their answers."""
    pool = ThreadPoolExecutor(run.settings.workers)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _ask_records(run: Fetching, pmids: Sequence[str]) -> list[Part[Records]]:
    def ask(some: Sequence[str], retries: int | None) -> tuple[Exchange, Records | None]:
        if run.is_down("pubmed"):
            return run.given_up("pubmed", "efetch", [ReferenceKey.of_pmid(p) for p in some]), None
        return run.client(EUtilities).records(some, read_fragments, retries)

    return ask_in_halves(pmids, ask)


def _left_out(pmids: Sequence[str], answer: Records | None) -> list[str]:
    """The PMIDs that an answer says nothing of."""
    if answer is None:
        return []
    said = {pmid for pmid, _, _ in answer[0]}.union(answer[1])
    return [p for p in pmids if p not in said]


def _sightings(pmids: Sequence[str], answer: Records | None, absent: str) -> list[Sighting]:
    """What an answer says of each PMID asked, and of each record that came unasked."""
    if answer is None:
        return [Sighting(ReferenceKey.of_pmid(p), "failed") for p in pmids]
    fragments, deleted = answer
    newest: dict[str, tuple[int, bytes]] = {}
    for pmid, version, body in fragments:
        newest[pmid] = max(newest.get(pmid, (0, b"")), (version, body))
    rows = [Sighting(ReferenceKey.of_pmid(p), "found", body) for p, (_, body) in newest.items()]
    rows += [Sighting(ReferenceKey.of_pmid(p), "deleted") for p in deleted if p not in newest]
    return rows + [Sighting(ReferenceKey.of_pmid(p), absent) for p in _left_out(pmids, answer)]


# ---- DOIs and PMCIDs -----------------------------------------------------------------------------------------------


def _resolve(run: Fetching, keys: Sequence[str]) -> None:
    """Tie DOIs and PMCIDs to PMIDs: esearch together, then alone, then the ID converter.

    A candidate is taken only when its own record carries the id asked.
    """
    left = _resolve_by_search(run, list(pubmed.batches(keys, pubmed.IDS_PER_SEARCH)))
    left = _resolve_by_search(run, [[k] for k in left])
    for prefix in pubmed.FIELD_TAGS:
        of_kind = [k for k in left if k.startswith(f"{prefix}:")]
        for batch in pubmed.batches(of_kind, pubmed.IDS_PER_CONVERSION):
            _tie_parts(run, ask_in_halves(batch, partial(_convert, run)), "not_found")


def _convert(run: Fetching, keys: Sequence[str], retries: int | None) -> tuple[Exchange, Sequence[str] | None]:
    """The PMIDs that the ID converter ties to `keys`."""
    if run.is_down("pubmed"):
        return run.given_up("pubmed", "idconv", keys), None
    exchange, found = run.client(EUtilities).resolve(keys, pubmed.read_conversions, retries)
    return exchange, None if found is None else sorted({p for k in keys for p in found.get(k, ())})


def _resolve_by_search(run: Fetching, wanted: Sequence[Sequence[str]]) -> list[str]:
    """The keys that esearch answered for without a paper that owns them."""
    left: list[str] = []
    for batch in wanted:
        left += _tie_parts(run, ask_in_halves(batch, partial(_search_ids, run)), "absent")
    return left


def _search_ids(run: Fetching, keys: Sequence[str], retries: int | None) -> tuple[Exchange, Sequence[str] | None]:
    """The PMIDs that esearch finds for `keys`."""
    if run.is_down("pubmed"):
        return run.given_up("pubmed", "esearch", keys), None
    return run.client(EUtilities).search(pubmed.id_query(keys), keys, pubmed.read_search, retries)


def _tie_parts(run: Fetching, parts: Sequence[Part[Sequence[str]]], otherwise: str) -> list[str]:
    """`_tie` for a question that may have been asked in halves."""
    left: list[str] = []

    def sightings(part: Part[Sequence[str]]) -> list[Sighting]:
        found, own = _tie(run, part.ids, part.answer, otherwise)
        left.extend(own)
        return found

    run.keep_parts(parts, sightings)
    return left


def _tie(
    run: Fetching, keys: Sequence[str], pmids: Sequence[str] | None, otherwise: str
) -> tuple[list[Sighting], list[str]]:
    """Fetch the candidates and say which of them own each key, several where they share it; with the keys that none
    owns.

    Where the record of a candidate did not come, it may share any of the keys: each is asked for alone. Where that, or
    the answer, did not come for one alone, the key is `failed`, not absent, and not asked for again in this run.
    """
    candidates = pmids or ()
    _fetch_records(run, candidates, "records of DOIs")
    records = [record for _, record in run.shelf.records(ReferenceKey.of_pmid(p) for p in candidates)]
    if pmids is None or not run.failed.isdisjoint(ReferenceKey.of_pmid(p) for p in candidates):
        if pmids is not None and len(keys) > 1 and otherwise == "absent":
            return [Sighting(k, otherwise) for k in keys], list(keys)  # each is asked alone next
        return [Sighting(k, "failed") for k in keys], []
    owners = {key: " ".join(owners_of(key, records)) for key in keys}
    found = [Sighting(k, "found" if own else otherwise, None, own) for k, own in owners.items()]
    return found, [k for k, own in owners.items() if not own]
