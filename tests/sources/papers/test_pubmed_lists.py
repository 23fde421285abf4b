"""The lists that articles and books share: authors and abstract sections."""

import hashlib

import pytest

from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import FULL, abstract, article


def test_authors_without_the_withdrawn_ones() -> None:
    record = parse(FULL)
    smith, group = record.authors
    assert (smith.position, smith.last_name, smith.fore_name, smith.initials) == (1, "Smith", "John A", "JA")
    assert (smith.suffix, smith.orcid, smith.collective_name) == ("Jr", "0000-0001-0000-0009", "")
    assert (group.position, group.last_name, group.collective_name) == (2, "", "The EXAMPLE Group")
    assert (record.article.n_authors, record.article.first_author) == (2, "Smith JA Jr")


@pytest.mark.parametrize(
    ("authors", "n_authors", "first"),
    [
        ("", None, ""),
        ('<AuthorList><Author ValidYN="N"><LastName>Wrong</LastName></Author></AuthorList>', 0, ""),
        ("<AuthorList><Author><CollectiveName>A <i>B</i> Group</CollectiveName></Author></AuthorList>", 1, "A B Group"),
        ("<AuthorList><Author><LastName>Madonna</LastName></Author></AuthorList>", 1, "Madonna"),
    ],
)
def test_number_of_authors_and_first_author(authors: str, n_authors: int | None, first: str) -> None:
    row = parse(article(authors=authors)).article
    assert (row.n_authors, row.first_author) == (n_authors, first)


def test_abstract_sections_without_copyright_and_other_abstracts() -> None:
    record = parse(FULL)
    assert [(s.position, s.label, s.nlm_category, s.text) for s in record.abstracts] == [
        (1, "AIM", "OBJECTIVE", "To test."),
        (2, "FINDING", "", "It works."),
    ]
    joined = "AIM\x1fOBJECTIVE\x1fTo test.\x1eFINDING\x1f\x1fIt works."
    assert record.article.abstract_sha256 == hashlib.sha256(joined.encode()).hexdigest()


def test_no_abstract_is_no_section_and_no_hash() -> None:
    for record in (article(), abstract("<AbstractText/>"), abstract("<AbstractText> \n </AbstractText>")):
        assert (parse(record).abstracts, parse(record).article.abstract_sha256) == ([], "")
