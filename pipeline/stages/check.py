"""CHECK: tables in; findings, counts, question status and the history's new rows out."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from pipeline.checks import CHECKS
from pipeline.evidence import changes
from pipeline.evidence.claims.adjudications import adjudicated, finding_names
from pipeline.evidence.labels.changes import LabelsMoved
from pipeline.evidence.newer.new_candidates import compare_candidates
from pipeline.evidence.reviews import status
from pipeline.evidence.reviews.approval import reasons_to_keep, standing
from pipeline.findings.names import is_set_aside
from pipeline.schema import finding_tables as t
from pipeline.schema.claim_tables import Adjudication
from pipeline.schema.history_tables import (
    ApprovedPart,
    CandidateVersion,
    Change,
    ClaimVersion,
    LabelSectionVersion,
    LabelVersion,
    ReferenceVersion,
)
from pipeline.schema.moving_tables import Candidate, Dismissal, Review
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.processed import CHECKED, HISTORY_OF_CHECK, NORMALISED, PROCESSED
from pipeline.schema.question_tables import QuestionMistake
from pipeline.schema.records import QuestionEvidence, Standing
from pipeline.schema.table import row_of, values_of
from pipeline.stages.as_of import keep_before, note_check
from pipeline.stages.check_labels import moved_labels, with_label_changes
from pipeline.stages.freshness import code_of, note_history, stage_run
from pipeline.stages.question_rows import QuestionRows, QuestionTables, group
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import transaction
from pipeline.stores import files, tables
from pipeline.stores.grouped_rows import Reading
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Transaction

ROOMS = ("checks", "findings", "evidence", "language", "schema", "stages")  # whose code decides what is found


@dataclass
class Checked:
    """What the checks made of one question. `adjudicated` are the names of the adjudications that applied."""

    findings: list[t.Finding]
    counts: list[t.CheckCount]
    status: t.QuestionStatus
    adjudicated: list[str]
    reasons: list[ApprovedPart] = field(default_factory=list)  # of findings accepted before reasons were kept

    def packed(self) -> bytes:
        """The rows that the ledger keeps; `reasons` are in the history by then."""
        rows = [[values_of(r) for r in some] for some in (self.findings, self.counts, [self.status])]
        return json.dumps([*rows, self.adjudicated]).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> "Checked":
        """What `packed` kept."""
        findings, counts, (status_row,), names = json.loads(packed)
        status = row_of(t.QuestionStatus, status_row)
        return cls([row_of(t.Finding, f) for f in findings], [row_of(t.CheckCount, n) for n in counts], status, names)


def check(settings: Settings) -> Outcome:
    """Run every check on every question whose evidence, history or decisions changed. Skipped as a whole when nothing
    it reads has changed.
    """
    paths = settings.paths
    run = stage_run(
        paths, "check", _inputs_digest(settings), map(paths.table, (*CHECKED, *HISTORY_OF_CHECK, ApprovedPart))
    )
    with settings.open_raw() as raw:
        is_due = raw.kept.is_check_due()
    if not is_due and run.is_fresh:
        n_strict = _n_strict(tables.read_rows(paths.table(t.Finding), t.Finding))
        return Outcome("check: nothing new", n_strict=n_strict)
    with settings.open_raw() as raw:
        run_date = raw.last_run()[:10]
        cut = keep_before(raw, settings, (*HISTORY_OF_CHECK, ApprovedPart, t.QuestionStatus))
    held = QuestionTables(paths, with_text=False)
    date = run_date or max(held.by(CitedReference, "reference_id").column("retrieved_date"), default="")
    kept = run.ledger.step("checks")
    rows = {question.question_id: QuestionRows(held, question) for question in held.questions}
    evidence_read = {question_id: _evidence_read(own) for question_id, own in rows.items()}
    history = {question_id: _history_of(held, own) for question_id, own in rows.items()}
    inputs = {q: f"{read}.{history[q].digest}" for q, read in evidence_read.items()}
    checked = {q: Checked.unpacked(value) for q in rows if (value := kept.recall(q, inputs[q])) is not None}
    evidence = [own.evidence() for q, own in rows.items() if q not in checked]
    labels = moved_labels(paths, evidence, date)
    moved = _moved(paths, evidence, date, checked)
    found = compare_candidates(tables.read_rows(paths.table(CandidateVersion), CandidateVersion), evidence, date)
    known = set(held.by(Change, "question_id").column("change_id"))
    new = {c.change_id: c for c in (*moved.changes, *labels.changes, *found.changes) if c.change_id not in known}
    new_of = group(new.values(), lambda c: c.question_id)
    for bundle in evidence:
        question_id = bundle.question.question_id
        own, said = rows[question_id], history[question_id]
        all_changes = (*said.rows(held.by(Change, "question_id"), question_id), *new_of.get(question_id, ()))
        parts = said.rows(held.by(ApprovedPart, "question_id"), question_id)
        log = standing(bundle, own.rows(Review), parts, all_changes)
        checked[question_id] = _checked(own, with_label_changes(bundle, log, all_changes), log, date)
    with transaction(settings) as step, settings.open_raw() as raw:
        _write(step, paths, [checked[q] for q in rows], [new[k] for k in sorted(new)])
        _write_versions(step, paths, moved, labels, found.versions)
        step.settle_with(note_check(raw, settings, cut, _left(step, paths)))
    after = QuestionTables(paths, with_text=False)  # the history has today's changes by now
    for bundle in evidence:
        question_id = bundle.question.question_id
        inputs_now = f"{evidence_read[question_id]}.{_history_of(after, rows[question_id]).digest}"
        kept.keep(question_id, inputs_now, checked[question_id].packed())
    run.done(kept)
    note_history(paths)
    return _outcome(paths, list(checked.values()), len(new))


def _outcome(paths: Paths, checked: Sequence[Checked], n_changes: int) -> Outcome:
    findings = [f for each in checked for f in each.findings]
    n_fails = sum(f.result == "fail" for f in findings)
    n_unknown = sum(f.result == "unknown" for f in findings)
    line = f"check: {len(checked)} questions, {n_fails} fails, {n_unknown} unknowns, {n_changes} changes"
    decided = {a.finding for a in tables.read_rows(paths.table(Adjudication), Adjudication)}
    past = sorted(decided.difference(*(each.adjudicated for each in checked)))
    line += f"; adjudications that no longer apply: {', '.join(past)}" if past else ""
    return Outcome(line, n_strict=_n_strict(findings))


def _evidence_read(own: QuestionRows) -> str:
    """A hash of the evidence and the decisions that the checks of one question rest on, and of their code."""
    own.declare(Review)
    own.declare(Dismissal)
    own.declare_all(Adjudication, "finding")
    return f"{code_of(*ROOMS)}.{own.reading.digest}"


def _history_of(held: QuestionTables, own: QuestionRows) -> Reading:
    """What the history says of one question and of what it cites. CHECK adds to it, so it is read before and after."""
    reading = Reading()
    for table in (ApprovedPart, Change, ClaimVersion, CandidateVersion):
        reading.declare(held.by(table, "question_id"), [own.question.question_id])
    reading.declare(held.by(ReferenceVersion, "reference_id"), own.cited)
    reading.declare(held.by(LabelVersion, "set_id"), own.set_ids)
    return reading


def _inputs_digest(settings: Settings) -> str:
    return f"{settings.code_hash}.{files.digest(settings.paths.table(x) for x in NORMALISED)}"


def _n_strict(findings: Sequence[t.Finding]) -> int:
    return sum(f.result == "fail" and f.severity in ("critical", "warning") for f in findings)


def _checked(own: QuestionRows, bundle: QuestionEvidence, log: Standing, date: str) -> Checked:
    """What the checks make of one question."""
    dismissed = {d.pmid for d in own.rows(Dismissal)}
    decided = {a.finding: a for a in own.all_rows(Adjudication, "finding")}
    raised = [(each, list(each.check(bundle))) for each in CHECKS]
    names = finding_names((f for _, found in raised for f in found), bundle)
    findings: list[t.Finding] = []
    counts: list[t.CheckCount] = []
    for each, found in raised:
        made = adjudicated(found, names, decided)
        results = [f.result for f in made]
        of_result = (results.count(result) for result in ("pass", "fail", "unknown"))
        counts.append(t.CheckCount(bundle.question.question_id, each.code, *of_result))
        findings += [f for f in made if f.result != "pass" or f.evidence_quote or is_set_aside(f)]
    row = status.status(
        bundle,
        findings,
        own.before(),
        date,
        standing=log,
        searches=bundle.searches,
        candidates=[x for x in own.rows(Candidate) if x.pmid not in dismissed],
    )
    used = sorted(decided.keys() & names.values())
    return Checked(findings, counts, row, used, reasons_to_keep(bundle, log, findings))


def _moved(paths: Paths, evidence: Sequence[QuestionEvidence], date: str, unchanged: Collection[str]) -> changes.Moved:
    """The new rows of the history of references and claims; none of the questions that are `unchanged`."""
    history = changes.History(
        tables.read_rows(paths.table(ReferenceVersion), ReferenceVersion),
        tables.read_rows(paths.table(ClaimVersion), ClaimVersion),
    )
    hashes = {
        r.reference_id: b.articles[r.pmid].record_sha256
        for b in evidence
        for r in b.references.values()
        if r.pmid in b.articles and r.origin == "live"
    }
    mistakes = tables.read_rows(paths.table(QuestionMistake), QuestionMistake)
    unread = {m.file.removeprefix("questions/").removesuffix(".md") for m in mistakes}
    return changes.compare(history, evidence, hashes, date, unread.union(unchanged))


def _write(step: Transaction, paths: Paths, checked: Sequence[Checked], new: Sequence[Change]) -> None:
    """What the checks made, and what moved."""
    findings, counts = [f for each in checked for f in each.findings], [n for each in checked for n in each.counts]
    tables.write_rows(paths.table(t.Finding), t.Finding, findings, step.write)
    tables.write_rows(paths.table(t.CheckCount), t.CheckCount, counts, step.write)
    tables.write_rows(paths.table(t.QuestionStatus), t.QuestionStatus, [each.status for each in checked], step.write)
    reasons = [r for each in checked for r in each.reasons]
    tables.append_rows(paths.table(ApprovedPart), ApprovedPart, reasons, step.write)
    tables.append_rows(paths.table(Change), Change, new, step.write)


def _write_versions(
    step: Transaction,
    paths: Paths,
    moved: changes.Moved,
    labels: LabelsMoved,
    candidates: Sequence[CandidateVersion],
) -> None:
    """What counts as known from now on. It comes last: what is known is not told again."""
    tables.append_rows(paths.table(CandidateVersion), CandidateVersion, candidates, step.write)
    tables.append_rows(paths.table(LabelSectionVersion), LabelSectionVersion, labels.sections, step.write)
    tables.append_rows(paths.table(LabelVersion), LabelVersion, labels.versions, step.write)
    tables.append_rows(paths.table(ClaimVersion), ClaimVersion, moved.claims, step.write)
    tables.append_rows(paths.table(ReferenceVersion), ReferenceVersion, moved.references, step.write)


def _left(step: Transaction, paths: Paths) -> dict[str, str]:
    """The SHA-256 of each table that stands when the step is done, by path below the root."""
    shas = {
        p.relative_to(paths.root).as_posix(): step.sha256(p) for p in map(paths.table, (*PROCESSED, *HISTORY_OF_CHECK))
    }
    return {path: sha for path, sha in shas.items() if sha}
