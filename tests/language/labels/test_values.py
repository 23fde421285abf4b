"""Versions, days and names of labels: what is none stays unknown and is told."""

import pytest

from pipeline.language.labels.values import clean_day, clean_name, clean_text, clean_version, doubt_of, shown


@pytest.mark.parametrize(("text", "version"), [("1", 1), ("0012", 12), ("999999999", 999_999_999)])
def test_a_version_is_a_whole_number_from_one(text: str, version: int) -> None:
    assert clean_version(text) == version


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "9" * 10, "9" * 5000, "latest", "²", "١", "1 2"])
def test_what_is_no_version_is_unknown(text: str) -> None:
    assert clean_version(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20130930", "2013-09-30"),
        ("201309", "2013-09"),
        ("2013", "2013"),
        ("20130930120000.0000-0500", "2013-09-30"),
        ("2013093012", "2013-09-30"),
    ],
)
def test_a_day_keeps_its_precision(text: str, day: str) -> None:
    assert clean_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "20250231", "20251301", "00000101", "2013093", "9" * 99, "2013-09-30", "²⁰¹³"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert clean_day(text) == ""


def test_names_and_texts_hold_nothing_that_no_label_can() -> None:
    assert clean_name("  OWL\x1b]0;x\x07\u202eEX\u200b ") == "OWL ]0;x EX"
    assert clean_text("a\x00b\nc\ud800\u202e") == "a b\nc?\u202e"


@pytest.mark.parametrize(
    ("version", "effective", "told"),
    [
        ("3", "20250102", ""),
        (3, "20250102", "expected a version number; found 3"),
        (None, "x", "expected a version number; found None; expected an effective time such as 20240131; found 'x'"),
        ("3", ["20250102"], "expected an effective time such as 20240131; found list"),
    ],
)
def test_a_doubt_says_what_was_expected_and_found(version: object, effective: object, told: str) -> None:
    assert doubt_of(version, effective) == told


def test_a_long_value_is_shown_short() -> None:
    assert shown("9" * 5000) == f"'{'9' * 39}... (5002 characters)"
