"""What is a numerator, what a denominator, and how the two are written in one line."""

import pytest

from pipeline.sources.labels.dailymed_fractions import (
    END,
    START,
    is_denominator,
    is_numerator,
    joined,
    joined_rows,
    over,
)

UPPER = f"{START}a x 2{END}"


@pytest.mark.parametrize("text", ["(140 - age) x weight", "a × 2", "a * b", "weight (kg) − 5", "2 + b"])
def test_a_sum_may_be_a_numerator(text: str) -> None:
    assert is_numerator(text, "")


@pytest.mark.parametrize("text", ["Adults", "6 - 17 years", "X-linked owls", "Take 2 x 5 mg.", "", "x " * 40 + "a x 2"])
def test_a_heading_is_no_numerator(text: str) -> None:
    assert not is_numerator(text, "Dose:")


def test_what_follows_an_equals_sign_is_one() -> None:
    assert is_numerator("dose", "Rate = ")


def test_a_denominator_is_no_sentence() -> None:
    assert is_denominator("72 x creatinine")
    assert not any(map(is_denominator, ("", "Take one.", "b = 5", "word " * 40)))


def test_what_has_several_parts_is_put_in_brackets() -> None:
    assert over("dose", "a b") == "dose / (a b)"
    assert over("(140 - age)", "(a) x (b)") == "(140 - age) / ((a) x (b))"


def test_lines_are_joined_and_marks_go() -> None:
    assert joined([f"Men: {UPPER}", "b", "c"]) == ["Men: (a x 2) / b", "c"]
    assert joined([UPPER, "It is a sentence."]) == ["a x 2", "It is a sentence."]
    assert joined(["b", UPPER], is_whole=False) == ["b", UPPER]
    assert joined([]) == []


def test_rows_are_joined_where_only_the_denominator_is_below() -> None:
    assert joined_rows([["Men", UPPER], ["", "b"]]) == [["Men", "(a x 2) / b"]]
    assert joined_rows([["Men", UPPER], ["Women", "b"]]) == [["Men", "a x 2"], ["Women", "b"]]
    assert joined_rows([[UPPER], ["", "b"]]) == [["a x 2"], ["", "b"]]
