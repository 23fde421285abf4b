from dataclasses import replace

from pipeline.checks.source_contradicts import check


def test_fires_with_the_sentence_it_rests_on(evidence, reference, verdict, only):
    against = verdict(
        mark="says otherwise", verdict="CONTRADICT", alarms=("contradiction",), reason="sentence 4 says less"
    )
    finding = only(check, replace(evidence([reference()]), verdicts=(against,)))
    assert (finding.result, finding.severity, finding.reference_id) == ("fail", "warning", "pmid:1")
    assert "sentence 4 says less" in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == ("Things worked.", "pmid:1 RESULTS, sentence 4")


def test_a_guess_without_an_alarm_does_not_fire(evidence, reference, verdict, only):
    unsure = verdict(mark="unsure", verdict="CONTRADICT")
    assert only(check, replace(evidence([reference()]), verdicts=(unsure,))).result == "pass"


def test_what_was_not_read_is_left_to_source_says(evidence, reference, verdict):
    unread = verdict(mark="not checked", reason="the record has no abstract")
    assert list(check(replace(evidence([reference()]), verdicts=(unread,)))) == []
