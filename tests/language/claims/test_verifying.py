import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import rarity
from pipeline.language.claims.verifying import is_support, verify, what_fit_decides
from pipeline.language.text.source_text import source_text

SOURCE = source_text(
    "Melatonin and sleep in owls: a randomised trial",
    [
        ("BACKGROUND", "", "Owls in cages sleep badly."),
        ("METHODS", "", "We randomised 120 owls to melatonin or placebo for 8 weeks."),
        ("RESULTS", "", "Sleep duration was significantly longer with melatonin than with placebo (P < .001)."),
        ("CONCLUSIONS", "", "Melatonin increased sleep duration compared with placebo in owls."),
    ],
    [2015],
)


def codes(claim: str) -> set[str]:
    return {r.code for r in verify(claim, SOURCE).reasons}


def test_a_claim_that_the_source_makes_is_supported_by_its_sentence() -> None:
    found = verify("Melatonin significantly increased sleep duration compared with placebo.", SOURCE)
    assert (found.verdict, found.alarms) == ("SUPPORT", ())
    assert found.rationale[0].number in (3, 4)
    assert "same_direction" in {r.code for r in found.reasons}


def test_the_contrary_is_an_alarm_with_its_reason() -> None:
    found = verify("Placebo significantly increased sleep duration compared with melatonin.", SOURCE)
    assert (found.verdict, found.alarms) == ("CONTRADICT", ("contradiction",))
    assert found.is_sure and found.rationale


def test_words_shared_are_not_enough_to_say_so() -> None:
    claim = "Melatonin did not change sleep duration compared with placebo."
    chance = {"CONTRADICT": 0.0, "NOINFO": 0.0, "SUPPORT": 1.0}
    assert not is_support(support(claim, SOURCE, rarity), chance)
    assert is_support(support("Melatonin increased sleep duration compared with placebo.", SOURCE, rarity), chance)


def test_a_statement_is_never_more_than_a_guess() -> None:
    for claim in ("Sleep duration of owls was longer.", "Sleep duration of owls was shorter.", "Owls fly at night."):
        found = verify(claim, SOURCE, chances=lambda _: {"CONTRADICT": 0.0, "NOINFO": 0.0, "SUPPORT": 1.0})
        assert not found.is_sure and "contradiction" not in found.alarms, claim
    assert codes("Owls of caves lay zebrafish eggs at night in cages badly.") == {"could_not_tell"}


def test_a_comparison_that_is_nowhere_made_is_sure_to_be_missing() -> None:
    found = verify("Melatonin increased zebrafish egg weight compared with colchicine in owls that sleep.", SOURCE)
    assert (found.verdict, found.is_sure, {r.code for r in found.reasons}) == ("NOINFO", True, {"does_not_say"})


@pytest.mark.parametrize("best", ["SUPPORT", "CONTRADICT"])
def test_a_comparison_lowered_for_lack_of_a_sentence_is_not_sure(best: str) -> None:
    claim = "Melatonin increased sleep duration compared with placebo."
    only_title = source_text("Melatonin and placebo for sleep duration", [("", "", "Feathers were counted.")])
    chance = {v: float(v == best) for v in ("CONTRADICT", "NOINFO", "SUPPORT")}
    found = verify(claim, only_title, chances=lambda _: chance)
    assert (found.verdict, found.rationale, found.is_sure) == ("NOINFO", (), False)
    assert {r.code for r in found.reasons} == {"could_not_tell"}


def test_what_takes_a_sentence_back_is_quoted_behind_it() -> None:
    told = "Sleep duration was longer with melatonin than with placebo. There was no difference between the groups."
    found = verify("Melatonin increased sleep duration compared with placebo.", source_text("Owls", [("", "", told)]))
    assert [s.number for s in found.rationale[:2]] == [1, 2]
    assert "sentence 2 says no difference" in [r.words for r in found.reasons]


def test_another_trial_is_an_alarm_of_its_own() -> None:
    claim = "Colchicine relieved gout flares faster than indomethacin in older men with kidney stones."
    found = verify(claim, SOURCE)
    assert (found.verdict, found.alarms) == ("NOINFO", ("other_article",))
    assert SOURCE.title in found.reasons[0].words
    assert verify(claim, SOURCE, lambda: 1.0).alarms == ("other_article",)  # not a word of it, whatever else is at hand


@pytest.mark.parametrize(
    ("claim", "is_asked"),
    [
        ("Melatonin increased sleep duration compared with placebo.", False),  # its words are all there
        ("Colchicine relieved gout flares faster than indomethacin in older men with kidney stones.", False),  # none is
        ("Owls relieved gout flares faster than indomethacin in older men with kidney stones.", True),
    ],
)
def test_the_fit_among_all_articles_is_asked_only_where_it_decides(claim: str, is_asked: bool) -> None:
    asked: list[str] = []

    def fit() -> float:
        asked.append(claim)
        return 0.1

    found = verify(claim, SOURCE, fit)
    assert bool(asked) == is_asked
    assert ("other_article" in found.alarms) == (claim[0] != "M")


@pytest.mark.parametrize(("fitting", "decided"), [(None, "alone"), (0.1, "far"), (0.9, "near")])
def test_what_a_fit_decides(fitting: float | None, decided: str) -> None:
    assert what_fit_decides(fitting) == decided


def test_a_differing_number_is_an_alarm_and_no_support() -> None:
    found = verify("Melatonin increased sleep duration compared with placebo in 120 owls over 12 weeks.", SOURCE)
    assert "number_differs" in found.alarms and found.verdict != "SUPPORT"
    assert "the claim says over 12 weeks, the source 8 weeks (sentence 2)" in found.reasons[0].words
    assert found.rationale[0].number == 2


def test_without_text_nothing_is_said_but_the_year() -> None:
    empty = source_text("Melatonin and sleep in owls", [], [2015])
    found = verify("Melatonin increased sleep.", empty)
    assert (found.verdict, found.confidence, found.alarms, found.rationale) == ("NOINFO", 0.0, (), ())
    assert [r.code for r in found.reasons] == ["no_text"]
    assert verify("A 2018 trial found that melatonin increased sleep.", empty).alarms == ("number_differs",)
    assert verify("A 2015 trial found that melatonin increased sleep.", empty).alarms == ()


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=200))
def test_never_raises_and_never_rests_on_nothing(claim: str, text: str) -> None:
    source = source_text("Owls", [("", "", text)])
    found = verify(claim, source)
    assert found == verify(claim, source)
    assert found.verdict == "NOINFO" or found.rationale
    assert set(found.rationale) <= set(source.sentences) and 0 <= found.confidence <= 1
