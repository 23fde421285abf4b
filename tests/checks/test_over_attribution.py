from dataclasses import replace

from pipeline.checks.over_attribution import check


def verdicts(make, *marks):
    return tuple(make(mark=mark, claim_id=f"{i:012x}") for i, mark in enumerate(marks))


def test_fires_where_one_source_carries_many_claims_and_says_few(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "does not say", "does not say", "unsure", "not checked")
    finding = only(check, replace(evidence([reference()]), verdicts=made))
    assert (finding.result, finding.severity, finding.claim_id) == ("fail", "warning", "")
    assert "5 claims rest on pmid:1 (Doe J, 2015)" in finding.message and "say 1 of the 4" in finding.message
    assert finding.evidence_quote == "A trial of things"


def test_half_is_enough(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "says so", "does not say", "unsure")
    assert only(check, replace(evidence([reference()]), verdicts=made)).result == "pass"


def test_unknown_where_too_few_could_be_checked(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "not checked", "not checked")
    finding = only(check, replace(evidence([reference()]), verdicts=made))
    assert (finding.result, finding.severity) == ("unknown", "info") and "2 of them" in finding.message


def test_two_claims_are_not_many(evidence, reference, verdict):
    made = verdicts(verdict, "does not say", "does not say")
    assert list(check(replace(evidence([reference()]), verdicts=made))) == []
