"""The report's part on new evidence."""

from dataclasses import replace

from pipeline.schema.moving_tables import Candidate
from pipeline.summaries.report_candidates import render, render_searches
from pipeline.summaries.report_input import ReportInput


def without(report: ReportInput, **changes: object) -> ReportInput:
    return replace(report, evidence=replace(report.evidence, **changes))  # type: ignore[arg-type]


def test_what_may_replace_a_reference_says_why_and_over_which_steps(report: ReportInput) -> None:
    shown = render(report)
    assert "may be replaced by" in shown and "Owls: a review, again" in shown
    assert "linked to it as its update" in shown
    assert "[PMID 3003]" in shown


def test_a_candidate_has_design_year_score_route_what_it_cites_and_its_claims(report: ReportInput) -> None:
    shown = render(report)
    assert "randomized controlled trial, 2025; score 2.34" in shown
    assert "the search for trials and it cites what is cited here" in shown
    assert "bears on: [Claim" in shown


def test_one_concluding_sentence_is_quoted_escaped_and_no_other(report: ReportInput) -> None:
    shown = render(report)
    assert "its abstract concludes (conclusions): “Melatonin helps" in shown
    assert "More later" not in shown and "9 fell" not in shown
    assert "<b>" not in shown


def test_no_abstract_is_said(report: ReportInput) -> None:
    assert "no abstract in the record" in render(report)
    assert "the abstract is not at hand here" in render(without(report, abstracts={}))


def test_nothing_found_not_searched_and_failed_are_three_answers(report: ReportInput) -> None:
    bare = without(report, candidates=(), supersessions={})
    assert "new evidence is not known: a search has got no answer since 2025-10-02" in render(bare)
    assert "more than this is not known" in render(report)
    assert "nothing was searched for" in render(without(bare, searches=()))
    assert "nothing new" in render(without(bare, searches=report.evidence.searches[:1]))


def test_every_search_is_kept_with_its_count_and_date(report: ReportInput) -> None:
    shown = render_searches(report)
    assert "| 250 | 200 | 2025-09-30 |" in shown
    assert "no answer" in shown and "asked without an answer since 2025-10-02" in shown
    assert "melatonin" in shown
    assert render_searches(without(report, searches=())) == ""


def noted(report: ReportInput, status: str, *notices: str) -> str:
    (candidate,) = report.evidence.candidates
    return render(without(report, candidates=(replace(candidate, integrity_status=status, notices=notices),)))


def test_what_stands_against_a_candidate_is_in_its_line(report: ReportInput) -> None:
    def line(*told: str) -> str:
        return next(x for x in noted(report, *told).splitlines() if x.startswith("1. "))

    assert line("concern", "pmid:9 expression of concern (2024-05)").endswith(
        "**Expression of concern**: [PMID 9](https://pubmed.ncbi.nlm.nih.gov/9/) (2024-05)."
    )
    assert "**Corrected**: erratum [PMID 9](https://pubmed.ncbi.nlm.nih.gov/9/)." in line("corrected", "pmid:9 erratum")
    assert "**Retracted**, notice not named." in line("retracted")
    assert "**Corrected**: J Owl Med. 2018;1:2 erratum." in line("corrected", "J Owl Med. 2018;1:2 erratum").replace(
        "\\", ""
    )
    assert "**" not in line("no_notice_found")


def test_what_stands_against_a_replacement_is_in_its_line(report: ReportInput) -> None:
    rows = {
        key: tuple(
            replace(row, newer_integrity_status="concern", newer_notices=("pmid:9 expression of concern",))
            for row in own
        )
        for key, own in report.evidence.supersessions.items()
    }
    shown = render(without(report, supersessions=rows))
    (line,) = [x for x in shown.splitlines() if "may be replaced by" in x]
    assert "**Expression of concern**: [PMID 9]" in line


def test_what_was_unread_at_the_approval_stands_apart(report: ReportInput) -> None:
    (first,) = report.evidence.candidates
    old = replace(first, pmid="3004", title="Older owls", rank=2, is_from_before_approval=True)
    shown = render(without(report, candidates=(first, old)))
    new, _, before = shown.partition("**1 unread at approval** by Dr. Minerva, 2025-07-01: found before it")
    assert "1. " in new and "Older owls" not in new
    assert "2. Older owls" in before


def test_no_sentence_says_that_nothing_was_found_while_something_is_left_out(report: ReportInput) -> None:
    answered = report.evidence.searches[:1]
    assert "only 200 were looked at" in render(without(report, candidates=(), searches=answered))
    whole = (replace(answered[0], n_found=7, n_read=7),)
    shown = render(without(report, candidates=(), supersessions={}, searches=whole))
    assert "nothing new to read: papers that are cited, dismissed, retracted" in shown
    assert "looked at" not in shown
    ten = tuple(Candidate("owls", str(n), rank=n) for n in range(1, 11))
    assert "Only the best 10 are shown; there may be more." in render(without(report, candidates=ten, searches=whole))


def test_a_fallen_newer_version_is_not_proposed(report: ReportInput) -> None:
    rows = {
        reference_id: tuple(replace(row, newer_fallen="withdrawn") for row in found)
        for reference_id, found in report.evidence.supersessions.items()
    }
    assert "may be replaced by" not in render(without(report, supersessions=rows))
