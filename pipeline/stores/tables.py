"""Tables on disk: rows out as CSV, with Parquet beside it, and typed rows in.

pandas, pandera and pyarrow take a second to import, so `columns.py`, which uses them, is imported when a
table is written.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import TableError
from pipeline.schema.table import ColumnInfo, Table, columns, join_list, key_columns, split_list
from pipeline.stores import files
from pipeline.stores.written_rows import Lines, shown, written_rows

R = TypeVar("R", bound=Table)
Put = Callable[[Path, bytes], bool]

# How to get back a table that cannot be read, by its folder: what a stage writes anew, and what nothing writes again.
MEND = {
    "processed": "run `refresh`, which writes it anew",
    "history": "nothing was overwritten: run `python -m pipeline doctor --repair`, or `git checkout` the file",
}


class TableBuilder:
    """Collects rows of one table as tuples, so that the row objects need not be kept."""

    def __init__(self, table: type[Table]) -> None:
        self.table = table
        self._columns = columns(table)
        self._values: Callable[[Table], tuple[Any, ...]] = attrgetter(*(c.name for c in self._columns))
        self._key: Callable[[tuple[Any, ...]], Any] = itemgetter(*(i for i, c in enumerate(self._columns) if c.key))
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, rows: Iterable[Table]) -> None:
        """Take in `rows` of this builder's table."""
        self._rows.extend(map(self._values, rows))

    def columns(self) -> dict[str, Sequence[Any]]:
        """The values by column, sorted by key, lists joined. Raises TableError where a key comes twice."""
        keys = list(map(self._key, self._rows))
        if any(a >= b for a, b in pairwise(keys)):
            self._rows.sort(key=self._key)
            for a, b in pairwise(map(self._key, self._rows)):
                if a == b:
                    named = "+".join(key_columns(self.table))
                    found = a if isinstance(a, str) else ", ".join(map(str, a))
                    raise TableError(f"{self.table.table_name}: expected each {named} once; found {found} twice")
        values: Iterable[Sequence[Any]] = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._columns)
        return {
            c.name: [join_list(v) for v in column] if c.type == "list" else column
            for c, column in zip(self._columns, values, strict=True)
        }


def write_rows(path: Path, table: type[R], rows: Iterable[R], put: Put = files.write) -> bool:
    """Write `rows` as CSV to `path`, validated and sorted; whether any byte changed. Raises TableError.

    `put` writes the bytes of a file: `Transaction.write` where several files belong together.
    """
    builder = TableBuilder(table)
    builder.add(rows)
    return write(path, builder, put)


def write(path: Path, builder: TableBuilder, put: Put = files.write) -> bool:
    """Write a builder's rows as CSV, and as Parquet beside it unless it is history. Raises TableError."""
    from pipeline.stores.columns import to_parquet, validate  # noqa: PLC0415

    table, values = builder.table, builder.columns()
    validate(table, values)
    changed = put(path, to_csv(table, values))
    parquet = path.with_suffix(".parquet")
    if table.folder == "processed" and (changed or _is_stale(parquet, path)):
        put(parquet, to_parquet(table, values))
    return changed


def _is_stale(parquet: Path, path: Path) -> bool:
    """Whether a Parquet file is missing, or older than its CSV: a checkout brings the CSV alone."""
    return not parquet.exists() or parquet.stat().st_mtime_ns < path.stat().st_mtime_ns


def append_rows(path: Path, table: type[R], rows: Iterable[R], put: Put = files.write) -> bool:
    """Add `rows` at the end of an append-only CSV; whether there were any. Every byte that was there stays.

    Raises TableError for rows that break the table, and, before it writes anything, for a file that cannot be read
    whole: what is appended to a damaged file is lost with it.
    """
    builder = TableBuilder(table)
    builder.add(rows)
    if not len(builder):
        return False
    from pipeline.stores.columns import validate  # noqa: PLC0415

    values = builder.columns()
    validate(table, values)
    text = to_csv(table, values)
    before = files.read(path)
    if not before:
        return put(path, text)
    read_rows(path, table)
    line_end = b"" if before.endswith((b"\n", b"\r")) else b"\n"
    return put(path, before + line_end + text.partition(b"\n")[2])


def to_csv(table: type[Table], values: Mapping[str, Sequence[Any]]) -> bytes:
    """The CSV bytes: UTF-8, newline `\\n`, `true`/`false`, empty for unknown."""
    as_text = [map(_BOOLEANS.get, values[c.name]) if c.type == "boolean" else values[c.name] for c in columns(table)]
    rows = [tuple(values), *zip(*as_text, strict=True)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    if "\r" in out.getvalue():  # the csv module quotes a cell with a carriage return only where that ends lines
        lines: list[str] = []
        csv.writer(_Lines(lines), lineterminator="\r\n").writerows(rows)
        return "".join(line.removesuffix("\r\n") + "\n" for line in lines).encode()
    return out.getvalue().encode()


class _Lines:
    """A file that keeps each written row apart."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


_BOOLEANS = {True: "true", False: "false", None: ""}


def read_rows(path: Path, table: type[R]) -> list[R]:
    """The rows of a CSV as the class's instances; [] where there is no file. Raises TableError, with file and line, for
    a file that is not a table of this class: cut short, merged by hand, with other columns or with a row twice.
    """
    return [instance(path, table, line, row) for line, row in checked_lines(path, table)]


def checked_lines(path: Path, table: type[Table]) -> Lines:
    """The rows of a CSV as text, each with its line number; [] if there is no file. Raises TableError as `read_rows`,
    but does not look at the values.
    """
    data = files.read(path)
    if data is None:
        return []
    mend = MEND[table.folder]
    lines = written_rows(path, data, [c.name for c in columns(table)], mend)
    if again := _again(lines, table):
        line, first = again
        raise TableError(f"{path}:{line}: expected each row once; found the key of line {first} again; {mend}")
    return lines


def instance(path: Path, table: type[R], line: int, row: Sequence[str]) -> R:
    """A row of text as the class's instance. Raises TableError, with file and line, for a value of another type."""
    try:
        return table(*(read(text) for read, text in zip(_readers(columns(table)), row, strict=True)))
    except ValueError as error:
        mend = MEND[table.folder]
        raise TableError(f"{path}:{line}: expected a row of {table.table_name}; found {error}; {mend}") from None


@cache
def _readers(infos: tuple[ColumnInfo, ...]) -> tuple[Callable[[str], Any], ...]:
    return tuple(_READERS[c.type] for c in infos)


def _again(lines: Lines, table: type[Table]) -> tuple[int, int] | None:
    """The line of a row that stands in the file already, and the line where it does. A claim that an editor takes out
    and puts back within a day comes again with the same key: what may not come twice in a row is the same turn of it.
    """
    infos = columns(table)
    key: Callable[[list[str]], Any] = itemgetter(*(i for i, c in enumerate(infos) if c.key))
    turn = next((i for i, c in enumerate(infos) if c.name == table.turns), None)
    seen: dict[Any, int] = {}
    last: dict[str, tuple[str, int]] = {}
    for line, row in lines:
        first = seen.setdefault(key(row), line)
        before, last_line = last.get(row[0], ("", 0))
        if turn is not None:
            last[row[0]] = row[turn], line
            first = last_line if row[turn] == before else line
        if first != line:
            return line, first
    return None


# What a 64-bit column holds; Python takes other digits, `1_000` and `nan` for numbers too.
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,40})?(?:e[-+]?[0-9]{1,2})?")


def _integer(text: str) -> int | None:
    if text and not _INTEGER.fullmatch(text):
        raise ValueError(f"{shown([text])} in the place of a whole number")
    return int(text) if text else None


def _number(text: str) -> float | None:
    if text and not _NUMBER.fullmatch(text):
        raise ValueError(f"{shown([text])} in the place of a number")
    return float(text) if text else None


def _boolean(text: str) -> bool | None:
    if text not in _OF_BOOLEANS:
        raise ValueError(f"{shown([text])}, neither true nor false")
    return _OF_BOOLEANS[text]


_OF_BOOLEANS = {text: value for value, text in _BOOLEANS.items()}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "list": split_list,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
