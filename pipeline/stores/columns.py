"""The columns of a table in pandas, pandera and pyarrow: compared with their class, and written as Parquet."""

import io
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.schema.table import ColumnInfo, Table, columns

DTYPES = {"string": "str", "list": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def validate(table: type[Table], values: Mapping[str, Sequence[Any]]) -> None:
    """Hold the columns to their class. Raises TableError with the first rows that break it, and how."""
    if not any(values.values()):
        return
    schema = _pandera_schema(columns(table))
    types = {c.name: DTYPES[c.type] for c in columns(table) if c.name in schema.columns}
    frame = pd.DataFrame({name: pd.Series(values[name], dtype=cast(Any, t)) for name, t in types.items()})
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.head(5)
        told = "; ".join(f"{r.column}: expected {r.check}; found {r.failure_case!r}" for r in cases.itertuples())
        raise TableError(f"{table.table_name}: {told}") from None


@cache
def _pandera_schema(infos: tuple[ColumnInfo, ...]) -> pa.DataFrameSchema:
    """The columns that can break, without their types, which `validate` gives them: each check costs milliseconds."""
    made = {c.name: _pandera_column(c) for c in infos}
    is_text = {c.name: c.type in ("string", "list") for c in infos}
    return pa.DataFrameSchema({n: c for n, c in made.items() if c.checks or not (c.nullable or is_text[n])})


def _pandera_column(info: ColumnInfo) -> pa.Column:
    checks = []
    is_text = info.type in ("string", "list")
    has_form = info.type == "string" and bool(info.enum or (info.pattern and not re.fullmatch(info.pattern, "")))
    if info.required and is_text and not has_form:  # what has a form has a value
        checks.append(pa.Check(lambda s: s != "", name="a value", error="a value"))
    if info.pattern and info.type == "string":
        wanted = f"(?:{info.pattern})" + ("" if info.required else "|")
        checks.append(pa.Check(lambda s: s.str.fullmatch(wanted), name="pattern", error=f"the form {info.pattern}"))
    if info.enum and info.type == "string":
        allowed = [*info.enum, *(() if info.required else ("",))]
        checks.append(pa.Check(lambda s: s.isin(allowed), name="enum", error=f"one of {', '.join(info.enum)}"))
    if info.minimum is not None:
        checks.append(pa.Check.ge(info.minimum, ignore_na=True))
    return pa.Column(checks=checks, nullable=not (info.required and not is_text) and not is_text)


ARROW_TYPES = {
    "string": pyarrow.string(),
    "list": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
}


def to_parquet(table: type[Table], values: Mapping[str, Sequence[Any]]) -> bytes:
    """The Parquet bytes of the columns of `table`; lists are joined in one text, as in the CSV."""
    fields = [
        pyarrow.field(c.name, ARROW_TYPES[c.type], metadata={"description": c.description}) for c in columns(table)
    ]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pydict(dict(values), schema=pyarrow.schema(fields)), out)
    return out.getvalue()
