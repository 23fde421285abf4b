"""Status and currency: no approval without a row, nothing current without a search."""

from dataclasses import replace

from pipeline.evidence import status
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import CitedReference, Question

LIVE = CitedReference("pmid:1", pmid="1", record_status="found", origin="live", retrieved_date="2026-11-01")
QUESTION = Question("bones", "Which infusion?", "submitted")


def evidence(reference: CitedReference = LIVE, question: Question = QUESTION) -> QuestionEvidence:
    return QuestionEvidence(question, references={reference.reference_id: reference})


def test_approved_without_a_row_reads_under_review() -> None:
    row = status.status(evidence(question=replace(QUESTION, status="approved")), [], None, "2026-11-02")
    assert row.effective_status == "under review"
    assert "no approval is on record" in row.reason


def test_a_critical_fail_asks_for_an_update() -> None:
    bad = new_finding("bones", "retracted", "fail", "critical", "gone")
    row = status.status(evidence(), [bad], None, "2026-11-02")
    assert (row.currency, row.reason) == ("update needed", "critical findings: retracted")


def test_nothing_is_current_without_a_search_or_an_answer() -> None:
    rows = [
        status.status(evidence(r), [], None, "2026-11-02")
        for r in (LIVE, replace(LIVE, origin="snapshot"), replace(LIVE, stale_since_date="2026-10-01"))
    ]
    assert [r.currency for r in rows] == ["not checked"] * 3
    assert "no search" in rows[0].reason
    assert "1 of 1 references were not looked up" in rows[1].reason
    assert rows[2].reason == "PubMed has not answered since 2026-10-01"
    stale = replace(LIVE, stale_since_date="2026-10-01", evidence_source="fda")
    row = status.status(evidence(stale), [], None, "2026-11-02")
    assert row.reason == "the source of a label has not answered since 2026-10-01"


def test_since_stays_while_the_state_does() -> None:
    before = status.status(evidence(), [], None, "2026-11-02")
    assert status.status(evidence(), [], before, "2026-11-09").since_date == "2026-11-02"
    moved = replace(LIVE, origin="snapshot")
    assert status.status(evidence(moved), [], before, "2026-11-09").since_date == "2026-11-09"


def test_the_hash_moves_with_the_evidence() -> None:
    assert status.evidence_hash(evidence()) == status.evidence_hash(evidence())
    retracted = replace(LIVE, integrity_status="retracted")
    assert status.evidence_hash(evidence()) != status.evidence_hash(evidence(retracted))
