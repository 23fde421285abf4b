from pipeline.schema.paper_tables import ReferenceNotice
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark, notice_lines


def test_order_of_first_citation(report: ReportInput) -> None:
    assert [c.section for c in report.claims()] == ["guidelines", "research", "research", "research", "research"]
    assert list(report.numbers())[:3] == ["pmid:1004", "pmid:1003", "pmid:1001"]
    assert list(report.numbers().values()) == list(range(1, 8))


def test_marks(report: ReportInput) -> None:
    assert citation_mark(3) == r"[\[3\]](#ref-3)"
    assert claim_mark(report, report.claims()[4]) == "[Claim 5](#claim-000000000006), “Owls sleep by day.”"


def test_one_notice_of_two_sources_is_one_line_and_undated_ones_come_last() -> None:
    rows = (
        ReferenceNotice("pmid:1", "pmid:3", "pubmed", "erratum", "", note="Dosage error"),
        ReferenceNotice("pmid:1", "pmid:2", "pubmed", "retraction", "2021-10"),
        ReferenceNotice("pmid:1", "pmid:2", "crossref", "retraction", "2021-10"),
    )
    assert notice_lines(rows) == [
        ("retracted", "2021-10", "pmid:2", "Crossref and PubMed", ""),
        ("corrected (erratum)", "", "pmid:3", "PubMed", "Dosage error"),
    ]


def test_stale(report: ReportInput) -> None:
    assert report.is_stale()
    assert [s.source for s in report.sources_down()] == ["pubmed"]
