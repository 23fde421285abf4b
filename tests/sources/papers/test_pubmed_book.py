"""A book and a chapter of a book to rows: titles, authors or editors, dates."""

from pathlib import Path

import pytest

from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import BOOK, WHOLE_BOOK

CONTRIBUTED = b"<ContributionDate><Year>2003</Year><Month>1</Month><Day>2</Day></ContributionDate>"
REVISED = b"<DateRevised><Year>2023</Year><Month>5</Month><Day>4</Day></DateRevised>"


def test_a_chapter_of_a_book() -> None:
    record = parse(BOOK)
    row = record.article
    assert (row.pmid, row.article_title, row.journal_title) == ("301", "A chapter", "Examples2")
    assert (row.first_author, row.n_authors) == ("Writer WA", 1)
    assert (row.pub_year, row.pub_date, row.date_revised) == (2003, "2003-01-02", "2023-05-04")
    assert (row.updated_date, row.last_year) == ("2023-05-04", None)
    assert (row.volume, row.pagination, row.doi, row.language) == ("4", "7-9", "10.1234/book.1", ("eng",))
    assert row.publication_types == ("Review",)
    assert [(s.label, s.text) for s in record.abstracts] == [("SUMMARY", "Text.")]


def test_a_whole_book_has_its_own_title_and_its_editors() -> None:
    row = parse(WHOLE_BOOK).article
    assert (row.article_title, row.journal_title) == ("A whole book", "A whole book")
    assert (row.first_author, row.n_authors, row.pub_date) == ("Example Group", 1, "2011-06")


def test_a_chapter_has_its_own_date_and_a_book_the_books() -> None:
    row = parse(BOOK.replace(CONTRIBUTED, b"")).article
    assert (row.pub_year, row.pub_date, row.updated_date) == (2023, "2023-05-04", "2023-05-04")
    row = parse(BOOK.replace(CONTRIBUTED, b"").replace(REVISED, b"")).article
    assert (row.pub_year, row.pub_date, row.updated_date) == (1993, "1993", "")
    dated = WHOLE_BOOK.replace(b"</Book>", b"</Book>" + CONTRIBUTED)
    assert parse(dated).article.pub_date == "2011-06"
    undated = dated.replace(b"<PubDate><Year>2011</Year><Month>06</Month></PubDate>", b"")
    assert parse(undated).article.pub_date == "2003-01-02"


def test_a_book_that_is_issued_anew_has_its_later_year_too() -> None:
    row = parse(BOOK.replace(b"<Year>1993</Year>", b"<Year>2025</Year>")).article
    assert (row.pub_year, row.last_year) == (2003, 2025)


@pytest.mark.real
def test_the_real_books(shared: Path) -> None:
    paths = sorted((shared / "data" / "pubmed" / "books").glob("*.xml"))
    records = {p.stem: parse(f) for p in paths for _, _, f in split(p.read_bytes())}
    assert sorted(records) == ["20301382", "20301577"]
    own = {"20301382": (2003, "2023"), "20301577": (2006, "2024")}
    for pmid, record in records.items():
        row = record.article
        assert (row.pmid, row.journal_title, row.pub_year) == (pmid, "GeneReviews®", own[pmid][0])
        assert row.updated_date[:4] == own[pmid][1]
        assert (row.n_authors, row.publication_types, row.language) == (2, ("Review",), ("eng",))
        assert row.article_title.endswith(("Syndromes", "Disorders"))
        assert "MANAGEMENT" in [s.label for s in record.abstracts]
    assert records["20301577"].article.first_author == "Napolitano C"
