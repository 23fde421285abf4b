"""The identifiers of a record: its own, well-formed, never those that NLM withdrew; its pages."""

import pytest

from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import FULL, article


def test_ids_are_the_records_own_and_never_those_of_its_references() -> None:
    assert (parse(FULL).article.doi, parse(FULL).article.pmcid) == ("10.1234/abc", "PMC77")
    references = '<ReferenceList><Reference><Citation>O.</Citation><ArticleIdList><ArticleId IdType="doi">10.9999/o'
    references += "</ArticleId></ArticleIdList></Reference></ReferenceList>"
    for record in (article(references=references), article(references=f"{references}<!-- a comment -->")):
        assert (parse(record).article.doi, parse(record).article.pmcid) == ("", "")


@pytest.mark.parametrize(
    ("ids", "located", "doi"),
    [
        ("", [("Y", "10.1234/A"), ("Y", "10.1234/b")], "10.1234/a"),
        ("", [("N", "10.1234/withdrawn"), ("Y", "10.1234/b")], "10.1234/b"),
        ("", [("N", "10.1234/withdrawn")], ""),
        ("not a doi", [("Y", "10.1234/b")], "10.1234/b"),
        ("not a doi", [("Y", "neither")], ""),
        ("https://doi.org/10.1234/C(1)2", [], "10.1234/c(1)2"),
    ],
)
def test_doi_from_the_id_list_then_from_valid_elocations(ids: str, located: list[tuple[str, str]], doi: str) -> None:
    pages = "".join(f'<ELocationID EIdType="doi" ValidYN="{yn}">{value}</ELocationID>' for yn, value in located)
    own = f'<ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="doi">{ids}</ArticleId>'
    assert parse(article(ids=own, pages=pages)).article.doi == doi


def test_every_further_doi_of_the_record_is_kept_once() -> None:
    own = '<ArticleId IdType="doi">10.1234/a</ArticleId><ArticleId IdType="doi">10.1234/B</ArticleId>'
    pages = "".join(
        f'<ELocationID EIdType="doi" ValidYN="{yn}">{value}</ELocationID>'
        for yn, value in (("Y", "10.1234/b"), ("N", "10.1234/withdrawn"), ("Y", "10.1234/c"))
    )
    record = parse(article(ids=own, pages=pages))
    assert (record.article.doi, record.other_dois) == ("10.1234/a", ("10.1234/b", "10.1234/c"))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("<Pagination><MedlinePgn>101-9; discussion 110</MedlinePgn></Pagination>", "101-9; discussion 110"),
        ("<Pagination><StartPage>5</StartPage><EndPage>8</EndPage></Pagination>", "5-8"),
        ("<Pagination><StartPage>e5</StartPage></Pagination>", "e5"),
        ('<Pagination><MedlinePgn/></Pagination><ELocationID EIdType="pii" ValidYN="Y">e77</ELocationID>', "e77"),
        ('<ELocationID EIdType="pii" ValidYN="N">e1</ELocationID>', ""),
        ("", ""),
    ],
)
def test_pagination(pages: str, expected: str) -> None:
    assert parse(article(pages=pages)).article.pagination == expected


@pytest.mark.parametrize(
    ("pmc", "expected"), [("PMC12", "PMC12"), ("12", "PMC12"), ("PMC12.1", "PMC12"), ("soon", ""), ("", "")]
)
def test_a_bad_pmcid_counts_as_absent(pmc: str, expected: str) -> None:
    assert parse(article(ids=f'<ArticleId IdType="pmc">{pmc}</ArticleId>')).article.pmcid == expected
