"""What changed in the labels: each version is compared with the one before it from the same source, by sentence.

Versions of different sources are not compared, because openFDA's flat text and DailyMed's SPL differ in every line. The
same version from another source is no change; a newer one from another source is reported without its sentences. A
change is tied to the claims whose closest sentence changed, else to the question as a whole.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.changes import new_change
from pipeline.language.labels.boxed_warning import is_tamper_notice
from pipeline.language.labels.passages import LabelIndex
from pipeline.language.text.sentence_changes import SentenceChange, sentence_changes
from pipeline.language.text.sentences import sentences
from pipeline.schema.claim_tables import Claim
from pipeline.schema.history_tables import Change, LabelSectionVersion, LabelVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.vocabulary import CRITICAL_LABEL_SECTIONS

Key = tuple[str, str]  # set_id, source


@dataclass(frozen=True)
class LabelHistory:
    """The history's rows on labels, in its order."""

    versions: Sequence[LabelVersion] = ()
    sections: Sequence[LabelSectionVersion] = ()


@dataclass(frozen=True)
class LabelInUse:
    """A label as it is shown today, its sections, and the claims that cite it, by question."""

    label: Label
    sections: tuple[LabelSection, ...]
    claims: Mapping[str, tuple[Claim, ...]]


@dataclass
class LabelsMoved:
    """New rows for the append-only tables."""

    versions: list[LabelVersion] = field(default_factory=list)
    sections: list[LabelSectionVersion] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def compare_labels(history: LabelHistory, today: Iterable[LabelInUse], date: str) -> LabelsMoved:
    """Compares today's labels with the history. A label of the snapshot has no versions."""
    last: dict[Key, LabelVersion] = {(v.set_id, v.source): v for v in history.versions}
    held = _sections_by_label(history.sections)
    moved = LabelsMoved()
    for used in today:
        label = used.label
        before = last.get((label.set_id, label.source))
        if label.source == "snapshot" or (before is not None and before.label_sha256 == label.label_sha256):
            continue
        old = standing(held.get((label.set_id, label.source), ()))
        _keep(moved, used, before, old, date)
        if before is not None:
            moved.changes += _section_changes(used, old, date)
        else:
            others = [v for v in history.versions if v.set_id == label.set_id]
            moved.changes += _version_changes(used, others, date)
    return moved


def standing(rows: Iterable[LabelSectionVersion]) -> dict[str, list[LabelSectionVersion]]:
    """The sections of the latest state of one label in one source, by name.

    Each section has its latest rows; a removed section is left out.
    """
    by_section: dict[str, list[LabelSectionVersion]] = {}
    for row in rows:
        held = by_section.get(row.section)
        if held and held[0].sequence == row.sequence:
            held.append(row)
        else:
            by_section[row.section] = [row]
    return {name: held for name, held in by_section.items() if held[0].event == "present"}


def _sections_by_label(rows: Iterable[LabelSectionVersion]) -> dict[Key, list[LabelSectionVersion]]:
    by_label: dict[Key, list[LabelSectionVersion]] = {}
    for row in rows:
        by_label.setdefault((row.set_id, row.source), []).append(row)
    return by_label


def _by_name(sections: Iterable[LabelSection]) -> dict[str, list[LabelSection]]:
    by_section: dict[str, list[LabelSection]] = {}
    for section in sections:
        by_section.setdefault(section.section, []).append(section)
    return by_section


def _keep(
    moved: LabelsMoved,
    used: LabelInUse,
    before: LabelVersion | None,
    old: Mapping[str, Sequence[LabelSectionVersion]],
    date: str,
) -> None:
    """Adds the new state, and the sections whose text differs from the state before, to `moved`."""
    label, sequence = used.label, 1 if before is None else before.sequence + 1
    moved.versions.append(
        LabelVersion(
            set_id=label.set_id,
            source=label.source,
            sequence=sequence,
            first_seen_date=label.retrieved_date if before is None and label.retrieved_date else date,
            version=label.version,
            effective_date=label.effective_date,
            brand_name=label.brand_name,
            generic_name=label.generic_name,
            application_number=label.application_number,
            manufacturer=label.manufacturer,
            substances=label.substances,
            label_sha256=label.label_sha256,
        )
    )
    new = _by_name(used.sections)
    for name, rows in new.items():
        if _texts(rows) != _texts(old.get(name, ())):
            moved.sections += [
                LabelSectionVersion(
                    label.set_id, label.source, sequence, name, r.position, "present", r.number, r.title, r.text
                )
                for r in rows
            ]
    moved.sections += [
        LabelSectionVersion(label.set_id, label.source, sequence, name, 1, "removed") for name in old if name not in new
    ]


def _texts(rows: Sequence[LabelSection | LabelSectionVersion]) -> list[tuple[str, str, str]]:
    return [(r.number, r.title, r.text) for r in rows]


# ---- changes -------------------------------------------------------------------------------------------------------


def _section_changes(used: LabelInUse, old: Mapping[str, Sequence[LabelSectionVersion]], date: str) -> list[Change]:
    new = _by_name(used.sections)
    old = _without_tamper_notices(old)
    names = [*new, *(name for name in old if name not in new)]
    moved = {n: sentence_changes(_sentences(n, old.get(n, ())), _sentences(n, new.get(n, ()))) for n in names}
    before_said = {s for name, rows in old.items() for s in _sentences(name, rows)}
    moved = {name: _not_known(name, found, before_said) for name, found in moved.items()}
    moved = {name: found for name, found in moved.items() if found}
    if not moved:
        return []
    own_names = (*used.label.brand_name, *used.label.generic_name)
    before = LabelIndex([_as_section(r) for rows in old.values() for r in rows], own_names)
    after = LabelIndex(used.sections, own_names)
    rows = []
    for question_id, claims in used.claims.items():
        carried = {c.claim_id: (_carrier(before, c), _carrier(after, c)) for c in claims}
        for section, found in moved.items():
            tied = _tied(section, found, carried)
            rows += [_row(question_id, used.label, section, c, changes, date=date) for c, changes in tied.items()]
    return rows


def _without_tamper_notices(
    old: Mapping[str, Sequence[LabelSectionVersion]],
) -> Mapping[str, Sequence[LabelSectionVersion]]:
    """`old` without tamper notices that some labels code as boxed warnings and an earlier parser kept."""
    boxed = [r for r in old.get("boxed_warning", ()) if not is_tamper_notice(f"{r.title}\n{r.text}")]
    others = {name: rows for name, rows in old.items() if name != "boxed_warning"}
    return {**others, "boxed_warning": boxed} if boxed else others


def _not_known(section: str, found: Sequence[SentenceChange], before: Collection[str]) -> tuple[SentenceChange, ...]:
    """The changes of a section, without added sentences that the label had in another section before.

    In a boxed warning or a contraindication every new sentence counts.
    """
    is_critical = section in CRITICAL_LABEL_SECTIONS
    return tuple(c for c in found if is_critical or c.kind != "added" or c.after not in before)


def _tied(
    section: str, found: Sequence[SentenceChange], carried: Mapping[str, tuple[Key, Key]]
) -> dict[str, list[SentenceChange]]:
    """The changes in `section` by the claim that rests on them; those that no claim rests on are under ""."""
    tied: dict[str, list[SentenceChange]] = {}
    for change in found:
        touched = [
            claim_id
            for claim_id, (old, new) in carried.items()
            if (change.before and (section, change.before) == old) or (change.after and (section, change.after) == new)
        ]
        for claim_id in touched or [""]:
            tied.setdefault(claim_id, []).append(change)
    return tied


def _row(
    question_id: str, label: Label, section: str, claim_id: str, changes: Sequence[SentenceChange], *, date: str
) -> Change:
    return new_change(
        date,
        f"label_section:{section}",
        question_id,
        claim_id=claim_id,
        reference_id=ReferenceKey.of_set_id(label.set_id),
        before=" ".join(c.before for c in changes if c.before),
        after=" ".join(c.after for c in changes if c.after),
    )


def _version_changes(used: LabelInUse, others: Sequence[LabelVersion], date: str) -> list[Change]:
    """A newer version that came from another source than the last one: reported, but not compared."""
    label = used.label
    last = max(others, key=lambda v: (v.version or 0, v.first_seen_date), default=None)
    if last is None or (label.version or 0) <= (last.version or 0):
        return []
    return [
        new_change(
            date,
            "label_version",
            question_id,
            reference_id=ReferenceKey.of_set_id(label.set_id),
            before=f"version {last.version} ({last.source})",
            after=f"version {label.version} ({label.source}), sentences not compared",
        )
        for question_id in used.claims
    ]


def _sentences(name: str, rows: Sequence[LabelSection | LabelSectionVersion]) -> list[str]:
    """The sentences of a section; of a boxed warning or contraindication also the titles, which name its subject."""
    lines = []
    for row in rows:
        lines += [row.title] if row.title and name in CRITICAL_LABEL_SECTIONS else []
        lines += [s for line in row.text.split("\n") for s in sentences(line)]
    return lines


def _as_section(row: LabelSectionVersion) -> LabelSection:
    return LabelSection(row.set_id, row.section, row.position, number=row.number, title=row.title, text=row.text)


def _carrier(index: LabelIndex, claim: Claim) -> Key:
    hits = index.closest(claim.text, claim.heading)
    return (hits[0].section, hits[0].text) if hits else ("", "")
