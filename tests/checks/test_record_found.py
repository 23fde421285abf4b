import pytest

from pipeline.checks.record_found import check
from pipeline.schema.paper_tables import CitedReference

LABEL = "setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"


@pytest.mark.parametrize("status", ["not_found", "deleted"])
def test_fires(status, evidence, reference, only):
    row = reference("1", record_status=status, integrity_status="unknown", resolution="doi:10.1/x: shared")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "pmid:1" in finding.message and "doi:10.1/x: shared" in finding.message


def test_a_doi_outside_pubmed_is_a_warning(evidence, only):
    row = CitedReference(reference_id="doi:10.1000/x", doi="10.1000/x", record_status="not_found")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "PubMed does not hold every paper" in finding.message


def test_an_application_that_openfda_does_not_find_is_a_warning(evidence, only):
    row = CitedReference("appl:NDA021817", record_status="not_found", evidence_source="fda")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "openFDA can lose the number" in finding.message


def test_a_set_id_that_one_source_did_not_answer_for_says_so(evidence, only):
    row = CitedReference(LABEL, set_id=LABEL[6:], evidence_source="fda", resolution="openFDA holds none, DailyMed down")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert f"Whether there is a label {LABEL} is not known: openFDA holds none" in finding.message


def test_does_not_fire(evidence, reference, only):
    assert only(check, evidence([reference()])).result == "pass"


def test_not_fetched_is_unknown_not_missing(evidence, reference, only):
    finding = only(check, evidence([reference(record_status="not_fetched")]))
    assert (finding.result, finding.severity) == ("unknown", "warning")


@pytest.mark.parametrize("key", [LABEL, "appl:NDA021817"])
def test_a_label_that_was_not_fetched_is_unknown(key, evidence, only):
    finding = only(check, evidence([CitedReference(reference_id=key, evidence_source="fda")]))
    assert (finding.result, finding.severity) == ("unknown", "warning")


def test_an_application_of_several_labels_is_unknown_and_lists_them(evidence, only):
    row = CitedReference("appl:BLA125320", resolution="appl:BLA125320 stands for 2 labels: setid:a, setid:b")
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "setid:a, setid:b" in finding.message


def test_a_label_that_both_sources_lost_is_deleted(evidence, only):
    finding = only(check, evidence([CitedReference(LABEL, record_status="deleted", evidence_source="fda")]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "openFDA and DailyMed no longer hold" in finding.message


@pytest.mark.parametrize(("key", "told"), [(LABEL, "no source was asked"), ("pmid:1", "PubMed was not asked")])
def test_what_only_the_snapshot_holds_is_unknown(key, told, evidence, only):
    row = CitedReference(reference_id=key, set_id=key[6:] if key == LABEL else "", record_status="found")
    row.origin = "snapshot"
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert told in finding.message


@pytest.mark.parametrize(
    ("status", "severity"),
    [("retracted", "critical"), ("withdrawn", "critical"), ("corrected", "warning"), ("no_notice_found", "warning")],
)
def test_a_doi_that_several_records_share_asks_for_one_of_them(status, severity, evidence, only):
    told = "doi:10.1/a belongs to 2 PubMed records: pmid:1 and pmid:2; cite one of them by its PMID"
    shared = (f"pmid:1={status}", "pmid:2=no_notice_found")
    row = CitedReference("doi:10.1/a", doi="10.1/a", resolution=told, shared_by=shared)
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity) == ("fail", severity)
    assert finding.message.startswith(told)
    assert "no record" not in finding.message.lower() and "not been fetched" not in finding.message
