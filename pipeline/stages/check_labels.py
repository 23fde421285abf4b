"""CHECK, the labels: today's labels against those in the history, and the changes that stand against each question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.evidence.labels.changes import LabelHistory, LabelInUse, LabelsMoved, compare_labels
from pipeline.schema.claim_tables import Claim
from pipeline.schema.history_tables import Change, LabelSectionVersion, LabelVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.records import QuestionEvidence, Standing
from pipeline.stages.question_rows import group
from pipeline.stores import tables
from pipeline.stores.paths import Paths


def moved_labels(paths: Paths, evidence: Sequence[QuestionEvidence], date: str) -> LabelsMoved:
    """The new rows of the history of labels. The text of sections is read only where a label's bytes differ."""
    labels = [x for x in tables.read_rows(paths.table(Label), Label) if x.is_in_use]
    versions = tables.read_rows(paths.table(LabelVersion), LabelVersion)
    last = {(v.set_id, v.source): v.label_sha256 for v in versions}
    new = [x for x in labels if last.get((x.set_id, x.source)) != x.label_sha256 and x.source != "snapshot"]
    if not new:
        return LabelsMoved()
    sections = group(tables.read_rows(paths.table(LabelSection), LabelSection), lambda s: s.set_id)
    held = tables.read_rows(paths.table(LabelSectionVersion), LabelSectionVersion)
    used = [LabelInUse(x, sections.get(x.set_id, ()), _claims(evidence, x.set_id)) for x in new]
    return compare_labels(LabelHistory(versions, held), used, date)


def _claims(evidence: Sequence[QuestionEvidence], set_id: str) -> dict[str, tuple[Claim, ...]]:
    """The claims that rest on a label, by question; a question that uses it for a drug has it too, without claims."""
    found = {}
    for bundle in evidence:
        if set_id in {c.set_id for c in bundle.label_choices}:
            own = {p.claim_id for p in bundle.label_passages if p.set_id == set_id}
            cited = {
                c
                for c, rows in bundle.citations.items()
                if ReferenceKey.of_set_id(set_id) in {r.reference_id for r in rows}
            }
            found[bundle.question.question_id] = tuple(
                c for c in bundle.claims if c.claim_id in own | cited and not c.is_abstention
            )
    return found


def with_label_changes(bundle: QuestionEvidence, log: Standing, changes: Iterable[Change]) -> QuestionEvidence:
    """The question with the changes of its labels since the last approval; `changes` are all of the question, those of
    this refresh among them.

    What changed without moving the evidence hash counts too: a contraindication that no claim rests on is to be told.
    """
    own = (c for c in changes if c.kind.startswith("label_"))
    return replace(bundle, label_changes=tuple(filter(log.came_after, own)))
