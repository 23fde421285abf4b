"""SUMMARISE: tables, findings and history in; Markdown reports out. Reports of deleted questions go."""

import json
from dataclasses import replace
from pathlib import Path

from pipeline.evidence.reviews.approval import standing
from pipeline.evidence.reviews.status import effective_status
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, Finding, QuestionStatus
from pipeline.schema.history_tables import ApprovedPart, Change, ClaimVersion, Refresh
from pipeline.schema.moving_tables import Review, SourceState
from pipeline.schema.processed import HISTORY_OF_CHECK, PROCESSED
from pipeline.schema.question_tables import Question, QuestionMistake
from pipeline.schema.table import values_of
from pipeline.stages.freshness import code_of, stage_run
from pipeline.stages.question_rows import QuestionRows, QuestionTables, group
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import transaction
from pipeline.stores import files, tables
from pipeline.stores.ledger import Step
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Transaction
from pipeline.summaries import changes, index, report
from pipeline.summaries.report_input import ReportInput

# the rows that a report shows beside the question's evidence, and the rooms whose code words it
SHOWN = (Finding, CheckCount, QuestionStatus, Change, Review, ApprovedPart)
ROOMS = ("summaries", "evidence", "findings", "language", "schema", "stages")


def summarise(settings: Settings) -> Outcome:
    """Write the report of each question of which something shown changed, the index and the changes."""
    paths = settings.paths
    read = [paths.table(x) for x in (*PROCESSED, *HISTORY_OF_CHECK, ApprovedPart)]
    run = stage_run(paths, "summarise", f"{settings.code_hash}.{files.digest(read)}", reports_written(paths))
    if run.is_fresh:
        with transaction(settings) as step:
            _write_index(step, paths)
        return Outcome("summarise: nothing new")
    rendered = run.ledger.step("report")
    with transaction(settings) as step:
        n_written, n_gone = _write_reports(step, paths, rendered), _remove_orphans(step, paths)
        _write_index(step, paths)
    run.done(rendered, outputs=reports_written(paths))
    return Outcome(f"summarise: {n_written} reports changed, {n_gone} orphans removed")


def reports_written(paths: Paths) -> list[Path]:
    """Every page that a run writes but the index, which alone says when all of it was last confirmed."""
    questions = tables.read_rows(paths.table(Question), Question)
    return [*(paths.report(q.question_id) for q in questions), paths.reports / "changes.md"]


def _write_index(step: Transaction, paths: Paths) -> None:
    """The index alone says when all of it was last confirmed, so it is written on every run."""
    findings = group(tables.read_rows(paths.table(Finding), Finding), lambda f: f.question_id)
    statuses = {s.question_id: s for s in tables.read_rows(paths.table(QuestionStatus), QuestionStatus)}
    questions = tables.read_rows(paths.table(Question), Question)
    verdicts = group(tables.read_rows(paths.table(ClaimVerdict), ClaimVerdict), lambda v: v.question_id)
    refreshes = tables.read_rows(paths.table(Refresh), Refresh)
    shown = index.render(
        [
            index.entry(q, statuses[q.question_id], findings.get(q.question_id, ()), verdicts.get(q.question_id, ()))
            for q in questions
        ],
        refreshes[-1] if refreshes else None,
        tables.read_rows(paths.table(SourceState), SourceState),
        tables.read_rows(paths.table(QuestionMistake), QuestionMistake),
        next((r for r in reversed(refreshes) if index.has_confirmed(r)), None),
    )
    step.write_text(paths.reports / "index.md", shown)


def _write_reports(step: Transaction, paths: Paths, rendered: Step) -> int:
    """Write the reports of the questions of which something shown changed, and the changes; how many reports changed.
    `rendered` says from what each report was made last.
    """
    held = QuestionTables(paths, with_text=True)
    states = _states_shown(paths)
    shared = f"{code_of(*ROOMS)}.{json.dumps([values_of(s) for s in states])}"
    n_written = 0
    for question in held.questions:
        own, path = QuestionRows(held, question), paths.report(question.question_id)
        for table in SHOWN:
            own.declare(table)
        inputs = f"{shared}.{own.reading.digest}"
        if rendered.recall(question.question_id, inputs, files.sha256(path)) is None:
            text = report.render(_shown(own, states))
            n_written += step.write_text(path, text)
            rendered.keep(question.question_id, inputs, outputs=step.sha256(path))
    all_changes = tables.read_rows(paths.table(Change), Change)
    step.write_text(paths.reports / "changes.md", changes.render(all_changes, held.questions))
    return n_written


def _states_shown(paths: Paths) -> tuple[SourceState, ...]:
    """The states of the sources as reports show them: how new its content is only of a source that is down. Else any
    new record would make all reports anew.
    """
    states = tables.read_rows(paths.table(SourceState), SourceState)
    return tuple(s if s.state == "down" else replace(s, newest_date="", n_records=None) for s in states)


def _shown(own: QuestionRows, states: tuple[SourceState, ...]) -> ReportInput:
    """Everything that the report of one question shows."""
    evidence, moved = own.evidence(), own.rows(Change)
    log = standing(evidence, own.rows(Review), own.rows(ApprovedPart), moved)
    (status,) = own.rows(QuestionStatus)
    return ReportInput(
        evidence=evidence,
        findings=own.rows(Finding),
        status=status,
        counts=own.rows(CheckCount),
        changes=moved,
        source_states=states,
        snapshot_date=next((s.since_date for s in states if s.source == "snapshot"), ""),
        standing=log,
        status_reason=effective_status(own.question, log)[1],
    )


def _remove_orphans(step: Transaction, paths: Paths) -> int:
    """Remove the reports of deleted questions; how many. Only a report that a run wrote may go, and the index that the
    last run left names those: any other file is a person's. A file with mistakes may never have had a report: it had
    one where the history knows the question. A file whose mistakes came later keeps the report that it had.
    """
    linked, mistaken = index.reports_named((files.read(paths.reports / "index.md") or b"").decode("utf-8", "replace"))
    known = {v.question_id for v in tables.read_rows(paths.table(ClaimVersion), ClaimVersion)}
    mistakes = tables.read_rows(paths.table(QuestionMistake), QuestionMistake)
    kept = {paths.report(q.question_id) for q in tables.read_rows(paths.table(Question), Question)}
    kept |= {paths.reports / m.file.rpartition("/")[2] for m in mistakes}
    orphans = {paths.report(q) for q in linked | mistaken & known} - kept
    return sum(step.remove(p) for p in sorted(orphans))
