import pytest

from pipeline.checks.label_brand import check
from pipeline.schema.paper_tables import CitedReference

ZOMETA_ID = "00000000-0000-0000-0000-0000000000a1"


@pytest.fixture
def cited(label):
    """A claim on the label of Reclast, with Zometa's at hand."""
    return label(), label("Zometa", set_id=ZOMETA_ID)


def bundle(evidence, with_labels, text, labels):
    row = CitedReference(f"setid:{labels[0].set_id}", set_id=labels[0].set_id, record_status="found", origin="live")
    return with_labels(evidence([row], text=text, section="fda"), *labels)


def test_fires_where_the_claim_names_the_other_brand(evidence, with_labels, cited, only):
    finding = only(check, bundle(evidence, with_labels, "Zometa 4 mg is given every 3 to 4 weeks.", cited))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert f"setid:{ZOMETA_ID}" in finding.message
    assert finding.evidence_quote == "Zometa 4 mg is given every 3 to 4 weeks."


@pytest.mark.parametrize(
    "text", ["Reclast 5 mg once a year.", "Zoledronic acid once a year.", "Reclast, unlike Zometa"]
)
def test_does_not_fire(text, evidence, with_labels, cited, only):
    assert only(check, bundle(evidence, with_labels, text, cited)).result == "pass"


def test_a_brand_of_another_ingredient_is_not_its_business(evidence, with_labels, label, only):
    labels = (label(), label("Prolia", "denosumab", set_id=ZOMETA_ID))
    assert only(check, bundle(evidence, with_labels, "After Prolia, once a year.", labels)).result == "pass"


def test_without_names_it_is_unknown(evidence, with_labels, label, only):
    finding = only(check, bundle(evidence, with_labels, "Zometa 4 mg", (label("", ""),)))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_a_paper_gets_no_finding(evidence, reference):
    assert list(check(evidence([reference()]))) == []
