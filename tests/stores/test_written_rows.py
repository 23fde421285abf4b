"""What is wrong with a CSV, with file and line; what loses nothing is taken."""

from pathlib import Path

import pytest

from pipeline.errors import TableError
from pipeline.stores.written_rows import written_rows

PATH, HEADER = Path("x.csv"), ["a", "b"]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,x\n", [(2, ["1", "x"])]),
        (b"a,b\n1,x", [(2, ["1", "x"])]),
        (b"\xef\xbb\xbfa,b\r\n1,x\r\n", [(2, ["1", "x"])]),
        (b"a,b\n\n1,x\n\n", [(3, ["1", "x"])]),
        (b'a,b\n1,"x\ny"\n2,z\n', [(2, ["1", "x\ny"]), (4, ["2", "z"])]),
        (b'a,b\n1,"' + b"long " * 40_000 + b'"\n', [(2, ["1", "long " * 40_000])]),
        (b"a,b\n", []),
    ],
)
def test_rows_with_their_lines(data: bytes, rows: list[tuple[int, list[str]]]) -> None:
    assert written_rows(PATH, data, HEADER, "mend it") == rows


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", r"x.csv:1: expected the columns a, b; found nothing; mend it"),
        (b"a\n1\n", r"x.csv:1: expected the columns a, b; found a; mend it"),
        (b"a,b\n1,x\n2\n", r"x.csv:3: expected 2 columns; found 1: '2'; mend it"),
        (b"a,b\n1,x\n2,y3,z\n", r"x.csv:3: expected 2 columns; found 3: '2,y3,z'"),
        (b'a,b\n1,x\n2,"y', r"x.csv:3: expected a row of CSV; found: unexpected end of data"),
        (b"a,b\n1,x\n2,\xff\n", r"x.csv:3: expected UTF-8; found the byte 0xff"),
        (b"a,b\n<<<<<<< HEAD\n1,x\n=======\n2,y\n>>>>>>> other\n", r"x.csv:2: .* merge conflict, '<<<<<<< HEAD'"),
        (b"a,b\n1,x\n=======\n2,y\n>>>>>>> other\n", r"x.csv:5: .* merge conflict, '>>>>>>> other'"),
        (b"a,b\n1,x\n=======\n2,y\n", r"x.csv:3: expected 2 columns; found 1: '======='"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(TableError, match=told):
        written_rows(PATH, data, HEADER, "mend it")
