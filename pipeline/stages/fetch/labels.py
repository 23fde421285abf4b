"""FETCH, the labels: cited set ids, application numbers and drugs; then what no name or no openFDA answer settled.

Round 1 asks openFDA. Round 2 asks it for the other labels of a cited label's ingredient, and DailyMed for what openFDA
does not hold (a drug by its name), did not answer for or holds without names, and for the version history of the labels
in use. Round 3 asks DailyMed for documents newer than openFDA's copy.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.errors import TransientAnswer
from pipeline.evidence.labels.choice import choices
from pipeline.evidence.labels.known import KnownLabels, text_key
from pipeline.language.labels.names import drug_key
from pipeline.schema.identifiers import ReferenceKey
from pipeline.sources.labels import openfda as fda_labels
from pipeline.sources.labels.openfda import LabelPage
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.damage import lost
from pipeline.stages.fetch.dailymed import SET_ASIDE, ask_dailymed, ask_dailymed_by_name, at_hand, due_keys, name_days
from pipeline.stages.fetch.halving import Part, ask_in_halves
from pipeline.stages.fetch.run import Fetching, is_due
from pipeline.stages.labels import LabelKeys, cited_set_ids, relatives
from pipeline.stores.clients.openfda import OpenFda
from pipeline.stores.raw import Exchange, Sighting

SET_IDS_PER_REQUEST = 20
LABELS_PER_PAGE = 100
MOST_LABELS = 25_000  # openFDA skips no further (https://open.fda.gov/apis/paging/)


def due_labels(keys: LabelKeys, run: Fetching) -> list[str]:
    """The keys of round 1 that were never answered for, or not since they may have changed."""
    states = run.raw.states()
    own = [ReferenceKey.of_set_id(s) for s in keys.set_ids] + list(keys.applications)
    due = [k for k in own if is_due(k, states, run.fresh())]
    due += [k for k in lost(states, ("setid",)) if k not in own]  # the choice rests on all labels of a drug
    return due + [k for k in map(drug_key, keys.drugs) if is_due(k, states, run.fresh(name_days(run)))]


def fetch_labels(run: Fetching, keys: LabelKeys, questions: Sequence[QuestionFile], due: Sequence[str]) -> None:
    """Rounds 1 to 3, for `keys`; `questions` say which labels are in use."""
    if not keys.is_asking:
        return
    _ask_openfda(run, due, keys)
    ask_dailymed(run, lost(run.raw.states(), ("spl", "history")))
    _ask_openfda(run, due_keys(run, (ReferenceKey.of_set_id(s) for s in _lost(keys, at_hand(run, keys).known))), keys)
    keys = relatives(questions, keys, at_hand(run, keys).known)
    _ask_openfda(run, due_keys(run, map(drug_key, keys.drugs), name_days(run)), keys)
    ask_dailymed(run, due_keys(run, (f"spl:{s}" for s in sorted(at_hand(run, keys).known.unnamed))))
    ask_dailymed_by_name(run, keys)
    used = _in_use(questions, at_hand(run, keys).known)
    _ask_openfda(run, due_keys(run, (ReferenceKey.of_set_id(s) for s in used)), keys)
    ask_dailymed(run, due_keys(run, (f"spl:{s}" for s in _unsettled(run, used))))
    labels = at_hand(run, keys).known.labels
    ask_dailymed(run, due_keys(run, (f"history:{s}" for s in used if s in labels and labels[s].source != "snapshot")))
    labels = at_hand(run, keys).known.labels
    outdated = [s for s in used if s in labels and (labels[s].newest_version or 0) > (labels[s].version or 0)]
    ask_dailymed(run, due_keys(run, (f"spl:{s}" for s in outdated)))
    _forgive(run)


def _in_use(questions: Sequence[QuestionFile], known: KnownLabels) -> list[str]:
    """The set ids that a claim cites or that the rule chooses for a drug."""
    cited = cited_set_ids(questions, known)
    rows = [r for q in questions if q.question for r in choices(q.question, q.claims, cited, known) if r.set_id]
    return sorted({r.set_id for r in rows}.union(*cited.values()))


def _lost(keys: LabelKeys, known: KnownLabels) -> list[str]:
    """The set ids that an application number led to earlier, where openFDA does not find it today."""
    searches = [known.searches[k] for k in keys.applications]
    return sorted({s for x in searches if x.outcome == "not_found" for s in x.others})


def _unsettled(run: Fetching, used: Iterable[str]) -> list[str]:
    """The set ids that openFDA does not hold or did not answer for."""
    states = run.raw.states()
    return [
        s
        for s in used
        if (x := states.get(ReferenceKey.of_set_id(s))) is None or x.outcome != "found" or x.failed_since
    ]


def _forgive(run: Fetching) -> None:
    """A set id that one of the two sources answered for is not missing."""
    states = run.raw.states()
    settled = {s.partition(":")[2] for s, x in states.items() if s.startswith("spl:") and x.outcome == "found"}
    run.failed -= {ReferenceKey.of_set_id(s) for s in settled if not states[f"spl:{s}"].failed_since}
    settled = {
        s.partition(":")[2]
        for s, x in states.items()
        if ReferenceKey(s).kind == "setid" and x.outcome == "found" and not x.failed_since
    }
    run.failed -= {f"spl:{s}" for s in settled}


# ---- openFDA -------------------------------------------------------------------------------------------------------


def _ask_openfda(run: Fetching, due: Sequence[str], keys: LabelKeys) -> None:
    if not due:
        return
    run.asked.update(due)
    if not run.find_out_reachable("openfda"):
        run.keep_unreachable("openfda", due)
        return
    set_ids = [ReferenceKey(k).value for k in due if ReferenceKey(k).kind == "setid"]
    absent: list[str] = []
    for start in range(0, len(set_ids), SET_IDS_PER_REQUEST):
        batch = set_ids[start : start + SET_IDS_PER_REQUEST]
        absent += _ask_set_ids(run, batch, "absent" if len(batch) > 1 else "not_found")
    answered = {ReferenceKey.of_set_id(s) for s in set_ids if s not in absent} - run.failed
    if absent and not run.is_silent("openfda", [ReferenceKey.of_set_id(s) for s in set_ids], answered):
        for set_id in absent:
            _ask_set_ids(run, [set_id], "not_found")
    for key in (k for k in due if ReferenceKey(k).kind != "setid"):
        _ask_name(run, key, {drug_key(d): d for d in keys.drugs})


def _ask_set_ids(run: Fetching, set_ids: Sequence[str], otherwise: str) -> list[str]:
    """Ask for labels by set id; those that the answer left out, where they are to be asked for again alone."""
    absent: list[str] = []

    def ask(some: Sequence[str], retries: int | None) -> tuple[Exchange, LabelPage | None]:
        return _page(run, fda_labels.set_ids_query(some), 0, [ReferenceKey.of_set_id(s) for s in some], retries)

    def sightings(part: Part[LabelPage]) -> list[Sighting]:
        if part.answer is None:
            return [Sighting(ReferenceKey.of_set_id(s), "failed") for s in part.ids]
        answered = {s for s, _ in (*part.answer.labels, *part.answer.doubts)}
        left = [s for s in part.ids if s not in answered]
        absent.extend(left)
        # a label without a set id may be the very one that was asked for
        outcome = "failed" if otherwise == "not_found" and _has_unnamed(part.answer) else otherwise
        return [*_found(run, part.answer), *(Sighting(ReferenceKey.of_set_id(s), outcome) for s in left)]

    run.keep_parts(ask_in_halves(set_ids, ask), sightings)
    return absent if otherwise == "absent" else []


def _ask_name(run: Fetching, key: str, names: Mapping[str, str]) -> None:
    """Ask for the labels of an application number or a drug's name, page by page.

    A name that openFDA's `openfda` block does not hold is looked for in what the label says of itself.
    """
    if ReferenceKey(key).kind == "appl":
        _ask_pages(run, key, fda_labels.application_query(ReferenceKey(key).value))
    elif not _ask_pages(run, key, fda_labels.name_query(names[key])):
        _ask_pages(run, text_key(key), fda_labels.description_query(names[key]))


def _ask_pages(run: Fetching, key: str, query: str) -> bool:
    """Whether the question is settled: found, or failed. The key is tied only when every page came; where a label on
    them has no set id there may be one more, and the key counts as not answered for.
    """
    set_ids: list[str] = []
    n_labels, is_whole = 0, True
    while True:
        exchange, page = _page(run, query, n_labels, [key])
        new = [s for s, _ in page.labels if s not in set_ids] if page else []
        if page is None or (n_labels and page.n_labels and not new):  # the same page again: it would never end
            run.keep(exchange, [Sighting(key, "failed")])
            return True
        if n_labels + page.n_labels > MOST_LABELS:
            detail = f"{n_labels + page.n_labels} labels came and page after page still follows"
            run.keep(replace(exchange, outcome="failed", detail=detail), [*_found(run, page), Sighting(key, "failed")])
            return True
        set_ids += new
        n_labels, is_whole = n_labels + page.n_labels, is_whole and not _has_unnamed(page)
        is_last = n_labels >= page.total or not page.n_labels
        tie = Sighting(key, "found", None, " ".join(sorted(set_ids))) if set_ids else Sighting(key, "not_found")
        told = [tie] if is_whole else [tie, Sighting(key, "failed")] if set_ids else [Sighting(key, "failed")]
        run.keep(exchange, [*_found(run, page), *(told if is_last else [])])
        if is_last:
            return bool(set_ids) or not is_whole


def _page(
    run: Fetching, query: str, skip: int, ids: Sequence[str], retries: int | None = None
) -> tuple[Exchange, LabelPage | None]:
    if run.is_down("openfda"):
        return run.given_up("openfda", "label", ids), None
    params = {"search": query, "limit": str(LABELS_PER_PAGE)} | ({"skip": str(skip)} if skip else {})
    return run.client(OpenFda).labels(params, ids, _readable_page, fda_labels.read_not_found, retries)


def _readable_page(body: bytes) -> LabelPage:
    """A page whose labels can all be read. Raises TransientAnswer, which names the one that cannot."""
    page = fda_labels.read_page(body)
    for set_id, label in page.labels:
        try:
            fda_labels.header(label)
        except Exception as error:  # noqa: BLE001 - whatever a label does to its reader is the source's fault
            raise TransientAnswer(f"the label {set_id} cannot be read: {str(error)[:200]}") from None
    return page


def _has_unnamed(page: LabelPage) -> bool:
    return any(not set_id for set_id, _ in page.doubts)


def _found(run: Fetching, page: LabelPage) -> list[Sighting]:
    """The labels of a page. One that holds what no label can is kept too, and counts as not answered for: an earlier
    copy is shown, and it is asked for again.
    """
    for set_id, doubt in page.doubts:
        run.settings.say(f"openFDA: the label setid:{set_id or 'unknown'} was set aside: {doubt}. {SET_ASIDE}")
    found = [Sighting(ReferenceKey.of_set_id(set_id), "found", body) for set_id, body in page.labels]
    return found + [Sighting(ReferenceKey.of_set_id(set_id), "failed") for set_id, _ in page.doubts if set_id]
