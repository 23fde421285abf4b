from dataclasses import replace

import pytest

from pipeline.checks.label_abstention import check
from pipeline.schema.label_tables import LabelChoice, LabelPassage
from pipeline.schema.paper_tables import SnapshotFact
from tests.checks.conftest import CLAIM_ID, SET_ID

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


def test_unknown_where_the_label_speaks_of_the_use_and_no_sentence_plainly_answers(
    evidence, with_labels, label, hit, only
):
    near = replace(hit, claim_id=CLAIM_ID, section="dosage_and_administration", sentence="5 mg once a year.")
    bundle = with_labels(evidence(**ABSTAINS), label(), answer="unclear", label_passages=(near,))
    finding = only(check, bundle)
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert finding.evidence_quote == "5 mg once a year."
    assert finding.reference_id == f"setid:{SET_ID}"
    assert "no sentence plainly answers" in finding.message
    without = only(check, with_labels(evidence(**ABSTAINS), label(), answer="unclear"))
    assert (without.result, without.severity) == ("unknown", "warning")


@pytest.mark.parametrize(
    "changes", [{"stale_since_date": "2026-01-02"}, {"newest_version": 4}, {"version": None}], ids=str
)
def test_unknown_where_the_newest_version_was_not_read(changes, evidence, with_labels, label, only):
    finding = only(check, with_labels(evidence(**ABSTAINS), label(**changes), answer="silent"))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "newest version" in finding.message


def test_unknown_where_another_label_of_the_drug_may_not_have_been_found(evidence, with_labels, label, only):
    choice = LabelChoice("q", "drug", 1, SET_ID, "used", "why", answer="silent", since_date="2026-01-02")
    finding = only(check, with_labels(evidence(**ABSTAINS), label(), label_choices=(choice,)))
    assert (finding.result, finding.severity) == ("unknown", "warning")


def test_no_label_found_passes(evidence, with_labels, only):
    none = LabelChoice("q", "drug", 1, "", "no label found", "openFDA answered that it holds none")
    assert only(check, with_labels(evidence(**ABSTAINS), label_choices=(none,))).result == "pass"


@pytest.mark.parametrize(
    ("outcome", "severity"),
    [("not reached", "warning"), ("not asked", "warning"), ("not asked of DailyMed", "warning"), ("several", "info")],
)
def test_unknown_where_no_label_was_read(outcome, severity, evidence, with_labels, only):
    choice = LabelChoice("q", "drug", 1, "", outcome, "why")
    finding = only(check, with_labels(evidence(**ABSTAINS), label_choices=(choice,)))
    assert (finding.result, finding.severity) == ("unknown", severity)


def test_the_worse_of_two_reasons_is_shown(evidence, with_labels, only):
    several = LabelChoice("q", "drug", 1, "", "several", "two labels are left")
    down = LabelChoice("q", "other", 1, "", "not reached", "openFDA did not answer")
    finding = only(check, with_labels(evidence(**ABSTAINS), label_choices=(several, down)))
    assert (finding.result, finding.severity) == ("unknown", "warning")
    assert "openFDA did not answer" in finding.message


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
