"""Tables on disk: CSV and Parquet out, typed rows in. pandas holds them, pandera holds them to their class."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.schema.table import LIST_SEPARATOR, ColumnInfo, Table, columns, key_columns
from pipeline.stores import files

R = TypeVar("R", bound=Table)
DTYPES = {"string": "str", "list": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
ARROW_TYPES = {
    "string": pyarrow.string(),
    "list": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
}


class TableBuilder:
    """Collects rows of one table column by column, so that the row objects need not be kept."""

    def __init__(self, table: type[Table]) -> None:
        self.table = table
        self._columns = columns(table)
        self._values: dict[str, list[Any]] = {c.name: [] for c in self._columns}

    def __len__(self) -> int:
        return len(self._values[self._columns[0].name])

    def add(self, rows: Iterable[Table]) -> None:
        """Take in `rows` of this builder's table."""
        for row in rows:
            held = row.__dict__
            for c in self._columns:
                value = held[c.name]
                self._values[c.name].append(LIST_SEPARATOR.join(value) if c.type == "list" else value)

    def frame(self) -> pd.DataFrame:
        """The rows as a frame in the class's types, sorted by key. Raises TableError where a key comes twice."""
        frame = pd.DataFrame(
            {c.name: pd.Series(self._values[c.name], dtype=cast(Any, DTYPES[c.type])) for c in self._columns},
            columns=[c.name for c in self._columns],
        )
        keys = list(key_columns(self.table))
        order = list(zip(*(self._values[k] for k in keys), strict=True))
        if any(a >= b for a, b in pairwise(order)):
            frame = frame.iloc[sorted(range(len(order)), key=order.__getitem__)].reset_index(drop=True)
            twice = frame[frame.duplicated(keys)]
            if len(twice):
                found = ", ".join(str(v) for v in twice.iloc[0][keys])
                raise TableError(f"{self.table.table_name}: expected each {'+'.join(keys)} once; found {found} twice")
        return frame


def write_rows(path: Path, table: type[R], rows: Iterable[R]) -> bool:
    """Write `rows` as CSV to `path`, validated and sorted; whether any byte changed. Raises TableError."""
    builder = TableBuilder(table)
    builder.add(rows)
    return write_frame(path, table, builder.frame())


def append_rows(path: Path, table: type[R], rows: Iterable[R]) -> bool:
    """Add `rows` at the end of an append-only CSV; whether there were any. Raises TableError."""
    builder = TableBuilder(table)
    builder.add(rows)
    if not len(builder):
        return False
    frame = builder.frame()
    validate(table, frame)
    text = to_csv(table, frame)
    before = files.read(path)
    return files.write(path, text if before is None else before + text.partition(b"\n")[2])


def write_frame(path: Path, table: type[Table], frame: pd.DataFrame) -> bool:
    """Write a validated frame as CSV, and as Parquet beside it unless it is history. Raises TableError."""
    validate(table, frame)
    changed = files.write(path, to_csv(table, frame))
    parquet = path.with_suffix(".parquet")
    if table.folder == "processed" and (changed or not parquet.exists()):
        files.write(parquet, _to_parquet(table, frame))
    return changed


def to_csv(table: type[Table], frame: pd.DataFrame) -> bytes:
    """The CSV bytes: UTF-8, newline `\\n`, `true`/`false`, empty for unknown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(_texts(frame[c.name], c) for c in columns(table)), strict=True))
    return out.getvalue().encode()


def _texts(series: "pd.Series[Any]", info: ColumnInfo) -> Sequence[Any]:
    if info.type == "boolean":
        return ["" if v is pd.NA else ("true" if v else "false") for v in series.astype(object)]
    if info.type in ("integer", "number"):
        return ["" if v is pd.NA else v for v in series.astype(object)]
    return series.tolist()


def _to_parquet(table: type[Table], frame: pd.DataFrame) -> bytes:
    fields = [
        pyarrow.field(c.name, ARROW_TYPES[c.type], metadata={"description": c.description}) for c in columns(table)
    ]
    arrow = pyarrow.Table.from_pandas(frame, schema=pyarrow.schema(fields), preserve_index=False)
    out = io.BytesIO()
    pyarrow.parquet.write_table(arrow.replace_schema_metadata(None), out)
    return out.getvalue()


def read_rows(path: Path, table: type[R]) -> list[R]:
    """The rows of a CSV as the class's instances; [] where there is no file. Raises TableError for other columns."""
    if not path.is_file():
        return []
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (pd.errors.ParserError, UnicodeDecodeError, pd.errors.EmptyDataError) as error:
        raise TableError(f"{path}: expected a CSV of {table.table_name}; found {error}; run the stage again") from None
    infos = columns(table)
    if list(frame.columns) != [c.name for c in infos]:
        raise TableError(
            f"{path}: expected the columns {', '.join(c.name for c in infos)}; found {', '.join(frame.columns)};"
            " it was written by another version: run `refresh`"
        )
    values = [[_value(text, c) for text in frame[c.name].tolist()] for c in infos]
    names = [c.name for c in infos]
    return [table(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]


def _value(text: str, info: ColumnInfo) -> Any:
    if info.type == "string":
        return text
    if info.type == "list":
        return tuple(text.split(LIST_SEPARATOR)) if text else ()
    if not text:
        return None
    if info.type == "boolean":
        return text == "true"
    return int(text) if info.type == "integer" else float(text)


def validate(table: type[Table], frame: pd.DataFrame) -> None:
    """Hold `frame` to its class. Raises TableError with the first rows that break it, and how."""
    try:
        _pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.head(5)
        told = "; ".join(f"{r.column}: expected {r.check}; found {r.failure_case!r}" for r in cases.itertuples())
        raise TableError(f"{table.table_name}: {told}") from None


def _pandera_schema(table: type[Table]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema({c.name: _pandera_column(c) for c in columns(table)}, strict=True, ordered=True)


def _pandera_column(info: ColumnInfo) -> pa.Column:
    checks = []
    is_text = info.type in ("string", "list")
    if info.required and is_text:
        checks.append(pa.Check(lambda s: s != "", name="a value", error="a value"))
    if info.pattern and info.type == "string":
        wanted = f"(?:{info.pattern})" + ("" if info.required else "|")
        checks.append(pa.Check(lambda s: s.str.fullmatch(wanted), name="pattern", error=f"the form {info.pattern}"))
    if info.enum and info.type == "string":
        allowed = [*info.enum, *(() if info.required else ("",))]
        checks.append(pa.Check(lambda s: s.isin(allowed), name="enum", error=f"one of {', '.join(info.enum)}"))
    if info.minimum is not None:
        checks.append(pa.Check.ge(info.minimum, ignore_na=True))
    return pa.Column(DTYPES[info.type], checks, nullable=not (info.required and not is_text) and not is_text)
