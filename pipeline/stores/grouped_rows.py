"""The rows of a table by one of its columns: a group is made into instances only when somebody asks for it.

A stage that works question by question needs all rows of the questions that changed. Of the others it needs only to
know that they did not change. So pandas keeps the table in columns, groups it and hashes each row; and `Reading` lets
nobody read a group that was not declared, so that a hash of the declared groups covers everything that was read.

pandas is imported when a table is read: a run with nothing to do reads none in this way.
"""

import hashlib
import io
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pipeline.errors import TableError
from pipeline.schema.table import Table, columns, key_columns
from pipeline.stores import files
from pipeline.stores.tables import checked_lines, instance
from pipeline.stores.written_rows import Lines

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Table)
FEW_ROWS = 500
MOST_FRAMES = 64  # there are half as many tables
_frames: "OrderedDict[Path, tuple[str, pd.DataFrame | None]]" = OrderedDict()  # by path: the SHA-256 of the bytes


class GroupedRows(Generic[R]):
    """The rows of `table` at `path` by the text column `column`, in the table's order. Raises TableError as
    `tables.read_rows` does.
    """

    def __init__(self, path: Path, table: type[R], column: str) -> None:
        self.name = f"{table.table_name}.{column}"
        self._path, self._table, self._column = path, table, column
        self._frame = _frame(path, table)  # None without rows: most tables of a small root have none
        self._lists: dict[str, list[str]] = {}

    @cached_property
    def _places(self) -> dict[str, Any]:
        """For each key, the places of its rows, as an array."""
        if self._frame is None:
            return {}
        places: Any = self._frame.groupby(self._column, sort=False).indices
        return dict(places)

    @cached_property
    def _hashes(self) -> Sequence[bytes]:
        """A hash of eight bytes for each row. pandas hashes long tables only, since it needs milliseconds to begin."""
        assert self._frame is not None
        if len(self._frame) > FEW_ROWS:
            import pandas as pd  # noqa: PLC0415

            hashes = pd.util.hash_pandas_object(self._frame, index=False).to_numpy()
            return [h.tobytes() for h in hashes]
        rows = zip(*(self.column(c.name) for c in columns(self._table)), strict=True)
        return [hashlib.blake2b(json.dumps(row).encode(), digest_size=8).digest() for row in rows]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def rows(self, key: str) -> tuple[R, ...]:
        """The rows of `key`; () if there is none."""
        return self.groups([key]).get(key, ())

    def groups(self, keys: Iterable[str]) -> dict[str, tuple[R, ...]]:
        """The rows of each of `keys` that has any, in the order of `keys`."""
        held = [k for k in keys if k in self._places]
        if not held or self._frame is None:
            return {}
        import numpy as np  # noqa: PLC0415

        places = np.concatenate([self._places[k] for k in held])
        part = self._frame.take(places)
        cells = zip(*(part[c.name].tolist() for c in columns(self._table)), strict=True)
        rows = [instance(self._path, self._table, int(p) + 2, row) for p, row in zip(places, cells, strict=True)]
        found, start = {}, 0
        for key in held:
            found[key] = tuple(rows[start : start + len(self._places[key])])
            start += len(self._places[key])
        return found

    def column(self, name: str) -> list[str]:
        """One text column of all rows."""
        if name not in self._lists:
            self._lists[name] = [] if self._frame is None else self._frame[name].tolist()
        return self._lists[name]

    def texts(self, key: str, column: str) -> tuple[str, ...]:
        """One text column of the rows of `key`."""
        return tuple(self.column(column)[p] for p in self._places.get(key, ()))

    def digest(self, key: str) -> bytes:
        """A hash of the rows of `key`; b"" if there is none."""
        return b"".join(self._hashes[p] for p in self._places.get(key, ()))


def _frame(path: Path, table: type[Table]) -> "pd.DataFrame | None":
    """The table as text columns; None without rows. CHECK and SUMMARISE of one run read the same bytes once."""
    data = files.read(path)
    if data is None:
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    if _frames.get(path, ("", None))[0] != sha256:
        _frames[path] = sha256, _read_frame(path, table, data)
        _frames.move_to_end(path)
        if len(_frames) > MOST_FRAMES:
            _frames.popitem(last=False)
    return _frames[path][1]


def _read_frame(path: Path, table: type[Table], data: bytes) -> "pd.DataFrame | None":
    """What cannot be read, or is another table, is read once more line by line: that names the line and what is wrong
    with it. pyarrow reads the file, because pandas fills up a row that was cut short.
    """
    names = [c.name for c in columns(table)]
    if not data.partition(b"\n")[2]:
        lines = checked_lines(path, table)
        return _of_lines(lines, names) if lines else None
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    as_text = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    by_line = csv.ParseOptions(newlines_in_values=True)
    try:
        frame: pd.DataFrame = csv.read_csv(io.BytesIO(data), parse_options=by_line, convert_options=as_text).to_pandas()
    except pa.ArrowInvalid:
        return _of_lines(checked_lines(path, table), names)
    if list(frame.columns) == names and not frame.duplicated(list(key_columns(table))).any():
        return frame
    return _of_lines(checked_lines(path, table), names)


def _of_lines(lines: Lines, names: Sequence[str]) -> "pd.DataFrame":
    """The lines of a table as text columns."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame([row for _, row in lines], columns=list(names), dtype=str)


class Reading:
    """The groups that one result is made from: first they are declared, then read."""

    def __init__(self) -> None:
        self._declared: dict[tuple[str, str], bytes] = {}

    def declare(self, table: GroupedRows[Any], keys: Iterable[str]) -> None:
        """These groups of `table` will be read."""
        for key in keys:
            self._declared.setdefault((table.name, key), table.digest(key))

    def texts(self, table: GroupedRows[Any], key: str, column: str) -> tuple[str, ...]:
        """One column of a group, which is declared by this."""
        self.declare(table, [key])
        return table.texts(key, column)

    def groups(self, table: GroupedRows[R], keys: Sequence[str]) -> dict[str, tuple[R, ...]]:
        """The rows of declared groups. Raises TableError for one that was not declared."""
        self._expect(table, keys)
        return table.groups(keys)

    def rows(self, table: GroupedRows[R], key: str) -> tuple[R, ...]:
        """The rows of one declared group; () if there is none."""
        return self.groups(table, [key]).get(key, ())

    def firsts(self, table: GroupedRows[R], keys: Sequence[str]) -> dict[str, R]:
        """The first row of each declared group."""
        return {k: rows[0] for k, rows in self.groups(table, keys).items()}

    def columns(self, table: GroupedRows[Any], keys: Sequence[str], column: str) -> Mapping[str, tuple[str, ...]]:
        """One column of each declared group that has rows."""
        self._expect(table, keys)
        return {k: table.texts(k, column) for k in keys if k in table}

    def _expect(self, table: GroupedRows[Any], keys: Iterable[str]) -> None:
        missing = [k for k in keys if (table.name, k) not in self._declared]
        if missing:
            raise TableError(f"{table.name}: expected declared groups only; found {', '.join(missing[:3])}")

    @property
    def digest(self) -> str:
        """A hash of all declared groups."""
        total = hashlib.sha256()
        for (name, key), digest in sorted(self._declared.items()):
            total.update(f"{name}\0{key}\0{len(digest)}\0".encode("utf-8", "surrogatepass"))
            total.update(digest)
        return total.hexdigest()
