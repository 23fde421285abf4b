"""Where headings end in a line that lost its breaks; the drugs are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.headings import capitals_end, title_end


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("DOSAGE AND ADMINISTRATION", "The usual dose is 5 mg."),
        ("DOSAGE AND ADMINISTRATION", "EXAMPLUMAB is given by mouth."),
        ("HOW SUPPLIED/STORAGE & HANDLING", "10 mg tablets"),
        ("WARNING: HICCUPS", "Patients had hiccups."),
        ("", "Plain text."),
        ("", "ALL IN CAPITALS"),
        ("", "QUESTIONS OR COMMENTS call us"),
    ],
)
def test_capitals_end(heading: str, rest: str) -> None:
    words = f"{heading} {rest}".split()
    assert " ".join(words[: capitals_end(words)]) == heading


def test_a_brand_name_in_capitals_ends_the_heading() -> None:
    words = "INDICATIONS EXAMPLUMAB® (X) treats".split()
    assert capitals_end(words, {"examplumab"}) == 1
    assert capitals_end(words) == 2


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Chronic Hiccups", "The recommended dose is 5 mg."),
        ("Chronic, Acute, and Mixed Hiccups", "The recommended dose is 5 mg."),
        ("Chronic Hiccups", "EXAMPLUMAB is indicated for hiccups."),
        ("Hiccups (Types IIa and IIb)", "Patients of any age may take it."),
        ("Children (4 to 17 years of age)", "The dose is 5 mg."),
        ("Hiccup B Virus Reactivation", "Use of Examplumab may wake it."),
        ("Monitoring of Hiccups", "Prior to the dose, count them."),
        ("Use in Patients with Recent Hiccups or Yawns", "In a study, some yawned."),
        ("Prevention of Hiccups", "In the Great Hiccup Outcomes Trial (GHOT), the rate fell."),
        ("Strong Inhibitors of CYP 3A4", "EXAMPLUMAB is slowed."),
        ("Patient Counseling", "Provide the “Hiccup Guide” to patients."),
        ("", "Active hiccups, which may be loud"),
        ("", "Hiccups to any degree"),
        ("", "Only Capitals Here"),
        ("", "lower case"),
    ],
)
def test_title_end(title: str, rest: str) -> None:
    words = f"{title} {rest}".split()
    assert " ".join(words[: title_end(words, {"examplumab"})]) == title


@given(st.lists(st.text(alphabet="aAb(1).,-®&", min_size=1, max_size=5), min_size=1, max_size=20))
def test_any_words_have_an_end_within_them(words: list[str]) -> None:
    assert 0 <= title_end(words) < len(words)
    assert 0 <= capitals_end(words) < len(words)
