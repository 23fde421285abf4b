from dataclasses import replace

import pytest

from pipeline.checks.new_evidence import check
from pipeline.schema.moving_tables import Candidate, Search
from tests.checks.conftest import QUESTION


def search(**more):
    known = {"purpose": "trial", "query": "x", "searched_date": "2026-01-01", "n_found": 0}
    return Search("0123456789ab", "q", **(known | more))


def candidate(pmid: str, design: str) -> Candidate:
    return Candidate("q", pmid, study_design=design)


def test_a_guideline_fires_as_a_warning_and_each_kind_is_counted(evidence, only):
    waiting = (candidate("5", "practice guideline"), candidate("6", "meta-analysis"), candidate("7", "other"))
    finding = only(check, evidence(searches=(search(n_found=3),), candidates=waiting))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "1 guideline, 1 systematic review, 1 other article" in finding.message
    assert finding.evidence_location == "pmid:5; pmid:6; pmid:7"


def test_trials_alone_are_info(evidence, only):
    waiting = (candidate("5", "randomized controlled trial"), candidate("6", "clinical trial"))
    finding = only(check, evidence(searches=(search(),), candidates=waiting))
    assert (finding.result, finding.severity) == ("fail", "info")
    assert "2 trials" in finding.message


def test_nothing_found_passes(evidence, only):
    assert only(check, evidence(searches=(search(),))).result == "pass"


@pytest.mark.parametrize(
    ("searches", "severity", "told"),
    [
        ((), "info", "nothing to search by"),
        ((search(n_found=None, searched_date=""),), "info", "has not been searched"),
        ((search(n_found=None, failed_since_date="2026-02-03"),), "warning", "since 2026-02-03"),
        ((search(failed_since_date="2026-02-03"),), "warning", "since 2026-02-03"),
        ((search(purpose="citing"),), "info", "name them in the front matter"),
    ],
)
def test_a_search_without_an_answer_is_unknown(evidence, only, searches, severity, told):
    finding = only(check, evidence(searches=searches))
    assert (finding.result, finding.severity) == ("unknown", severity)
    assert told in finding.message


def test_what_waits_fires_though_another_search_failed(evidence, only):
    searches = (search(), search(n_found=None, failed_since_date="2026-02-03"))
    finding = only(check, evidence(searches=searches, candidates=(candidate("5", "other"),)))
    assert finding.result == "fail" and "There may be more" in finding.message


def test_a_retired_question_is_not_searched(evidence):
    assert list(check(replace(evidence(), question=replace(QUESTION, status="retired")))) == []


def test_what_was_unread_at_the_approval_still_waits_and_is_counted(evidence, only):
    old = replace(candidate("5", "practice guideline"), is_from_before_approval=True)
    finding = only(check, evidence(searches=(search(),), candidates=(candidate("6", "other"), old)))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "1 guideline, 1 other article (1 unread at approval)" in finding.message


def test_what_was_not_looked_at_is_said(evidence, only):
    finding = only(check, evidence(searches=(search(n_found=900, n_read=200),)))
    assert finding.result == "pass" and "only 200 were looked at" in finding.message
    assert "looked at" not in only(check, evidence(searches=(search(n_found=9, n_read=9),))).message
