"""What an approval leaves open: warnings, checks that could not tell (also as a warning), and unread candidates.

A candidate is unread while nobody has cited or dismissed it. An approval may be given despite all this, but never
silently: what it leaves open is listed when it is given, stored with it (`data/history/approved_parts.csv`), and shown
in the report.
"""

from collections.abc import Collection, Iterable, Sequence

from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import ApprovedPart
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate, Review
from pipeline.schema.records import LeftOpen
from pipeline.schema.vocabulary import LEFT_OPEN_KINDS, NO_NOTICE, UNKNOWN

WARNING, UNCHECKED, UNREAD = LEFT_OPEN_KINDS
_OF_CANDIDATES = "new_evidence"  # this check only counts the candidates; here each is listed
_STATUS = {NO_NOTICE: "", UNKNOWN: "", "concern": "under an expression of concern"}


def left_open(
    findings: Iterable[Finding], candidates: Iterable[Candidate], dismissed: Collection[str] = ()
) -> list[LeftOpen]:
    """Everything that an approval of one question today would leave open; `dismissed` are PMIDs set aside."""
    own = [f for f in findings if f.severity == "warning" and f.check_code != _OF_CANDIDATES]
    kinds = {"fail": WARNING, UNKNOWN: UNCHECKED}
    found = [LeftOpen(kinds[f.result], f.finding_id, f.message) for f in own if f.result in kinds]
    unread = [LeftOpen(UNREAD, ReferenceKey.of_pmid(c.pmid), _words(c)) for c in candidates if c.pmid not in dismissed]
    return sorted(found, key=lambda row: LEFT_OPEN_KINDS.index(row.kind)) + unread


def _words(candidate: Candidate) -> str:
    status = candidate.integrity_status
    title, year = candidate.title.rstrip(". "), str(candidate.year or "")
    parts = (title, year, candidate.study_design, _STATUS.get(status, status))
    return ", ".join(p for p in parts if p)


def parts_of(position: int, rows: Iterable[LeftOpen]) -> list[tuple[str, str, str]]:
    """(kind, item, state) for each thing that the approval at `position` left open, as it is stored."""
    return [(row.kind, f"{position} {row.item}", row.words) for row in rows]


def kept_with(approval: Review, kept: Sequence[ApprovedPart]) -> tuple[LeftOpen, ...]:
    """What `approval` left open, in the order of the kinds; `kept` are the question's stored rows."""
    lead = f"{approval.position} "
    own = [p for p in kept if p.evidence_hash == approval.evidence_hash and p.item.startswith(lead)]
    return tuple(
        LeftOpen(p.kind, p.item.removeprefix(lead), p.state) for kind in LEFT_OPEN_KINDS for p in own if p.kind == kind
    )
