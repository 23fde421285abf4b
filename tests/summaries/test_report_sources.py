from dataclasses import replace

from pipeline.schema.records import new_finding
from pipeline.summaries.report_input import ReportInput
from pipeline.summaries.report_sources import render


def test_each_kind_of_answer(report: ReportInput) -> None:
    text = render(report)
    assert "**says so** (sentence 4 says more, of the arm).\n\n> Melatonin lengthened" in text
    assert "**could not check**, the record has no abstract." in text
    assert "snapshot fact (our words), not a quotation:\n\n- Owls kept in darkness" in text
    assert ": no record." in text


def test_the_words_a_check_passed_on_come_first(report: ReportInput) -> None:
    claim = report.claims()[2]
    passed = new_finding(
        report.question_id, "verdict", "pass", "info", "Supported.",
        claim_id=claim.claim_id, reference_id="pmid:1001", quote="Owls <slept>.", location="RESULTS",
    )  # fmt: skip
    text = render(replace(report, findings=(passed,)))
    assert "the words that the check “verdict” passed on; RESULTS:\n\n> Owls &lt;slept&gt;." in text


def test_nothing_cited(report: ReportInput) -> None:
    assert render(replace(report, evidence=replace(report.evidence, citations={}))).endswith("No claim cites a source.")
