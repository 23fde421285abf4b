"""SUMMARISE: tables, findings and history in; Markdown reports out. Reports of deleted questions go."""

from pathlib import Path

from pipeline.evidence.reviews.status import effective_status
from pipeline.schema import finding_tables as t
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.history_tables import ApprovedPart, Change, ClaimVersion, Refresh
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.processed import HISTORY_OF_CHECK, PROCESSED
from pipeline.schema.question_tables import Question, QuestionMistake
from pipeline.stages.freshness import stage_run
from pipeline.stages.question_rows import group, read_evidence
from pipeline.stages.reviews import standings
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import transaction
from pipeline.stores import files, tables
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Transaction
from pipeline.summaries import changes, index, report
from pipeline.summaries.report_input import ReportInput


def summarise(settings: Settings) -> Outcome:
    """Write one report per question, the index and the changes. Skipped when nothing they show has changed."""
    paths = settings.paths
    read = [paths.table(x) for x in (*PROCESSED, *HISTORY_OF_CHECK, ApprovedPart)]
    run = stage_run(paths, "summarise", f"{settings.code_hash}.{files.digest(read)}", reports_written(paths))
    is_fresh = run.is_fresh
    with transaction(settings) as step:
        n_written, n_gone = (0, 0) if is_fresh else (_write_reports(step, paths), _remove_orphans(step, paths))
        _write_index(step, paths)
    if not is_fresh:
        run.done(outputs=reports_written(paths))
    told = "nothing new" if is_fresh else f"{n_written} reports changed, {n_gone} orphans removed"
    return Outcome(f"summarise: {told}")


def reports_written(paths: Paths) -> list[Path]:
    """Every page that a run writes but the index, which alone says when all of it was last confirmed."""
    questions = tables.read_rows(paths.table(Question), Question)
    return [*(paths.report(q.question_id) for q in questions), paths.reports / "changes.md"]


def _write_index(step: Transaction, paths: Paths) -> None:
    """The index alone says when all of it was last confirmed, so it is written on every run."""
    findings = group(tables.read_rows(paths.table(t.Finding), t.Finding), lambda f: f.question_id)
    statuses = {s.question_id: s for s in tables.read_rows(paths.table(t.QuestionStatus), t.QuestionStatus)}
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


def _write_reports(step: Transaction, paths: Paths) -> int:
    """Write the reports of all questions and the changes; how many reports changed."""
    findings = group(tables.read_rows(paths.table(t.Finding), t.Finding), lambda f: f.question_id)
    counts = group(tables.read_rows(paths.table(t.CheckCount), t.CheckCount), lambda c: c.question_id)
    statuses = {s.question_id: s for s in tables.read_rows(paths.table(t.QuestionStatus), t.QuestionStatus)}
    all_changes = tables.read_rows(paths.table(Change), Change)
    moved = group(all_changes, lambda c: c.question_id)
    states = tuple(tables.read_rows(paths.table(SourceState), SourceState))
    snapshot_date = next((s.since_date for s in states if s.source == "snapshot"), "")
    evidence = read_evidence(paths, with_text=True)
    log = standings(paths, evidence)
    n_written = 0
    for bundle in evidence:
        question_id = bundle.question.question_id
        shown = ReportInput(
            evidence=bundle,
            findings=findings.get(question_id, ()),
            status=statuses[question_id],
            counts=counts.get(question_id, ()),
            changes=moved.get(question_id, ()),
            source_states=states,
            snapshot_date=snapshot_date,
            standing=log[question_id],
            status_reason=effective_status(bundle.question, log[question_id])[1],
        )
        n_written += step.write_text(paths.report(question_id), report.render(shown))
    step.write_text(paths.reports / "changes.md", changes.render(all_changes, [b.question for b in evidence]))
    return n_written


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
