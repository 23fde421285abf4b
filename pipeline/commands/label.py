"""`label NAME`: the labels for a drug's name, a set id or an application number, and why one of them is chosen."""

from collections.abc import Iterator

from pipeline.errors import InvalidIdentifier, UsageError
from pipeline.evidence.labels.choice import choices, choose
from pipeline.evidence.labels.known import DrugSearch
from pipeline.language.labels.names import drug_key, label_title
from pipeline.schema.identifiers import ReferenceKey, clean_key
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.stages.fetch.labels import due_labels, fetch_labels
from pipeline.stages.fetch.run import Fetching
from pipeline.stages.handwritten import input_files, read_questions, read_snapshot
from pipeline.stages.labels import (
    LabelKeys,
    LabelsAtHand,
    cited_set_ids,
    label_versions,
    read_labels,
    read_text,
)
from pipeline.stages.settings import Settings
from pipeline.stages.writing import writing
from pipeline.stores.raw import RawStore

DONE, INCOMPLETE = 0, 3


def run(settings: Settings, name: str, text: str) -> int:
    """Print every label found, with version and sections, and which one the rules choose for `text`.

    Asks openFDA and DailyMed for what is due, unless offline. Returns 0, or 3 if one of them did not answer. Raises
    UsageError for an invalid name and for a root that another run has locked.
    """
    keys = _keys(name)
    paths = settings.paths
    with writing(settings), RawStore(paths.raw_store) as raw:
        has_failed = not settings.is_offline and _fetch(settings, raw, keys)
        at_hand = read_labels(raw, keys, read_snapshot(paths), label_versions(paths))
        for line in _lines(raw, at_hand, name, text):
            settings.say(line)
    for line in _uses(settings, at_hand, keys):
        settings.say(line)
    return INCOMPLETE if has_failed else DONE


def _keys(name: str) -> LabelKeys:
    prefix = name.partition(":")[0].lower()
    if prefix in ("setid", "appl"):
        try:
            key = clean_key(name)
        except InvalidIdentifier as error:
            raise UsageError(f"label {name}: {error}") from None
        return LabelKeys(set_ids=(ReferenceKey(key).value,)) if prefix == "setid" else LabelKeys(applications=(key,))
    if drug_key(name) == "drug:":
        raise UsageError(f"label: expected a drug's brand or generic name, setid:... or appl:...; found {name!r}")
    return LabelKeys(drugs=(name,))


def _fetch(settings: Settings, raw: RawStore, keys: LabelKeys) -> bool:
    """Ask for what is due. Returns whether a request got no answer."""
    run = Fetching(settings, raw)
    due = due_labels(keys, run)
    if due:
        if not run.find_out_reachable("openfda"):
            run.find_out_reachable("dailymed")
        started_at = settings.now()
        run.run_id = raw.start_run(started_at, run.mode)
        raw.add_inputs(run.run_id, started_at, input_files(settings.paths))
        fetch_labels(run, keys, (), due)
    return bool(run.failed)


def _lines(raw: RawStore, at_hand: LabelsAtHand, name: str, text: str) -> Iterator[str]:
    known = at_hand.known
    search = next(iter(known.searches.values()), DrugSearch())
    asked = {"found": "openFDA finds it", "not_found": "openFDA does not find it by this name"}
    answer = asked.get(search.outcome, "openFDA has not answered" if search.failed_since else "not asked of openFDA")
    is_drug = drug_key(name) in known.searches
    found = known.of_drug(name) if is_drug else [known.labels[s] for s in sorted(known.labels)]
    yield f"{name}: {len(found)} {'label' if len(found) == 1 else 'labels'}" + (f"; {answer}" if known.searches else "")
    for label in found:
        yield from _label_lines(label, read_text(raw, at_hand, label.set_id))
    chosen = choose(text or name, found)
    if len(chosen.labels) == 1:
        yield f"chosen: setid:{chosen.labels[0].set_id}, because {chosen.reason}"
    else:
        yield f"chosen: none; {chosen.reason}"


def _label_lines(label: Label, sections: list[LabelSection]) -> Iterator[str]:
    known = (
        f"version {label.version}" if label.version else "",
        f"effective {label.effective_date}" if label.effective_date else "",
        ", ".join(label.application_number),
        label.manufacturer,
        f"from {label.source}",
        f"DailyMed lists version {label.newest_version}" if label.newest_version else "",
    )
    yield f"- {label_title(label) or 'names not known'} setid:{label.set_id} ({', '.join(k for k in known if k)})"
    if label.boxed_warning:
        yield f"  boxed warning: {label.boxed_warning}"
    names: dict[str, list[str]] = {}
    for section in sections:
        names.setdefault(section.section, []).append(f"{section.number} {section.title}".strip())
    for section_name, parts in names.items():
        shown = "; ".join(p for p in parts if p)
        yield f"  {section_name}" + (f": {shown}" if shown else "")


def _uses(settings: Settings, at_hand: LabelsAtHand, keys: LabelKeys) -> Iterator[str]:
    """A line for each question below the root that uses one of the labels or names the drug."""
    questions = [q.file for q in read_questions(settings.paths)] if settings.paths.questions.is_dir() else []
    cited = cited_set_ids(questions, at_hand.known)
    named = {drug_key(d) for d in keys.drugs}
    for question in questions:
        rows = choices(question.question, question.claims, cited, at_hand.known) if question.question else []
        for row in rows:
            if drug_key(row.drug) in named or row.set_id in at_hand.known.labels:
                used = ReferenceKey.of_set_id(row.set_id) if row.set_id else "none"
                yield f"in {question.question_id}: {used} ({row.outcome}: {row.reason})"
