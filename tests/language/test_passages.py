import pytest

from pipeline.language.passages import closest, closest_text, shared
from pipeline.schema.tables import ArticleAbstract


def section(text: str, label: str = "", position: int = 1) -> ArticleAbstract:
    return ArticleAbstract("1", position, label, label, text)


def test_the_sentence_with_the_numbers_wins() -> None:
    sections = (
        section("Melatonin is used in owls. It may lengthen sleep.", "BACKGROUND"),
        section("We saw 120 owls. Melatonin lengthened sleep by 42 minutes.", "RESULTS", 2),
    )
    found = closest("Melatonin lengthened sleep by 42 minutes in owls.", sections)
    assert found is not None
    assert (found.text, found.label, found.sentence) == ("Melatonin lengthened sleep by 42 minutes.", "RESULTS", 4)
    assert found.share == pytest.approx(5 / 7, abs=0.01) or found.share > 0.7


def test_conclusions_win_among_equals_and_else_the_first() -> None:
    same = "Owls sleep by day."
    found = closest(same, (section(same, "OBJECTIVE"), section(same, "CONCLUSIONS", 2)))
    assert found is not None
    assert found.label == "CONCLUSIONS"
    first = closest(same, (section(same), section(same, position=2)))
    assert first is not None
    assert first.sentence == 1


def test_too_little_in_common_is_none() -> None:
    assert (
        closest("Melatonin lengthened sleep by 42 minutes.", (section("Feathers are brown. Sleep is rare."),)) is None
    )
    assert closest("Anything", ()) is None
    assert closest("the of and", (section("the of and"),)) is None


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
