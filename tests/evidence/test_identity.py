"""Two ids of one paper become one reference; a shared id is never guessed."""

from pipeline.evidence.identity import canonical, identities, owner_of
from pipeline.schema.tables import Article

PAPER = Article("1", doi="10.1/a", pmcid="PMC5")


def test_every_id_of_a_paper_leads_to_its_pmid() -> None:
    known, unclear = identities([PAPER])
    assert known == {"pmid:1": "pmid:1", "doi:10.1/a": "pmid:1", "pmcid:PMC5": "pmid:1"}
    assert unclear == {}
    assert canonical("pmcid:PMC5", known) == "pmid:1"
    assert canonical("doi:10.1/zzz", known) == "doi:10.1/zzz"


def test_a_record_without_pmid_is_its_doi() -> None:
    assert identities([Article("", doi="10.1/b", pmcid="PMC6")])[0]["pmcid:PMC6"] == "doi:10.1/b"


def test_an_erratum_with_the_papers_doi_does_not_take_it() -> None:
    erratum = Article("2", doi="10.1/a", publication_types=("Published Erratum",))
    assert owner_of("doi:10.1/a", [PAPER, erratum]) == ("1", "")


def test_two_papers_with_one_doi_are_named_and_none_taken() -> None:
    pmid, reason = owner_of("doi:10.1/a", [PAPER, Article("3", doi="10.1/a")])
    assert pmid == ""
    assert "pmid:1, pmid:3" in reason


def test_another_papers_id_is_refused() -> None:
    assert owner_of("doi:10.1/x", [PAPER]) == ("", "no PubMed record has doi:10.1/x as its own id")
