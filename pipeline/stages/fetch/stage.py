"""FETCH: questions in, raw out. Joins what the sources want asked to the network and the raw store, in rounds.

Each round asks for what the one before it named; each answer is in raw before the next is looked at.
"""

from pipeline.schema.history_tables import ReferenceVersion, Refresh
from pipeline.stages import damage
from pipeline.stages.as_of import NOTE_REFRESH, keep_refreshes
from pipeline.stages.fetch.integrity import fetch_integrity
from pipeline.stages.fetch.labels import due_labels, fetch_labels
from pipeline.stages.fetch.papers import due_papers, fetch_papers
from pipeline.stages.fetch.run import Fetching
from pipeline.stages.fetch.searches import due_searches, fetch_searches
from pipeline.stages.handwritten import input_files, read_questions
from pipeline.stages.labels import LabelKeys
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import transaction
from pipeline.stores import tables
from pipeline.stores.raw import RawStore

SAID_EMPTY = "said_raw_is_empty"


def fetch(settings: Settings) -> Outcome:
    """Bring raw up to date with what the question files cite. Makes no request when nothing is due or offline."""
    questions = read_questions(settings.paths)
    good = [q.file for q in questions]
    keys = LabelKeys.of(good)
    cited = sorted({c.cited_as for q in good for c in q.citations})
    with settings.open_raw() as raw:
        started_at = settings.now()
        run = Fetching(settings, raw)
        if not settings.is_offline:
            run.tell_of_future()
        _say_raw_is_empty(settings, raw)
        states = {} if settings.is_offline else raw.states()
        for line in damage.told(states, damage.lost(states), "it counts as never answered"):
            settings.say(line)
        wanted = sorted({*cited, *damage.lost(states, ("pmid",))})
        papers = [] if settings.is_offline else due_papers(wanted, run)
        labels = [] if settings.is_offline else due_labels(keys, run)
        searches = [] if settings.is_offline else due_searches(good, run)
        if papers or searches:
            run.find_out_reachable("pubmed")
        if labels and not run.find_out_reachable("openfda"):
            run.find_out_reachable("dailymed")  # the fallback: it decides whether anybody is there at all
        run.run_id = raw.start_run(started_at, run.mode)
        raw.add_inputs(run.run_id, started_at, input_files(settings.paths))
        if not settings.is_offline:
            fetch_papers(run, cited, papers)
            fetch_searches(run, good)
            fetch_labels(run, keys, good, labels)
            fetch_integrity(run, cited)
        if run.mode == "live" and run.asked:
            _append_refresh(run, Refresh(started_at, run.mode, len(questions)))
        keep_refreshes(raw, settings.paths)
        run.shelf.save()
        mode = run.mode
    line = (
        f"fetch: {mode}, {len(cited)} ids cited, {len(run.asked)} asked, {run.n_requests} requests, "
        f"{run.n_new} records new or changed, {len(run.failed)} without answer"
    )
    mistakes = tuple(line for q in questions for line in q.mistake_lines)
    notes = tuple(line for q in questions for line in q.note_lines)
    return Outcome(line, mistakes, is_incomplete=bool(run.failed) and mode == "live", notes=notes)


def _say_raw_is_empty(settings: Settings, raw: RawStore) -> None:
    """Say once that the history knows more than raw: a fresh clone, or a raw store that was emptied or deleted."""
    known = tables.read_rows(settings.paths.table(ReferenceVersion), ReferenceVersion)
    if not known or raw.has_answers() or raw.note(SAID_EMPTY):
        return
    n_known = len({v.reference_id for v in known})
    settings.say(
        f"data/raw holds no answer of any source, but data/history knows {n_known} references: this is a fresh clone, "
        "or raw was removed. Retractions and other notices in the history are shown until PubMed answers again."
    )
    raw.put_note(SAID_EMPTY, settings.now())


def _append_refresh(run: Fetching, refresh: Refresh) -> None:
    refresh.n_asked, refresh.n_requests = len(run.asked), run.n_requests
    refresh.n_new_records, refresh.n_failed = run.n_new, len(run.failed)
    with transaction(run.settings) as step:
        tables.append_rows(run.settings.paths.table(Refresh), Refresh, [refresh], step.write)
        step.settle_with(NOTE_REFRESH)
