"""What reaches a terminal."""

import io
import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rim.terminal import Printable, printable, printable_streams

FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\n", "a\tb\n"),
        ("\x1b[2J\x1b]0;pwn\x07", "\\u001b[2J\\u001b]0;pwn\\u0007"),
        ("good\rbad", "good\\u000dbad"),
        ("\x9b31m\x7f\x85", "\\u009b31m\\u007f\\u0085"),
        ("safe\u202egnp.exe", "safe\\u202egnp.exe"),
        ("\u2066a\u2069\u200f\u061c", "\\u2066a\\u2069\\u200f\\u061c"),
        ("ze\u200bro\u200d\ufeff\u2060", "ze\\u200bro\\u200d\\ufeff\\u2060"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\udc80", "\\udc80"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("β ≥ 5 µg/m² – “naïve” 日本 \u00a0", "β ≥ 5 µg/m² – “naïve” 日本 \u00a0"),
    ],
)
def test_what_moves_hides_or_reorders_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_nothing_else_of_these_kinds_is_left_and_json_stays_json(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0]
    assert not [c for c in shown if c in "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u2060\u00ad"]
    assert printable(shown) == shown
    assert json.loads(printable(json.dumps(text, ensure_ascii=False))) == text


def test_both_streams_are_cleaned_and_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    with printable_streams():
        sys.stdout.write("a\x1b\n")
        sys.stderr.write("b\x07\n")
    assert (sys.stdout, sys.stderr) == before
    out = capsys.readouterr()
    assert (out.out, out.err) == ("a\\u001b\n", "b\\u0007\n")


def test_a_stream_of_few_characters_takes_all() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    Printable(narrow).write("5 µg ≥\n")
    assert narrow.buffer.getvalue() == b"5 \\xb5g \\u2265\n"  # type: ignore[attr-defined]


def test_a_reader_that_left_ends_the_printing_alone() -> None:
    read_end, write_end = os.pipe()
    stream = Printable(os.fdopen(write_end, "w", encoding="utf-8", buffering=1))
    os.close(read_end)
    stream.write("one\n")
    stream.write("two\n")
    stream.flush()
    assert not stream.isatty()
