import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.claims.arms import Arms
from pipeline.language.claims.effects import effect
from pipeline.language.text.tokens import stem_set

ARMS = Arms(stem_set("melatonin"), stem_set("placebo"))
SLEEP = stem_set("sleep time")


def read(sentence: str) -> tuple[int | None, int]:
    found = effect(sentence, SLEEP, ARMS)
    return found.direction, found.side


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sleep time was longer with melatonin than with placebo.", (1, 1)),
        ("Sleep time was longer with placebo than with melatonin.", (1, -1)),
        ("Compared with placebo, melatonin reduced sleep time.", (-1, 1)),
        ("There was no difference in sleep time between melatonin and placebo.", (0, 1)),
    ],
)
def test_who_has_more(sentence: str, told: tuple[int, int]) -> None:
    direction, side = read(sentence)
    assert direction == told[0]
    assert direction == 0 or side == told[1]


def test_the_cue_of_the_outcome_counts_and_not_that_of_another() -> None:
    sentence = "Falls were fewer with melatonin, whereas sleep time was longer with melatonin than with placebo."
    assert effect(sentence, SLEEP, ARMS).direction == 1


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ("(P < .001)", 1),
        ("(p = 0.34)", -1),
        ("(HR 0.9, 95% CI 0.8 to 1.2)", -1),
        ("(95% CI 0.2 to 1.4 hr in men or women)", 1),  # "hr" and "or" are no ratios: no effect is 0, not 1
        ("significantly", 1),
        ("", 0),
    ],
)
def test_how_sure(told: str, sure: int) -> None:
    assert effect(f"Sleep time was longer with melatonin {told} than placebo.", SLEEP, ARMS).is_sure == sure


def test_values_without_a_word_of_direction() -> None:
    assert effect("Sleep time: melatonin 92 h versus placebo 138 h.", SLEEP, ARMS).by_value == -1
    assert effect("Sleep time was 138 h with melatonin versus 92 h with placebo.", SLEEP, ARMS).by_value == 1


@given(st.text(max_size=120))
def test_never_raises(sentence: str) -> None:
    found = effect(sentence, SLEEP, ARMS)
    assert found.direction in (1, 0, -1, None) and found.side in (1, 0, -1) and found.is_sure in (1, 0, -1)


def test_what_both_arms_did_is_no_difference_between_them() -> None:
    assert read("Sleep time increased in both groups, melatonin and placebo.")[0] is None
