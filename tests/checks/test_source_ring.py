import pytest

from pipeline.checks.source_ring import check
from pipeline.schema.paper_tables import ArticleRegistration, CitedReference


def papers(reference, **years):
    return [reference(p.removeprefix("p"), year=y) for p, y in years.items()]


@pytest.mark.parametrize(
    ("cited", "way"),
    [
        ({"1": ("2",), "2": ("1",), "3": ()}, ["pmid:1", "pmid:2", "pmid:1"]),
        ({"1": ("3",), "2": ("1",), "3": ("2",)}, ["pmid:1", "pmid:3", "pmid:2", "pmid:1"]),
    ],
)
def test_fires_on_a_ring(cited, way, evidence, reference, only):
    finding = only(check, evidence(papers(reference, p1=2015, p2=2015, p3=2016), cited_pmids=cited))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert finding.message.startswith(" cites ".join(f"{p} (Doe J, {'2016' if p[-1] == '3' else '2015'})" for p in way))


def test_fires_where_all_research_is_of_one_trial(evidence, reference, only):
    rows = {p: (ArticleRegistration(p, 1, "ClinicalTrials.gov", "NCT00000001"),) for p in ("1", "2")}
    case = evidence(papers(reference, p1=2010, p2=2020), registrations=rows)
    finding = only(check, case)
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "NCT00000001" in finding.message and "All 2 research papers" in finding.message
    third = evidence(papers(reference, p1=2010, p2=2020, p3=2000), registrations=rows)
    assert only(check, third).result == "pass"
    molecules = {p: (ArticleRegistration(p, 1, "GENBANK", "X1"),) for p in ("1", "2")}
    assert only(check, evidence(papers(reference, p1=2010, p2=2020), registrations=molecules)).result == "pass"


def test_does_not_fire(evidence, reference, only):
    case = evidence(papers(reference, p1=2015, p2=2015), cited_pmids={"1": (), "2": ("1",)})
    assert only(check, case).result == "pass"


@pytest.mark.parametrize("links", [{"1": ("2",)}, {"2": ("1",)}])
def test_a_paper_and_its_erratum_comment_or_update_are_no_ring(links, evidence, reference, only):
    case = evidence(papers(reference, p1=2015, p2=2015), cited_pmids={"1": ("2",), "2": ("1",)}, linked_pmids=links)
    assert only(check, case).result == "pass"


def test_unknown_where_a_list_is_missing_that_could_close_a_ring(evidence, reference, only):
    finding = only(check, evidence(papers(reference, p1=2015, p2=2016)))
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert "pmid:1" in finding.message and "pmid:2" in finding.message


def test_a_later_paper_cannot_be_cited(evidence, reference, only):
    assert only(check, evidence(papers(reference, p1=2010, p2=2016))).result == "pass"


def test_one_paper_and_labels_get_no_finding(evidence, reference):
    assert list(check(evidence([reference()]))) == []
    assert list(check(evidence([reference(), CitedReference(reference_id="appl:NDA021817")]))) == []
