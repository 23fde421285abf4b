"""One record to rows: invented records, valid by NLM's DTD, for every case that is easy to get wrong."""

import hashlib
from pathlib import Path
from xml.sax.saxutils import escape

import Bio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import TableError
from pipeline.schema.table import columns
from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse

DTD = Path(Bio.__file__).parent / "Entrez" / "DTDs" / "pubmed_250101.dtd"
PUB_DATE = "<PubDate><Year>2015</Year><Month>Apr</Month><Day>3</Day></PubDate>"
AUTHORS = '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Example</LastName></Author></AuthorList>'
TYPES = '<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>'


def citation(
    *,
    pmid: str = '<PMID Version="1">101</PMID>',
    pub_date: str = PUB_DATE,
    title: str = "<ArticleTitle>A title.</ArticleTitle>",
    pages: str = "",
    abstract: str = "",
    authors: str = AUTHORS,
    banks: str = "",
    more: str = "",
    lists: str = "",
) -> str:
    """A MedlineCitation; each part is XML in the DTD's order."""
    return (
        f'<MedlineCitation Status="MEDLINE" Owner="NLM">{pmid}<DateRevised><Year>2020</Year><Month>02</Month>'
        '<Day>29</Day></DateRevised><Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>'
        f'<JournalIssue CitedMedium="Print"><Volume>12</Volume><Issue>3</Issue>{pub_date}</JournalIssue>'
        "<Title>Journal of examples</Title><ISOAbbreviation>J Ex</ISOAbbreviation></Journal>"
        f"{title}{pages}{abstract}{authors}<Language>eng</Language>{banks}{TYPES}{more}</Article>"
        "<MedlineJournalInfo><MedlineTA>J Ex Med</MedlineTA></MedlineJournalInfo>"
        f"{lists}</MedlineCitation>"
    )


def article(*, ids: str = '<ArticleId IdType="pubmed">101</ArticleId>', references: str = "", **parts: str) -> bytes:
    """A PubmedArticle around `citation`."""
    data = f"<PublicationStatus>ppublish</PublicationStatus><ArticleIdList>{ids}</ArticleIdList>{references}"
    return f"<PubmedArticle>{citation(**parts)}<PubmedData>{data}</PubmedData></PubmedArticle>".encode()


def abstract(*sections: str) -> bytes:
    return article(abstract=f"<Abstract>{''.join(sections)}</Abstract>")


BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">301</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK1</ArticleId><ArticleId IdType="doi">10.1234/Book.1</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Example Press</PublisherName></Publisher>
<BookTitle book="ex">Examples<sup>2</sup></BookTitle>
<PubDate><Year>1993</Year></PubDate>
<AuthorList Type="editors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Editor</LastName>
<Initials>E</Initials></Author></AuthorList><Volume>4</Volume></Book>
<ArticleTitle book="ex" part="one">A chapter</ArticleTitle>
<Pagination><StartPage>7</StartPage><EndPage>9</EndPage></Pagination>
<Language>eng</Language><AuthorList Type="authors" CompleteYN="Y"><Author ValidYN="Y"><LastName>Writer</LastName>
<Initials>WA</Initials></Author></AuthorList><PublicationType UI="D016454">Review</PublicationType>
<Abstract><AbstractText Label="SUMMARY">Text.</AbstractText></Abstract>
<ContributionDate><Year>2003</Year><Month>1</Month><Day>2</Day></ContributionDate>
<DateRevised><Year>2023</Year><Month>5</Month><Day>4</Day></DateRevised></BookDocument></PubmedBookArticle>"""
WHOLE_BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">302</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK2</ArticleId></ArticleIdList><Book><Publisher>
<PublisherName>Example Press</PublisherName></Publisher><BookTitle book="ex">A whole book</BookTitle>
<PubDate><Year>2011</Year><Month>06</Month></PubDate>
<AuthorList Type="editors" CompleteYN="Y"><Author ValidYN="Y"><CollectiveName>Example Group</CollectiveName></Author>
</AuthorList></Book></BookDocument></PubmedBookArticle>"""
FULL = article(
    ids='<ArticleId IdType="pubmed">101</ArticleId><ArticleId IdType="doi">10.1234/ABC</ArticleId>'
    '<ArticleId IdType="pmc">PMC77</ArticleId>',
    references="<ReferenceList><Reference><Citation>Other. 2001.</Citation><ArticleIdList>"
    '<ArticleId IdType="doi">10.9999/other</ArticleId><ArticleId IdType="pmc">PMC99</ArticleId></ArticleIdList>'
    "</Reference></ReferenceList>",
    title="<ArticleTitle>[Salt in <i>Homo sapiens</i>: CO<sub>2</sub> and 10<sup>5</sup>].</ArticleTitle>",
    pages="<Pagination><StartPage>45</StartPage><EndPage>52</EndPage><MedlinePgn>45-52</MedlinePgn></Pagination>"
    '<ELocationID EIdType="doi" ValidYN="Y">10.1234/elocation</ELocationID>',
    abstract='<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">To test.</AbstractText>'
    '<AbstractText Label="FINDING">It <b>works</b>.</AbstractText>'
    "<CopyrightInformation>Copyright nobody.</CopyrightInformation></Abstract>",
    authors='<AuthorList CompleteYN="Y"><Author ValidYN="N"><LastName>Wrong</LastName><Initials>W</Initials></Author>'
    '<Author ValidYN="Y"><LastName>Smith</LastName><ForeName>John A</ForeName><Initials>JA</Initials>'
    '<Suffix>Jr</Suffix><Identifier Source="GRID">grid.1</Identifier>'
    '<Identifier Source="ORCID">0000-0001-0000-0009</Identifier>'
    "<AffiliationInfo><Affiliation>Example<sup>1</sup></Affiliation></AffiliationInfo></Author>"
    '<Author ValidYN="Y"><CollectiveName>The EXAMPLE Group</CollectiveName></Author></AuthorList>',
    banks='<DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>'
    "<AccessionNumber>NCT00000001</AccessionNumber><AccessionNumber>NCT00000002</AccessionNumber></AccessionNumberList>"
    "</DataBank><DataBank><DataBankName>ISRCTN</DataBankName></DataBank></DataBankList>",
    more="<VernacularTitle>Sal en <i>Homo sapiens</i>.</VernacularTitle>"
    '<ArticleDate DateType="Electronic"><Year>2015</Year><Month>03</Month><Day>09</Day></ArticleDate>',
    lists="<CommentsCorrectionsList>"
    '<CommentsCorrections RefType="Cites"><RefSource>Old J. 1990</RefSource><PMID Version="1">9</PMID>'
    "</CommentsCorrections>"
    '<CommentsCorrections RefType="ErratumIn"><RefSource>J Ex. 2016</RefSource><PMID Version="1">202</PMID>'
    "<Note>Dosage error</Note></CommentsCorrections>"
    '<CommentsCorrections RefType="RetractionOf"><RefSource>J Ex. 2014</RefSource></CommentsCorrections>'
    "</CommentsCorrectionsList><MeshHeadingList>"
    '<MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Osteoporosis</DescriptorName>'
    '<QualifierName UI="Q1" MajorTopicYN="Y">drug therapy</QualifierName>'
    '<QualifierName UI="Q2" MajorTopicYN="N">blood</QualifierName></MeshHeading>'
    '<MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Humans</DescriptorName></MeshHeading></MeshHeadingList>'
    '<OtherAbstract Type="Publisher" Language="spa"><AbstractText>Otro resumen.</AbstractText></OtherAbstract>',
)


PAGES = "<Pagination><MedlinePgn>1</MedlinePgn></Pagination>"


@pytest.mark.parametrize(
    "record", [article(pages=PAGES), FULL, BOOK, WHOLE_BOOK], ids=["small", "full", "chapter", "book"]
)
def test_the_invented_records_are_valid_by_the_dtd(record: bytes) -> None:
    dtd = etree.DTD(str(DTD))
    answer = etree.fromstring(b"<PubmedArticleSet>" + record + b"</PubmedArticleSet>")
    assert dtd.validate(answer), dtd.error_log


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


def test_ids_are_the_records_own_and_never_those_of_its_references() -> None:
    assert (parse(FULL).article.doi, parse(FULL).article.pmcid) == ("10.1234/abc", "PMC77")
    references = '<ReferenceList><Reference><Citation>O.</Citation><ArticleIdList><ArticleId IdType="doi">10.9999/o'
    references += "</ArticleId></ArticleIdList></Reference></ReferenceList>"
    for record in (article(references=references), article(references=f"{references}<!-- a comment -->")):
        assert (parse(record).article.doi, parse(record).article.pmcid) == ("", "")


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


CONTRIBUTED = b"<ContributionDate><Year>2003</Year><Month>1</Month><Day>2</Day></ContributionDate>"
REVISED = b"<DateRevised><Year>2023</Year><Month>5</Month><Day>4</Day></DateRevised>"


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


def test_a_date_that_spans_two_years() -> None:
    span = article().replace(b"<PubDate>", b"<PubDate><MedlineDate>2013 Dec-2014 Jan</MedlineDate></PubDate><Was>", 1)
    row = parse(span.replace(b"</PubDate></Journal", b"</Was></Journal").replace(b"</PubDate>", b"</PubDate>")).article
    assert (row.pub_year, row.pub_date, row.last_year) == (2013, "2013", 2014)


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


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20))
def test_any_title_survives(title: str) -> None:
    row = parse(article(title=f"<ArticleTitle>x{escape(title)}x</ArticleTitle>")).article
    assert row.article_title.split() == f"x{title}x".split()


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
