"""Parse one PubMed record from bytes to rows.

Publisher: US National Library of Medicine. Format: the PubMed DTD, read without fetching it
(https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd); what each element means:
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html. Licence: NLM terms; abstracts may be in copyright.
Caveats: ids inside ReferenceList belong to other papers; few records have such a list. NLM has withdrawn what it marks
`Author@ValidYN="N"` or `ELocationID@ValidYN="N"`. An article without an English title has a placeholder in brackets.
"""

import hashlib
import re
from collections.abc import Callable, Iterable

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import InvalidIdentifier, TableError
from pipeline.schema.identifiers import clean_doi, clean_pmcid, clean_pmid
from pipeline.schema.paper_tables import (
    Article,
    ArticleAbstract,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticlePublicationType,
    ArticleReference,
    ArticleRegistration,
)
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_dates import date_of, last_year_of, year_of
from pipeline.sources.papers.pubmed_text import text_of, tidy, version_of, with_mathml

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
)
# The placeholders in ArticleTitle for a missing English title. A translated title, also in brackets, is a title.
_NO_TITLE = re.compile(r"\[(?:Not Available|No title available|In Process Citation)\.?\]\.?", re.I)
_AUTHOR_COLUMNS = {
    "LastName": "last_name",
    "ForeName": "fore_name",
    "Initials": "initials",
    "Suffix": "suffix",
    "CollectiveName": "collective_name",
}
# The DTD gives ArticleId no attribute but `IdType`, so one pattern can read a reference list without parsing it.
_CITED = re.compile(rb"""<ArticleId\s+IdType\s*=\s*["']pubmed["']\s*>\s*([1-9][0-9]{0,8})\s*</ArticleId>""")
Parts = dict[str, list[_Element]]


def parse(data: bytes) -> ParsedRecord:
    """The rows of one record, a `PubmedArticle`, `PubmedBookArticle` or bare `MedlineCitation` cut out of an answer.

    Raises TableError for bytes that are not such a record or have no PMID.
    """
    root = _read(data)
    parts = _parts(root)
    if root.tag == "PubmedBookArticle" and "BookDocument" in parts:
        record = _book(_parts(parts["BookDocument"][0]), _own_ids(parts, "PubmedBookData"))
    elif root.tag == "PubmedArticle" and "MedlineCitation" in parts:
        record = _citation(parts["MedlineCitation"][0], _own_ids(parts, "PubmedData"))
    elif root.tag == "MedlineCitation":
        record = _citation(root, [])
    else:
        raise TableError(
            f"expected a PubMed record (PubmedArticle, PubmedBookArticle, MedlineCitation); found {root.tag}"
        )
    record.article.record_sha256 = hashlib.sha256(data).hexdigest()
    record.references = _references(record.article.pmid, data, root)
    return record


def _read(data: bytes) -> _Element:
    try:
        return etree.fromstring(with_mathml(_without_references(data)), _PARSER)
    except etree.XMLSyntaxError as error:
        raise TableError(f"expected a PubMed record; found no whole XML ({error.msg})") from None


def _without_references(data: bytes) -> bytes:
    """`data` without its reference lists, which are often half of a record and describe other papers."""
    start, end = _reference_lists(data)
    return data[:start] + data[end:]


def _reference_lists(data: bytes) -> tuple[int, int]:
    """The offsets where the reference lists start and end; (0, 0) if there are none or only the tree can tell.

    Without comments and CDATA sections no tag's name is hidden, so the first start tag and the last end tag are theirs.
    """
    start = data.find(b"<ReferenceList")
    if start < 0 or b"<!" in data:
        return 0, 0
    end = data.rfind(b"</ReferenceList>")
    return (0, 0) if end < start else (start, end + len(b"</ReferenceList>"))


def _references(pmid: str, data: bytes, root: _Element) -> list[ArticleReference]:
    """The cited papers that have a PMID in the reference lists, nested lists included, in order, without duplicates.

    Authority: the PubMed DTD, `ReferenceList (Title?, Reference*, ReferenceList*)`, `Reference/ArticleIdList`.
    """
    start, end = _reference_lists(data)
    if end:
        cited = [found.decode() for found in _CITED.findall(data, start, end)]
    elif b"<ReferenceList" not in data:
        return []
    else:
        ids = (e for each in root.iter("ReferenceList") for e in each.iter("ArticleId"))
        cited = [c for e in ids if e.get("IdType") == "pubmed" and (c := _cleaned(clean_pmid, [e]))]
    return [ArticleReference(pmid, place, c) for place, c in enumerate(dict.fromkeys(cited), 1)]


def _citation(citation: _Element, own_ids: list[_Element]) -> ParsedRecord:
    parts = _parts(citation)
    pmid, version = _pmid(parts)
    article = _parts(_first(parts, "Article"))
    journal = _parts(_first(article, "Journal"))
    issue = _parts(_first(journal, "JournalIssue"))
    about_journal = _parts(_first(parts, "MedlineJournalInfo"))
    title = _text(article, "ArticleTitle")
    date = date_of(_first(issue, "PubDate"))
    dois = _ids(clean_doi, own_ids, "doi", article)
    row = Article(
        pmid=pmid,
        article_title="" if _NO_TITLE.fullmatch(title) else title,
        vernacular_title=_text(article, "VernacularTitle"),
        journal_title=_text(journal, "Title"),
        iso_abbreviation=_text(journal, "ISOAbbreviation"),
        medline_ta=_text(about_journal, "MedlineTA"),
        pub_year=year_of(date),
        pub_date=date,
        electronic_date=_electronic_date(article),
        last_year=last_year_of(_first(issue, "PubDate")),
        volume=_text(issue, "Volume"),
        issue=_text(issue, "Issue"),
        pagination=_pagination(article, article),
        doi=next(iter(dois), ""),
        pmcid=next(iter(_ids(clean_pmcid, own_ids, "pmc")), ""),
        language=_texts(article, "Language"),
        medline_status=citation.get("Status", ""),
        date_revised=date_of(_first(parts, "DateRevised")),
        pmid_version=version,
    )
    types = _children(article, "PublicationTypeList", "PublicationType")
    record = _with_lists(row, article.get("AuthorList", []), types, _first(article, "Abstract"))
    record.other_dois = dois[1:]
    record.mesh_headings = _mesh_headings(pmid, _children(parts, "MeshHeadingList", "MeshHeading"))
    record.corrections = _corrections(pmid, _children(parts, "CommentsCorrectionsList", "CommentsCorrections"))
    record.registrations = _registrations(pmid, _children(article, "DataBankList", "DataBank"))
    return record


def _book(document: Parts, more_ids: list[_Element]) -> ParsedRecord:
    """The record of a BookDocument, which is a chapter or a whole book. A whole book's title is the article title.

    A chapter is dated by its contribution, else by its revision. The book's PubDate is only the year in which the book
    began: 1993 for every chapter of GeneReviews (NLM PubMed DTD, ContributionDate, DateRevised).
    """
    pmid, version = _pmid(document)
    book = _parts(_first(document, "Book"))
    own_ids = [*_children(document, "ArticleIdList", "ArticleId"), *more_ids]
    book_title = _text(book, "BookTitle")
    updated, book_date = date_of(_first(document, "DateRevised")), date_of(_first(book, "PubDate"))
    title = _text(document, "ArticleTitle")
    contributed = date_of(_first(document, "ContributionDate"))
    date = (contributed or updated or book_date) if title else (book_date or contributed)
    dois = _ids(clean_doi, own_ids, "doi", book)
    row = Article(
        pmid=pmid,
        article_title=title or book_title,
        vernacular_title=_text(document, "VernacularTitle"),
        journal_title=book_title,
        pub_year=year_of(date),
        pub_date=date,
        last_year=_later_year(book_date, date),
        updated_date=updated,
        volume=_text(book, "Volume"),
        pagination=_pagination(document, book),
        doi=next(iter(dois), ""),
        pmcid=next(iter(_ids(clean_pmcid, own_ids, "pmc")), ""),
        language=_texts(document, "Language"),
        date_revised=updated,
        pmid_version=version,
    )
    lists = [*document.get("AuthorList", []), *book.get("AuthorList", [])]
    record = _with_lists(row, lists, document.get("PublicationType", []), _first(document, "Abstract"))
    record.other_dois = dois[1:]
    return record


def _later_year(book_date: str, date: str) -> int | None:
    """The book's year, if it is later than the chapter's, as in a book that is reissued, such as StatPearls."""
    year, own = year_of(book_date), year_of(date)
    return year if year and own and year > own else None


def _with_lists(
    row: Article, author_lists: list[_Element], types: Iterable[_Element], abstract: _Element | None
) -> ParsedRecord:
    """The record with the lists that articles and books share; also fills the columns of `row` that sum them up."""
    record = ParsedRecord(row)
    # The first list of authors is the chapter's own. Editors count only if there are no authors.
    authors = next((a for a in author_lists if a.get("Type") != "editors"), author_lists[0] if author_lists else None)
    if authors is not None:
        record.authors = _authors(row.pmid, authors)
        row.n_authors = len(record.authors)
        row.first_author = _nlm_name(record.authors[0]) if record.authors else ""
    record.publication_types = _publication_types(row.pmid, types)
    row.publication_types = tuple(t.publication_type for t in record.publication_types)
    record.abstracts = _abstracts(row.pmid, abstract)
    row.abstract_sha256 = _abstract_sha256(record.abstracts)
    return record


def _authors(pmid: str, authors: _Element) -> list[ArticleAuthor]:
    rows: list[ArticleAuthor] = []
    for author in authors:
        if author.tag != "Author" or author.get("ValidYN") == "N":
            continue
        row = ArticleAuthor(pmid, len(rows) + 1)
        for child in author:
            column = _AUTHOR_COLUMNS.get(child.tag)
            if column:
                setattr(row, column, text_of(child))
            elif child.tag == "Identifier" and child.get("Source") == "ORCID":
                row.orcid = text_of(child)
        rows.append(row)
    return rows


def _nlm_name(author: ArticleAuthor) -> str:
    """The author's name in NLM form, such as `Greenspan SL` or `Smith JA Jr`, or the collective name.

    Authority: Citing Medicine, chapter 1, https://www.ncbi.nlm.nih.gov/books/NBK7282/ (surname, initials, rank).
    """
    return " ".join(filter(None, (author.last_name, author.initials, author.suffix))) or author.collective_name


def _publication_types(pmid: str, types: Iterable[_Element]) -> list[ArticlePublicationType]:
    found = ((text_of(t), t.get("UI", "")) for t in types)
    return [
        ArticlePublicationType(pmid, position, name, ui)
        for position, (name, ui) in enumerate((f for f in found if f[0]), 1)
    ]


def _abstracts(pmid: str, abstract: _Element | None) -> list[ArticleAbstract]:
    """The sections that have text, without CopyrightInformation; OtherAbstract (other languages, PIP) is not read."""
    rows: list[ArticleAbstract] = []
    for section in abstract if abstract is not None else ():
        text = text_of(section) if section.tag == "AbstractText" else ""
        if text:
            label, category = tidy(section.get("Label", "")), section.get("NlmCategory", "")
            rows.append(ArticleAbstract(pmid, len(rows) + 1, label, category, text))
    return rows


def _abstract_sha256(rows: list[ArticleAbstract]) -> str:
    """SHA-256 of the sections' label, category and text, joined by the ASCII unit and record separators.

    XML forbids these two characters, so no section can contain them.
    """
    if not rows:
        return ""
    joined = "\x1e".join(f"{r.label}\x1f{r.nlm_category}\x1f{r.text}" for r in rows)
    return hashlib.sha256(joined.encode()).hexdigest()


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
            parts = _parts(link)
            other = _cleaned(clean_pmid, parts.get("PMID", []))
            source, note = _text(parts, "RefSource"), _text(parts, "Note")
            rows.append(ArticleCorrection(pmid, len(rows) + 1, ref_type, source, other, note))
    return rows


def _registrations(pmid: str, banks: Iterable[_Element]) -> list[ArticleRegistration]:
    rows: list[ArticleRegistration] = []
    for bank in banks:
        parts = _parts(bank)
        name = _text(parts, "DataBankName")
        for number in map(text_of, _children(parts, "AccessionNumberList", "AccessionNumber")):
            if number:
                rows.append(ArticleRegistration(pmid, len(rows) + 1, name, number))
    return rows


def _pmid(parts: Parts) -> tuple[str, int | None]:
    """The record's PMID and its version. Raises TableError if there is no valid PMID."""
    element = _first(parts, "PMID")
    found = "" if element is None else text_of(element)
    try:
        pmid = clean_pmid(found)
    except InvalidIdentifier:
        raise TableError(f"expected a record with a PMID; found {found!r}") from None
    return pmid, version_of("" if element is None else element.get("Version", ""))


def _own_ids(parts: Parts, wrapper: str) -> list[_Element]:
    """The record's own ArticleIds, from the list directly inside `wrapper`, never those of its references."""
    return _children(_parts(_first(parts, wrapper)), "ArticleIdList", "ArticleId")


def _ids(
    clean: Callable[[str], str], own_ids: list[_Element], id_type: str, located: Parts | None = None
) -> tuple[str, ...]:
    """The well-formed ids of the type, without duplicates: first from the record's own list, then its ELocationIDs."""
    found = [e for e in own_ids if e.get("IdType") == id_type]
    found += _located(located, id_type) if located else []
    return tuple(dict.fromkeys(cleaned for e in found if (cleaned := _cleaned(clean, [e]))))


def _located(parts: Parts, id_type: str) -> list[_Element]:
    return [e for e in parts.get("ELocationID", []) if e.get("EIdType") == id_type and e.get("ValidYN") != "N"]


def _cleaned(clean: Callable[[str], str], elements: Iterable[_Element]) -> str:
    """The first well-formed id in `elements`, or "". A malformed id identifies nothing, so it is skipped."""
    for element in elements:
        try:
            return clean(text_of(element))
        except InvalidIdentifier:
            continue
    return ""


def _pagination(parts: Parts, located: Parts) -> str:
    """MedlinePgn, else StartPage-EndPage, else the publisher's item id, which online journals use instead of pages."""
    pages = _parts(_first(parts, "Pagination"))
    span = "-".join(filter(None, (_text(pages, "StartPage"), _text(pages, "EndPage"))))
    return _text(pages, "MedlinePgn") or span or next(filter(None, map(text_of, _located(located, "pii"))), "")


def _electronic_date(article: Parts) -> str:
    found = (date_of(d) for d in article.get("ArticleDate", []) if d.get("DateType", "Electronic") == "Electronic")
    return next(filter(None, found), "")


def _parts(element: _Element | None) -> Parts:
    """The children of an element, grouped by tag."""
    parts: Parts = {}
    for child in element if element is not None else ():
        parts.setdefault(child.tag, []).append(child)
    return parts


def _first(parts: Parts, tag: str) -> _Element | None:
    found = parts.get(tag)
    return found[0] if found else None


def _children(parts: Parts, tag: str, child_tag: str) -> list[_Element]:
    return [child for element in parts.get(tag, ()) for child in element if child.tag == child_tag]


def _text(parts: Parts, tag: str) -> str:
    found = parts.get(tag)
    return text_of(found[0]) if found else ""


def _texts(parts: Parts, tag: str) -> tuple[str, ...]:
    return tuple(filter(None, map(text_of, parts.get(tag, ()))))
