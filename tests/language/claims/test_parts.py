import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.claims import parts
from pipeline.language.claims.parts import claim_parts, whole


@pytest.mark.parametrize(
    ("claim", "arm", "other", "outcome", "direction"),
    [
        (
            "Melatonin significantly increased sleep time compared with placebo.",
            "Melatonin",
            "placebo",
            "sleep time",
            1,
        ),
        (
            "Compared with placebo, melatonin led to a significant reduction in falls.",
            "melatonin",
            "placebo",
            "falls",
            -1,
        ),
        (
            "Sleep time was significantly higher with melatonin than with placebo.",
            "melatonin",
            "placebo",
            "Sleep time",
            1,
        ),
        (
            "There was no significant difference in falls between melatonin and placebo.",
            "melatonin",
            "placebo",
            "falls",
            0,
        ),
        ("Melatonin did not change falls compared with placebo.", "Melatonin", "placebo", "falls", 0),
        ("Owls given melatonin slept.", "", "", "Owls given melatonin slept", None),
    ],
)
def test_parts(claim: str, arm: str, other: str, outcome: str, direction: int | None) -> None:
    found = claim_parts(claim)
    assert (found.arm, found.other, found.outcome, found.direction) == (arm, other, outcome, direction)


def test_a_word_that_judges_is_told_from_one_that_measures() -> None:
    assert claim_parts("Melatonin improved pain compared with placebo.").is_judged
    assert not claim_parts("Melatonin reduced pain compared with placebo.").is_judged


@given(st.text(max_size=80))
def test_parts_are_of_the_claim(claim: str) -> None:
    found = claim_parts(claim)
    text = " ".join(claim.split())
    assert all(part in text for part in (found.arm, found.other))
    # the outcome of a claim that is not taken apart lacks the words of direction that stood between its words
    rest = iter(text)
    assert found.outcome in text or (not found.compares and all(c in rest for c in found.outcome.replace(" ", "")))


def test_a_statement_speaks_of_its_words_but_those_of_direction() -> None:
    found = whole("Sleep of owls was significantly longer in spring.")
    assert (found.outcome, found.direction, found.compares) == ("Sleep of owls was significantly in spring", 1, False)
    assert whole("Owls sleep.").direction is None
    assert claim_parts("Melatonin increased sleep compared with placebo.").compares
    assert not claim_parts("Melatonin increased sleep.").compares


def test_a_text_of_many_sentences_is_no_comparison() -> None:
    claim = "Melatonin increased sleep time compared with placebo"
    assert claim_parts(claim).compares
    long = f"{claim} {'in owls ' * 120}"
    assert claim_parts(long) == whole(long)


def test_no_adverb_is_listed_twice() -> None:
    adverbs = parts._VERB.partition(")")[0].split("|")
    assert "greatly" in "".join(adverbs) and len(adverbs) == len(set(adverbs))
