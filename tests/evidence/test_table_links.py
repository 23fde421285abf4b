"""Tables that fit together give nothing; a row that names what is not there is told."""

import pytest

from pipeline.evidence.table_links import LINKED, broken_links, unknown_to_history
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.finding_tables import Finding, QuestionStatus
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.table import Table

CLAIM = Claim("0" * 12, "q", "research", "", 1, "Owls sleep.")
REFERENCE = CitedReference("pmid:1", pmid="1", record_status="found", origin="live", question_ids=("q",))
STATUS = QuestionStatus("q", "draft", "current")
FINDING = Finding("f" * 12, "q", CLAIM.claim_id, "setid:of-a-label-in-use", "label_current", "fail", "warning", "Old.")
VERSION, ADDED = ReferenceVersion("pmid:1", "2026-10-01", 1), ClaimVersion(CLAIM.claim_id, "2026-10-01", "added", "q")


def rows(**changed: list[Table]) -> dict[type[Table], list[Table]]:
    whole: dict[str, list[Table]] = {
        "questions": [Question("q", "Why?", "draft")],
        "claims": [CLAIM],
        "citations": [Citation(CLAIM.claim_id, 1, "pmid:1", "pmid:1")],
        "cited_references": [REFERENCE],
        "findings": [FINDING],
        "question_status": [STATUS],
    } | changed
    return {table: whole.get(table.table_name, []) for table in LINKED}


def test_tables_that_fit_give_nothing() -> None:
    assert list(broken_links(rows())) == []
    assert unknown_to_history(rows(), [VERSION], [ADDED]) == []


@pytest.mark.parametrize(
    ("changed", "where", "what"),
    [
        ({"questions": []}, "claims.csv", "each question_id to be in questions.csv; found q"),
        ({"claims": []}, "citations.csv", f"each claim_id to be in claims.csv; found {CLAIM.claim_id}"),
        ({"cited_references": []}, "citations.csv", "each reference_id to be in cited_references.csv; found pmid:1"),
    ],
)
def test_a_row_that_names_what_is_not_there(changed: dict[str, list[Table]], where: str, what: str) -> None:
    found = {p.where.rpartition("/")[2]: p.what for p in broken_links(rows(**changed))}
    assert what in found[where]


def test_what_was_checked_is_known_to_the_history() -> None:
    lost = unknown_to_history(rows(), [], [])
    assert [p.where for p in lost] == ["data/history/reference_versions.csv", "data/history/claim_versions.csv"]
    assert "found none for 1, such as pmid:1" in lost[0].what
    assert unknown_to_history(rows(question_status=[]), [], []) == []
