"""Parse a journal article of PubMed, a `MedlineCitation`, to rows.

Caveat: an article without an English title has a placeholder in brackets. A translated title, also in brackets, is a
title.
"""

import re
from collections.abc import Iterable

from lxml.etree import _Element

from pipeline.schema.identifiers import clean_doi, clean_pmcid, clean_pmid
from pipeline.schema.paper_tables import Article, ArticleCorrection, ArticleMeshHeading, ArticleRegistration
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_dates import date_of, last_year_of, year_of
from pipeline.sources.papers.pubmed_elements import Parts, children_in, first_in, parts_of, text_in, texts_in
from pipeline.sources.papers.pubmed_ids import clean_ids, first_clean, own_pmid, pagination
from pipeline.sources.papers.pubmed_lists import record_with_lists
from pipeline.sources.papers.pubmed_text import text_of, tidy

# The placeholders in ArticleTitle for a missing English title.
_NO_TITLE = re.compile(r"\[(?:Not Available|No title available|In Process Citation)\.?\]\.?", re.I)


def article_record(citation: _Element, own_ids: list[_Element]) -> ParsedRecord:
    """The record of a MedlineCitation; `own_ids` are its ArticleIds, [] for a bare citation."""
    parts = parts_of(citation)
    pmid, version = own_pmid(parts)
    article = parts_of(first_in(parts, "Article"))
    journal = parts_of(first_in(article, "Journal"))
    issue = parts_of(first_in(journal, "JournalIssue"))
    about_journal = parts_of(first_in(parts, "MedlineJournalInfo"))
    title = text_in(article, "ArticleTitle")
    date = date_of(first_in(issue, "PubDate"))
    dois = clean_ids(clean_doi, own_ids, "doi", article)
    row = Article(
        pmid=pmid,
        article_title="" if _NO_TITLE.fullmatch(title) else title,
        vernacular_title=text_in(article, "VernacularTitle"),
        journal_title=text_in(journal, "Title"),
        iso_abbreviation=text_in(journal, "ISOAbbreviation"),
        medline_ta=text_in(about_journal, "MedlineTA"),
        pub_year=year_of(date),
        pub_date=date,
        electronic_date=_electronic_date(article),
        last_year=last_year_of(first_in(issue, "PubDate")),
        volume=text_in(issue, "Volume"),
        issue=text_in(issue, "Issue"),
        pagination=pagination(article, article),
        doi=next(iter(dois), ""),
        pmcid=next(iter(clean_ids(clean_pmcid, own_ids, "pmc")), ""),
        language=texts_in(article, "Language"),
        medline_status=citation.get("Status", ""),
        date_revised=date_of(first_in(parts, "DateRevised")),
        pmid_version=version,
    )
    types = children_in(article, "PublicationTypeList", "PublicationType")
    record = record_with_lists(row, article.get("AuthorList", []), types, first_in(article, "Abstract"))
    record.other_dois = dois[1:]
    record.mesh_headings = _mesh_headings(pmid, children_in(parts, "MeshHeadingList", "MeshHeading"))
    record.corrections = _corrections(pmid, children_in(parts, "CommentsCorrectionsList", "CommentsCorrections"))
    record.registrations = _registrations(pmid, children_in(article, "DataBankList", "DataBank"))
    return record


def _electronic_date(article: Parts) -> str:
    found = (date_of(d) for d in article.get("ArticleDate", []) if d.get("DateType", "Electronic") == "Electronic")
    return next(filter(None, found), "")


def _mesh_headings(pmid: str, headings: Iterable[_Element]) -> list[ArticleMeshHeading]:
    rows: list[ArticleMeshHeading] = []
    for heading in headings:
        descriptor, ui, is_major = "", "", False
        qualifiers: list[str] = []
        for name in heading:
            text = tidy(name.text or "")
            is_major = is_major or name.get("MajorTopicYN") == "Y"
            if name.tag == "DescriptorName":
                descriptor, ui = text, name.get("UI", "")
            elif text:
                qualifiers.append(text)
        if descriptor:
            row = ArticleMeshHeading(pmid, len(rows) + 1, descriptor, ui, tuple(qualifiers), is_major)
            rows.append(row)
    return rows


def _corrections(pmid: str, links: Iterable[_Element]) -> list[ArticleCorrection]:
    """A row for each link except those of RefType Cites.

    The DTD requires a RefType. A link without one is kept under a word that is in no list, so that it shows as unknown
    instead of vanishing.
    """
    rows: list[ArticleCorrection] = []
    for link in links:
        ref_type = link.get("RefType") or "RefType missing"
        if ref_type != "Cites":
            parts = parts_of(link)
            other = first_clean(clean_pmid, parts.get("PMID", []))
            source, note = text_in(parts, "RefSource"), text_in(parts, "Note")
            rows.append(ArticleCorrection(pmid, len(rows) + 1, ref_type, source, other, note))
    return rows


def _registrations(pmid: str, banks: Iterable[_Element]) -> list[ArticleRegistration]:
    rows: list[ArticleRegistration] = []
    for bank in banks:
        parts = parts_of(bank)
        name = text_in(parts, "DataBankName")
        for number in map(text_of, children_in(parts, "AccessionNumberList", "AccessionNumber")):
            if number:
                rows.append(ArticleRegistration(pmid, len(rows) + 1, name, number))
    return rows
