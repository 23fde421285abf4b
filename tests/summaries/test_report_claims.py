from dataclasses import replace

from pipeline.findings.names import finding_name
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.records import new_finding
from pipeline.summaries.report_claims import LONGEST, block, mark, tally
from pipeline.summaries.report_input import ReportInput


def verdict(mark: str, **more: object) -> ClaimVerdict:
    return ClaimVerdict("0" * 12, "pmid:1", "q", mark, **more)  # type: ignore[arg-type]


def test_numbers_stand_side_by_side_and_hostile_text_is_escaped(report: ReportInput) -> None:
    claim = next(c for c in report.claims() if c.text.startswith("Melatonin"))
    found = report.verdict_of(claim, report.reference("pmid:1003"))
    assert found is not None
    wrong = new_finding(
        report.question_id, "number_differs", "fail", "warning", "A value differs.", claim_id=claim.claim_id,
        reference_id="pmid:1003",
    )  # fmt: skip
    text = "\n\n".join(block(replace(report, findings=(wrong,)), "[2]", found))
    assert "| duration | 42 minutes | 24 minutes | different |" in text
    assert "> Sleep grew by 24 minutes \\| &lt;b&gt;." in text
    assert f"`{finding_name(wrong, report.evidence)}`" in text


def test_what_the_check_could_not_tell_can_be_settled_by_a_person(report: ReportInput) -> None:
    claim = next(c for c in report.claims() if c.text.startswith("Melatonin"))
    found = report.verdict_of(claim, report.reference("pmid:1003"))
    assert found is not None
    unknown, passed = (
        new_finding(
            report.question_id, "source_says", result, "info", "Not known.", claim_id=claim.claim_id,
            reference_id="pmid:1003",
        )
        for result in ("unknown", "pass")
    )  # fmt: skip
    text = "\n\n".join(block(replace(report, findings=(unknown,)), "[2]", found))
    name = finding_name(unknown, report.evidence)
    assert (
        f"Where you have read that it is right, set it aside in reviews/adjudications.csv under the finding `{name}`"
        in text
    )
    assert "adjudications.csv" not in "\n\n".join(block(replace(report, findings=(passed,)), "[2]", found))


def test_who_disagreed_is_printed(report: ReportInput) -> None:
    claim = next(c for c in report.claims() if c.text.startswith("Owls sleep"))
    found = report.verdict_of(claim, report.reference("pmid:1004"))
    assert found is not None
    told = "Set aside by Dr. Minerva: the *table* says it. The check had said: No sentence was found."
    aside = new_finding(
        report.question_id, "source_says", "pass", "info", told, claim_id=claim.claim_id, reference_id="pmid:1004"
    )
    aside = replace(aside, set_aside_by="Dr. Minerva")
    text = "\n\n".join(block(replace(report, findings=(aside,)), "[1]", found))
    assert "Set aside by Dr. Minerva: the \\*table\\* says it." in text
    assert "adjudications.csv" not in text


def test_no_row_no_verdict(report: ReportInput) -> None:
    assert report.verdict_of(report.claims()[1], report.reference("pmid:9")) is None


def test_a_long_sentence_is_cut_at_a_word(report: ReportInput) -> None:
    long = verdict("says so", quote="feather " * 90, quote_place="sentence 1")
    quoted = next(p for p in block(report, "[1]", long) if p.startswith("> "))
    assert len(quoted) <= len("> ") + LONGEST + len(" (sentence 1)")
    assert "feather…" in quoted


def test_marks_are_words_and_unknown_is_not_clean() -> None:
    marks = ("says so", "says so", "says otherwise", "does not say", "unsure", "not checked")
    assert tally(verdict(m) for m in marks) == "2 / 1 / 1 / 2"
    assert [mark(verdict(m)) for m in marks[3:]] == ["does not say", "could not tell", "could not check"]
    assert replace(verdict("unsure")).mark != "says so"
