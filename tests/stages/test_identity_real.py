"""Ids that several PubMed records have, or seem to have, over real sockets and invented records."""

import json

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
DOI = "10.1000/twice"


def record(
    pmid: int, *, title: str, year: int, ids: str = "", kind: str = "Journal Article", links: str = "", cites: str = ""
) -> str:
    """A small record of an invented paper; `ids` are ArticleIds of its own, `cites` those of a paper that it cites."""
    listed = (
        f"<ReferenceList><Reference><ArticleIdList>{cites}</ArticleIdList></Reference></ReferenceList>" if cites else ""
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
        f'<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>{year}</Year></PubDate>'
        f"</JournalIssue><Title>Invented</Title></Journal><ArticleTitle>{title}</ArticleTitle>"
        f'<PublicationTypeList><PublicationType UI="">{kind}</PublicationType></PublicationTypeList></Article>'
        f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId>{ids}</ArticleIdList>{listed}</PubmedData></PubmedArticle>'
    )


def own(kind: str, value: str) -> str:
    return f'<ArticleId IdType="{kind}">{value}</ArticleId>'


def link(ref_type: str, pmid: int) -> str:
    source = "<RefSource>Invented. 2017;1:1</RefSource>"
    return f'<CommentsCorrections RefType="{ref_type}">{source}<PMID Version="1">{pmid}</PMID></CommentsCorrections>'


RETRACTED = record(
    900_200_001,
    title="Owls and light",
    year=2015,
    ids=own("doi", DOI),
    kind="Retracted Publication",
    links=link("RetractedandRepublishedIn", 900_200_002),
)
REPLACEMENT = record(
    900_200_002,
    title="Owls and light",
    year=2017,
    ids=own("doi", DOI.upper()),
    links=link("RetractedandRepublishedFrom", 900_200_001),
)


@pytest.fixture
def owls(root: Root, label_standin: StandIn) -> Root:
    return Root(root.path, {**root.environ, **label_standin.environ})


def finding(root: Root, code: str) -> dict[str, str]:
    return next(f for f in root.rows("findings") if f["check_code"] == code)


def test_the_doi_of_a_retracted_paper_and_its_replacement_names_both(owls: Root, label_standin: StandIn) -> None:
    label_standin.control("record", RETRACTED)
    label_standin.control("record", REPLACEMENT)
    owls.ask("q", f"doi:{DOI}")
    owls.refresh()
    (row,) = owls.rows("cited_references")
    assert (row["reference_id"], row["pmid"], row["integrity_status"]) == (f"doi:{DOI}", "", "unknown")
    assert row["shared_by"] == "pmid:900200001=retracted; pmid:900200002=no_notice_found"
    told = finding(owls, "record_found")
    assert (told["result"], told["severity"]) == ("fail", "critical")
    assert 'pmid:900200001 ("Owls and light", 2015, retracted)' in told["message"]
    assert "pmid:900200002" in told["message"] and "republished after a retraction" in told["message"]
    assert "cite one of them by its PMID" in told["message"]
    shown = owls.report("q") + " ".join(f["message"] for f in owls.rows("findings"))
    for wrong in ("no record", "no PubMed record", "PubMed has no record", "not been fetched", "not fetched"):
        assert wrong not in shown
    assert "shared by several records" in shown
    assert {r["pmid"] for r in owls.rows("articles")} == {"900200001", "900200002"}

    label_standin.control("reset", [])
    owls.refresh()
    assert label_standin.log() == []
    label_standin.control("record", RETRACTED.replace(own("doi", DOI), own("doi", "10.1000/first")))
    owls.refresh("--max-age", "0")
    (row,) = owls.rows("cited_references")
    assert (row["reference_id"], row["record_status"], row["shared_by"]) == ("pmid:900200002", "found", "")


def test_a_replacement_under_the_doi_that_was_cited_is_told_when_it_comes(owls: Root, label_standin: StandIn) -> None:
    label_standin.control("record", record(900_200_001, title="Owls and light", year=2015, ids=own("doi", DOI)))
    owls.ask("q", f"doi:{DOI}")
    owls.refresh()
    assert [r["reference_id"] for r in owls.rows("cited_references")] == ["pmid:900200001"]
    label_standin.control("record", RETRACTED)
    label_standin.control("record", REPLACEMENT)
    owls.refresh("--max-age", "0")
    assert [r["reference_id"] for r in owls.rows("cited_references")] == [f"doi:{DOI}"]
    assert finding(owls, "record_found")["severity"] == "critical"


def test_a_pmcid_of_two_records_names_both_and_the_pmids_still_work(owls: Root, label_standin: StandIn) -> None:
    for pmid in (900_200_011, 900_200_012):
        label_standin.control("record", record(pmid, title=f"Owls {pmid}", year=2015, ids=own("pmc", "PMC900200")))
    owls.ask("q", "pmcid:PMC900200", "pmid:900200011")
    owls.refresh()
    rows = {r["reference_id"]: (r["record_status"], r["shared_by"]) for r in owls.rows("cited_references")}
    shared = "pmid:900200011=no_notice_found; pmid:900200012=no_notice_found"
    assert rows == {"pmcid:PMC900200": ("not_fetched", shared), "pmid:900200011": ("found", "")}
    told = next(f for f in owls.rows("findings") if f["check_code"] == "record_found" and f["result"] == "fail")
    assert (told["reference_id"], told["severity"]) == ("pmcid:PMC900200", "warning")


def test_a_record_that_only_cites_a_doi_never_takes_it(owls: Root, label_standin: StandIn) -> None:
    citing = record(900_200_021, title="Owls", year=2015, ids=own("doi", "10.1000/own"), cites=own("doi", DOI))
    label_standin.control("record", citing.replace("Owls", "Owls after 10.1000/twice", 1))
    owls.ask("q", f"doi:{DOI}", "doi:10.1000/own")
    owls.refresh()
    rows = {r["reference_id"]: (r["record_status"], r["shared_by"]) for r in owls.rows("cited_references")}
    assert rows == {f"doi:{DOI}": ("not_found", ""), "pmid:900200021": ("found", "")}
    assert "900200021" not in finding(owls, "record_found")["message"]


def test_a_notice_under_the_papers_doi_leaves_it_to_the_paper(owls: Root, label_standin: StandIn) -> None:
    paper = record(900_200_031, title="Owls", year=2015, ids=own("doi", DOI), links=link("RetractionIn", 900_200_032))
    notice = record(
        900_200_032, title="Retraction", year=2016, ids=own("doi", DOI), links=link("RetractionOf", 900_200_031)
    )
    label_standin.control("record", paper)
    label_standin.control("record", notice)
    owls.ask("q", f"doi:{DOI}")
    owls.refresh()
    (row,) = owls.rows("cited_references")
    assert (row["reference_id"], row["integrity_status"]) == ("pmid:900200031", "retracted")


def test_a_further_doi_of_a_record_is_tied_to_it(owls: Root, label_standin: StandIn) -> None:
    ids = own("doi", "10.1000/online") + own("doi", DOI)
    label_standin.control("record", record(900_200_041, title="Owls", year=2015, ids=ids))
    label_standin.control("work", json.loads('{"status": "ok", "message": {"DOI": "10.1000/online"}}'))
    owls.ask("q", f"doi:{DOI}", "doi:10.1000/online")
    owls.refresh()
    (row,) = owls.rows("cited_references")
    assert (row["reference_id"], row["doi"], row["record_status"]) == ("pmid:900200041", "10.1000/online", "found")
    assert {r["outcome"] for r in owls.rows("reference_sources")} == {"answered"}
