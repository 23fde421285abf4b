"""Candidates as changes: the first search tells nothing, a later find is told once."""

from pipeline.evidence.newer.new_candidates import compare_candidates
from pipeline.schema.history_tables import CandidateVersion
from pipeline.schema.moving_tables import Candidate, Search
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

DATE, CLAIM = "2026-11-25", "0" * 12


def bundle(*pmids: str, n_found: int | None = 3, claims: tuple[str, ...] = ()) -> QuestionEvidence:
    return QuestionEvidence(
        Question("q", "What?", "draft"),
        searches=(Search("a" * 12, "q", query="x", n_found=n_found),),
        candidates=tuple(Candidate("q", p, title="A trial", year=2026, claim_ids=claims) for p in pmids),
    )


def test_the_first_search_is_kept_and_tells_nothing() -> None:
    moved = compare_candidates([], [bundle("20", "3")], DATE)
    assert [(v.position, v.pmid) for v in moved.versions] == [(1, ""), (2, "3"), (3, "20")]
    assert moved.changes == []


def test_a_first_search_without_a_find_is_kept_too() -> None:
    assert [v.pmid for v in compare_candidates([], [bundle()], DATE).versions] == [""]


def test_a_later_find_is_told_once_for_each_claim_it_bears_on() -> None:
    history = compare_candidates([], [bundle("3")], DATE).versions
    moved = compare_candidates(history, [bundle("3", "20", claims=(CLAIM, "1" * 12))], DATE)
    assert [(c.kind, c.reference_id, c.claim_id, c.after) for c in moved.changes] == [
        ("new_evidence", "pmid:20", CLAIM, "A trial (2026)"),
        ("new_evidence", "pmid:20", "1" * 12, "A trial (2026)"),
    ]
    again = compare_candidates([*history, *moved.versions], [bundle("3", "20")], DATE)
    assert (again.versions, again.changes) == ([], [])


def test_a_find_that_bears_on_no_claim_is_the_questions() -> None:
    (change,) = compare_candidates([CandidateVersion("q", 1, DATE)], [bundle("3")], DATE).changes
    assert change.claim_id == ""


def test_a_question_without_an_answered_search_waits() -> None:
    assert compare_candidates([], [bundle("3", n_found=None)], DATE).versions == []
