from pipeline.checks.concern import check
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice


def notice(kind):
    return ReferenceNotice("pmid:1", "pmid:9", "pubmed", kind, "2021", "2024-01-01")


def test_fires(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="concern")], notices=[notice("expression of concern")]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "expression of concern pmid:9 (2021)" in finding.message
    assert finding.evidence_location == "pmid:9"


def test_fires_beside_a_worse_notice(evidence, reference, only):
    row = reference(integrity_status="retracted")
    assert only(check, evidence([row], notices=[notice("retraction; expression of concern")])).result == "fail"


def test_a_known_notice_counts_in_the_snapshot(evidence, reference, only):
    row = reference(integrity_status="concern", origin="snapshot")
    assert only(check, evidence([row], notices=[notice("expression of concern")])).result == "fail"


def test_does_not_fire(evidence, reference, only):
    row = reference(integrity_status="corrected")
    assert only(check, evidence([row], notices=[notice("erratum")])).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="unknown", origin="snapshot")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []


def test_a_claim_that_reports_the_concern_is_info(evidence, reference, only):
    row, notices = reference(integrity_status="concern"), [notice("expression of concern")]
    said = "The trial is under an expression of concern."
    finding = only(check, evidence([row], notices=notices, text=said))
    assert (finding.result, finding.severity) == ("fail", "info")
    none = "No expression of concern has been issued."
    assert only(check, evidence([row], notices=notices, text=none)).severity == "warning"
