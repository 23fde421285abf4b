"""Parse a book or a chapter of a book in PubMed, a `BookDocument`, to rows."""

from lxml.etree import _Element

from pipeline.schema.identifiers import clean_doi, clean_pmcid
from pipeline.schema.paper_tables import Article
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_dates import date_of, year_of
from pipeline.sources.papers.pubmed_elements import Parts, children_in, first_in, parts_of, text_in, texts_in
from pipeline.sources.papers.pubmed_ids import clean_ids, own_pmid, pagination
from pipeline.sources.papers.pubmed_lists import record_with_lists


def book_record(document: Parts, more_ids: list[_Element]) -> ParsedRecord:
    """The record of a BookDocument, which is a chapter or a whole book. A whole book's title is the article title.

    A chapter is dated by its contribution, else by its revision. The book's PubDate is only the year in which the book
    began: 1993 for every chapter of GeneReviews (NLM PubMed DTD, ContributionDate, DateRevised).
    """
    pmid, version = own_pmid(document)
    book = parts_of(first_in(document, "Book"))
    own_ids = [*children_in(document, "ArticleIdList", "ArticleId"), *more_ids]
    book_title = text_in(book, "BookTitle")
    updated, book_date = date_of(first_in(document, "DateRevised")), date_of(first_in(book, "PubDate"))
    title = text_in(document, "ArticleTitle")
    contributed = date_of(first_in(document, "ContributionDate"))
    date = (contributed or updated or book_date) if title else (book_date or contributed)
    dois = clean_ids(clean_doi, own_ids, "doi", book)
    row = Article(
        pmid=pmid,
        article_title=title or book_title,
        vernacular_title=text_in(document, "VernacularTitle"),
        journal_title=book_title,
        pub_year=year_of(date),
        pub_date=date,
        last_year=_later_year(book_date, date),
        updated_date=updated,
        volume=text_in(book, "Volume"),
        pagination=pagination(document, book),
        doi=next(iter(dois), ""),
        pmcid=next(iter(clean_ids(clean_pmcid, own_ids, "pmc")), ""),
        language=texts_in(document, "Language"),
        date_revised=updated,
        pmid_version=version,
    )
    lists = [*document.get("AuthorList", []), *book.get("AuthorList", [])]
    record = record_with_lists(row, lists, document.get("PublicationType", []), first_in(document, "Abstract"))
    record.other_dois = dois[1:]
    return record


def _later_year(book_date: str, date: str) -> int | None:
    """The book's year, if it is later than the chapter's, as in a book that is reissued, such as StatPearls."""
    year, own = year_of(book_date), year_of(date)
    return year if year and own and year > own else None
