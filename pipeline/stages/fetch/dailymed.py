"""FETCH, the labels: what DailyMed is asked, and what both sources of labels share: what is due, what is at hand."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.evidence.labels.known import KnownLabels, name_key
from pipeline.language.labels.names import drug_key
from pipeline.sources.labels import dailymed, dailymed_answers
from pipeline.stages.fetch.run import Fetching, ask_alone, is_due
from pipeline.stages.handwritten import read_snapshot
from pipeline.stages.labels import LabelKeys, LabelsAtHand, label_versions, read_labels
from pipeline.stores.clients.dailymed import DailyMed
from pipeline.stores.raw import Exchange, Sighting

# openFDA renews its labels once a week (https://open.fda.gov/apis/drug/label/): names are not asked for more often.
NAME_DAYS = 7.0
SET_ASIDE = (
    "An earlier copy is shown where there is one, else what can be read of this one; "
    "it is asked for again at the next refresh."
)
DOCUMENTS_BY_NAME = 25  # of the labels that DailyMed lists by a name; of more a person has to choose one
NO_SEARCH = "dailymed_without_search"  # when DailyMed's address was last found to offer no search by name


def name_days(run: Fetching) -> float:
    """How many days an answer for a name holds."""
    days = run.settings.max_age_days
    return max(days, NAME_DAYS) if days else 0.0


def due_keys(run: Fetching, keys: Iterable[str], days: float | None = None) -> list[str]:
    """Those of `keys` that are due and were not asked for in this run."""
    states, fresh = run.raw.states(), run.fresh(days)
    return [k for k in dict.fromkeys(keys) if k not in run.asked and is_due(k, states, fresh)]


def at_hand(run: Fetching, keys: LabelKeys) -> LabelsAtHand:
    """The labels as they are known now; put together again only when an answer came since."""
    state = (run.raw.last_sighting(), keys)
    if run.labels is None or run.labels[0] != state:
        paths = run.settings.paths
        run.labels = state, read_labels(run.raw, keys, read_snapshot(paths), label_versions(paths))
    return run.labels[1]


def ask_dailymed(run: Fetching, due: Sequence[str]) -> None:
    """Ask for documents (`spl:...`) and version histories (`history:...`)."""
    if not due:
        return
    run.asked.update(due)
    if not run.find_out_reachable("dailymed"):
        run.keep_unreachable("dailymed", due)
        return

    def ask(key: str) -> tuple[Exchange, list[Sighting]]:
        exchange, body = _document(run, key)
        outcome = "failed" if exchange.outcome == "failed" else "found" if body else "not_found"
        return exchange, [Sighting(key, outcome, body or None), *_doubted(run, key, body)]

    ask_alone(run, "dailymed", due, ask)


def _doubted(run: Fetching, key: str, body: bytes | None) -> list[Sighting]:
    """A document that holds what no label can counts as not answered for, as with openFDA."""
    doubt = dailymed.doubt(body) if body and key.startswith("spl:") else ""
    if doubt:
        run.settings.say(f"DailyMed: the label {key.replace('spl:', 'setid:')} was set aside: {doubt}. {SET_ASIDE}")
    return [Sighting(key, "failed")] if doubt else []


def _document(run: Fetching, key: str) -> tuple[Exchange, bytes | None]:
    prefix, _, set_id = key.partition(":")
    if prefix == "spl":
        return run.client(DailyMed).document(set_id, dailymed.spl_reader(set_id), dailymed_answers.read_not_held)
    return run.client(DailyMed).history(set_id, _history, dailymed_answers.read_not_held)


def ask_dailymed_by_name(run: Fetching, keys: LabelKeys) -> None:
    """Where openFDA has no label of a drug, DailyMed is asked by the name, and for what it lists: openFDA leaves out
    whole classes of products (https://github.com/FDA/openfda/issues/89).
    """
    known = at_hand(run, keys).known
    lost = [d for d in keys.drugs if known.searches[drug_key(d)].outcome and not _is_held(known, d)]
    names = {name_key(drug_key(d)): d for d in lost}
    due = due_keys(run, names, name_days(run))
    if due and not run.fresh(name_days(run)).holds(run.raw.note(NO_SEARCH)):
        _ask_each(run, due, names)
    listed = {s for d in lost for s in at_hand(run, keys).known.searches[drug_key(d)].dailymed_set_ids}
    documents = (f"spl:{s}" for s in sorted(listed)[:DOCUMENTS_BY_NAME])
    ask_dailymed(run, due_keys(run, documents, name_days(run)))


def _ask_each(run: Fetching, due: Sequence[str], names: Mapping[str, str]) -> None:
    run.asked.update(due)
    if not run.find_out_reachable("dailymed"):
        run.keep_unreachable("dailymed", due)
        return
    for key in due:
        if not _ask_names(run, key, names[key]):
            run.raw.put_note(NO_SEARCH, run.settings.now())
            return


def _is_held(known: KnownLabels, drug: str) -> bool:
    """Whether openFDA has a label of a drug; one that only DailyMed lists by the name is asked for by it again."""
    listed = known.searches[drug_key(drug)].dailymed_set_ids
    return any(x.source != "snapshot" and x.set_id not in listed for x in known.of_drug(drug))


def _ask_names(run: Fetching, key: str, name: str) -> bool:
    """Tie the labels that DailyMed lists by a name, page by page; False where it offers no such search."""
    set_ids: list[str] = []
    n_read = 1
    while True:
        if run.is_down("dailymed"):
            run.keep(run.given_up("dailymed", "names", [key]), [Sighting(key, "failed")])
            return True
        params = dailymed_answers.name_params(name, n_read)
        exchange, page = run.client(DailyMed).names(
            key, params, dailymed_answers.read_names, dailymed_answers.read_no_search
        )
        if page is not None and not page.is_offered:
            run.keep(exchange, [])
            return False
        new = [s for s in page.set_ids if s not in set_ids] if page else []
        if page is None or (n_read > 1 and not new):
            run.keep(exchange, [Sighting(key, "failed")])
            return True
        set_ids += new
        if n_read >= page.n_pages:
            tie = Sighting(key, "found", None, " ".join(sorted(set_ids))) if set_ids else Sighting(key, "not_found")
            run.keep(exchange, [tie if len(set_ids) == page.total else Sighting(key, "failed")])
            return True
        run.keep(exchange, [])
        n_read += 1


def _history(body: bytes) -> bytes:
    dailymed_answers.read_history(body)
    return body
