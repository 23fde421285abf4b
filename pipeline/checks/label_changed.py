"""The label has not changed since the answer was last approved; if it has, somebody must look at the change.

Fires: critical, if the boxed warning or a contraindication is new, changed or gone; warning, if a sentence that a claim
rests on changed; info, if other sentences did.
Unknown: warning, if a newer version came from another source and could not be compared. Passes if every version seen
says the same.
Rule: 21 CFR 201.57(c)(1) and (c)(5); pipeline/evidence/labels/changes.py compares versions.
"""

from collections.abc import Iterator, Sequence

from pipeline.findings.judgement import Judgement, finding
from pipeline.language.text.sentence_changes import changed_numbers
from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import Change
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.vocabulary import CRITICAL_LABEL_SECTIONS

CODE = "label_changed"
SECTION_KIND = "label_section:"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each claim with a changed label sentence, and one for the other changes of each label in use."""
    used = {ReferenceKey.of_set_id(c.set_id) for c in evidence.label_choices if c.set_id in evidence.labels}
    live = {r for r in used if evidence.labels[ReferenceKey(r).value].source != "snapshot"}
    standing = {c.claim_id for c in evidence.claims}
    groups: dict[tuple[str, str], list[Change]] = {(r, ""): [] for r in sorted(live)}
    for change in evidence.label_changes:
        if change.reference_id in live:
            claim_id = change.claim_id if change.claim_id in standing else ""
            groups.setdefault((change.reference_id, claim_id), []).append(change)
    for (reference_id, claim_id), changes_of_claim in groups.items():
        yield finding(evidence, CODE, _judge(reference_id, claim_id, changes_of_claim), claim_id, reference_id)


def _judge(reference_id: str, claim_id: str, all_changes: Sequence[Change]) -> Judgement:
    if not all_changes:
        return Judgement("label_unchanged", "info", f"{reference_id}: no change was seen between its versions.")
    compared = [c for c in all_changes if c.kind.startswith(SECTION_KIND)]
    others = [c for c in all_changes if not c.kind.startswith(SECTION_KIND)]
    unknown = ""
    if others:
        last = others[-1]
        unknown = f"What the new version of {reference_id} changed is not known: {last.before}, then {last.after}."
    if not compared:
        return Judgement("change_unknown", "warning", f"{unknown} Read the new version.", facts=(last.change_id,))
    is_critical = any(_section(c) in CRITICAL_LABEL_SECTIONS for c in compared)
    severity = "critical" if is_critical else "warning" if claim_id or unknown else "info"
    changes = "; ".join(_change_words(c) for c in compared)
    whom = "the sentence that this claim rests on" if claim_id else "the label"
    message = f"{reference_id}: {whom} changed: {changes}. Read the new text, then correct or approve again."
    message += f" {unknown}" if unknown else ""
    quote, sections = " ".join(c.after or c.before for c in compared), dict.fromkeys(_section(c) for c in compared)
    facts = tuple(c.change_id for c in all_changes)
    return Judgement("label_changed", severity, message, quote, LIST_SEPARATOR.join(sections), facts)


def _change_words(change: Change) -> str:
    section = _section(change).replace("_", " ")
    what = "added" if not change.before else "removed" if not change.after else "reworded"
    old, new = changed_numbers(change.before, change.after)
    numbers = f" (numbers: {', '.join(old) or 'none'} before, {', '.join(new) or 'none'} now)" if old or new else ""
    return f"{section}, {what} on {change.refreshed_date}{numbers if what == 'reworded' else ''}"


def _section(change: Change) -> str:
    return change.kind.removeprefix(SECTION_KIND)
