from dataclasses import replace

import pytest

from pipeline.checks.source_says import check


def test_passes_with_the_sentence(evidence, reference, verdict, only):
    finding = only(check, replace(evidence([reference()]), verdicts=(verdict(),)))
    assert (finding.result, finding.evidence_quote) == ("pass", "Things worked.")


def test_fires_where_nothing_says_it(evidence, reference, verdict, only):
    silent = verdict(mark="does not say", verdict="NOINFO")
    finding = only(check, replace(evidence([reference()]), verdicts=(silent,)))
    assert (finding.result, finding.severity) == ("fail", "info")


@pytest.mark.parametrize("mark", ["unsure", "not checked"])
def test_unknown_is_never_a_pass(mark, evidence, reference, verdict, only):
    finding = only(check, replace(evidence([reference()]), verdicts=(verdict(mark=mark, reason="no abstract"),)))
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert ("no abstract" in finding.message) == (mark == "not checked")


def test_an_alarm_and_an_abstention_are_other_checks_matters(evidence, reference, verdict):
    alarmed = verdict(mark="says otherwise", alarms=("contradiction",))
    assert list(check(replace(evidence([reference()]), verdicts=(alarmed,)))) == []
    silent = evidence([reference()], is_abstention=True)
    assert list(check(replace(silent, verdicts=(verdict(mark="not checked"),)))) == []
