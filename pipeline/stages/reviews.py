"""What people decided (`reviews/`), read for NORMALISE, and joined to the evidence for CHECK and SUMMARISE."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evidence.newer.candidates import LastApproval
from pipeline.evidence.reviews.left_open import UNREAD, kept_with
from pipeline.schema.claim_tables import Adjudication
from pipeline.schema.history_tables import ApprovedPart, CandidateVersion, ClaimVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate, Dismissal, Review, Search
from pipeline.sources.handwritten import adjudications as adjudications_file
from pipeline.sources.handwritten import dismissed as dismissed_file
from pipeline.sources.handwritten import review_log
from pipeline.stages.handwritten import read_table
from pipeline.stages.question_rows import group
from pipeline.stores import tables
from pipeline.stores.paths import Paths


@dataclass(frozen=True)
class Decisions:
    """The rows of the three files, those of deleted questions too, and their mistakes as lines for a person."""

    reviews: tuple[Review, ...]
    dismissals: tuple[Dismissal, ...]
    adjudications: tuple[Adjudication, ...]
    mistakes: tuple[str, ...]
    approved_parts: tuple[ApprovedPart, ...] = ()

    @property
    def dismissed(self) -> dict[str, set[str]]:
        """The PMIDs set aside, by question id."""
        found: dict[str, set[str]] = {}
        for row in self.dismissals:
            found.setdefault(row.question_id, set()).add(row.pmid)
        return found

    @property
    def approved(self) -> dict[str, LastApproval]:
        """The last approval and the candidates that it was given over, by question id."""
        kept = group(self.approved_parts, lambda p: p.question_id)
        last = {r.question_id: r for r in self.reviews if r.action == "approve"}
        return {question_id: _last_approval(r, kept.get(question_id, ())) for question_id, r in last.items()}

    def of(self, questions: Collection[str]) -> "Decisions":
        """Those of `questions`."""
        reviews = tuple(r for r in self.reviews if r.question_id in questions)
        dismissals = tuple(d for d in self.dismissals if d.question_id in questions)
        return Decisions(reviews, dismissals, self.adjudications, self.mistakes, self.approved_parts)


def _last_approval(approval: Review, kept: Sequence[ApprovedPart]) -> LastApproval:
    if not any(p.evidence_hash == approval.evidence_hash for p in kept):
        return LastApproval(approval.review_date)
    unread = {ReferenceKey(row.item).value for row in kept_with(approval, kept) if row.kind == UNREAD}
    return LastApproval(approval.review_date, frozenset(unread))


def log_path(paths: Paths) -> Path:
    """The log of decisions."""
    return paths.reviews / "log.csv"


def dismissed_path(paths: Paths) -> Path:
    """The candidates set aside."""
    return paths.reviews / "dismissed.csv"


def adjudications_path(paths: Paths) -> Path:
    """What people said to findings of the claim checks."""
    return paths.reviews / "adjudications.csv"


def read_decisions(paths: Paths, questions: Iterable[str]) -> Decisions:
    """The files below the root; `questions` are the ids that have a file. A missing file holds nothing."""
    log, dismissed, said = log_path(paths), dismissed_path(paths), adjudications_path(paths)
    data, wrong = read_table(log, paths)
    reviews, mistakes = review_log.parse(_name(paths, log), data or review_log.EMPTY)
    mistakes += wrong
    data, wrong = read_table(said, paths)
    adjudications, bad = adjudications_file.parse(_name(paths, said), data or adjudications_file.EMPTY)
    mistakes += wrong + bad
    data, wrong = read_table(dismissed, paths)
    kept = tuple(tables.read_rows(paths.table(ApprovedPart), ApprovedPart))
    if not data:
        return Decisions(reviews, (), adjudications, mistakes + wrong, kept)
    known = {*questions, *(v.question_id for v in tables.read_rows(paths.table(ClaimVersion), ClaimVersion))}
    dismissals, bad = dismissed_file.parse(_name(paths, dismissed), data, known)
    return Decisions(reviews, dismissals, adjudications, mistakes + bad, kept)


def dismissal_notes(paths: Paths, decisions: Decisions) -> tuple[str, ...]:
    """Dismissals of what no search ever found, of the questions whose searches all have an answer."""
    if not decisions.dismissals:
        return ()
    searches = group(tables.read_rows(paths.table(Search), Search), lambda s: s.question_id)
    searched = {q: {""} for q, rows in searches.items() if all(s.searched_date for s in rows)}
    today = tables.read_rows(paths.table(Candidate), Candidate)
    ever = tables.read_rows(paths.table(CandidateVersion), CandidateVersion)
    for question_id, pmid in [*((c.question_id, c.pmid) for c in today), *((c.question_id, c.pmid) for c in ever)]:
        if question_id in searched:
            searched[question_id].add(pmid)
    data, _ = read_table(dismissed_path(paths), paths)
    return dismissed_file.strangers(_name(paths, dismissed_path(paths)), data, searched)


def _name(paths: Paths, path: Path) -> str:
    return path.relative_to(paths.root).as_posix()
