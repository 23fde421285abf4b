from pipeline.checks.superseded import check
from pipeline.schema.tables import CitedReference


def test_fires(evidence, reference, only):
    finding = only(check, evidence([reference(superseded_by=("pmid:38833407",))]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "pmid:38833407" in finding.message and finding.evidence_location == "pmid:38833407"


def test_fires_from_the_snapshot(evidence, reference, only):
    row = reference(superseded_by=("pmid:2",), origin="snapshot", integrity_status="unknown")
    assert only(check, evidence([row])).result == "fail"


def test_does_not_fire(evidence, reference, only):
    assert only(check, evidence([reference()])).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(origin="snapshot", integrity_status="unknown")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []
