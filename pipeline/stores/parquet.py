"""A table as Parquet, with the description of each column in its metadata."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow
import pyarrow.parquet

from pipeline.schema.table import Table, columns

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
