import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.written_numbers import decimals_of, number_of, plain


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.83", 0.83),
        (".05", 0.05),
        ("1,065", 1065),
        ("170 000", 170_000),
        ("1.2 million", 1.2e6),
        ("six", 6),
        ("seventy", 70),
        ("eighty", 80),
        ("7,5", 7.5),
    ],
)
def test_number_of(written: str, value: float) -> None:
    assert number_of(written) == pytest.approx(value)


def test_what_is_no_number_raises() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number_of("many")


@pytest.mark.parametrize(("written", "decimals"), [("3.90", 2), ("26,000", -3), ("0", 0), ("17", 0), ("7,5", 1)])
def test_decimals_of(written: str, decimals: int) -> None:
    assert decimals_of(written) == decimals


@given(st.text(max_size=40))
def test_plain_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_plain_knows_middots_minus_signs_and_thin_spaces() -> None:
    assert plain("0·83–1·08, 170\u2009000") == "0.83-1.08, 170 000"
