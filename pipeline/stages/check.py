"""CHECK: tables in; findings, counts, question status and the history's new rows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checks import CHECKS
from pipeline.evidence import changes, status
from pipeline.evidence.adjudications import adjudicated, finding_names
from pipeline.evidence.label_changes import LabelsMoved
from pipeline.evidence.new_candidates import compare_candidates
from pipeline.language.finding_names import is_set_aside
from pipeline.schema import tables as t
from pipeline.schema.claim_tables import Adjudication
from pipeline.schema.history_tables import (
    CandidateVersion,
    Change,
    ClaimVersion,
    LabelSectionVersion,
    LabelVersion,
    ReferenceVersion,
)
from pipeline.schema.moving_tables import Candidate, Dismissal, Search
from pipeline.schema.records import QuestionEvidence, Standing
from pipeline.schema.table import Table
from pipeline.stages.bundle import group, read_evidence
from pipeline.stages.check_labels import moved_labels, with_label_changes
from pipeline.stages.normalise import WRITTEN
from pipeline.stages.past import keep_before, keep_check
from pipeline.stages.reviews import standings
from pipeline.stages.settings import Outcome, Settings
from pipeline.stores import files, tables
from pipeline.stores.paths import Paths
from pipeline.stores.stamps import Stamps

HISTORY = (ReferenceVersion, ClaimVersion, Change, LabelVersion, LabelSectionVersion, CandidateVersion)
OUTPUTS: tuple[type[Table], ...] = (t.Finding, t.CheckCount, t.QuestionStatus, *HISTORY)


@dataclass
class Checked:
    """What the checks made of all questions."""

    findings: list[t.Finding] = field(default_factory=list)
    counts: list[t.CheckCount] = field(default_factory=list)
    statuses: list[t.QuestionStatus] = field(default_factory=list)
    past: list[str] = field(default_factory=list)  # adjudications whose claim or source is not what it was


def check(settings: Settings) -> Outcome:
    """Run every check on every question. Skipped when nothing it reads has changed."""
    paths = settings.paths
    stamps, inputs = Stamps(paths.stamps), _inputs_digest(settings)
    outputs = [paths.table(x) for x in OUTPUTS]
    if stamps.is_fresh("check", inputs, outputs):
        n_strict = _n_strict(tables.read_rows(paths.table(t.Finding), t.Finding))
        return Outcome("check: nothing new", n_strict=n_strict)
    with settings.open_raw() as raw:
        run_date = raw.last_run()[:10]
        cut = keep_before(raw, settings, (*HISTORY, t.QuestionStatus))
    evidence = read_evidence(paths, with_text=False)
    date = run_date or max((r.retrieved_date for b in evidence for r in b.references.values()), default="")
    labels = moved_labels(paths, evidence, date)
    moved = _moved(paths, evidence, date)
    found = compare_candidates(tables.read_rows(paths.table(CandidateVersion), CandidateVersion), evidence, date)
    new = {c.change_id: c for c in (*moved.changes, *labels.changes, *found.changes)}
    log = standings(paths, evidence, new.values())
    evidence = with_label_changes(paths, evidence, log, labels.changes)
    checked = _checked(paths, evidence, log, date)
    tables.write_rows(paths.table(t.Finding), t.Finding, checked.findings)
    tables.write_rows(paths.table(t.CheckCount), t.CheckCount, checked.counts)
    tables.write_rows(paths.table(t.QuestionStatus), t.QuestionStatus, checked.statuses)
    _append_history(paths, moved, labels, [new[k] for k in sorted(new)])
    tables.append_rows(paths.table(CandidateVersion), CandidateVersion, found.versions)
    stamps.put("check", inputs, outputs)
    with settings.open_raw() as raw:
        keep_check(raw, settings, cut, (*WRITTEN, *OUTPUTS))
    n_fails = sum(f.result == "fail" for f in checked.findings)
    n_unknown = sum(f.result == "unknown" for f in checked.findings)
    line = f"check: {len(evidence)} questions, {n_fails} fails, {n_unknown} unknowns, {len(new)} changes"
    line += f"; adjudications that no longer apply: {', '.join(checked.past)}" if checked.past else ""
    return Outcome(line, n_strict=_n_strict(checked.findings))


def _inputs_digest(settings: Settings) -> str:
    return f"{settings.code_hash}.{files.digest(settings.paths.table(x) for x in WRITTEN)}"


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
    mistakes = tables.read_rows(paths.table(t.QuestionMistake), t.QuestionMistake)
    unread = {m.file.removeprefix("questions/").removesuffix(".md") for m in mistakes}
    return changes.compare(history, evidence, hashes, date, unread)


def _append_history(paths: Paths, moved: changes.Moved, labels: LabelsMoved, new: Sequence[Change]) -> None:
    """Add what moved to the history."""
    tables.append_rows(paths.table(ReferenceVersion), ReferenceVersion, moved.references)
    tables.append_rows(paths.table(ClaimVersion), ClaimVersion, moved.claims)
    tables.append_rows(paths.table(LabelVersion), LabelVersion, labels.versions)
    tables.append_rows(paths.table(LabelSectionVersion), LabelSectionVersion, labels.sections)
    tables.append_rows(paths.table(Change), Change, new)
