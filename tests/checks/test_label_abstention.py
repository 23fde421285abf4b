import pytest

from pipeline.checks.label_abstention import check
from pipeline.schema.tables import LabelChoice, LabelPassage, SnapshotFact
from tests.checks.conftest import SET_ID

ABSTAINS = {"text": "The FDA drug label does not answer the question.", "section": "fda", "is_abstention": True}


@pytest.fixture
def hit():
    return LabelPassage("q", SET_ID, 1, "", "indications_and_usage", "1.1", "Uses", 1, "For osteoporosis.", 1.0)


def test_fires_and_quotes(evidence, with_labels, label, hit, only):
    bundle = with_labels(evidence(**ABSTAINS), label(), answer="answers", label_passages=(hit,))
    finding = only(check, bundle)
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert finding.evidence_quote == "For osteoporosis."
    assert finding.evidence_location == f"setid:{SET_ID} 1.1, sentence 1"
    assert finding.reference_id == f"setid:{SET_ID}"


@pytest.mark.parametrize("answer", ["silent", "section absent"])
def test_does_not_fire(answer, evidence, with_labels, label, only):
    assert only(check, with_labels(evidence(**ABSTAINS), label(), answer=answer)).result == "pass"


def test_no_label_found_passes(evidence, with_labels, only):
    none = LabelChoice("q", "drug", 1, "", "no label found", "openFDA answered that it holds none")
    assert only(check, with_labels(evidence(**ABSTAINS), label_choices=(none,))).result == "pass"


@pytest.mark.parametrize(
    ("outcome", "severity"), [("not reached", "warning"), ("not asked", "warning"), ("several", "info")]
)
def test_unknown_where_no_label_was_read(outcome, severity, evidence, with_labels, only):
    choice = LabelChoice("q", "drug", 1, "", outcome, "why")
    finding = only(check, with_labels(evidence(**ABSTAINS), label_choices=(choice,)))
    assert (finding.result, finding.severity) == ("unknown", severity)


def test_unknown_where_no_drug_is_named(evidence, only):
    finding = only(check, evidence(**ABSTAINS))
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert "drugs:" in finding.message


def test_unknown_where_only_the_snapshot_speaks(evidence, with_labels, label, only):
    facts = {f"setid:{SET_ID}": (SnapshotFact(f"setid:{SET_ID}", 1, "Osteoporosis: 5 mg a year."),)}
    finding = only(check, with_labels(evidence(**ABSTAINS), label(source="snapshot"), facts=facts))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "snapshot facts" in finding.message


def test_other_claims_and_sections_get_no_finding(evidence):
    assert list(check(evidence(text="5 mg", section="fda"))) == []
    assert list(check(evidence(text="x", section="research", is_abstention=True))) == []
