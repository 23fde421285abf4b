from dataclasses import replace

from pipeline.schema.history_tables import Change
from pipeline.schema.records import Standing
from pipeline.summaries.report_changes import MOST_CHANGES, moved, render
from pipeline.summaries.report_input import ReportInput


def test_only_since_the_approval_newest_first(report: ReportInput) -> None:
    text = render(report)
    assert text.index("2025-09-30") < text.index("2025-08-01")
    assert "2025-01-01" not in text
    assert text.count("\n- ") == 2


def test_while_the_approval_holds_its_own_day_was_before_it(report: ReportInput) -> None:
    day = report.status.approved_date
    same = Change("0" * 12, day, report.question_id, kind="k", before="on the day")
    added = Change("1" * 12, day, report.question_id, kind="question_added")
    lapsed = replace(report, changes=(*report.changes, same, added))
    held = replace(lapsed, standing=replace(report.standing, holds=True))
    exact = replace(lapsed, standing=replace(report.standing, holds=True, seen=frozenset()))
    assert "on the day" in render(lapsed)
    assert "on the day" not in render(held)
    assert "on the day" in render(exact)
    assert "2025-08-01" in render(held)
    assert "question added" not in render(lapsed)


def test_never_approved_shows_all_up_to_a_limit(report: ReportInput) -> None:
    never = replace(report, status=replace(report.status, approved_date="", approved_by=""), standing=Standing())
    assert "(never approved)" in render(never)
    assert "2025-01-01" in render(never)
    many = tuple(Change(f"{n:012x}", "2025-01-01", report.question_id, kind="k", before=str(n)) for n in range(30))
    text = render(replace(never, changes=many))
    assert text.count("\n- ") == MOST_CHANGES
    assert "The newest 20 of 30" in text


def test_a_claim_that_is_gone_and_nothing_in_words(report: ReportInput) -> None:
    gone = Change("0" * 12, "2025-09-01", report.question_id, "f" * 12, "", "claim_reworded", "a", "")
    text = render(replace(report, changes=(gone,)))
    assert "claim reworded (a → nothing)" in text
    assert "a claim no longer here (ffffffffffff)" in text
    assert render(replace(report, changes=())).endswith("Nothing was recorded.")


def test_moved_uses_words_for_codes_only() -> None:
    assert moved(Change("0", "2025", before="no_notice_found", after="a_b")) == r"no notice found → a\_b"
    assert moved(Change("0", "2025")) == ""
