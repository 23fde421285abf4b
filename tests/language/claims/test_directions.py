import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.claims.directions import cues, direction_of


@pytest.mark.parametrize(
    ("text", "direction", "is_judged"),
    [
        ("sleep was longer", 1, False),
        ("fewer falls", -1, False),
        ("pain improved", 1, True),
        ("it was inferior", -1, True),
        ("no significant difference in falls", 0, False),
        ("did not increase sleep", 0, False),
        ("falls were similar", 0, False),
    ],
)
def test_direction_of(text: str, direction: int, is_judged: bool) -> None:
    cue = direction_of(text)
    assert cue is not None and (cue.direction, cue.is_judged) == (direction, is_judged)


def test_no_word_of_direction() -> None:
    assert direction_of("owls sleep by day") is None


@given(st.text(max_size=80))
def test_places_lie_in_the_text(text: str) -> None:
    assert all(0 <= c.start < c.end <= len(text) and c.direction in (1, 0, -1) for c in cues(text))
