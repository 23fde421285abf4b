"""Corrections by hand: `data/corrections.csv`, one row each (table, key, column, value, reason, curator, date).

Publisher: the curators of this root. Raw data are never edited: a correction replaces the value from the record, and
its reason, curator and date justify it. `key` is the primary key of the corrected row, its parts joined by commas.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import ColumnInfo, Table, columns, key_columns, split_list
from pipeline.sources.handwritten.written_csv import Row, day_mistake, good_rows, header_line, text_mistake
from pipeline.sources.mistakes import Mistake, nearest

R = TypeVar("R", bound=Table)
_FORMS = {"integer": r"-?[0-9]{1,9}", "number": r"-?[0-9]{1,9}(?:\.[0-9]{1,18})?", "boolean": "true|false"}
HEADER = ("table", "key", "column", "value", "reason", "curator", "date")
EMPTY = header_line(HEADER)
TABLE, KEY, COLUMN, VALUE, REASON, CURATOR, DATE = range(len(HEADER))
# The tables that NORMALISE fills from records. Tables that CHECK writes are never corrected by hand.
CORRECTABLE = {
    t.table_name: t for t in PROCESSED if t.table_name.startswith(("article", "cited_", "label", "reference_"))
}


@dataclass(frozen=True)
class Correction:
    """One correction, with its line in the file."""

    table: str
    key: str
    column: str
    value: str
    line: int


def parse(path: str, data: bytes) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """The corrections in the file's order, and the mistakes as `path:line:column: expected ..., found ...`."""
    rows, mistakes = good_rows(path, data, HEADER, _wrong)
    return tuple(_correction(row) for row in rows), mistakes


def _correction(row: Row) -> Correction:
    table, key, column, value = row.values[:REASON]
    return Correction(table, key, column, value, row.line)


def _wrong(row: Row) -> Mistake | None:
    """The first mistake in the values of a row; None if all are right."""
    table, _, column, value = row.values[:REASON]
    found = CORRECTABLE.get(table)
    if found is None:
        return row.mistake(TABLE, "a table that can be corrected", offer=nearest(table, CORRECTABLE))
    info = next((c for c in columns(found) if c.name == column), None)
    if info is None or info.key:
        names = [c.name for c in columns(found) if not c.key]
        return row.mistake(COLUMN, f"a column of {table} outside its key", offer=nearest(column, names))
    if not _fits(value, info):
        return row.mistake(VALUE, f"{info.description} ({_expected(info)})")
    return text_mistake(row, REASON, "a reason") or text_mistake(row, CURATOR, "a curator") or day_mistake(row, DATE)


def _expected(info: ColumnInfo) -> str:
    least = "" if info.minimum is None else f" from {info.minimum}"
    return ", ".join(info.enum) or info.pattern or info.type + least


def _fits(value: str, info: ColumnInfo) -> bool:
    if not value:
        return not info.required
    if info.type in _FORMS:
        is_form = re.fullmatch(_FORMS[info.type], value) is not None
        return is_form and (info.minimum is None or float(value) >= info.minimum)
    return (not info.enum or value in info.enum) and (not info.pattern or re.fullmatch(info.pattern, value) is not None)


def apply(corrections: Iterable[Correction], table: type[R], rows: list[R]) -> tuple[Correction, ...]:
    """Apply the corrections of `table` to `rows` in place, and return those whose row exists.

    The value of a list column has "; " between its items.
    """
    wanted = [c for c in corrections if c.table == table.table_name]
    if not wanted:
        return ()
    by_key = {",".join(str(getattr(row, k)) for k in key_columns(table)): row for row in rows}
    types = {c.name: c for c in columns(table)}
    used = [c for c in wanted if c.key in by_key]
    for correction in used:
        setattr(by_key[correction.key], correction.column, _typed(correction.value, types[correction.column]))
    return tuple(used)


def _typed(value: str, info: ColumnInfo) -> object:
    if info.type == "list":
        return split_list(value)
    if info.type == "string":
        return value
    if not value:
        return None
    return value == "true" if info.type == "boolean" else int(value) if info.type == "integer" else float(value)
