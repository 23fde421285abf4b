import re
from dataclasses import replace

from pipeline.schema.paper_tables import CitedReference
from pipeline.summaries.report_evidence import render_making, render_notices, render_references, render_table
from pipeline.summaries.report_input import ReportInput


def test_rows_by_source_design_and_year(report: ReportInput) -> None:
    numbers = re.findall(r"^\| \[\\\[(\d)", render_table(report), re.M)
    assert numbers == ["7", "1", "3", "4", "2", "6", "5"]


def test_notices_stand_beneath_their_reference_once(report: ReportInput) -> None:
    text = render_references(report)
    fourth = text.split('<span id="ref-4">')[1].split('<span id="ref-5">')[0]
    assert fourth.count("**expression of concern**") == 1
    assert "(says Crossref and PubMed)" in fourth


def test_a_reference_that_no_claim_cites_is_said_to_be_so(report: ReportInput) -> None:
    extra = CitedReference("pmid:9999", pmid="9999", title="Extra", record_status="found")
    wider = replace(report.evidence, references={**report.evidence.references, "pmid:9999": extra})
    text = render_references(replace(report, evidence=wider))
    assert text.split('<span id="ref-8">')[1].endswith("listed by the author, cited by no claim")


def test_making_counts_only_our_checks(report: ReportInput) -> None:
    text = render_making(report)
    assert "| integrity | 2 | 3 | 2 |" in text
    assert "| 9 | 9 | 9 |" not in text
    assert "| [\\[1\\]](#ref-1) | `abababababab` | 2025-09-30 | live | found |" in text


def test_notices(report: ReportInput) -> None:
    text = render_notices(report)
    for phrase in ("no medical advice", "courtesy of the U.S. National Library of Medicine", "Do not rely on openFDA"):
        assert phrase in text
