"""`review`: records a person's decision as one line at the end of `reviews/log.csv` or `reviews/dismissed.csv`.

A refused decision raises UsageError before anything is written. A person approves the evidence in the tables, so the
tables must match the question file as it is now. pipeline/evidence/reviews/status.py says which action is allowed in
which status.
"""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import InvalidIdentifier, UsageError
from pipeline.evidence.reviews.approval import approved_parts, evidence_hash, standing
from pipeline.evidence.reviews.left_open import UNREAD, left_open, parts_of
from pipeline.evidence.reviews.status import TRANSITIONS, effective_status
from pipeline.findings.left_open_words import groups
from pipeline.schema.finding_tables import Finding, QuestionStatus
from pipeline.schema.history_tables import ApprovedPart, Change
from pipeline.schema.identifiers import clean_pmid
from pipeline.schema.moving_tables import Dismissal, Review
from pipeline.schema.records import LeftOpen, QuestionEvidence, Standing
from pipeline.sources.handwritten import dismissed as dismissed_file
from pipeline.sources.handwritten import review_log
from pipeline.sources.handwritten.written_csv import one_line
from pipeline.sources.mistakes import expected, nearest, shown
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.handwritten import read_questions
from pipeline.stages.question_rows import QuestionRows, QuestionTables
from pipeline.stages.reviews import Decisions, dismissed_path, log_path, read_decisions
from pipeline.stages.settings import Settings
from pipeline.stages.writing import transaction, writing
from pipeline.stores import files, tables
from pipeline.stores.transaction import Transaction

DONE = 0
REFRESH = "`python -m pipeline refresh --offline`"


@dataclass(frozen=True)
class Decision:
    """A person's decision on a question, as given on the command line."""

    action: str
    question_id: str
    by: str
    note: str = ""
    accept: tuple[str, ...] = ()
    because: str = ""


def run(settings: Settings, decision: Decision) -> int:
    """Record `decision` and return 0. Raises UsageError, and writes nothing, if it is not allowed."""
    cleaned = replace(
        decision, by=one_line(decision.by), note=one_line(decision.note), because=one_line(decision.because)
    )
    _expect_text(cleaned.by, "--by", "a name")
    if cleaned.accept and cleaned.action != "approve":
        raise UsageError(f"review {cleaned.action}: --accept goes with approve only")
    if bool(cleaned.accept) != bool(cleaned.because):
        raise UsageError("review approve: --accept FINDING and --because TEXT go together; found one of them")
    with _locked(settings):
        return _decide(settings, cleaned)


def dismiss(settings: Settings, question_id: str, pmid: str, by: str, because: str) -> int:
    """Set a candidate of a question aside for ever and return 0. Raises UsageError, and writes nothing, if refused."""
    try:
        row = Dismissal(question_id, clean_pmid(pmid), one_line(because), one_line(by), settings.now()[:10])
    except InvalidIdentifier as error:
        raise UsageError(f"review dismiss: {error}") from None
    _expect_text(row.by, "--by", "a name")
    _expect_text(row.reason, "--because", "a reason")
    with _locked(settings):
        _, decisions = _question(settings, question_id)
        held = next((d for d in decisions.dismissals if (d.question_id, d.pmid) == (question_id, row.pmid)), None)
        if held is not None:
            told = f"{held.by} on {held.dismissed_date}: {held.reason}"
            raise UsageError(f"review dismiss: pmid:{row.pmid} was dismissed for {question_id} already, by {told}")
        with transaction(settings) as step:
            _append(step, dismissed_path(settings.paths), dismissed_file.EMPTY, dismissed_file.dismissed_line(row))
    settings.say(f"reviews/dismissed.csv: {question_id}, pmid:{row.pmid} dismissed by {row.by}: {row.reason}")
    settings.say(f"It is no candidate for {question_id} any more. Run {REFRESH} to show it in the reports.")
    return DONE


def _decide(settings: Settings, decision: Decision) -> int:
    file, decisions = _question(settings, decision.question_id)
    evidence, status, findings = _tables(settings, file)
    own = [r for r in decisions.reviews if r.question_id == decision.question_id]
    kept_path = settings.paths.table(ApprovedPart)
    kept = [p for p in tables.read_rows(kept_path, ApprovedPart) if p.question_id == decision.question_id]
    log = standing(evidence, own, kept, ())
    before, _ = effective_status(evidence.question, log)
    _expect_allowed(decision, before, file)
    accepted = _accepted(decision, findings, log) if decision.action == "approve" else []
    row = Review(
        decision.question_id,
        len(own) + 1,
        settings.now()[:10],
        decision.action,
        decision.by,
        decision.note,
        status.evidence_hash,
        tuple(f.finding_id for f in accepted),
        decision.because,
    )
    said = review_log.log_line(row)
    if own and review_log.log_line(own[-1]) == said:
        raise UsageError(f"review {row.action}: the last line on record for {row.question_id} says just this already")
    left: list[LeftOpen] = []
    with transaction(settings) as step:
        if row.action == "approve":
            left = left_open(findings, evidence.candidates, decisions.dismissed.get(row.question_id, set()))
            changes = tables.read_rows(settings.paths.table(Change), Change)
            today = [c for c in changes if c.question_id == row.question_id and c.refreshed_date >= row.review_date]
            made = approved_parts(evidence, accepted, today, parts_of(row.position, left))
            tables.append_rows(kept_path, ApprovedPart, [p for p in made if p not in kept], step.write)
        _append(step, log_path(settings.paths), review_log.EMPTY, said)
    settings.say(f"reviews/log.csv: {said.rstrip()}")
    settings.say(f"{row.question_id}: {before} -> {TRANSITIONS[row.action][1]}. {_effect(row)}".rstrip())
    for line in _left_open_lines(row.question_id, left):
        settings.say(line)
    settings.say(f"Run {REFRESH} to show it in the reports.")
    return DONE


def _left_open_lines(question_id: str, left: Sequence[LeftOpen]) -> Iterator[str]:
    """The findings and candidates that were open at the approval, group by group, and what to do about them."""
    for group in groups(left):
        yield f"Approved over {group.heading}:"
        is_unread = group.kind == UNREAD
        yield from (f"  {row.item}: {row.words}" if is_unread else f"  {told}" for row, told in group.lines)
        if is_unread:
            yield (
                "  Read each, then cite it or set it aside: "
                f'python -m pipeline review dismiss {question_id} PMID --by NAME --because "..."'
            )


def _effect(row: Review) -> str:
    if row.action != "approve":
        return ""
    accepted = f" {len(row.accepted_findings)} critical findings accepted." if row.accepted_findings else ""
    return f"It holds until the claims, or what they rest on, move (evidence {row.evidence_hash[:12]}).{accepted}"


def _locked(settings: Settings) -> AbstractContextManager[None]:
    if not settings.paths.questions.is_dir():
        raise UsageError(f"expected a folder `questions/` below {settings.root}; found none: is this the right --root?")
    return writing(settings)


def _expect_text(text: str, option: str, what: str) -> None:
    if not text:
        raise UsageError(f"review: expected {what} with {option}; found none")


def _question(settings: Settings, question_id: str) -> tuple[QuestionFile, Decisions]:
    """The question's file and all decisions so far. Raises UsageError if either has a mistake."""
    read = {q.file.question_id: q for q in read_questions(settings.paths)}
    if question_id not in read:
        what = "a question that has a file below questions/"
        raise UsageError(f"review: {expected(what, shown(question_id), nearest(question_id, read))}")
    if read[question_id].mistake_lines:
        raise UsageError("review: mend the question first:\n" + "\n".join(read[question_id].mistake_lines))
    decisions = read_decisions(settings.paths, read)
    if decisions.mistakes:
        raise UsageError("review: mend the files of reviews/ first:\n" + "\n".join(decisions.mistakes))
    return read[question_id].file, decisions


def _tables(settings: Settings, file: QuestionFile) -> tuple[QuestionEvidence, QuestionStatus, list[Finding]]:
    """The question's evidence, status and findings from the tables, with the question's row from its file. Raises
    UsageError if the tables are missing or older than the file.
    """
    paths, question_id = settings.paths, file.question_id
    held = QuestionTables(paths, with_text=False)
    evidence = next((QuestionRows(held, q).evidence() for q in held.questions if q.question_id == question_id), None)
    statuses = tables.read_rows(paths.table(QuestionStatus), QuestionStatus)
    status = next((s for s in statuses if s.question_id == question_id), None)
    if evidence is None or status is None or file.question is None:
        raise UsageError(f"review: the tables hold nothing of {question_id} yet; run {REFRESH} first")
    if _claims(file) != _shown_claims(evidence) or evidence_hash(evidence) != status.evidence_hash:
        raise UsageError(
            f"review: the tables are not those of questions/{question_id}.md as it stands (its claims or citations "
            f"were edited, or what was fetched was not checked yet); run {REFRESH} first and read the report"
        )
    findings = [f for f in tables.read_rows(paths.table(Finding), Finding) if f.question_id == question_id]
    return replace(evidence, question=file.question), status, findings


Claims = dict[str, tuple[str, list[str]]]


def _claims(file: QuestionFile) -> Claims:
    cited = {c.claim_id: [x.cited_as for x in file.citations if x.claim_id == c.claim_id] for c in file.claims}
    return {c.claim_id: (c.section, cited[c.claim_id]) for c in file.claims}


def _shown_claims(evidence: QuestionEvidence) -> Claims:
    return {
        c.claim_id: (c.section, [x.cited_as for x in evidence.citations.get(c.claim_id, ())]) for c in evidence.claims
    }


def _expect_allowed(decision: Decision, before: str, file: QuestionFile) -> None:
    allowed, _ = TRANSITIONS[decision.action]
    if file.question is not None and file.question.status == "retired":
        raise UsageError(
            f"review {decision.action}: {file.path} says retired, and that holds; change its status there first"
        )
    if before not in allowed:
        raise UsageError(
            f"review {decision.action}: {decision.question_id} is {before}; expected {', '.join(allowed[:-1])}"
            f"{' or ' if allowed[:-1] else ''}{allowed[-1]}"
        )


def _accepted(decision: Decision, findings: Sequence[Finding], log: Standing) -> list[Finding]:
    """The open critical findings that `decision` accepts. Raises UsageError if one stays open, or if an id given with
    --accept is not that of an open critical finding.
    """
    critical = [f for f in findings if f.result == "fail" and f.severity == "critical" and not log.is_accepted(f)]
    wanted = dict.fromkeys(decision.accept)
    ids = [f.finding_id for f in critical]
    strange = [w for w in wanted if w not in ids]
    if strange:
        known = f"open are {', '.join(ids)}" if ids else "none is open"
        told = expected("--accept with an open critical finding", shown(strange[0]), nearest(strange[0], ids))
        raise UsageError(f"review approve: {told} ({known})")
    left = [f for f in critical if f.finding_id not in wanted]
    if left:
        raise UsageError(_open(decision, left, [*wanted, *(f.finding_id for f in left)]))
    return [f for f in critical if f.finding_id in wanted]


def _open(decision: Decision, left: Sequence[Finding], ids: Sequence[str]) -> str:
    told = [
        f"  {f.finding_id} {f.check_code}" + (f", claim {f.claim_id}" if f.claim_id else "") + f": {f.message}"
        for f in left
    ]
    command = f"python -m pipeline review approve {decision.question_id} --by {shlex.quote(decision.by)}"
    return "\n".join(
        (
            f"review approve: {decision.question_id} has open critical findings:",
            *told,
            "Mend them, or accept them with a reason, which the report shows ever after:",
            f'  {command} --accept {" ".join(ids)} --because "..."',
        )
    )


def _append(step: Transaction, path: Path, empty: bytes, line: str) -> None:
    """Append one line to a CSV file; the existing bytes stay as they are."""
    before = files.read(path) or empty
    step.write(path, before + (b"" if before.endswith(b"\n") else b"\n") + line.encode())
