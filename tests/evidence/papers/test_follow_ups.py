"""What to ask next."""

from pipeline.evidence.papers.follow_ups import follow_ups, newer_versions
from pipeline.schema.paper_tables import Article, ArticleCorrection
from pipeline.schema.records import ParsedRecord


def test_notices_and_updates_are_followed_and_comments_are_not() -> None:
    rows = [
        ArticleCorrection("1", 1, "RetractionIn", other_pmid="30"),
        ArticleCorrection("1", 2, "UpdateIn", other_pmid="20"),
        ArticleCorrection("1", 3, "CommentIn", other_pmid="99"),
        ArticleCorrection("1", 4, "RetractionOf", other_pmid="98"),
        ArticleCorrection("1", 5, "ErratumIn", other_pmid=""),
    ]
    assert follow_ups([ParsedRecord(Article("1"), corrections=rows)] * 2) == ["20", "30"]


def test_chains_follow_updates_alone() -> None:
    rows = [
        ArticleCorrection("1", 1, "UpdateIn", other_pmid="20"),
        ArticleCorrection("1", 2, "ErratumIn", other_pmid="30"),
    ]
    assert newer_versions([ParsedRecord(Article("1"), corrections=rows)]) == ["20"]
