"""The lists that articles and books share in PubMed: authors, publication types, abstract sections.

Caveat: NLM has withdrawn what it marks `Author@ValidYN="N"`.
"""

import hashlib
from collections.abc import Iterable

from lxml.etree import _Element

from pipeline.schema.paper_tables import Article, ArticleAbstract, ArticleAuthor, ArticlePublicationType
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_text import text_of, tidy

_AUTHOR_COLUMNS = {
    "LastName": "last_name",
    "ForeName": "fore_name",
    "Initials": "initials",
    "Suffix": "suffix",
    "CollectiveName": "collective_name",
}


def record_with_lists(
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
