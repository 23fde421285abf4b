"""The author's text of a listed reference: split where it can be, left empty where it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.reference_text import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Greenspan SL. Efficacy of one dose. 2015.", ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Greenspan SL, Perera S. Efficacy of one dose (2015)", ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("de la Cruz-O'Ney M Jr, et al. A dose of 5.5 mg. 2015", ("de la Cruz-O'Ney M Jr", "A dose of 5.5 mg", 2015)),
        ("Éclair S.L. Two parts: one. And two. 1999.", ("Éclair S.L", "Two parts: one. And two", 1999)),
        ("American College of Physicians. Treatment of bone loss. 2023.",
         ("American College of Physicians", "Treatment of bone loss", 2023)),
        ("WHO. Bone health. 2020.", ("WHO", "Bone health", 2020)),
        ("Greenspan SL. Efficacy of one dose. JAMA Intern Med. 2015;175(6):913-21.",
         ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Greenspan SL. Efficacy of one dose. JAMA Intern Med. 2015 Jun;175(6):913-21.",
         ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Efficacy of one dose in 1990. 2015.", ("", "Efficacy of one dose in 1990", 2015)),
        ("Greenspan SL. Efficacy since 1990 in women.", ("Greenspan SL", "Efficacy since 1990 in women", None)),
        ("Efficacy of one dose. Some journal. 2015.", ("", "", 2015)),
        ("Just some words", ("", "", None)),
        ("", ("", "", None)),
    ],
)  # fmt: skip
def test_the_parts_of_a_listed_reference(text: str, parts: tuple[str, str, int | None]) -> None:
    assert tuple(split(text)) == parts


@given(st.text())
def test_no_text_raises_and_no_part_is_invented(text: str) -> None:
    parts = split(text)
    assert parts.first_author in text
    assert parts.title in text
    assert parts.year is None or str(parts.year) in text
