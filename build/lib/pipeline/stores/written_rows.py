"""The rows of a CSV that this project wrote, each with its line; or what is wrong with the file, with file and line."""

import csv
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import TableError

csv.field_size_limit(sys.maxsize)  # a section of a label can be longer than the 128 kB that csv expects
# what git leaves where two branches added rows: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
_CONFLICT = re.compile(rb"^(?:<{7}|[|]{7}|>{7})(?: .*)?$", re.M)
LONGEST_SHOWN = 60
Lines = list[tuple[int, list[str]]]


def written_rows(path: Path, data: bytes, header: Sequence[str], mend: str) -> Lines:
    """The rows of `data` below its header, each with the line on which it begins. Empty lines, a byte order mark and
    a last line without its end lose nothing. Raises TableError, saying how to `mend`.
    """
    if conflict := _CONFLICT.search(data):
        line = data.count(b"\n", 0, conflict.start()) + 1
        mark = shown([conflict[0].decode("utf-8", "replace")])
        raise TableError(
            f"{path}:{line}: expected a row; found the mark of a merge conflict, {mark}; "
            "nothing was overwritten: keep the rows of both sides and take the marks away"
        )
    rows = parsed_rows(path, data, mend)
    if not rows or rows[0][1] != list(header):
        found = ", ".join(rows[0][1])[:200] if rows else "nothing"
        raise TableError(f"{path}:1: expected the columns {', '.join(header)}; found {found}; {mend}")
    for line, row in rows:
        if len(row) != len(header):
            raise TableError(f"{path}:{line}: expected {len(header)} columns; found {len(row)}: {shown(row)}; {mend}")
    return rows[1:]


def parsed_rows(path: Path, data: bytes, mend: str) -> Lines:
    """The lines of `data`, header included, each with its number. Raises TableError for what is no CSV."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TableError(f"{path}:{line}: expected UTF-8; found the byte 0x{data[error.start]:02x}; {mend}") from None
    reader, rows, start = csv.reader(io.StringIO(text, newline=""), strict=True), Lines(), 1
    try:
        for row in reader:
            if row:
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{path}:{start}: expected a row of CSV; found: {error}; {mend}") from None
    return rows


def shown(row: Sequence[str]) -> str:
    """A row as a message shows it."""
    text = ",".join(row).rstrip()
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "...")
