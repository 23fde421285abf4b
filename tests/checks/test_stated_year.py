import pytest

from pipeline.checks.stated_year import check
from pipeline.schema.paper_tables import Article, CitedReference

PRINT_2015 = Article(pmid="1", pub_year=2015, pub_date="2015-04", electronic_date="2014-12-30")


def test_fires_with_the_dates_of_the_record(evidence, reference, only):
    finding = only(check, evidence([reference()], text="A 2018 trial found it.", articles=[PRINT_2015]))
    assert (finding.result, finding.severity, finding.reference_id) == ("fail", "warning", "pmid:1")
    assert '"A 2018 trial"' in finding.message and "pmid:1 (Doe J, 2015)" in finding.message
    assert finding.evidence_quote == "PubDate 2015-04, ArticleDate 2014-12-30"
    assert finding.evidence_location == "pmid:1"


@pytest.mark.parametrize("year", [2015, 2014])
def test_print_and_electronic_year_fit(year, evidence, reference, only):
    case = evidence([reference()], text=f"A {year} trial found it.", articles=[PRINT_2015])
    assert only(check, case).result == "pass"


def test_a_year_in_the_title_fits(evidence, reference, only):
    row = reference(title="2013 ACC/AHA Guideline on things", year=2014)
    assert only(check, evidence([row], text="The 2013 ACC/AHA guideline says so.")).result == "pass"


def test_one_of_several_citations_is_enough_and_all_are_listed_if_none_fits(evidence, reference, only):
    two = [reference("1"), reference("2", year=2020)]
    assert only(check, evidence(two, text="A 2020 study found it.")).result == "pass"
    finding = only(check, evidence(two, text="A 2019 study found it."))
    assert finding.result == "fail" and finding.reference_id == ""
    assert "pmid:1" in finding.message and "pmid:2" in finding.message


def test_two_years_two_citations_each_must_fit(evidence, reference, only):
    two = [reference("1"), reference("2", year=2020)]
    assert only(check, evidence(two, text="A 2015 study and a 2020 trial agree.")).result == "pass"
    finding = only(check, evidence(two, text="A 2015 study and a 2021 trial agree."))
    assert finding.result == "fail" and '"a 2021 trial"' in finding.message and "2015 study" not in finding.message


def test_a_year_more_than_citations_may_speak_of_another_paper(evidence, reference, only):
    text = "The 2015 guideline replaced the 2010 guideline."
    assert only(check, evidence([reference()], text=text)).result == "pass"


def test_no_stated_study_year_no_finding(evidence, reference):
    assert list(check(evidence([reference()], text="Use has grown since 2010."))) == []


def test_unknown_without_a_year_or_a_paper(evidence, reference, only):
    for references in ([reference(year=None)], [CitedReference(reference_id="appl:NDA021817")], []):
        finding = only(check, evidence(references, text="A 2015 study found it."))
        assert (finding.result, finding.severity) == ("unknown", "info")


def test_the_snapshot_is_not_quoted(evidence, reference, only):
    case = evidence([reference(origin="snapshot")], text="A 2018 trial found it.", articles=[PRINT_2015])
    assert only(check, case).evidence_quote == ""


@pytest.mark.parametrize(("year", "result"), [(2013, "pass"), (2014, "pass"), (2012, "fail"), (2015, "fail")])
def test_both_years_of_a_span_fit(year, result, evidence, reference, only):
    span = Article(pmid="1", pub_year=2013, pub_date="2013", last_year=2014)
    case = evidence([reference(year=2013)], text=f"A {year} trial found it.", articles=[span])
    finding = only(check, case)
    assert finding.result == result
    assert ("PubDate 2013 to 2014" in finding.message) is (result == "fail")


@pytest.mark.parametrize(("year", "result"), [(2006, "pass"), (2024, "pass"), (1993, "fail")])
def test_a_chapter_has_the_years_of_its_contribution_and_revision(year, result, evidence, reference, only):
    chapter = Article(pmid="1", pub_year=2006, pub_date="2006-02-15", updated_date="2024-07-25")
    case = evidence([reference(year=2006)], text=f"A {year} review found it.", articles=[chapter])
    finding = only(check, case)
    assert finding.result == result
    assert ("ContributionDate 2006-02-15, DateRevised 2024-07-25" in finding.message) is (result == "fail")
