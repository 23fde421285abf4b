from pipeline.checks.corrected import check
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice


def notice(kind):
    return ReferenceNotice("pmid:1", "pmid:9", "pubmed", kind, "2021", "2024-01-01")


def test_fires(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="corrected")], notices=[notice("erratum")]))
    assert (finding.result, finding.severity) == ("fail", "info")
    assert "erratum pmid:9 (2021)" in finding.message
    assert finding.evidence_location == "pmid:9"


def test_fires_beside_a_worse_notice(evidence, reference, only):
    row = reference(integrity_status="retracted")
    assert only(check, evidence([row], notices=[notice("retraction; erratum")])).result == "fail"


def test_a_known_notice_counts_in_the_snapshot(evidence, reference, only):
    row = reference(integrity_status="corrected", origin="snapshot")
    assert only(check, evidence([row], notices=[notice("erratum")])).result == "fail"


def test_does_not_fire(evidence, reference, only):
    row = reference(integrity_status="concern")
    assert only(check, evidence([row], notices=[notice("expression of concern")])).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="unknown", origin="snapshot")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []


def test_the_note_of_the_erratum_is_quoted(evidence, reference, only):
    noted = ReferenceNotice(
        "pmid:1", "pmid:9", "pubmed", "erratum", "2021", "2024-01-01", "Dosage error in article text"
    )
    finding = only(check, evidence([reference(integrity_status="corrected")], notices=[noted]))
    assert "Dosage error in article text" in finding.message
    assert finding.evidence_quote == "Dosage error in article text"


def test_a_correction_that_only_crossref_names_is_named(evidence, reference, only):
    row = ReferenceNotice("pmid:1", "doi:10.1000/n", "crossref", "correction", "2021")
    finding = only(check, evidence([reference(integrity_status="corrected")], notices=[row]))
    assert "correction doi:10.1000/n (2021)" in finding.message


def test_a_claim_that_reports_the_correction(evidence, reference, only):
    case = evidence(
        [reference(integrity_status="corrected")], notices=[notice("erratum")], text="It was later corrected."
    )
    finding = only(check, case)
    assert (finding.severity, "The claim says so itself" in finding.message) == ("info", True)
