import pytest

from pipeline.checks.label_changed import check
from pipeline.evidence.changes import new_change
from tests.checks.conftest import CLAIM_ID, SET_ID

REF = f"setid:{SET_ID}"


def changed(kind, before="Give 40 mg a week.", after="Give 80 mg a week.", claim_id=""):
    return new_change("2026-11-25", kind, "q", claim_id=claim_id, reference_id=REF, before=before, after=after)


def findings(evidence, with_labels, label, *changes):
    return {f.claim_id: f for f in check(with_labels(evidence(), label(), label_changes=tuple(changes)))}


def test_a_new_boxed_warning_is_critical(evidence, with_labels, label):
    found = findings(evidence, with_labels, label, changed("label_section:boxed_warning", "", "It can kill."))
    assert (found[""].result, found[""].severity) == ("fail", "critical")
    assert (found[""].evidence_quote, found[""].evidence_location) == ("It can kill.", "boxed_warning")


@pytest.mark.parametrize(("before", "after"), [("No.", ""), ("No.", "Yes."), ("", "Yes.")])
def test_a_contraindication_that_moves_is_critical(before, after, evidence, with_labels, label):
    found = findings(evidence, with_labels, label, changed("label_section:contraindications", before, after))
    assert found[""].severity == "critical"


def test_a_changed_sentence_is_a_warning_of_its_claim_with_the_numbers(evidence, with_labels, label):
    change = changed("label_section:dosage_and_administration", claim_id=CLAIM_ID)
    found = findings(evidence, with_labels, label, change)
    assert (found[CLAIM_ID].result, found[CLAIM_ID].severity) == ("fail", "warning")
    assert "40 mg before, 80 mg now" in found[CLAIM_ID].message
    assert found[""].result == "pass"


def test_what_no_claim_rests_on_is_noted(evidence, with_labels, label):
    found = findings(evidence, with_labels, label, changed("label_section:how_supplied"))
    assert (found[""].result, found[""].severity) == ("fail", "info")


def test_a_claim_that_is_gone_leaves_its_change_to_the_question(evidence, with_labels, label):
    change = changed("label_section:dosage_and_administration", claim_id="ffffffffffff")
    assert set(findings(evidence, with_labels, label, change)) == {""}


def test_does_not_fire(evidence, with_labels, label):
    assert findings(evidence, with_labels, label)[""].result == "pass"


def test_a_version_of_another_source_is_unknown(evidence, with_labels, label):
    change = changed("label_version", "version 3 (openfda)", "version 4 (dailymed), sentences not compared")
    found = findings(evidence, with_labels, label, change)
    assert (found[""].result, found[""].severity) == ("unknown", "warning")


def test_a_version_that_could_not_be_compared_is_named_beside_one_that_was(evidence, with_labels, label):
    compared = changed("label_section:how_supplied")
    unknown = changed("label_version", "version 3 (openfda)", "version 4 (dailymed), sentences not compared")
    found = findings(evidence, with_labels, label, compared, unknown)
    assert (found[""].result, found[""].severity) == ("fail", "warning")
    assert "version 4 (dailymed), sentences not compared" in found[""].message


def test_a_snapshot_label_gets_no_finding(evidence, with_labels, label):
    assert list(check(with_labels(evidence(), label(source="snapshot")))) == []
