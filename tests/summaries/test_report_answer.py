from dataclasses import replace

import pytest

from pipeline.schema.moving_tables import SourceState, Supersession
from pipeline.schema.paper_tables import ReferenceNotice
from pipeline.summaries.report_answer import abstention, mark, render, state_notes
from pipeline.summaries.report_input import ReportInput


def marks(report: ReportInput) -> list[str]:
    return [mark(report, claim)[0] for claim in report.claims()]


def test_marks(report: ReportInput) -> None:
    assert marks(report) == ["?", "!", "✖", "✖", "✔"]


def test_without_findings_what_is_known_of_the_references_still_speaks(report: ReportInput) -> None:
    assert marks(replace(report, findings=())) == ["?", "✔", "✖", "?", "✔"]


def test_without_checks_nothing_is_confirmed(report: ReportInput) -> None:
    bare = replace(report, findings=(), counts=())
    assert "✔" not in "".join(marks(bare))
    assert "no claim below is confirmed" in render(bare)


def test_a_claim_that_cites_nothing_is_not_confirmed(report: ReportInput) -> None:
    bare = replace(report, findings=(), evidence=replace(report.evidence, citations={}))
    assert mark(bare, bare.claims()[4]) == "? could not check: it cites nothing"


def test_a_stale_copy_is_named(report: ReportInput) -> None:
    assert "last good copy" in mark(report, report.claims()[4])


def test_notices_stand_beside_the_claim(report: ReportInput) -> None:
    assert r"\[3\] retracted 2021-10, notice [PMID 2001](https://pubmed.ncbi.nlm.nih.gov/2001/)" in render(report)


def test_a_retraction_without_a_notice_is_still_said(report: ReportInput) -> None:
    bare = replace(report, evidence=replace(report.evidence, notices={}))
    assert state_notes(bare, bare.reference("pmid:1001")) == ["retracted, notice not named"]
    notice = replace(bare.reference("pmid:1001"), integrity_status="notice")
    assert state_notes(bare, notice) == ["is itself a notice, not a study"]


def test_a_reference_without_a_row_is_not_fetched(report: ReportInput) -> None:
    assert state_notes(report, report.reference("pmid:9")) == ["not fetched"]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "Not asked: PubMed"),
        ((SourceState("pubmed", "not asked"),), "Not asked: PubMed."),
        ((SourceState("pubmed", "down", "2025-10-01"),), "Source not reached since 2025-10-01: PubMed"),
        ((SourceState("pubmed", "answered"),), "PubMed answered"),
    ],
)
def test_an_empty_section_says_why(report: ReportInput, states: tuple[SourceState, ...], said: str) -> None:
    assert said in abstention(replace(report, source_states=states), "research")


def test_a_fallen_newer_version_is_not_one_to_read(report: ReportInput) -> None:
    row = Supersession("pmid:1001", "pmid:5", "update", "linked", ("pmid:5",), newer_fallen="withdrawn")
    named = replace(report.reference("pmid:1001"), superseded_by=("pmid:5", "pmid:6"))
    notes = state_notes(replace(report, evidence=replace(report.evidence, supersessions={"pmid:1001": (row,)})), named)
    (fallen,) = (note for note in notes if "PMID 5" in note)
    assert "may not be cited: it is the withdrawal of this paper" in fallen
    assert any("a newer version exists" in note and "PMID 6" in note for note in notes)


def test_a_withdrawn_paper_is_a_problem_and_said_to_be_so(report: ReportInput) -> None:
    fallen = replace(report.reference("pmid:1001"), integrity_status="withdrawn")
    bare = replace(report, findings=(), evidence=replace(report.evidence, notices={}))
    assert state_notes(bare, fallen) == ["withdrawn"]
    rows = {**bare.evidence.references, "pmid:1001": fallen}
    assert "✖" in marks(replace(bare, evidence=replace(bare.evidence, references=rows)))


def test_the_note_of_an_erratum_stands_beside_the_claim(report: ReportInput) -> None:
    notice = ReferenceNotice("pmid:1001", "pmid:9", "pubmed", "erratum", "2017-05", note="Dosage error in *text*.")
    wide = replace(report, evidence=replace(report.evidence, notices={"pmid:1001": (notice,)}))
    (note,) = state_notes(wide, wide.reference("pmid:1001"))
    assert note.endswith(r", “Dosage error in \*text\*”")
