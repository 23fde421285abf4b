"""The columns of a table in pandas, pandera and pyarrow: compared with their class, and written as Parquet."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.schema.table import ColumnInfo, Table, columns

DTYPES = {"string": "str", "list": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@dataclass(frozen=True)
class Rule:
    """What the values of a column must obey: a name, what was expected in words, and a test of each value."""

    name: str
    expected: str
    holds: Callable[[pd.Series], pd.Series]


def validate(table: type[Table], values: Mapping[str, Sequence[Any]]) -> None:
    """Compare the columns with their class. Raises TableError with the first rows that break it, and how.

    pandera names what is wrong with a column. It takes a millisecond for each rule, so it sees only columns in which
    pandas finds a value that breaks one.
    """
    if not any(values.values()):
        return
    broken: dict[str, pa.Column] = {}
    series: dict[str, pd.Series] = {}
    for info in columns(table):
        rules = rules_of(info)
        if rules or not _is_nullable(info):
            own = pd.Series(values[info.name], dtype=cast(Any, DTYPES[info.type]))
            if not all(rule.holds(own).all() for rule in rules) or (not _is_nullable(info) and own.isna().any()):
                series[info.name] = own
                checks = [pa.Check(r.holds, name=r.name, error=r.expected) for r in rules]
                broken[info.name] = pa.Column(checks=checks, nullable=_is_nullable(info))
    if broken:
        _raise(table, pa.DataFrameSchema(broken), pd.DataFrame(series))


def _raise(table: type[Table], schema: pa.DataFrameSchema, frame: pd.DataFrame) -> None:
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.head(5)
        words = "; ".join(f"{r.column}: expected {r.check}; found {r.failure_case!r}" for r in cases.itertuples())
        raise TableError(f"{table.table_name}: {words}") from None


def _is_nullable(info: ColumnInfo) -> bool:
    """Whether a value may be missing. A text is never missing: "" stands for unknown."""
    return info.type in ("string", "list") or not info.required


@cache
def rules_of(info: ColumnInfo) -> tuple[Rule, ...]:
    """The rules of a column, from what its class says of it."""
    rules = []
    has_form = info.type == "string" and bool(info.enum or (info.pattern and not re.fullmatch(info.pattern, "")))
    if info.required and info.type in ("string", "list") and not has_form:  # what has a form has a value
        rules.append(Rule("a value", "a value", lambda s: s != ""))
    if info.pattern and info.type == "string":
        wanted = f"(?:{info.pattern})" + ("" if info.required else "|")
        rules.append(Rule("pattern", f"the form {info.pattern}", lambda s: s.str.fullmatch(wanted)))
    if info.enum and info.type == "string":
        allowed = [*info.enum, *(() if info.required else ("",))]
        rules.append(Rule("enum", f"one of {', '.join(info.enum)}", lambda s: s.isin(allowed)))
    if info.minimum is not None:
        least = info.minimum
        rules.append(
            Rule("minimum", f"greater_than_or_equal_to({least})", lambda s: s.isna() | (s >= least).fillna(True))
        )
    return tuple(rules)


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
