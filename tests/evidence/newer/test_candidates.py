"""New evidence for one question."""

from dataclasses import replace

import pytest

from pipeline.evidence.newer import candidates as module
from pipeline.evidence.newer.candidates import FoundPaper, LastApproval, SearchedQuestion, candidates
from pipeline.evidence.newer.ranked_record import Document
from pipeline.evidence.papers.paper import Paper
from pipeline.schema.claim_tables import Claim
from pipeline.schema.moving_tables import Supersession
from pipeline.schema.question_tables import Question
from pipeline.schema.vocabulary import MOST_CANDIDATES

CLAIMS = (
    Claim("a" * 12, "q", "research", "", 1, "Melatonin lengthens sleep in owls."),
    Claim("b" * 12, "q", "research", "", 2, "Darkness does nothing for mice."),
)


def found(pmid: str, title: str = "Owls", year: int = 2024, **more: object) -> FoundPaper:
    known = {"study_design": "randomized controlled trial"} | more
    paper = Paper(f"pmid:{pmid}", pmid, title, year, **known)  # type: ignore[arg-type]
    return FoundPaper(paper, Document(pmid, title, year=year), "", "2026-01-01")


def pool(*new: FoundPaper, routes: dict[str, set[str]] | None = None, **more: object) -> SearchedQuestion:
    known = {f.paper.pmid: f for f in new}
    return SearchedQuestion(
        question=Question("q", "What helps owls?", "draft"),
        claims=CLAIMS,
        cited=[found("1", "Melatonin in owls", 2015)],
        found=known,
        routes=routes or {p: {"trial"} for p in known},
        **({"citing": {}, "claims_citing": {"1": ("b" * 12,)}, "cited_pmids": {"1"}} | more),  # type: ignore[arg-type]
    )


def test_at_most_ten_ranked_from_one() -> None:
    rows = candidates(pool(*(found(str(n), f"Owls and {n} things") for n in range(100, 130))))
    assert [r.rank for r in rows] == list(range(1, MOST_CANDIDATES + 1))
    assert sorted((r.score or 0 for r in rows), reverse=True) == [r.score for r in rows]


def test_cited_dismissed_retracted_and_comments_are_left_out() -> None:
    comment = replace(found("6", study_design="other"), document=Document("6", "Owls", publication_types=("Comment",)))
    rows = candidates(pool(found("1"), found("4"), found("5", is_out=True), comment, found("7"), dismissed={"4"}))
    assert [r.pmid for r in rows] == ["7"]


def seen(pmid: str, day: str, title: str = "Owls") -> FoundPaper:
    return replace(found(pmid, title), first_seen_date=day)


def test_what_was_unread_at_the_approval_stays_behind_what_is_new() -> None:
    approval = LastApproval("2026-03-01", frozenset({"4"}))
    on_its_day, before, later = seen("5", "2026-03-01"), seen("6", "2026-02-01"), seen("7", "2026-04-01")
    rows = candidates(pool(seen("4", "2026-03-01", "Melatonin in owls"), on_its_day, before, later, approval=approval))
    assert {r.pmid: r.is_from_before_approval for r in rows} == {"4": True, "5": False, "6": True, "7": False}
    assert {r.pmid for r in rows[:2]} == {"5", "7"} and [r.rank for r in rows] == [1, 2, 3, 4]


def test_without_a_record_of_it_the_day_tells_what_was_unread() -> None:
    rows = candidates(pool(seen("4", "2026-03-01"), seen("5", "2026-03-02"), approval=LastApproval("2026-03-01")))
    assert [(r.pmid, r.is_from_before_approval) for r in rows] == [("5", False), ("4", True)]


def test_old_ones_take_no_place_from_new_ones_and_new_ones_none_from_old_ones() -> None:
    old = [seen(str(n), "2026-01-01", f"Melatonin in owls {n}") for n in range(100, 112)]
    new = [seen(str(n), "2026-05-01", f"Mice {n}") for n in range(200, 212)]
    rows = candidates(pool(*old, *new, approval=LastApproval("2026-03-01")))
    assert [r.is_from_before_approval for r in rows] == [False] * MOST_CANDIDATES + [True] * MOST_CANDIDATES


def test_a_year_before_the_approval_hides_nothing() -> None:
    assert [r.pmid for r in candidates(pool(found("4", year=2023), approval=LastApproval("2024-03-01")))] == ["4"]


def test_integrity_and_notices_go_with_it() -> None:
    new = found("4", integrity_status="concern", notices=("pmid:9 expression of concern (2024)",))
    (row,) = candidates(pool(new))
    assert (row.integrity_status, row.notices) == ("concern", ("pmid:9 expression of concern (2024)",))


def test_a_search_for_guidelines_that_brings_a_trial_found_no_guideline() -> None:
    both = {"4": {"guideline", "trial"}, "5": {"guideline"}, "6": {"superseding guideline"}}
    rows = candidates(pool(found("4"), found("5"), routes=both))
    assert [(r.pmid, r.route) for r in rows] == [("4", ("trial",))]


def test_a_citing_article_bears_on_the_claims_that_cite_the_same() -> None:
    (row,) = candidates(pool(found("4"), routes={"4": {"citing"}}, citing={"1": ("4",)}))
    assert (row.claim_ids, row.cited_pmids, row.route) == (("b" * 12,), ("1",), ("citing",))


def test_a_successor_bears_on_the_claims_that_cite_the_older() -> None:
    newer = Supersession("pmid:1", "pmid:4", "update")
    (row,) = candidates(pool(found("4"), routes={"4": {"update"}}, supersessions=(newer,)))
    assert row.claim_ids == ("b" * 12,)


def test_else_the_claims_whose_words_it_shares() -> None:
    (row,) = candidates(pool(found("4", "Melatonin and the sleep of owls")))
    assert row.claim_ids == ("a" * 12,)
    assert (row.first_seen_date, row.year, row.title) == ("2026-01-01", 2024, "Melatonin and the sleep of owls")


def test_what_other_questions_found_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, routes = [], module._routes
    monkeypatch.setattr(module, "_routes", lambda p, f: looked_at.append(f.paper.pmid) or routes(p, f))
    own, others = found("100", "Owls and a thing"), [found(str(n), f"Newts {n}") for n in range(200, 250)]
    (row,) = candidates(pool(own, *others, routes={"100": {"citing"}}))
    assert row.pmid == "100" and set(looked_at) == {"100"}
