"""The form of CSV files that people write: exact values, exact places, never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.handwritten.written_csv import Problem, Row, is_day, line, nearest, one_line, read

HEADER = ("a", "b", "c")
HEAD = b"a,b,c\n"


def test_values_stand_where_their_columns_say() -> None:
    (row,) = read(HEAD + b'x,"say ""no"", then go",z\r\n\n', HEADER)
    assert row == Row(2, ("x", 'say "no", then go', "z"), (1, 3, 25))


def test_what_breaks_the_form_is_told_with_its_place() -> None:
    found = list(read(HEAD + b'x,"open,z\nx,y\nx,y\x07,z\nx,q"q,z\n1,2,3\n', HEADER))
    assert [(p.line, p.column) for p in found if isinstance(p, Problem)] == [(2, 3), (3, 1), (4, 4), (5, 3)]
    assert isinstance(found[-1], Row)
    assert "found 2" in found[1].message  # type: ignore[union-attr]


def test_header_and_bytes() -> None:
    (semicolons,) = read(b"a;b;c\n", HEADER)
    assert isinstance(semicolons, Problem)
    assert semicolons.told("x.csv") == (
        "x.csv:1:1: expected the header a,b,c; found 'a;b;c': save the file with commas between the values"
    )
    (bad,) = read(HEAD + b"x,\xff,z\n", HEADER)
    assert (bad.line, bad.column) == (2, 3)  # type: ignore[union-attr]
    assert list(read(b'\xef\xbb\xbf"a",b,c\n', HEADER)) == []


@given(st.binary(max_size=80))
def test_no_bytes_raise(data: bytes) -> None:
    assert all(found.line >= 1 for found in read(HEAD + data, HEADER))


@given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_what_is_written_is_read(values: list[str]) -> None:
    written = line(values)
    assert written.count("\n") == 1
    (row,) = read(HEAD + written.encode(), HEADER)
    assert isinstance(row, Row)
    assert row.values == tuple(map(one_line, values))


def test_formulas_stay_text() -> None:
    assert line(["=1+1", "@x", "-2"]) == "=1+1,@x,-2\n"


def test_days_and_words() -> None:
    assert [is_day(d) for d in ("2026-11-25", "2026-02-30", "2026-11", "20261125", "", "٢٠٢٦-11-25")] == [True] + [
        False
    ] * 5
    assert nearest("aprove", ("approve", "retire")) == "; did you mean 'approve'?"
    assert nearest("zzz", ("approve",)) == ""
