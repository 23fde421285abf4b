"""A journal article to rows: every column, titles, MeSH, corrections, registrations, dates."""

import hashlib
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.table import columns
from pipeline.sources.papers.pubmed_record import parse
from tests.sources.papers.pubmed_records import FULL, article


def test_every_column_of_the_article_is_filled() -> None:
    row = parse(FULL).article
    elsewhere = {"last_year", "updated_date"}  # of a date that spans years, and of a book chapter
    assert {c.name for c in columns(type(row)) if getattr(row, c.name) in ("", None, ())} == elsewhere
    assert (row.pmid, row.pmid_version, row.medline_status, row.date_revised) == ("101", 1, "MEDLINE", "2020-02-29")
    assert (row.journal_title, row.iso_abbreviation, row.medline_ta) == ("Journal of examples", "J Ex", "J Ex Med")
    assert (row.pub_year, row.pub_date, row.electronic_date) == (2015, "2015-04-03", "2015-03-09")
    assert (row.volume, row.issue, row.pagination, row.language) == ("12", "3", "45-52", ("eng",))
    assert row.article_title == "[Salt in Homo sapiens: CO2 and 105]."
    assert row.vernacular_title == "Sal en Homo sapiens."
    assert row.publication_types == ("Journal Article",)
    assert row.record_sha256 == hashlib.sha256(FULL).hexdigest()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<ArticleTitle>[Not Available].</ArticleTitle>", ""),
        ("<ArticleTitle>[Not available]</ArticleTitle>", ""),
        ("<ArticleTitle>[No title available].</ArticleTitle>", ""),
        ("<ArticleTitle>[In Process Citation]</ArticleTitle>", ""),
        ("<ArticleTitle/>", ""),
        ("", ""),
        ("<ArticleTitle>[A translated title].</ArticleTitle>", "[A translated title]."),
        ("<ArticleTitle>Not available: drugs in war.</ArticleTitle>", "Not available: drugs in war."),
    ],
)
def test_placeholders_are_no_titles(title: str, expected: str) -> None:
    assert parse(article(title=title)).article.article_title == expected


def test_mesh_headings() -> None:
    osteoporosis, humans = parse(FULL).mesh_headings
    assert (osteoporosis.descriptor, osteoporosis.descriptor_ui) == ("Osteoporosis", "D1")
    assert (osteoporosis.qualifiers, osteoporosis.is_major_topic) == (("drug therapy", "blood"), True)
    assert (humans.position, humans.qualifiers, humans.is_major_topic) == (2, (), False)


def test_corrections_are_all_but_the_reference_list() -> None:
    erratum, retraction = parse(FULL).corrections
    assert (erratum.position, erratum.ref_type, erratum.other_pmid) == (1, "ErratumIn", "202")
    assert (erratum.ref_source, erratum.note) == ("J Ex. 2016", "Dosage error")
    assert (retraction.position, retraction.ref_type, retraction.other_pmid) == (2, "RetractionOf", "")


def test_a_correction_without_or_with_an_unheard_of_ref_type_does_not_vanish() -> None:
    links = "<CommentsCorrections><RefSource>A</RefSource></CommentsCorrections>"
    links += '<CommentsCorrections RefType="NewKindIn"><RefSource>B</RefSource><PMID>x</PMID></CommentsCorrections>'
    record = parse(article(lists=f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList>"))
    assert [(c.ref_type, c.ref_source, c.other_pmid) for c in record.corrections] == [
        ("RefType missing", "A", ""),
        ("NewKindIn", "B", ""),
    ]


def test_registrations_and_publication_types() -> None:
    record = parse(FULL)
    assert [(r.position, r.data_bank, r.registration_number) for r in record.registrations] == [
        (1, "ClinicalTrials.gov", "NCT00000001"),
        (2, "ClinicalTrials.gov", "NCT00000002"),
    ]
    assert [(t.position, t.publication_type, t.publication_type_ui) for t in record.publication_types] == [
        (1, "Journal Article", "D016428")
    ]


def test_a_date_that_spans_two_years() -> None:
    span = article().replace(b"<PubDate>", b"<PubDate><MedlineDate>2013 Dec-2014 Jan</MedlineDate></PubDate><Was>", 1)
    row = parse(span.replace(b"</PubDate></Journal", b"</Was></Journal").replace(b"</PubDate>", b"</PubDate>")).article
    assert (row.pub_year, row.pub_date, row.last_year) == (2013, "2013", 2014)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20))
def test_any_title_survives(title: str) -> None:
    row = parse(article(title=f"<ArticleTitle>x{escape(title)}x</ArticleTitle>")).article
    assert row.article_title.split() == f"x{title}x".split()
