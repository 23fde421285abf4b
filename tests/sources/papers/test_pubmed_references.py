"""The reference lists of a record, by pattern and by tree."""

import pytest

from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import article


@pytest.mark.parametrize("after", ["", "<!-- a comment -->"], ids=["by pattern", "by tree"])
def test_reference_lists_give_the_papers_that_pubmed_ties_to_a_pmid(after: str) -> None:
    def cited(*ids: str) -> str:
        listed = "".join(f'<ArticleId IdType="{i.split(":")[0]}">{i.split(":")[1]}</ArticleId>' for i in ids)
        return f"<Reference><Citation>O.</Citation><ArticleIdList>{listed}</ArticleIdList></Reference>"

    inner = f"<ReferenceList><Title>More</Title>{cited('pubmed:3')}</ReferenceList>"
    lists = f"<ReferenceList>{cited('pubmed:2', 'doi:10.1/x')}{cited('doi:10.1/y')}{cited('pubmed:0')}{inner}"
    lists += f"</ReferenceList><ReferenceList>{cited('pubmed:2')}{cited('pubmed: 4 ')}</ReferenceList>{after}"
    rows = parse(article(references=lists)).references
    assert [(r.pmid, r.position, r.cited_pmid) for r in rows] == [("101", 1, "2"), ("101", 2, "3"), ("101", 3, "4")]
    assert parse(article(references=after)).references == []
