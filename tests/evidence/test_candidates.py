"""New evidence for one question."""

from dataclasses import replace

from pipeline.evidence.candidates import MOST, Found, Pool, candidates
from pipeline.evidence.documents import Document
from pipeline.evidence.papers import Paper
from pipeline.schema.moving_tables import Supersession
from pipeline.schema.tables import Claim, Question

CLAIMS = (
    Claim("a" * 12, "q", "research", "", 1, "Melatonin lengthens sleep in owls."),
    Claim("b" * 12, "q", "research", "", 2, "Darkness does nothing for mice."),
)


def found(pmid: str, title: str = "Owls", year: int = 2024, **more: object) -> Found:
    known = {"study_design": "randomized controlled trial"} | more
    paper = Paper(f"pmid:{pmid}", pmid, title, year, **known)  # type: ignore[arg-type]
    return Found(paper, Document(pmid, title, year=year), "", "2026-01-01")


def pool(*new: Found, routes: dict[str, set[str]] | None = None, **more: object) -> Pool:
    known = {f.paper.pmid: f for f in new}
    return Pool(
        question=Question("q", "What helps owls?", "draft"),
        claims=CLAIMS,
        cited=[found("1", "Melatonin in owls", 2015)],
        found=known,
        routes=routes or {p: {"trial"} for p in known},
        **({"citing": {}, "claims_citing": {"1": ("b" * 12,)}, "cited_pmids": {"1"}} | more),  # type: ignore[arg-type]
    )


def test_at_most_ten_ranked_from_one() -> None:
    rows = candidates(pool(*(found(str(n), f"Owls and {n} things") for n in range(100, 130))))
    assert [r.rank for r in rows] == list(range(1, MOST + 1))
    assert sorted((r.score or 0 for r in rows), reverse=True) == [r.score for r in rows]


def test_cited_dismissed_retracted_and_comments_are_left_out() -> None:
    comment = replace(found("6", study_design="other"), document=Document("6", "Owls", publication_types=("Comment",)))
    rows = candidates(pool(found("1"), found("4"), found("5", is_out=True), comment, found("7"), dismissed={"4"}))
    assert [r.pmid for r in rows] == ["7"]


def test_before_the_last_approval_is_not_new() -> None:
    rows = candidates(pool(found("4", year=2023), found("5", year=2024), since="2024-03-01"))
    assert [r.pmid for r in rows] == ["5"]


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
