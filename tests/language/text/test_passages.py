import pytest

from pipeline.language.text.passages import closest_text, shared


@pytest.mark.parametrize(
    ("claim", "sentence", "expected"),
    [
        ("0.83", "0·83", 1.0),
        (".05", "0.05", 1.0),
        ("1,065 owls", "1065 owls", 1.0),
        ("owls", "owl", 1.0),
        ("42 owls", "43 owls", 1 / 3),
        ("5 mg", "50 mg", 1 / 3),
        ("", "owls", 0.0),
    ],
)
def test_shared(claim: str, sentence: str, expected: float) -> None:
    assert shared(claim, sentence) == pytest.approx(expected)


def test_closest_text() -> None:
    assert closest_text("dark owls", ["Feathers.", "Owls in the dark."]) == "Owls in the dark."
    assert closest_text("dark owls", ["Feathers."]) is None
    assert closest_text("dark owls", []) is None
