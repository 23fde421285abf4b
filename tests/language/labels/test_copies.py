"""Copies of one sentence in a label that give different numbers."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.labels.copies import differing_copies, differs_in_numbers, numbers_of
from pipeline.language.text.source_text import source_text

NINE = "The recommended dose of Examplumab is 9 mg once a week."
FIVE = NINE.replace("9", "5")


def copies(*sections: tuple[str, str]) -> dict[int, str]:
    text = source_text("Examplumab", [(label, "", said) for label, said in sections])
    return {number: copy.text for number, copy in differing_copies(text).items()}


def test_two_places_under_one_title_that_differ_are_copies() -> None:
    assert copies(("Owls", NINE), ("Hawks", "Rest."), ("Owls", FIVE)) == {1: FIVE, 3: NINE}
    assert copies(("Owls", NINE), ("Hawks", "Rest."), ("OWLS", FIVE)) == {1: FIVE, 3: NINE}


def test_what_is_alike_or_elsewhere_or_a_list_is_no_differing_copy() -> None:
    assert copies(("Owls", NINE), ("Hawks", "Rest."), ("Owls", NINE)) == {}
    assert copies(("Owls", NINE), ("Hawks", FIVE)) == {}
    assert copies(("Owls", f"{NINE} {FIVE}")) == {}
    assert copies(("Owls", "1 kg | 5 mg once a week"), ("Hawks", "Rest."), ("Owls", "1 kg | 9 mg once a week")) == {}
    assert copies(("Owls", "Take 5 mg."), ("Hawks", "Rest."), ("Owls", "Take 9 mg.")) == {}


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 3)), min_size=1, max_size=12))
def test_the_copy_is_the_first_in_another_place_with_other_numbers(said: list[tuple[str, int]]) -> None:
    found = copies(*((label, NINE.replace("9", str(number))) for label, number in said))
    places = list(accumulate((int(a != b) for (a, _), (b, _) in pairwise(said)), initial=0))
    numbered = [(place, *row) for place, row in zip(places, said, strict=True)]
    expected = {
        at: next(
            (NINE.replace("9", str(n)) for p, under, n in numbered if p != place and under == label and n != number),
            None,
        )
        for at, (place, label, number) in enumerate(numbered, 1)
    }
    assert found == {at: copy for at, copy in expected.items() if copy}


def test_numbers() -> None:
    assert numbers_of("2.5 mg of 1,000") == ["2.5", "1,000"]
    assert differs_in_numbers(NINE, FIVE)
    assert not differs_in_numbers(NINE, NINE)
    assert not differs_in_numbers(NINE, "Rest 5 days.")
