import pytest

from pipeline.checks.section_source import check


def test_fires(evidence, reference, only):
    row = reference(study_design="randomized controlled trial")
    finding = only(check, evidence([row], section="guidelines"))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert '"From the Guidelines"' in finding.message and '"From the Research"' in finding.message
    assert "(randomized controlled trial)" in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == ("A trial of things", "title")


@pytest.mark.parametrize(("section", "source"), [("guidelines", "guideline"), ("fda", "fda"), ("research", "research")])
def test_does_not_fire(section, source, evidence, reference, only):
    assert only(check, evidence([reference(evidence_source=source)], section=section)).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(evidence_source="", record_status="not_found")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_the_snapshot_is_not_quoted(evidence, reference, only):
    finding = only(check, evidence([reference(evidence_source="guideline", origin="snapshot")]))
    assert (finding.result, finding.evidence_quote) == ("fail", "")
