from pipeline.checks.claim_cited import check


def test_fires(evidence, only):
    finding = only(check, evidence([]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "line 7" in finding.message and finding.claim_id == "0123456789ab"


def test_does_not_fire(evidence, reference, only):
    assert only(check, evidence([reference()])).result == "pass"


def test_an_abstention_needs_no_citation_and_nothing_is_ever_unknown(evidence, only):
    assert only(check, evidence([], is_abstention=True, section="fda")).result == "pass"
