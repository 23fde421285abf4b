import pytest

from pipeline.schema.paper_tables import Article, ArticleAuthor, CitedReference
from pipeline.summaries import references


def cited(reference_id: str = "pmid:11", **more: object) -> CitedReference:
    known = {"pmid": "11", "title": "Owls.", "record_status": "found", "origin": "live"}
    return CitedReference(reference_id, **(known | more))  # type: ignore[arg-type]


ARTICLE = Article(
    "11", "Owls at night: a trial.", medline_ta="J Owl Med", pub_year=2015, pub_date="2015-04-03", volume="175",
    issue="6", pagination="913-21", n_authors=2, language=("eng",),
)  # fmt: skip
AUTHORS = (ArticleAuthor("11", 1, "Night", "Dora", "D"), ArticleAuthor("11", 2, "Slip", "Carl", "C", "Jr"))
PUBMED = "PubMed PMID: [11](https://pubmed.ncbi.nlm.nih.gov/11/)."


def test_the_whole_reference() -> None:
    row = cited(doi="10.1/a(97)_b", pmcid="PMC7")
    assert references.render(row, ARTICLE, AUTHORS) == (
        "Night D, Slip C Jr. Owls at night: a trial. J Owl Med. 2015 Apr 3;175(6):913-21. "
        r"doi: [10.1/a(97)\_b](https://doi.org/10.1/a%2897%29_b). "
        f"{PUBMED} PMC: [PMC7](https://pmc.ncbi.nlm.nih.gov/articles/PMC7/)."
    )


@pytest.mark.parametrize(("n", "has_more"), [(6, False), (7, True)])
def test_six_authors_then_et_al(n: int, has_more: bool) -> None:
    authors = [ArticleAuthor("11", i, f"N{i}", "", "A") for i in range(1, n + 1)]
    text = references.render(cited(), ARTICLE, authors)
    assert ("N6 A, et al. Owls" in text) is has_more
    assert ("N6 A. Owls" in text) is not has_more


def test_collective_name() -> None:
    text = references.render(cited(), ARTICLE, [AUTHORS[0], ArticleAuthor("11", 2, collective_name="OWL Group.")])
    assert text.startswith("Night D, OWL Group. Owls")


@pytest.mark.parametrize(
    ("article", "original"),
    [
        (Article("11", "[Owls].", "Eulen.", language=("ger",)), r"Eulen \[Owls\]. German."),
        (Article("11", "", "Eulen.", language=("ger",)), "Eulen. German."),
        (Article("11", "[Owls].", language=("ger", "eng")), r"\[Owls\]. German."),
        (Article("11", "Owls?", language=("zul",)), "Owls? zul."),
    ],
)
def test_titles_in_other_languages(article: Article, original: str) -> None:
    assert references.render(cited(title=""), article, ()) == f"{original} {PUBMED}"


def test_first_author_only() -> None:
    snapshot = cited(first_author="Night D", origin="snapshot", journal="J Owl Med", year=2015)
    expected = f"Night D (first author; snapshot). Owls. J Owl Med. 2015. {PUBMED}"
    assert references.render(snapshot, None, ()) == expected
    assert references.render(snapshot, None, AUTHORS[:1]) == expected
    assert references.render(cited(first_author="Night D"), None, ()).startswith("Night D. Owls.")
    many = Article("11", "Owls.", n_authors=3)
    assert references.render(cited(first_author="Night D"), many, ()).startswith("Night D, et al. Owls.")


def test_a_doi_alone() -> None:
    row = CitedReference("doi:10.1/x", doi="10.1/x", title="Owls", record_status="found", origin="snapshot")
    assert references.render(row, None, ()) == "Owls. doi: [10.1/x](https://doi.org/10.1/x)."


@pytest.mark.parametrize(
    ("status", "words"),
    [("not_found", "no record"), ("deleted", "deleted from PubMed"), ("not_fetched", "not fetched")],
)
def test_without_a_record(status: str, words: str) -> None:
    assert references.render(cited(title="", record_status=status), None, ()) == f"pmid:11 — {words}. {PUBMED}"


def test_a_label() -> None:
    row = CitedReference("setid:0", set_id="0", title="Owlsleep", first_author="Owl Pharma", record_status="found")
    assert references.render(row, None, ()) == (
        r"Owl Pharma. Owlsleep \[drug label\]. "
        "DailyMed set id: [0](https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=0)."
    )


def test_id_link() -> None:
    assert references.id_link("pmid:1") == "[PMID 1](https://pubmed.ncbi.nlm.nih.gov/1/)"
    assert references.id_link("J <b> 2018;1:2") == "J &lt;b&gt; 2018;1:2"


def test_short_name_and_url() -> None:
    assert references.short_name(cited(first_author="Night D", year=2015)) == "Night D 2015"
    assert references.short_name(cited(title="")) == "pmid:11"
    assert references.url_of(cited(pmid="", pmcid="PMC7")) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC7/"
    assert references.url_of(CitedReference("appl:NDA000001")) == ""


def test_a_chapter_shows_when_it_was_updated_and_a_span_both_years() -> None:
    chapter = Article(
        "11", "Owls.", journal_title="OwlReviews", pub_year=2006, pub_date="2006-02-15", updated_date="2024-07-25"
    )
    assert r"OwlReviews. 2006 Feb 15 \[updated 2024 Jul 25\]." in references.render(cited(), chapter, ())
    same = Article("11", "Owls.", journal_title="OwlReviews", pub_date="2024-07-25", updated_date="2024-07-25")
    assert "updated" not in references.render(cited(), same, ())
    span = Article("11", "Owls.", medline_ta="J Owl", pub_year=2013, pub_date="2013", last_year=2014, volume="3")
    assert "J Owl. 2013-2014;3." in references.render(cited(), span, ())
