from dataclasses import replace

from pipeline.checks.number_differs import check

PAIR = ("0123456789ab", "pmid:1")


def test_fires_with_both_values(evidence, reference, verdict, number, only):
    case = replace(
        evidence([reference()]),
        verdicts=(verdict(mark="says otherwise", alarms=("number_differs",)),),
        numbers={PAIR: (number("different"),)},
    )
    finding = only(check, case)
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "the claim says 4 mg, the source 5 mg (dose)" in finding.message
    assert finding.evidence_quote == "They got 5 mg."


def test_the_same_value_passes(evidence, reference, verdict, number, only):
    case = replace(evidence([reference()]), verdicts=(verdict(),), numbers={PAIR: (number("same", "4 mg"),)})
    assert only(check, case).result == "pass"


def test_a_value_that_is_not_in_the_text_is_unknown(evidence, reference, verdict, number, only):
    for result in ("not found", "not comparable"):
        case = replace(evidence([reference()]), verdicts=(verdict(),), numbers={PAIR: (number(result, ""),)})
        finding = only(check, case)
        assert (finding.result, finding.severity) == ("unknown", "info") and "4 mg" in finding.message


def test_no_value_or_no_text_no_finding(evidence, reference, verdict):
    assert list(check(replace(evidence([reference()]), verdicts=(verdict(),)))) == []
    unread = verdict(mark="not checked", reason="the record has no abstract")
    assert list(check(replace(evidence([reference()]), verdicts=(unread,)))) == []
