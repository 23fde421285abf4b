"""Combines the sources' copies of drug labels into one row for each label, and into the references that claims cite.

The set id is the key (SPL Implementation Guide, "Document Information"). openFDA's copy comes first; DailyMed's is
shown if it is newer or if openFDA has no answer. *Not findable by a name* (openFDA can lose the `openfda` block of a
label that exists) and *no label* are different answers, and a source that is down gives neither.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.language.labels.names import label_title, leads_to, leads_to_suffixed
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label
from pipeline.schema.paper_tables import CitedReference

NAMES = ("brand_name", "generic_name", "application_number", "substances", "manufacturer", "dosage_forms", "routes")


def text_key(key: str) -> str:
    """The key of the search for labels whose text names the drug of `key`: `text:zoledronic_acid`."""
    return "text:" + key.removeprefix("drug:")


def name_key(key: str) -> str:
    """The key of DailyMed's search by name for the labels of `key`'s drug: `name:zoledronic_acid`."""
    return "name:" + key.removeprefix("drug:")


@dataclass(frozen=True)
class LabelCopy:
    """One source's copy of a label: what it says, when these bytes were first seen, since when asking has failed."""

    label: Label
    first_seen_date: str
    stale_since: str = ""
    is_current: bool = True  # the source still has it


@dataclass(frozen=True)
class DrugSearch:
    """What openFDA said about a drug's name or an application number.

    `outcome` is found, not_found or "" (no answer yet). `set_ids` are the labels that it led to today; `others` are
    those that it led to earlier and those whose text names the drug. `dailymed` is DailyMed's answer to the name, asked
    if openFDA has no label of the drug, and `dailymed_set_ids` are the labels that it lists.
    """

    outcome: str = ""
    set_ids: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    failed_since: str = ""
    dailymed: str = ""
    dailymed_set_ids: tuple[str, ...] = ()
    dailymed_failed_since: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether openFDA ever answered."""
        return bool(self.outcome)


@dataclass(frozen=True)
class LabelState:
    """What the sources said about one set id. `status` is as in `cited_references.record_status`."""

    status: str = "not_fetched"
    stale_since: str = ""
    resolution: str = ""


@dataclass
class KnownLabels:
    """Every label at hand, and what the sources answered.

    `labels` and `states` (the result of asking) are by set id, `searches` by key. `unnamed` are the set ids whose names
    no source gives; `damaged` are those whose every copy is damaged.
    """

    labels: Mapping[str, Label] = field(default_factory=dict)
    states: Mapping[str, LabelState] = field(default_factory=dict)
    searches: Mapping[str, DrugSearch] = field(default_factory=dict)
    unnamed: Collection[str] = frozenset()
    damaged: Collection[str] = frozenset()

    def of_drug(self, drug: str) -> list[Label]:
        """The labels at hand that a drug's name leads to, sorted by set id."""
        return [self.labels[s] for s in sorted(self.labels) if leads_to(drug, self.labels[s])]

    def suffixed_of(self, drug: str) -> list[Label]:
        """The labels at hand of other products of a drug's substance, such as biosimilars, sorted by set id."""
        return [self.labels[s] for s in sorted(self.labels) if leads_to_suffixed(drug, self.labels[s])]

    def of_application(self, key: str) -> list[Label]:
        """The labels at hand of an `appl:...`, sorted by set id.

        These are the labels that openFDA finds by the number, and those that have it in DailyMed's copy or an earlier
        version although openFDA lost it. A label that is gone counts only if no other is left.
        """
        search, number = self.searches.get(key, DrugSearch()), ReferenceKey(key).value
        labels_of_number = [
            self.labels[s]
            for s in sorted(self.labels)
            if s in search.set_ids or (number in self.labels[s].application_number and self._is_counted(s, search))
        ]
        return [x for x in labels_of_number if not self.is_gone(x.set_id)] or labels_of_number

    def damaged_of(self, key: str) -> list[str]:
        """The set ids that the `appl:...` or `drug:...` of `key` leads to and whose stored copies are damaged."""
        search = self.searches.get(key, DrugSearch())
        return sorted(set(self.damaged).intersection((*search.set_ids, *search.others)))

    def is_gone(self, set_id: str) -> bool:
        """Whether both sources answered that they no longer have the label."""
        return self.states.get(set_id, LabelState()).status == "deleted"

    def _is_counted(self, set_id: str, search: "DrugSearch") -> bool:
        """Whether a label counts: one of the snapshot does so only if openFDA never answered."""
        return self.labels[set_id].source != "snapshot" or not search.is_answered


def state_of(openfda: Mapping[str, str], dailymed: Mapping[str, str]) -> LabelState:
    """The state of one set id, from the `outcome`, `failed_since` and `was_found` ("" for no) of openFDA and DailyMed.

    There is no label only if both answered that they have none; it is `deleted` if one of them once had it.
    """
    outcomes = (openfda.get("outcome", ""), dailymed.get("outcome", ""))
    if "found" in outcomes:
        return LabelState("found", _stale(openfda, dailymed))
    if outcomes == ("not_found", "not_found"):
        was_found = openfda.get("was_found") or dailymed.get("was_found")
        return LabelState("deleted" if was_found else "not_found")
    answers = {"not_found": "holds none", "": "has not answered"}
    if not any(outcomes):
        return LabelState(resolution="")
    return LabelState(resolution=f"openFDA {answers[outcomes[0]]}, DailyMed {answers[outcomes[1]]}")


def _stale(openfda: Mapping[str, str], dailymed: Mapping[str, str]) -> str:
    """The date since which no source that has the label has answered; "" if one of them does."""
    holders = [s for s in (openfda, dailymed) if s.get("outcome") == "found"]
    failing = [s.get("failed_since", "") for s in holders]
    return min(failing) if all(failing) else ""


def shown_copy(copies: Sequence[LabelCopy]) -> LabelCopy:
    """The copy to show: one that its source still has, then the newest version, then openFDA's."""
    order = {"openfda": 2, "dailymed": 1, "snapshot": 0}
    return max(copies, key=lambda c: (c.is_current, c.label.version or 0, order.get(c.label.source, 0)))


def label_row(
    copies: Sequence[LabelCopy], earlier: Label | None, newest: tuple[int, str] | None, found_by: Iterable[str]
) -> Label:
    """The row of one label.

    Names that the shown copy lacks come from another copy, else from `earlier`, the last version in the history that
    had them. `newest` is DailyMed's newest version and its date.
    """
    shown = shown_copy(copies)
    others = [c.label for c in copies if c is not shown] + ([earlier] if earlier else [])
    row = replace(
        shown.label, retrieved_date=shown.first_seen_date, stale_since_date=shown.stale_since, found_by=tuple(found_by)
    )
    if newest:
        row.newest_version, row.newest_date = newest
    if not label_title(row):
        giver = next((x for x in others if label_title(x)), None)
        if giver is not None:
            row = replace(row, **{n: getattr(giver, n) for n in NAMES}, names_source=giver.source)
    return row


def reference_rows(keys: Iterable[str], known: KnownLabels) -> dict[str, CitedReference]:
    """The reference behind each cited `setid:...` and `appl:...`, by key.

    The row of an `appl:...` is only used while the number is not tied to a label.
    """
    rows = {}
    for key in keys:
        prefix, _, value = key.partition(":")
        rows[key] = _of_set_id(value, known) if prefix == "setid" else _of_application(key, known)
    return rows


def _of_set_id(set_id: str, known: KnownLabels) -> CitedReference:
    label, state = known.labels.get(set_id), known.states.get(set_id, LabelState())
    row = CitedReference(
        reference_id=ReferenceKey.of_set_id(set_id),
        set_id=set_id,
        evidence_source="fda",
        record_status=state.status,
        stale_since_date=state.stale_since,
        resolution=state.resolution,
    )
    if label is None:
        return replace(row, resolution=damaged_words([set_id])) if set_id in known.damaged else row
    return replace(
        row,
        title=label_title(label),
        first_author=label.manufacturer,
        year=int(label.effective_date[:4]) if label.effective_date else None,
        record_status="found" if label.source == "snapshot" and state.status == "not_fetched" else state.status,
        origin="snapshot" if label.source == "snapshot" else "live",
        retrieved_date=label.retrieved_date,
    )


def damaged_words(set_ids: Sequence[str]) -> str:
    """Why nothing is shown for labels whose stored copies are damaged, and what to do."""
    listed = ", ".join(ReferenceKey.of_set_id(s) for s in set_ids)
    return f"the stored copy of {listed} is damaged: run `make refresh` with a network"


def _of_application(key: str, known: KnownLabels) -> CitedReference:
    search = known.searches.get(key, DrugSearch())
    row = CitedReference(reference_id=key, evidence_source="fda", stale_since_date=search.failed_since)
    candidates = known.of_application(key)
    if damaged := known.damaged_of(key):
        return replace(row, resolution=damaged_words(damaged))
    if candidates:
        listed = ", ".join(f"setid:{x.set_id} ({label_title(x)})" for x in candidates)
        doubt = f"{key} stands for {len(candidates)} labels, and the claim does not tell which: {listed}"
        return replace(row, resolution=f"{doubt}; cite one of them by its set id")
    if search.outcome == "not_found" and known.unnamed:
        listed = ", ".join(ReferenceKey.of_set_id(s) for s in sorted(known.unnamed))
        doubt = (
            f"openFDA finds none by this number, but holds labels without names and numbers that may be it: {listed}"
        )
        return replace(row, resolution=f"{doubt}; cite it by its set id")
    if search.outcome == "not_found":
        return replace(row, record_status="not_found")
    return row
