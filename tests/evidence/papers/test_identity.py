"""Two ids of one paper become one reference; a shared id is never guessed."""

import pytest

from pipeline.evidence.papers.identity import canonical, identities, owners_of, shared_words
from pipeline.schema.paper_tables import Article, ArticleCorrection
from pipeline.schema.records import ParsedRecord

PAPER = ParsedRecord(Article("1", "A trial of owls.", pub_year=2015, doi="10.1/a", pmcid="PMC5"))


def other(pmid: str = "2", ref_type: str = "", **columns: object) -> ParsedRecord:
    """Another record with the paper's DOI."""
    corrections = [ArticleCorrection(pmid, 1, ref_type, "J Owl Med. 2016;1:1", "9")] if ref_type else []
    return ParsedRecord(Article(pmid, doi="10.1/a", **columns), corrections=corrections)  # type: ignore[arg-type]


def test_every_id_of_a_paper_leads_to_its_pmid() -> None:
    known, shared = identities([PAPER])
    assert known == {"pmid:1": "pmid:1", "doi:10.1/a": "pmid:1", "pmcid:PMC5": "pmid:1"}
    assert shared == {}
    assert canonical("pmcid:PMC5", known) == "pmid:1"
    assert canonical("doi:10.1/zzz", known) == "doi:10.1/zzz"


def test_a_record_without_pmid_is_its_doi() -> None:
    assert identities([ParsedRecord(Article("", doi="10.1/b", pmcid="PMC6"))])[0]["pmcid:PMC6"] == "doi:10.1/b"


def test_a_further_doi_of_a_record_is_its_own_too() -> None:
    record = ParsedRecord(Article("1", doi="10.1/a"), other_dois=("10.1/b",))
    assert owners_of("doi:10.1/b", [record]) == ("1",)


@pytest.mark.parametrize(
    "notice",
    [
        other(publication_types=("Published Erratum",)),
        other(publication_types=("Retraction of Publication",)),
        other(ref_type="RetractionOf"),
    ],
)
def test_a_notice_with_the_papers_doi_does_not_take_it(notice: ParsedRecord) -> None:
    assert owners_of("doi:10.1/a", [PAPER, notice]) == ("1",)


def test_two_papers_with_one_doi_both_own_it() -> None:
    known, shared = identities([PAPER, other("3")])
    assert shared == {"doi:10.1/a": ("pmid:1", "pmid:3")}
    assert "doi:10.1/a" not in known and known["pmcid:PMC5"] == "pmid:1"
    assert owners_of("doi:10.1/a", [PAPER, other("3")]) == ("1", "3")


def test_two_papers_with_one_pmcid_both_own_it() -> None:
    twin = ParsedRecord(Article("3", pmcid="PMC5"))
    assert owners_of("pmcid:PMC5", [PAPER, twin]) == ("1", "3")


def test_another_papers_id_is_refused() -> None:
    assert owners_of("doi:10.1/x", [PAPER]) == ()


def test_each_record_that_shares_an_id_is_named_with_what_it_is() -> None:
    again = other("3", "RetractedandRepublishedFrom", article_title="A trial of owls, corrected.", pub_year=2017)
    told = shared_words("doi:10.1/a", [(PAPER, "retracted"), (again, "no_notice_found")])
    assert told == (
        'doi:10.1/a belongs to 2 PubMed records: pmid:1 ("A trial of owls", 2015, retracted) and pmid:3 ("A trial of '
        'owls, corrected", 2017, republished after a retraction, no notice found); cite one of them by its PMID'
    )


def test_a_long_title_is_cut_between_words() -> None:
    told = shared_words("doi:10.1/a", [(other(article_title="owl " * 40), "corrected"), (PAPER, "unknown")])
    assert "owl owl ..." in told and len(told) < 300
    assert "not known whether retracted or corrected" in told
