import pytest

from pipeline.checks.integrity_sources import check
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.paper_tables import ReferenceNotice


def asked(**outcomes):
    rows = [ReferenceSource("pmid:1", source, outcome) for source, outcome in outcomes.items()]
    return {"pmid:1": tuple(rows)}


def notice(source, kind):
    return ReferenceNotice("pmid:1", "pmid:9", source, kind)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("crossref", "retraction"),
        ("pubmed", "retraction"),
        ("crossref", "expression of concern"),
        ("crossref", "reinstatement"),
    ],
)
def test_fires_on_a_serious_notice_of_one_source_alone(source, kind, evidence, reference, only):
    case = evidence(
        [reference()], notices=[notice(source, kind)], reference_sources=asked(pubmed="answered", crossref="answered")
    )
    finding = only(check, case)
    assert (finding.result, finding.severity, finding.evidence_location) == ("fail", "warning", "pmid:9")
    assert "PubMed" in finding.message and "Crossref" in finding.message


def test_does_not_fire(evidence, reference, only):
    both = asked(pubmed="answered", crossref="answered")
    assert only(check, evidence([reference()], reference_sources=both)).result == "pass"
    agreed = [notice("pubmed", "retraction"), notice("crossref", "retraction")]
    assert only(check, evidence([reference()], notices=agreed, reference_sources=both)).result == "pass"
    erratum = [notice("crossref", "erratum")]
    assert only(check, evidence([reference()], notices=erratum, reference_sources=both)).result == "pass"


@pytest.mark.parametrize("outcome", ["failed", "not held", "not asked"])
def test_unknown_where_a_further_source_could_not_say(outcome, evidence, reference, only):
    case = evidence([reference()], reference_sources=asked(pubmed="answered", crossref=outcome))
    finding = only(check, case)
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert "Crossref" in finding.message


def test_no_finding_where_pubmed_did_not_answer(evidence, reference):
    assert list(check(evidence([reference()], reference_sources=asked(pubmed="not asked", crossref="not asked")))) == []
    assert list(check(evidence([reference()]))) == []


def test_the_doi_under_which_a_source_answered_is_named(evidence, reference, only):
    rows = (
        ReferenceSource("pmid:1", "pubmed", "answered"),
        ReferenceSource("pmid:1", "crossref", "answered", 1, "", "10.1/prime"),
    )
    case = evidence([reference()], notices=[notice("crossref", "retraction")], reference_sources={"pmid:1": rows})
    assert "Crossref (under doi:10.1/prime) names a retraction" in only(check, case).message


@pytest.mark.parametrize(
    ("code", "told"),
    [("crossref=unknown: Odd", "“Odd”"), ("RefType=FooIn", "RefType=FooIn"), ("title=x", "RETRACTED: O")],
)
def test_sources_do_not_agree_on_what_is_open(code, told, evidence, reference, only):
    row = reference(integrity_status="unknown", title="RETRACTED: Owls", unknown_codes=(code,))
    case = evidence([row], reference_sources=asked(pubmed="answered", crossref="answered"))
    finding = only(check, case)
    assert finding.result == "unknown" and told in finding.message
