"""The report's part on new evidence."""

from dataclasses import replace

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
