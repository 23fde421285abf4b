import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.claims.support_model import rarity
from pipeline.language.numbers.claimed_numbers import claimed_numbers
from pipeline.language.text.source_text import SourceText, source_text

LABEL = source_text(
    "Owlclast (zolendo acid)",
    [
        ("", "", "For brittle wings the dose is a 5 mg intravenous infusion once a year over no less than 15 minutes. "
         "Do not use where creatinine clearance is less than 35 mL/min."),
    ],
)  # fmt: skip


def results(claim: str, source: SourceText = LABEL) -> dict[str, str]:
    return {n.claimed: n.result for n in claimed_numbers(claim, source, rarity)}


def test_a_wrong_dose_and_a_wrong_frequency_are_shown_side_by_side() -> None:
    found = claimed_numbers("Owlclast is given as a 4 mg infusion every three months for brittle wings.", LABEL, rarity)
    assert [(n.claimed, n.found, n.result, n.kind) for n in found] == [
        ("4 mg", "5 mg", "different", "dose"),
        ("every three months", "once a year", "different", "frequency"),
    ]
    assert {n.sentence for n in found} == {1}


@pytest.mark.parametrize(
    "claim",
    [
        "Owlclast is given as one 5 mg infusion every 12 months, over at least 15 minutes.",
        "Brittle wings: Owlclast 0.005 g once yearly.",
        "Below a creatinine clearance of 35 mL/min it must not be used.",
    ],
)
def test_a_right_value_is_the_same_in_any_wording(claim: str) -> None:
    assert set(results(claim).values()) == {"same"}


def test_what_the_source_does_not_state_is_not_found_and_no_alarm() -> None:
    assert results("It was tried in 120 owls.") == {"120": "not found"}


def test_values_among_other_words_cannot_be_compared() -> None:
    source = source_text("Sleep", [("", "", "Fallen owls were seen after 3 days. Mice slept.")])
    assert results("The vaccine protects for 10 years.", source) == {"10 years": "not comparable"}


def test_the_year_of_a_study_is_held_against_its_publication() -> None:
    source = source_text("Owls", [("", "", "Owls slept from 2001 on.")], [2015, 2014])
    assert results("A 2015 trial found it.", source) == {"2015": "same"}
    assert results("A 2018 trial found it.", source) == {"2018": "different"}
    assert results("The 2015 guideline replaced the 2010 guideline.", source) == {
        "2015": "same",
        "2010": "not comparable",
    }
    assert results("A 2018 trial found it.", source_text("Owls", [])) == {}


@settings(max_examples=50)
@given(st.text(alphabet="0123456789 .%mgdayearsoncetwivry", max_size=60), st.text(max_size=80))
def test_never_raises_and_is_deterministic(claim: str, text: str) -> None:
    source = source_text("Owls", [("", "", text)])
    found = claimed_numbers(claim, source, rarity)
    assert found == claimed_numbers(claim, source, rarity)
    assert all((n.result in ("same", "different")) <= bool(n.found) for n in found)


def test_another_route_of_the_dose_differs_and_one_that_is_not_stated_is_not_found() -> None:
    assert results("Owlclast 5 mg is given subcutaneously.")["subcutaneously"] == "different"
    assert results("Owlclast 5 mg is given intravenously.")["intravenously"] == "same"
    silent = source_text("Owls", [("", "", "Owls got 5 mg.")])
    assert results("Owls got 5 mg orally.", silent)["orally"] == "not found"
