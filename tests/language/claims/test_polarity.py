import pytest

from pipeline.language.claims.polarity import polarity


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("pain at 24 h", -1), ("length of stay", -1), ("overall survival", 1), ("pain relief", 1), ("plumage", 0)],
)
def test_polarity(outcome: str, expected: int) -> None:
    assert polarity(outcome) == expected
