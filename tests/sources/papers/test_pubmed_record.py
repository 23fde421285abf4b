"""One record to rows: which records there are, and what is refused."""

from pathlib import Path

import Bio
import pytest
from lxml import etree

from pipeline.errors import TableError
from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import BOOK, FULL, WHOLE_BOOK, article, citation

DTD = Path(Bio.__file__).parent / "Entrez" / "DTDs" / "pubmed_250101.dtd"
PAGES = "<Pagination><MedlinePgn>1</MedlinePgn></Pagination>"


@pytest.mark.parametrize(
    "record", [article(pages=PAGES), FULL, BOOK, WHOLE_BOOK], ids=["small", "full", "chapter", "book"]
)
def test_the_invented_records_are_valid_by_the_dtd(record: bytes) -> None:
    dtd = etree.DTD(str(DTD))
    answer = etree.fromstring(b"<PubmedArticleSet>" + record + b"</PubmedArticleSet>")
    assert dtd.validate(answer), dtd.error_log


def test_a_bare_citation_and_versions() -> None:
    pages = '<ELocationID EIdType="doi" ValidYN="Y">10.1234/e</ELocationID>'
    row = parse(citation(pmid='<PMID Version="2">0102</PMID>', pages=pages).encode()).article
    assert (row.pmid, row.pmid_version, row.doi, row.pmcid) == ("102", 2, "10.1234/e", "")
    assert parse(article(pmid="<PMID>7</PMID>")).article.pmid_version is None


def test_a_record_may_come_with_a_declaration_and_a_dtd_that_nobody_fetches() -> None:
    head = b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE PubmedArticle SYSTEM "http://localhost:9/x.dtd">'
    assert parse(head + article()).article.pmid == "101"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no whole XML"),
        (b"not XML", "no whole XML"),
        (article()[:-5], "no whole XML"),
        (article().replace(b"A title", b"\xff"), "no whole XML"),
        (article(title="<ArticleTitle>a&nbsp;b</ArticleTitle>"), "no whole XML"),
        (article(title="<ArticleTitle><mml:mi>a</mml:mi></ArticleTitle>"), "no whole XML"),
        (b"<html/>", "found html"),
        (b"<PubmedArticleSet/>", "found PubmedArticleSet"),
        (b"<PubmedArticle><PubmedData/></PubmedArticle>", "found PubmedArticle"),
        (article(pmid=""), "with a PMID; found ''"),
        (article(pmid="<PMID>x12</PMID>"), "with a PMID; found 'x12'"),
        (b"<PubmedBookArticle><BookDocument/></PubmedBookArticle>", "with a PMID"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(TableError, match=found):
        parse(data)
