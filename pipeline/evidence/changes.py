"""What changed between two refreshes: compares the history's rows with today's and returns new history rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.schema.history_tables import Change, ClaimVersion, ReferenceVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.stable_ids import stable_id
from pipeline.schema.vocabulary import NO_NOTICE, UNKNOWN

# Two wordings at different places count as one reworded claim from this similarity on (rapidfuzz ratio, 0 to 100).
REWORDED_FROM = 60
COMPARED = ("record_sha256", "record_status", "integrity_status", "title", "year", "study_design", "evidence_source",
            "superseded_by", "notice_ids", "origin")  # fmt: skip
# A first answer is no change: nothing moved, nobody had asked before. Between two answers of PubMed these pairs are
# changes: a title, or a notice of an unknown kind, leaves open what was clean, or no longer does.
NO_NEWS = {(UNKNOWN, NO_NOTICE), (NO_NOTICE, UNKNOWN)}


@dataclass(frozen=True)
class Moved:
    """New rows for the append-only tables."""

    references: tuple[ReferenceVersion, ...]
    claims: tuple[ClaimVersion, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """The history's rows from earlier refreshes."""

    references: Sequence[ReferenceVersion] = ()
    claims: Sequence[ClaimVersion] = ()


def compare(
    history: History,
    evidence: Sequence[QuestionEvidence],
    record_hashes: Mapping[str, str],
    date: str,
    unread: Iterable[str] = (),
) -> Moved:
    """Compares today's evidence with the history.

    `record_hashes` are by reference id. `unread` are the questions whose file could not be read: none of their claims
    count as removed.
    """
    versions, reference_changes = _references(history.references, evidence, record_hashes, date)
    claims, claim_changes = _claims(history.claims, evidence, date, frozenset(unread))
    changes = {c.change_id: c for c in (*reference_changes, *claim_changes)}
    return Moved(tuple(versions), tuple(claims), tuple(changes[k] for k in sorted(changes)))


def new_change(
    date: str,
    kind: str,
    question_id: str,
    *,
    claim_id: str = "",
    reference_id: str = "",
    before: str = "",
    after: str = "",
) -> Change:
    """A change whose id is a hash of all its fields."""
    parts = (date, question_id, claim_id, reference_id, kind, before, after)
    return Change(stable_id(*parts), *parts)


# ---- references ----------------------------------------------------------------------------------------------------


def _references(
    history: Sequence[ReferenceVersion],
    evidence: Sequence[QuestionEvidence],
    record_hashes: Mapping[str, str],
    date: str,
) -> tuple[list[ReferenceVersion], list[Change]]:
    last = {v.reference_id: v for v in history}
    versions: dict[str, ReferenceVersion] = {}
    changes: list[Change] = []
    for bundle in evidence:
        for reference in bundle.references.values():
            before = last.get(reference.reference_id)
            after = _version(reference, bundle.notices.get(reference.reference_id, ()), before, record_hashes, date)
            if before is not None and (_same(before, after) or _is_silence(before, after)):
                continue
            versions[reference.reference_id] = after
            if before is not None:
                changes += _touching(bundle, reference.reference_id, _kinds(before, after), date)
    return [versions[k] for k in sorted(versions)], changes


def _version(
    reference: CitedReference,
    notices: Sequence[ReferenceNotice],
    before: ReferenceVersion | None,
    record_hashes: Mapping[str, str],
    date: str,
) -> ReferenceVersion:
    return ReferenceVersion(
        reference_id=reference.reference_id,
        first_seen_date=reference.retrieved_date if before is None and reference.retrieved_date else date,
        version=1 if before is None else before.version + 1,
        record_sha256=record_hashes.get(reference.reference_id, ""),
        record_status=reference.record_status,
        integrity_status=reference.integrity_status,
        title=reference.title,
        year=reference.year,
        study_design=reference.study_design,
        evidence_source=reference.evidence_source,
        superseded_by=reference.superseded_by,
        notice_ids=tuple(n.notice_id.replace(";", ",") for n in notices),
        origin=reference.origin,
    )


def _same(before: ReferenceVersion, after: ReferenceVersion) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in COMPARED)


def _is_silence(before: ReferenceVersion, after: ReferenceVersion) -> bool:
    """Whether a record that was there is only unavailable today (a fresh clone, damaged bytes); that is no change."""
    return after.record_status == "not_fetched" and before.record_status in ("found", "deleted")


def _kinds(before: ReferenceVersion, after: ReferenceVersion) -> list[tuple[str, str, str]]:
    """(kind, before, after) for each thing that changed.

    Between the snapshot and PubMed only the integrity is compared. The two differ in wording and in what they know, so
    another difference only means that PubMed was asked for the first time.
    """
    kinds = []
    pair = (before.integrity_status, after.integrity_status)
    are_answers = all((v.origin, v.record_status) == ("live", "found") for v in (before, after))
    if pair[0] != pair[1] and (are_answers or pair not in NO_NEWS):
        kinds.append((f"integrity:{pair[1]}", *pair))
    if "snapshot" in (before.origin, after.origin):
        return kinds
    new = [n for n in after.notice_ids if n not in before.notice_ids]
    if new and not kinds:
        kinds.append(("integrity:further_notice", "; ".join(before.notice_ids), "; ".join(new)))
    if before.superseded_by != after.superseded_by:
        kinds.append(("superseded", "; ".join(before.superseded_by), "; ".join(after.superseded_by)))
    lost = ("not_found", "deleted")
    if before.record_status != after.record_status and (before.record_status in lost or after.record_status in lost):
        kinds.append((f"record:{after.record_status}", before.record_status, after.record_status))
    # each version of a label has another date; evidence/labels/changes.py compares labels
    if before.origin == after.origin and ReferenceKey(after.reference_id).kind != "setid":
        kinds += _wording(before, after)
    return kinds


def _wording(before: ReferenceVersion, after: ReferenceVersion) -> list[tuple[str, str, str]]:
    names = (("title", "title"), ("year", "year"), ("study_design", "type"), ("evidence_source", "source"))
    pairs = ((kind, str(getattr(before, n) or ""), str(getattr(after, n) or "")) for n, kind in names)
    return [(f"record:{kind}", old, new) for kind, old, new in pairs if old != new]


def _touching(
    bundle: QuestionEvidence, reference_id: str, kinds: Iterable[tuple[str, str, str]], date: str
) -> list[Change]:
    touched = [
        c for c in bundle.claims if reference_id in {x.reference_id for x in bundle.citations.get(c.claim_id, ())}
    ]
    return [
        new_change(
            date,
            kind,
            bundle.question.question_id,
            claim_id=claim.claim_id,
            reference_id=reference_id,
            before=before,
            after=after,
        )
        for kind, before, after in kinds
        for claim in touched
    ]


# ---- claims --------------------------------------------------------------------------------------------------------


def _claims(
    history: Sequence[ClaimVersion], evidence: Sequence[QuestionEvidence], date: str, unread: frozenset[str]
) -> tuple[list[ClaimVersion], list[Change]]:
    standing: dict[str, ClaimVersion] = {}
    for version in history:
        if version.event == "added":
            standing[version.claim_id] = version
        else:
            standing.pop(version.claim_id, None)
    today = {v.claim_id: v for bundle in evidence for v in _claim_versions(bundle, date)}
    added = [v for k, v in today.items() if k not in standing]
    gone = [v for k, v in standing.items() if k not in today and v.question_id not in unread]
    removed = [
        ClaimVersion(v.claim_id, date, "removed", v.question_id, v.section, v.position, v.text, v.reference_ids)
        for v in gone
    ]
    known = {v.question_id for v in history}
    asked = {b.question.question_id for b in evidence}
    changes = [new_change(date, "question_added", q) for q in sorted({v.question_id for v in added} - known)]
    changes += [new_change(date, "question_removed", q) for q in sorted({v.question_id for v in gone} - asked)]
    changes += _claim_changes(
        [v for v in added if v.question_id in known], [v for v in gone if v.question_id in asked], date
    )
    rows = sorted((*added, *removed), key=lambda v: (v.question_id, v.position, v.claim_id, v.event))
    return rows, changes


def _claim_versions(bundle: QuestionEvidence, date: str) -> list[ClaimVersion]:
    return [
        ClaimVersion(
            c.claim_id,
            date,
            "added",
            c.question_id,
            c.section,
            c.position,
            c.text,
            tuple(x.reference_id for x in bundle.citations.get(c.claim_id, ())),
        )
        for c in bundle.claims
    ]


def _claim_changes(added: Sequence[ClaimVersion], gone: Sequence[ClaimVersion], date: str) -> list[Change]:
    """Pairs each new wording with the old one of its section that stood at its place or is most similar to it."""
    changes = []
    left = list(gone)
    for new in added:
        old = max(
            (v for v in left if (v.question_id, v.section) == (new.question_id, new.section)),
            key=lambda v: (_likeness(v, new), -v.position),
            default=None,
        )
        if old is not None and _likeness(old, new) >= REWORDED_FROM:
            left.remove(old)
            changes.append(
                new_change(
                    date, "claim_reworded", new.question_id, claim_id=new.claim_id, before=old.text, after=new.text
                )
            )
        else:
            changes.append(new_change(date, "claim_added", new.question_id, claim_id=new.claim_id, after=new.text))
    changes += [new_change(date, "claim_removed", v.question_id, claim_id=v.claim_id, before=v.text) for v in left]
    return changes


def _likeness(old: ClaimVersion, new: ClaimVersion) -> float:
    likeness = fuzz.ratio(old.text, new.text)
    return max(likeness, REWORDED_FROM) if old.position == new.position else likeness
