"""Words for searches without an answer."""

from pipeline.findings.search_words import not_looked_at, unanswered, why_unanswered
from pipeline.schema.moving_tables import Search


def search(**more: object) -> Search:
    return Search("0123456789ab", "q", "pubmed", "trial", "x", **more)  # type: ignore[arg-type]


def test_failed_and_not_asked_are_two_things() -> None:
    good = search(n_found=0, searched_date="2026-01-01")
    assert unanswered([good]) == [] and why_unanswered([good]) == ""
    assert "has not been searched" in why_unanswered([good, search()])
    assert "since 2026-02-01" in why_unanswered([search(), search(n_found=1, failed_since_date="2026-02-01")])


def test_a_search_that_was_not_read_to_its_end_says_so() -> None:
    assert not_looked_at([search(n_found=3, n_read=3), search()]) == ""
    assert "only 200" in not_looked_at([search(n_found=3, n_read=3), search(n_found=201, n_read=200)])
