"""How a mistake is worded."""

import pytest

from pipeline.sources.mistakes import expected, nearest, shown


def test_the_offer_is_left_out_where_there_is_none() -> None:
    assert expected("a", "b") == "expected a, found b"
    assert expected("a", "b", "c") == "expected a, found b, did you mean c"


def test_a_message_is_one_line_that_utf_8_can_hold() -> None:
    message = expected("a\nb", "\ud800", "\x00é")
    assert message.encode() == r"expected a\nb, found \ud800, did you mean \x00é".encode()


def test_long_text_is_cut() -> None:
    assert shown("x" * 80) == repr("x" * 57 + "...")


@pytest.mark.parametrize(
    ("word", "choice"),
    [("APPROVED", "approved"), ("aproved", "approved"), ("under-review", "under review"), ("zzz", "")],
)
def test_nearest(word: str, choice: str) -> None:
    assert nearest(word, ("draft", "under review", "approved")) == choice
