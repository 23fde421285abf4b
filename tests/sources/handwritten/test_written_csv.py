"""The form of CSV files that people write: exact values, exact places, never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.handwritten.written_csv import Once, Row, good_rows, header_line, is_day, line, one_line, read
from pipeline.sources.mistakes import Mistake

HEADER = ("a", "b", "c")
HEAD = b"a,b,c\n"


def test_values_stand_where_their_columns_say() -> None:
    ((row, mistake),) = read("x.csv", HEAD + b'x,"say ""no"", then go",z\r\n\n', HEADER)
    text = 'x,"say ""no"", then go",z'
    assert (row, mistake) == (Row("x.csv", 2, text, ("x", 'say "no", then go', "z"), (1, 3, 25)), None)


def test_what_breaks_the_form_is_told_with_its_place() -> None:
    found = list(read("x.csv", HEAD + b'x,"open,z\nx,y\nx,y\x07,z\nx,q"q,z\n1,2,3\n', HEADER))
    mistakes = [mistake for _, mistake in found if mistake]
    assert [(m.line, m.column) for m in mistakes] == [(2, 3), (3, 1), (4, 4), (5, 3)]
    assert {m.file for m in mistakes} == {"x.csv"}
    assert [(row.line, row.text, row.values) for row, _ in found[:2]] == [(2, 'x,"open,z', ()), (3, "x,y", ())]
    assert (found[-1][0].values, found[-1][1]) == (("1", "2", "3"), None)
    assert "found 2" in mistakes[1].message


def test_header_and_bytes() -> None:
    ((row, semicolons),) = read("x.csv", b"a;b;c\n", HEADER)
    assert semicolons is not None and row.values == ()
    assert semicolons.told == (
        "x.csv:1:1: expected the header a,b,c, found 'a;b;c': save the file with commas between the values"
    )
    ((_, bad),) = read("x.csv", HEAD + b"x,\xff,z\n", HEADER)
    assert bad is not None and (bad.line, bad.column) == (2, 3)
    assert list(read("x.csv", b'\xef\xbb\xbf"a",b,c\n', HEADER)) == []
    assert list(read("x.csv", header_line(HEADER), HEADER)) == []


def test_a_check_a_key_and_the_form_each_give_one_mistake_of_a_row() -> None:
    def check(row: Row) -> Mistake | None:
        return row.mistake(2, "z", offer="z") if row.values[2] != "z" else None

    data = HEAD + b"1,y,z\n1,y,z\n2,y,zz\n2,y,z\n2,y\n3,y, \n"
    rows, mistakes = good_rows("x.csv", data, HEADER, check, Once(0, "each a once", lambda row: row.values[0]))
    assert [row.line for row in rows] == [2, 5]
    assert mistakes == (
        "x.csv:3:1: expected each a once, found that of line 2 again",
        "x.csv:4:5: expected z, found 'zz', did you mean z",
        "x.csv:6:1: expected 3 values, found 2",
        "x.csv:7:5: expected z, found none, did you mean z",
    )


@given(st.binary(max_size=80))
def test_no_bytes_raise(data: bytes) -> None:
    assert all(row.line >= 1 for row, _ in read("x.csv", HEAD + data, HEADER))


@given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_what_is_written_is_read(values: list[str]) -> None:
    written = line(values)
    assert written.count("\n") == 1
    ((row, mistake),) = read("x.csv", HEAD + written.encode(), HEADER)
    assert mistake is None
    assert row.values == tuple(map(one_line, values))


def test_formulas_stay_text() -> None:
    assert line(["=1+1", "@x", "-2"]) == "=1+1,@x,-2\n"


def test_days() -> None:
    assert [is_day(d) for d in ("2026-11-25", "2026-02-30", "2026-11", "20261125", "", "٢٠٢٦-11-25")] == [True] + [
        False
    ] * 5
