from dataclasses import replace

from pipeline.checks.other_article import check


def test_fires_with_the_title_of_the_record(evidence, reference, verdict, only):
    other = verdict(mark="does not say", verdict="NOINFO", alarms=("other_article",))
    finding = only(check, replace(evidence([reference()]), verdicts=(other,)))
    assert (finding.result, finding.severity, finding.evidence_quote) == ("fail", "warning", "A trial of things")


def test_the_right_article_passes(evidence, reference, verdict, only):
    assert only(check, replace(evidence([reference()]), verdicts=(verdict(),))).result == "pass"


def test_what_was_not_read_is_left_to_source_says(evidence, reference, verdict):
    unread = verdict(mark="not checked", reason="the record has no abstract")
    assert list(check(replace(evidence([reference()]), verdicts=(unread,)))) == []
