import pytest

from pipeline.checks.label_current import check


def test_fires(evidence, with_labels, label, only):
    newer = label(newest_version=4, newest_date="2026-03-10")
    finding = only(check, with_labels(evidence(), newer))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "version 3 of 2024-01-02" in finding.message and "2026-03-10" in finding.message


@pytest.mark.parametrize("newest", [3, 2])
def test_does_not_fire(newest, evidence, with_labels, label, only):
    assert only(check, with_labels(evidence(), label(newest_version=newest))).result == "pass"


@pytest.mark.parametrize(
    "changes", [{"newest_version": None}, {"source": "snapshot"}, {"stale_since_date": "2026-11-25"}]
)
def test_unknown(changes, evidence, with_labels, label, only):
    finding = only(check, with_labels(evidence(), label(**changes)))
    severity = "warning" if "stale_since_date" in changes else "info"
    assert (finding.result, finding.severity) == ("unknown", severity)
    assert " is not known: " in finding.message


def test_no_label_no_finding(evidence):
    assert list(check(evidence())) == []


def test_unknown_where_the_version_cannot_be_read(evidence, with_labels, label, only):
    finding = only(check, with_labels(evidence(), label(version=None)))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "no version number" in finding.message
