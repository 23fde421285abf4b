from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.frequencies import frequencies

YEAR = 365.25


@pytest.mark.parametrize(
    ("text", "per_day"),
    [
        ("once a year", 1 / YEAR),
        ("once yearly", 1 / YEAR),
        ("every 12 months", 1 / YEAR),
        ("every twelve months", 1 / YEAR),
        ("twice a year", 2 / YEAR),
        ("once every 6 months", 2 / YEAR),
        ("every three months", 4 / YEAR),
        ("twice daily", 2),
        ("b.i.d.", 2),
        ("q8h", 3),
        ("every other day", 0.5),
        ("three times per week", 3 / 7),
        ("3-weekly", 1 / 21),
        ("every hour", 24),
        ("a single 5 mg infusion", 0),
        ("a single daily dose", 1),
        ("daily", 1),
    ],
)
def test_frequencies(text: str, per_day: float) -> None:
    (found,) = frequencies(text)
    assert found.per_day == pytest.approx(per_day)


@pytest.mark.parametrize("text", ["activities of daily living", "a single centre", "one dose of many", "nearly"])
def test_no_frequency(text: str) -> None:
    assert list(frequencies(text)) == []


@given(st.text(alphabet="onceatwivry 0123dmkhqb.s/-", max_size=40))
def test_places_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    spans = sorted((f.start, f.end) for f in frequencies(text))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
