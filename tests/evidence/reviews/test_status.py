"""The status row: the log wins over the file, its last line decides, and an approval lapses by itself."""

from dataclasses import replace

import pytest

from pipeline.evidence.reviews import status
from pipeline.evidence.reviews.approval import evidence_hash, standing
from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import Candidate, Review, Search
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, Standing, new_finding
from pipeline.schema.vocabulary import QUESTION_STATUSES, REVIEW_ACTIONS

LIVE = CitedReference("pmid:1", pmid="1", record_status="found", origin="live", retrieved_date="2026-11-01")
QUESTION = Question("bones", "Which infusion?", "submitted")


def evidence(reference: CitedReference = LIVE, question: Question = QUESTION) -> QuestionEvidence:
    return QuestionEvidence(question, references={reference.reference_id: reference})


SHA = evidence_hash(evidence())


def log(*actions: str, sha: str = SHA) -> Standing:
    rows = [Review("bones", i, "2026-11-10", a, "AB", "", sha) for i, a in enumerate(actions, 1)]
    return standing(evidence(), rows, [], [])


def test_approved_without_a_row_reads_under_review() -> None:
    row = status.status(evidence(question=replace(QUESTION, status="approved")), [], None, "2026-11-02")
    assert row.effective_status == "under review"
    assert row.reason.startswith("no approval on record; ")
    assert (row.approved_by, row.approved_date) == ("", "")


@pytest.mark.parametrize(
    ("filed", "actions", "expected"),
    [
        ("draft", (), "draft"),
        ("submitted", (), "submitted"),
        ("approved", (), "under review"),
        ("retired", (), "retired"),
        ("draft", ("submit",), "submitted"),
        ("draft", ("submit", "approve"), "approved"),
        ("approved", ("approve", "return"), "under review"),
        ("approved", ("approve", "retire"), "retired"),
        ("approved", ("retire", "submit"), "submitted"),
        ("retired", ("approve",), "retired"),
    ],
)
def test_the_last_line_of_the_log_decides(filed: str, actions: tuple[str, ...], expected: str) -> None:
    found = status.effective_status(replace(QUESTION, status=filed), log(*actions))
    assert found[0] == expected


def test_an_approval_lapses_by_itself_and_says_what_moved() -> None:
    moved = Change("0" * 12, "2026-11-12", "bones", "1" * 12, "pmid:1", "integrity:retracted", "", "retracted")
    rows = [Review("bones", 1, "2026-11-10", "approve", "AB", "", "cd" * 32)]
    row = status.status(evidence(), [], None, "2026-11-12", standing=standing(evidence(), rows, [], [moved]))
    assert (row.effective_status, row.approved_by, row.approved_date) == ("under review", "AB", "2026-11-10")
    told = "approved by AB on 2026-11-10, but the evidence moved since: integrity: retracted (pmid:1)"
    assert row.reason.startswith(f"{told}; retracted since the approval: pmid:1")
    unexplained = status.effective_status(QUESTION, log("approve", sha="cd" * 32))
    assert unexplained[1].endswith(": claims or citations were edited")


def test_what_moved_is_told_in_few_words() -> None:
    kinds = ["claim_added", "claim_added", *(f"k{i}" for i in range(9))]
    rows = [Change("0" * 12, "2026-11-12", kind=kind) for kind in kinds]
    assert status.moved_words(rows) == "claim added (2), k0, k1, k2, k3, and 5 more"


def test_every_action_has_its_transitions() -> None:
    assert tuple(status.TRANSITIONS) == REVIEW_ACTIONS
    assert {x for froms, to in status.TRANSITIONS.values() for x in (*froms, to)} == set(QUESTION_STATUSES)
    assert status.TRANSITIONS["approve"][0] == tuple(s for s in QUESTION_STATUSES if s != "retired")


def test_a_critical_fail_asks_for_an_update() -> None:
    bad = new_finding("bones", "retracted", "fail", "critical", "gone")
    row = status.status(evidence(), [bad], None, "2026-11-02")
    assert row.currency == "update needed"
    assert row.reason.startswith("critical findings: retracted")


def test_searches_and_candidates_reach_the_currency() -> None:
    search = Search("0" * 12, "bones", "pubmed", "trial", "bones", "2026-11-01", 3)
    row = status.status(evidence(), [], None, "2026-11-02", searches=[search])
    assert (row.currency, row.reason) == ("current", "")
    row = status.status(evidence(), [], None, "2026-11-02", searches=[search], candidates=[Candidate("bones", "7")])
    assert row.currency == "new evidence pending"


def test_since_stays_while_the_state_does() -> None:
    before = status.status(evidence(), [], None, "2026-11-02")
    assert status.status(evidence(), [], before, "2026-11-09").since_date == "2026-11-02"
    moved = replace(LIVE, origin="snapshot")
    assert status.status(evidence(moved), [], before, "2026-11-09").since_date == "2026-11-09"
