import re

from pipeline.schema.finding_tables import QuestionStatus
from pipeline.schema.history_tables import Refresh
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.question_tables import Question, QuestionMistake
from pipeline.schema.records import new_finding
from pipeline.summaries.index import IndexEntry, entry, render, reports_named


def row(
    question_id: str, currency: str = "current", status: str = "approved", n: tuple[int, int, int] = (0, 0, 0)
) -> IndexEntry:
    question = Question(question_id, f"What of [{question_id}]?", "approved")
    return IndexEntry(
        question, QuestionStatus(question_id, status, currency, evidence_date="2025-09-30"), *n, "3 / 1 / 0 / 2"
    )


ENTRIES = [
    row("fine"),
    row("old", "update needed"),
    row("gone", "current", "retired", (9, 0, 0)),
    row("bad", "current", n=(2, 1, 0)),
    row("unsure", "not checked", n=(0, 0, 3)),
]


def test_worst_first_and_totals() -> None:
    text = render(ENTRIES, None, (), ())
    assert re.findall(r"\]\((.+)\.md\)", text) == ["bad", "old", "unsure", "fine", "gone"]
    assert r"| [What of \[bad\]?](bad.md) | approved | current | 2 | 1 | 0 | 3 / 1 / 0 / 2 | 2025-09-30 |" in text
    assert "| **5 questions** | – | – | **11** | **1** | **3** | – | – |" in text
    assert "Never confirmed" in text


def test_the_status_names_the_last_approval() -> None:
    for status, shown in (
        ("approved", "approved 2025-07-01"),
        ("under review", "under review (last approved 2025-07-01)"),
    ):
        entry_ = row("x", "current", status)
        entry_.status.approved_date = "2025-07-01"
        assert f"| {shown} | current |" in render([entry_], None, (), ())


def test_when_last_confirmed() -> None:
    live = Refresh("2025-10-01T06:00:00Z", "live", n_asked=12, n_failed=1)
    text = render([], live, (SourceState("pubmed", "down", "2025-10-01", "2025-09-30", 11),), ())
    assert "**Last confirmed:** 2025-10-01T06:00:00Z, asking the sources (12 ids asked for, 1 id without" in text
    assert "- PubMed: down since 2025-10-01; newest content first seen 2025-09-30; 11 records shown" in text
    assert "There is no question yet." in text


def test_a_run_that_asked_nobody_confirms_nothing() -> None:
    text = render(ENTRIES, Refresh("2025-10-01T06:00:00Z", "snapshot"), (), ())
    assert "confirmed by it" in text
    assert "Last confirmed" not in text


def test_a_run_that_nobody_answered_confirms_nothing() -> None:
    dead = Refresh("2025-10-02T06:00:00Z", "live", n_asked=12, n_failed=12)
    text = render(ENTRIES, dead, (), ())
    assert "**Last refresh:** 2025-10-02T06:00:00Z, asking the sources (12 ids asked for, 12 ids without" in text
    assert "No source answered, so nothing below was confirmed by it." in text
    assert "Last confirmed" not in text
    earlier = Refresh("2025-10-01T06:00:00Z", "live", n_asked=12, n_failed=1)
    assert "confirmed by it. **Last confirmed:** 2025-10-01T06:00:00Z." in render(ENTRIES, dead, (), (), earlier)


def test_the_kinds_that_a_source_did_not_answer_are_named() -> None:
    state = SourceState("pubmed", "down", "2025-10-01", unanswered=("searches", "citing articles"))
    assert "- PubMed: down since 2025-10-01 for searches and citing articles" in render([], None, (state,), ())


def test_mistakes_first_of_each_file() -> None:
    mistakes = [
        QuestionMistake("questions/x.md", 12, 7, 2, "second"),
        QuestionMistake("questions/x.md", 3, 1, 1, "expected <status>"),
    ]
    text = render([], None, (), mistakes)
    assert "- questions/x.md:3:1: expected &lt;status&gt;\n    - and 1 more" in text
    assert "second" not in text


def test_entry_counts_its_own_findings() -> None:
    findings = [
        new_finding("fine", "a", "fail", "critical", "m"),
        new_finding("fine", "b", "unknown", "critical", "m"),
        new_finding("fine", "c", "fail", "warning", "m"),
        new_finding("other", "a", "fail", "critical", "m"),
    ]
    made = entry(ENTRIES[0].question, ENTRIES[0].status, findings)
    assert (made.n_critical, made.n_warning, made.n_unknown) == (1, 1, 1)


def test_an_index_names_the_reports_beside_it() -> None:
    hostile = row("ours.patient")
    hostile.question.question = "See [a note](my-notes.md), ](other.md) and questions/third.md:1"
    mistakes = [QuestionMistake("questions/with-mistakes.md", 1, 1, 1, "expected [x](fourth.md); found nothing")]
    page = render([hostile, row("fine")], None, (), mistakes)
    assert reports_named(page) == ({"ours.patient", "fine"}, {"with-mistakes"})
    assert reports_named("") == (set(), set())
