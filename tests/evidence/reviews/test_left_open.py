"""What an approval leaves open: warnings, unknowns that warn, unread candidates; kept with that approval alone."""

from pipeline.evidence.reviews.approval import approved_parts, evidence_hash, standing
from pipeline.evidence.reviews.left_open import kept_with, left_open, parts_of
from pipeline.schema.history_tables import ApprovedPart
from pipeline.schema.moving_tables import Candidate, Review
from pipeline.schema.question_tables import Question
from pipeline.schema.records import LeftOpen, QuestionEvidence, new_finding

WARNING = new_finding("q", "concern", "fail", "warning", "It is under concern.")
UNKNOWN = new_finding("q", "retracted", "unknown", "warning", "Not known.")
OTHERS = [
    new_finding("q", "retracted", "fail", "critical", "Gone."),
    new_finding("q", "single_source", "fail", "info", "One source."),
    new_finding("q", "number_differs", "pass", "warning", "Set aside by A. Berg."),
    new_finding("q", "new_evidence", "fail", "warning", "1 guideline."),
]
CANDIDATES = [
    Candidate("q", "7", title="Owls.", year=2024, study_design="clinical trial", integrity_status="concern"),
    Candidate("q", "8", title="Mice", integrity_status="no_notice_found"),
]
OPEN = [
    LeftOpen("open warning", WARNING.finding_id, "It is under concern."),
    LeftOpen("could not be checked", UNKNOWN.finding_id, "Not known."),
    LeftOpen("unread candidate", "pmid:7", "Owls, 2024, clinical trial, under an expression of concern"),
]
EVIDENCE = QuestionEvidence(Question("q", "Which?", "draft"))


def test_warnings_unknowns_that_warn_and_candidates_not_dismissed() -> None:
    assert left_open([UNKNOWN, WARNING, *OTHERS], CANDIDATES, {"8"}) == OPEN
    assert left_open(OTHERS, []) == []


def test_it_stays_with_the_approval_that_left_it_open() -> None:
    now = evidence_hash(EVIDENCE)
    first, second = (Review("q", n, "2026-11-10", "approve", "AB", "", now) for n in (1, 2))
    kept = approved_parts(EVIDENCE, open_parts=parts_of(1, OPEN)) + approved_parts(
        EVIDENCE, open_parts=parts_of(2, OPEN[:1])
    )
    assert kept_with(first, kept) == tuple(OPEN)
    assert kept_with(second, kept) == (OPEN[0],)
    assert standing(EVIDENCE, [first, second], kept, ()).left_open == (OPEN[0],)


def test_what_was_left_open_is_no_evidence_and_moves_nothing() -> None:
    approval = Review("q", 1, "2026-11-10", "approve", "AB", "", "ab" * 32)
    kept = [ApprovedPart("q", "ab" * 32, *part) for part in parts_of(1, OPEN)]
    log = standing(EVIDENCE, [approval], kept, ())
    assert (log.holds, log.moved, log.left_open) == (False, (), tuple(OPEN))
