"""FDA labels as raw, the snapshot and the history hold them, put together for FETCH, NORMALISE and `label`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import TableError
from pipeline.evidence.labels import choice as label_choice
from pipeline.evidence.labels.known import (
    DrugSearch,
    KnownLabels,
    LabelCopy,
    LabelState,
    label_row,
    name_key,
    state_of,
    text_key,
)
from pipeline.language.labels.names import drug_key, label_title, leads_to
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.history_tables import LabelVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.records import ParsedLabel
from pipeline.sources.labels import dailymed, dailymed_answers
from pipeline.sources.labels import openfda as fda_labels
from pipeline.sources.questions.file import QuestionFile
from pipeline.sources.snapshot import Snapshot
from pipeline.stores import tables
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore
from pipeline.stores.record_states import RecordState

# prefix of a record id in raw -> the source whose copy of a label lies under it
COPIES = {"setid": "openfda", "spl": "dailymed"}
HEADERS: Mapping[str, Callable[[bytes], Label]] = {"openfda": fda_labels.header, "dailymed": dailymed.header}
PARSERS: Mapping[str, Callable[[bytes], ParsedLabel]] = {"openfda": fda_labels.parse, "dailymed": dailymed.parse}
DOUBTS: Mapping[str, Callable[[bytes], str]] = {"openfda": fda_labels.doubt, "dailymed": dailymed.doubt}
NO_COPY = ("snapshot", "")
_headers: dict[str, Label] = {}
_doubtful: dict[str, bool] = {}


@dataclass(frozen=True)
class LabelKeys:
    """What is asked of labels: cited set ids and application numbers (as keys), and names of drugs."""

    set_ids: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()

    @classmethod
    def of(cls, questions: Iterable[QuestionFile]) -> "LabelKeys":
        """What the question files name."""
        read = list(questions)
        cited = {c.cited_as for q in read for c in q.citations}
        drugs = {d for q in read if q.question is not None for d in q.question.drugs if drug_key(d) != "drug:"}
        return cls(
            tuple(sorted(ReferenceKey(k).value for k in cited if ReferenceKey(k).kind == "setid")),
            tuple(sorted(k for k in cited if ReferenceKey(k).kind == "appl")),
            tuple(sorted(drugs)),
        )

    @property
    def is_asking(self) -> bool:
        """Whether anything is asked of labels at all."""
        return bool(self.set_ids or self.applications or self.drugs)


@dataclass
class LabelsAtHand:
    """What `read_labels` puts together; `copies` are the bytes behind each label shown: set id to (source, SHA-256)."""

    known: KnownLabels
    copies: dict[str, tuple[str, str]] = field(default_factory=dict)


def relatives(questions: Sequence[QuestionFile], keys: LabelKeys, known: KnownLabels) -> LabelKeys:
    """`keys` with the ingredients of cited labels that no front matter names: a claim may name another brand of it."""
    cited = sorted({s for ids in cited_set_ids(questions, known).values() for s in ids if s in known.labels})
    labels = [known.labels[s] for s in cited if known.labels[s].source != "snapshot"]
    unnamed = [x for x in labels if not any(k.startswith("drug:") for k in x.found_by)]
    names = {n for x in unnamed for n in (x.substances or x.generic_name)[:1]}
    return replace(keys, drugs=tuple(sorted({*keys.drugs, *names})))


def read_labels(raw: RawStore, keys: LabelKeys, snapshot: Snapshot, versions: Sequence[LabelVersion]) -> LabelsAtHand:
    """Every label that `keys` lead to, from its copies in raw, in the snapshot and in the history."""
    states, held = raw.states(), snapshot.labels
    searches = _searches(states, keys, held, versions)
    ids = {*keys.set_ids, *(s for x in searches.values() for s in (*x.set_ids, *x.others, *x.dailymed_set_ids))}
    ids |= {x.set_id for x in held if any(leads_to(d, x) for d in keys.drugs)}
    seen = {(v.set_id, v.label_sha256): v.first_seen_date for v in reversed(versions)}
    named = {v.set_id: _label_of(v) for v in versions if v.brand_name or v.generic_name}
    of_snapshot = {x.set_id: x for x in held}
    found = LabelsAtHand(KnownLabels(searches=searches))
    labels: dict[str, Label] = {}
    label_states: dict[str, LabelState] = {}
    for set_id in sorted(ids):
        label_states[set_id] = _state(states, set_id)
        copies = _copies(raw, states, set_id, seen)
        if not copies and set_id in of_snapshot and label_states[set_id].status == "not_fetched":
            copies = [LabelCopy(of_snapshot[set_id], snapshot.snapshot_date)]
        if not copies or label_states[set_id].status == "not_found":
            continue
        row = label_row(copies, named.get(set_id), _newest(raw, states, set_id), ())
        labels[set_id], found.copies[set_id] = row, (row.source, row.label_sha256)
    for row in labels.values():
        row.found_by = _found_by(row, keys, searches)
    unnamed = frozenset(s for s, x in labels.items() if not label_title(x))
    damaged = frozenset(s for s in ids if _is_damaged(states, s) and found.copies.get(s, NO_COPY)[0] == "snapshot")
    found.known = KnownLabels(labels, label_states, searches, unnamed, damaged)
    return found


def read_text(raw: RawStore, at_hand: LabelsAtHand, set_id: str) -> list[LabelSection]:
    """The sections of the copy that is shown, its boxed warning put into the label's row; [] for the snapshot's."""
    source, sha = at_hand.copies.get(set_id, NO_COPY)
    if source == "snapshot":
        return []
    parsed = raw.parsed(sha, PARSERS[source])
    at_hand.known.labels[set_id].boxed_warning = parsed.label.boxed_warning
    return parsed.sections


def cited_set_ids(questions: Iterable[QuestionFile], known: KnownLabels) -> dict[str, list[str]]:
    """The set ids that each claim cites, by claim_id; application numbers tied by the written rule."""
    read = list(questions)
    tied = label_choice.ties(claim_citations(read), known)
    found: dict[str, list[str]] = {}
    for citation in (c for q in read for c in q.citations):
        prefix, _, value = citation.cited_as.partition(":")
        set_id = value if prefix == "setid" else tied.get((citation.claim_id, citation.cited_as), "")
        if set_id:
            found.setdefault(citation.claim_id, []).append(set_id)
    return found


def claim_citations(questions: Iterable[QuestionFile]) -> list[tuple[Claim, Citation]]:
    """Every citation with its claim."""
    read = list(questions)
    claims = {c.claim_id: c for q in read for c in q.claims}
    return [(claims[c.claim_id], c) for q in read for c in q.citations]


def label_versions(paths: Paths) -> list[LabelVersion]:
    """The label versions in the history."""
    return tables.read_rows(paths.table(LabelVersion), LabelVersion)


def _searches(
    states: Mapping[str, RecordState], keys: LabelKeys, held: Sequence[Label], versions: Sequence[LabelVersion]
) -> dict[str, DrugSearch]:
    found = {drug_key(d): _search(states.get(drug_key(d))) for d in keys.drugs}
    for drug in keys.drugs:
        key = drug_key(drug)
        by_text = _search(states.get(text_key(key)))
        known = {v.set_id for v in versions if leads_to(drug, _label_of(v))}
        others = tuple(sorted({*found[key].others, *by_text.set_ids, *known}))
        failed = min(filter(None, (found[key].failed_since, by_text.failed_since)), default="")
        by_name = _search(states.get(name_key(key)))
        found[key] = replace(
            found[key],
            others=others,
            failed_since=failed,
            dailymed=by_name.outcome,
            dailymed_set_ids=by_name.set_ids,
            dailymed_failed_since=by_name.failed_since,
        )
    for key in keys.applications:
        search, number = _search(states.get(key)), ReferenceKey(key).value
        if not search.is_answered:
            of_snapshot = tuple(x.set_id for x in held if number in x.application_number)
            search = DrugSearch(set_ids=of_snapshot, others=search.others)
        known = {v.set_id for v in versions if number in v.application_number}
        found[key] = replace(search, others=tuple(sorted({*search.others, *known})))
    return found


def _search(state: RecordState | None) -> DrugSearch:
    if state is None:
        return DrugSearch()
    today = tuple(sorted(state.resolved_to.split())) if state.outcome == "found" else ()
    return DrugSearch(state.outcome, today, tuple(sorted(state.last_resolved_to.split())), state.failed_since[:10])


def _state(states: Mapping[str, RecordState], set_id: str) -> LabelState:
    def told(key: str) -> dict[str, str]:
        state = states.get(key)
        if state is None:
            return {}
        was = "yes" if state.was_found else ""
        return {"outcome": state.outcome, "failed_since": state.failed_since[:10], "was_found": was}

    return state_of(told(ReferenceKey.of_set_id(set_id)), told(f"spl:{set_id}"))


def _is_damaged(states: Mapping[str, RecordState], set_id: str) -> bool:
    """Whether a source answered for the label and what it sent is damaged."""
    held = [states[k] for k in (f"{prefix}:{set_id}" for prefix in COPIES) if k in states]
    return any(s.damage and not s.outcome for s in held)


def _copies(
    raw: RawStore, states: Mapping[str, RecordState], set_id: str, seen: Mapping[tuple[str, str], str]
) -> list[LabelCopy]:
    copies = []
    for prefix, source in COPIES.items():
        state = states.get(f"{prefix}:{set_id}")
        if state is None or not state.sha256:
            continue
        sha, found_at = _best_body(raw, source, state)
        if sha:
            first_seen = seen.get((set_id, sha), found_at[:10])
            is_current = state.outcome == "found"
            copies.append(LabelCopy(_header(raw, source, sha), first_seen, state.failed_since[:10], is_current))
    return copies


def _best_body(raw: RawStore, source: str, state: RecordState) -> tuple[str, str]:
    """The newest body of a label that holds nothing no label can, else the newest that can be read at all, with when it
    was first seen; "" where there is none. One bad version blocks nothing: the last good copy stays.
    """
    if not _is_doubtful(raw, source, state.sha256):
        return state.sha256, state.first_seen_at
    held = raw.bodies_of(state.record_id)
    good = [(sha, found_at) for sha, found_at in held if not _is_doubtful(raw, source, sha)]
    return next(iter((*good, *((s, at) for s, at in held if _is_readable(raw, source, s)))), ("", ""))


def _is_doubtful(raw: RawStore, source: str, sha256: str) -> bool:
    if sha256 not in _doubtful:
        (body,) = (body for _, body in raw.bodies([sha256]))
        try:
            _doubtful[sha256] = bool(DOUBTS[source](body))
        except TableError:
            _doubtful[sha256] = True
    return _doubtful[sha256]


def _is_readable(raw: RawStore, source: str, sha256: str) -> bool:
    try:
        _header(raw, source, sha256)
    except TableError:
        return False
    return True


def _header(raw: RawStore, source: str, sha256: str) -> Label:
    """What a copy says of its label; the same bytes are read once in a run."""
    if sha256 not in _headers:
        _headers[sha256] = replace(raw.parsed(sha256, HEADERS[source]), label_sha256=sha256)
    return _headers[sha256]


def _newest(raw: RawStore, states: Mapping[str, RecordState], set_id: str) -> tuple[int, str] | None:
    state = states.get(f"history:{set_id}")
    if state is None or not state.sha256 or state.outcome != "found":
        return None
    return raw.parsed(state.sha256, dailymed_answers.read_history)


def _found_by(label: Label, keys: LabelKeys, searches: Mapping[str, DrugSearch]) -> tuple[str, ...]:
    own: list[str] = [ReferenceKey.of_set_id(label.set_id)] if label.set_id in keys.set_ids else []
    own += [k for k in keys.applications if label.set_id in searches[k].set_ids]
    return tuple(own + [drug_key(d) for d in keys.drugs if leads_to(d, label)])


def _label_of(version: LabelVersion) -> Label:
    return Label(
        version.set_id,
        brand_name=version.brand_name,
        generic_name=version.generic_name,
        application_number=version.application_number,
        manufacturer=version.manufacturer,
        substances=version.substances,
        source=version.source,
    )
