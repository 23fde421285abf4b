"""CHECK: tables in; findings, counts, question status and the history's new rows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checks import CHECKS
from pipeline.evidence import changes
from pipeline.evidence.claims.adjudications import adjudicated, finding_names
from pipeline.evidence.labels.changes import LabelsMoved
from pipeline.evidence.newer.new_candidates import compare_candidates
from pipeline.evidence.reviews import status
from pipeline.evidence.reviews.approval import reasons_to_keep
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
from pipeline.schema.moving_tables import Candidate, Dismissal, Search
from pipeline.schema.processed import CHECKED, HISTORY_OF_CHECK, NORMALISED, PROCESSED
from pipeline.schema.question_tables import QuestionMistake
from pipeline.schema.records import QuestionEvidence, Standing
from pipeline.stages.as_of import keep_before, note_check
from pipeline.stages.check_labels import moved_labels, with_label_changes
from pipeline.stages.freshness import note_history, stage_run
from pipeline.stages.question_rows import group, read_evidence
from pipeline.stages.reviews import standings
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import transaction
from pipeline.stores import files, tables
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Transaction


@dataclass
class Checked:
    """What the checks made of all questions."""

    findings: list[t.Finding] = field(default_factory=list)
    counts: list[t.CheckCount] = field(default_factory=list)
    statuses: list[t.QuestionStatus] = field(default_factory=list)
    reasons: list[ApprovedPart] = field(default_factory=list)  # of findings accepted before reasons were kept
    past: list[str] = field(default_factory=list)  # adjudications whose claim or source is not what it was


def check(settings: Settings) -> Outcome:
    """Run every check on every question. Skipped when nothing it reads has changed."""
    paths = settings.paths
    run = stage_run(paths, "check", _inputs_digest(settings), map(paths.table, (*CHECKED, *HISTORY_OF_CHECK)))
    with settings.open_raw() as raw:
        is_due = raw.kept.is_check_due()
    if not is_due and run.is_fresh:
        n_strict = _n_strict(tables.read_rows(paths.table(t.Finding), t.Finding))
        return Outcome("check: nothing new", n_strict=n_strict)
    with settings.open_raw() as raw:
        run_date = raw.last_run()[:10]
        cut = keep_before(raw, settings, (*HISTORY_OF_CHECK, ApprovedPart, t.QuestionStatus))
    evidence = read_evidence(paths, with_text=False)
    date = run_date or max((r.retrieved_date for b in evidence for r in b.references.values()), default="")
    labels = moved_labels(paths, evidence, date)
    moved = _moved(paths, evidence, date)
    found = compare_candidates(tables.read_rows(paths.table(CandidateVersion), CandidateVersion), evidence, date)
    told = {c.change_id for c in tables.read_rows(paths.table(Change), Change)}
    new = {c.change_id: c for c in (*moved.changes, *labels.changes, *found.changes) if c.change_id not in told}
    log = standings(paths, evidence, new.values())
    evidence = with_label_changes(paths, evidence, log, labels.changes)
    checked = _checked(paths, evidence, log, date)
    with transaction(settings) as step, settings.open_raw() as raw:
        _write(step, paths, checked, [new[k] for k in sorted(new)])
        _write_versions(step, paths, moved, labels, found.versions)
        step.settle_with(note_check(raw, settings, cut, _left(step, paths)))
    run.done()
    note_history(paths)
    n_fails = sum(f.result == "fail" for f in checked.findings)
    n_unknown = sum(f.result == "unknown" for f in checked.findings)
    line = f"check: {len(evidence)} questions, {n_fails} fails, {n_unknown} unknowns, {len(new)} changes"
    line += f"; adjudications that no longer apply: {', '.join(checked.past)}" if checked.past else ""
    return Outcome(line, n_strict=_n_strict(checked.findings))


def _inputs_digest(settings: Settings) -> str:
    return f"{settings.code_hash}.{files.digest(settings.paths.table(x) for x in NORMALISED)}"


def _n_strict(findings: Sequence[t.Finding]) -> int:
    return sum(f.result == "fail" and f.severity in ("critical", "warning") for f in findings)


def _checked(
    paths: Paths, evidence: Sequence[QuestionEvidence], standings: Mapping[str, Standing], date: str
) -> Checked:
    before = {s.question_id: s for s in tables.read_rows(paths.table(t.QuestionStatus), t.QuestionStatus)}
    searches = group(tables.read_rows(paths.table(Search), Search), lambda s: s.question_id)
    dismissed = {(d.question_id, d.pmid) for d in tables.read_rows(paths.table(Dismissal), Dismissal)}
    found = tables.read_rows(paths.table(Candidate), Candidate)
    candidates = group((c for c in found if (c.question_id, c.pmid) not in dismissed), lambda c: c.question_id)
    decided = {a.finding: a for a in tables.read_rows(paths.table(Adjudication), Adjudication)}
    used: set[str] = set()
    checked = Checked()
    for bundle in evidence:
        question_id = bundle.question.question_id
        own: list[t.Finding] = []
        checks = [(each, list(each.check(bundle))) for each in CHECKS]
        names = finding_names((f for _, fs in checks for f in fs), bundle)
        used |= decided.keys() & names.values()
        for each, raised in checks:
            made = adjudicated(raised, names, decided)
            results = [f.result for f in made]
            checked.counts.append(
                t.CheckCount(
                    question_id, each.code, results.count("pass"), results.count("fail"), results.count("unknown")
                )
            )
            own += [f for f in made if f.result != "pass" or f.evidence_quote or is_set_aside(f)]
        checked.findings += own
        checked.reasons += reasons_to_keep(bundle, standings[question_id], own)
        row = status.status(
            bundle,
            own,
            before.get(question_id),
            date,
            standing=standings[question_id],
            searches=searches.get(question_id, ()),
            candidates=candidates.get(question_id, ()),
        )
        checked.statuses.append(row)
    checked.past = sorted(decided.keys() - used)
    return checked


def _moved(paths: Paths, evidence: Sequence[QuestionEvidence], date: str) -> changes.Moved:
    """The new rows of the history of references and claims."""
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
    return changes.compare(history, evidence, hashes, date, unread)


def _write(step: Transaction, paths: Paths, checked: Checked, new: Sequence[Change]) -> None:
    """What the checks made, and what moved."""
    tables.write_rows(paths.table(t.Finding), t.Finding, checked.findings, step.write)
    tables.write_rows(paths.table(t.CheckCount), t.CheckCount, checked.counts, step.write)
    tables.write_rows(paths.table(t.QuestionStatus), t.QuestionStatus, checked.statuses, step.write)
    tables.append_rows(paths.table(ApprovedPart), ApprovedPart, checked.reasons, step.write)
    told = {c.change_id for c in tables.read_rows(paths.table(Change), Change)}  # what moved to and fro in one day
    tables.append_rows(paths.table(Change), Change, [c for c in new if c.change_id not in told], step.write)


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
