import pytest

from pipeline.checks.retracted import check
from pipeline.schema.paper_tables import Article, CitedReference, ReferenceNotice

NOTICE = ReferenceNotice("pmid:1", "pmid:34751680", "pubmed", "retraction", "2021-10", "2024-01-01")


def test_fires_and_names_the_notice(evidence, reference, only):
    row = reference(integrity_status="retracted", title="RETRACTED: A trial of things")
    finding = only(check, evidence([row], notices=[NOTICE]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "retraction pmid:34751680 (2021-10)" in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == ("RETRACTED: A trial of things", "pmid:34751680")


def test_quotes_the_publication_type_where_the_title_is_silent(evidence, reference, only):
    article = Article(pmid="1", publication_types=("Journal Article", "Retracted Publication"))
    finding = only(check, evidence([reference(integrity_status="retracted")], articles=[article]))
    assert finding.evidence_quote == "Retracted Publication"
    assert "a notice that the record does not name" in finding.message


def test_known_retraction_of_the_snapshot_fires_without_a_quotation(evidence, reference, only):
    row = reference(integrity_status="retracted", origin="snapshot", title="RETRACTED: A trial of things")
    finding = only(check, evidence([row], notices=[NOTICE]))
    assert (finding.result, finding.evidence_quote) == ("fail", "")


@pytest.mark.parametrize("status", ["no_notice_found", "notice", "concern", "corrected"])
def test_does_not_fire(status, evidence, reference, only):
    assert only(check, evidence([reference(integrity_status=status)])).result == "pass"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"record_status": "not_fetched", "integrity_status": "unknown"}, "has not been fetched"),
        ({"record_status": "not_found", "integrity_status": "unknown"}, "no record"),
        ({"record_status": "deleted", "integrity_status": "no_notice_found"}, "deleted"),
        ({"origin": "snapshot", "integrity_status": "unknown"}, "snapshot"),
        ({"origin": "snapshot", "integrity_status": "corrected"}, "snapshot"),
        ({"integrity_status": "unknown", "unknown_codes": ("RefType=Foo",)}, "RefType=Foo"),
        ({"integrity_status": "concern", "unknown_codes": ("RefType=Foo",)}, "pipeline/schema/vocabulary.py"),
        ({"integrity_status": "unknown"}, "did not answer"),
        ({"stale_since_date": "2024-05-01"}, "before 2024-05-01"),
    ],
)
def test_unknown_is_a_warning_that_says_why(changes, why, evidence, reference, only):
    finding = only(check, evidence([reference(**changes)]))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert why in finding.message


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []


def test_a_withdrawn_paper_is_critical_and_its_title_is_the_quotation(evidence, reference, only):
    row = reference(integrity_status="withdrawn", title="WITHDRAWN: Owls for sleep")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "has been withdrawn" in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == ("WITHDRAWN: Owls for sleep", "title")


@pytest.mark.parametrize("title", ["RETRACTED: Owls", "Owls [Retracted]", "TEMPORARY REMOVAL: Owls"])
def test_a_title_alone_is_unknown_and_quoted(title, evidence, reference, only):
    row = reference(integrity_status="unknown", title=title, unknown_codes=("title=x",))
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert title in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == (title, "title")


def test_a_notice_of_an_unknown_kind_is_a_warning_that_names_it(evidence, reference, only):
    row = reference(integrity_status="unknown", unknown_codes=("crossref=unknown: Odd",))
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "Crossref names a notice of an unknown kind, “Odd”" in finding.message


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The trial was retracted in 2021.", "info"),
        ("The review was withdrawn by its authors.", "info"),
        ("The trial lowered mortality.", "critical"),
        ("Unless the trial was retracted, it shows a benefit.", "critical"),
        ("Another trial was retracted, but this one shows a benefit.", "critical"),
    ],
)
def test_a_claim_that_reports_the_retraction_is_right_to_cite(text, severity, evidence, reference, only):
    for status in ("retracted", "withdrawn"):
        row = reference(integrity_status=status, title="WITHDRAWN: Owls")
        finding = only(check, evidence([row], notices=[NOTICE], text=text))
        assert (finding.result, finding.severity) == ("fail", severity)
        assert ("other evidence" in finding.message) is (severity == "critical")
        assert ("citing the paper is right" in finding.message) is (severity == "info")
