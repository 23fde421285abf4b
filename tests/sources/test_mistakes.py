"""How a mistake is worded."""

import pytest

from pipeline.sources.mistakes import Mistake, decoded, expected, nearest, shown


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
    [("APPROVED", "approved"), ("aproved", "approved"), ("under-review", "under review"), ("zzz", ""), ("", "")],
)
def test_nearest(word: str, choice: str) -> None:
    assert nearest(word, ("draft", "under review", "approved")) == choice


def test_the_nearest_does_not_depend_on_the_order_of_the_choices() -> None:
    assert nearest("ab", ("abc", "abd")) == nearest("ab", ("abd", "abc")) == "abc"
    assert nearest("aprove", ("approve", "retire")) == "approve"
    assert nearest("zzz", ("approve",)) == ""


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"a\r\nb\xe9",
            "2:2: expected UTF-8, found the byte 0xE9: save the file as UTF-8 (the byte is `é` in Windows-1252)",
        ),
        (b"\xef\xbb\xbf\x81", "1:1: expected UTF-8, found the byte 0x81: save the file as UTF-8"),
        (b"\xff\xfea\x00", "1:1: expected UTF-8, found the byte 0xFF: save the file as UTF-8 (it is UTF-16)"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_with_its_place(data: bytes, told: str) -> None:
    found = decoded("x.csv", data)
    assert isinstance(found, Mistake)
    assert found.told == f"x.csv:{told}"


def test_a_byte_order_mark_is_no_text() -> None:
    assert decoded("x.csv", b"\xef\xbb\xbfa\r\n") == "a\r\n"
