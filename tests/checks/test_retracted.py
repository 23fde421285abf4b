import pytest

from pipeline.checks.retracted import check
from pipeline.schema.tables import Article, CitedReference, ReferenceNotice

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
        ({"integrity_status": "concern", "unknown_codes": ("RefType=Foo",)}, "pipeline/schema/words.py"),
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
