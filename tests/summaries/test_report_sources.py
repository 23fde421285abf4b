from dataclasses import replace

from pipeline.schema.records import new_finding
from pipeline.schema.tables import ArticleAbstract
from pipeline.summaries.report_input import ReportInput
from pipeline.summaries.report_sources import LONGEST, render


def test_each_kind_of_answer(report: ReportInput) -> None:
    text = render(report)
    assert "closest sentence in the abstract (not a verdict; RESULTS, sentence 4):\n\n> Melatonin lengthened" in text
    assert "no sentence of the abstract shares enough with the claim" in text
    assert "no abstract in the record" in text
    assert "the abstract is not at hand here" in text
    assert "snapshot fact (our words), not a quotation:\n\n- Owls kept in darkness" in text
    assert "no sentence of the label at hand shares enough" in text
    assert ": no record." in text


def test_the_words_a_check_passed_on_come_first(report: ReportInput) -> None:
    claim = report.claims()[1]
    passed = new_finding(
        report.question_id, "verdict", "pass", "info", "Supported.",
        claim_id=claim.claim_id, reference_id="pmid:1004", quote="Owls <slept>.", location="RESULTS",
    )  # fmt: skip
    text = render(replace(report, findings=(passed,)))
    assert "the words that the check “verdict” passed on; RESULTS:\n\n> Owls &lt;slept&gt;." in text


def test_nothing_cited(report: ReportInput) -> None:
    assert render(replace(report, evidence=replace(report.evidence, citations={}))).endswith("No claim cites a source.")


def test_a_long_sentence_is_cut_at_a_word(report: ReportInput) -> None:
    claim, pmid = next((c, r.pmid) for c in report.claims() for r in report.cited_by(c) if r.pmid)
    long = ArticleAbstract(pmid, 1, "RESULTS", "RESULTS", claim.text.rstrip(".") + " feather" * 80)
    text = render(replace(report, evidence=replace(report.evidence, abstracts={pmid: (long,)})))
    quoted = next(line for line in text.splitlines() if line.startswith("> "))
    assert len(quoted) <= len("> ") + LONGEST
    assert quoted.endswith("feather…")
