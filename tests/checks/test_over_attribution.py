from dataclasses import replace

from pipeline.checks.over_attribution import check


def verdicts(make, *marks, **changes):
    return tuple(make(mark=mark, claim_id=f"{i:012x}", **changes) for i, mark in enumerate(marks))


def test_fires_where_half_of_many_claims_are_not_found_in_one_source(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "does not say", "does not say", "unsure", "not checked")
    finding = only(check, replace(evidence([reference()]), verdicts=made))
    assert (finding.result, finding.severity, finding.claim_id) == ("fail", "warning", "")
    assert "5 claims rest on pmid:1 (Doe J, 2015)" in finding.message
    assert "of the 4 that could be checked 2 were not found in it" in finding.message
    assert finding.evidence_quote == "A trial of things"


def test_a_likely_guess_counts_where_there_are_several(evidence, reference, verdict, only):
    for confidence, result in ((0.7, "fail"), (0.5, "unknown")):
        guessed = verdicts(verdict, "unsure", "unsure", "unsure", verdict="NOINFO", confidence=confidence)
        assert only(check, replace(evidence([reference()]), verdicts=guessed)).result == result


def test_passes_where_it_says_half_of_them(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "says so", "does not say", "unsure")
    assert only(check, replace(evidence([reference()]), verdicts=made)).result == "pass"


def test_unknown_where_most_could_not_be_told(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "unsure", "unsure", verdict="SUPPORT")
    finding = only(check, replace(evidence([reference()]), verdicts=made))
    assert (finding.result, finding.severity) == ("unknown", "info") and "say 1 of the 3 claims" in finding.message


def test_unknown_where_too_few_could_be_checked(evidence, reference, verdict, only):
    made = verdicts(verdict, "says so", "not checked", "not checked")
    finding = only(check, replace(evidence([reference()]), verdicts=made))
    assert (finding.result, finding.severity) == ("unknown", "info") and "2 of them" in finding.message


def test_two_claims_are_not_many(evidence, reference, verdict):
    made = verdicts(verdict, "does not say", "does not say")
    assert list(check(replace(evidence([reference()]), verdicts=made))) == []
