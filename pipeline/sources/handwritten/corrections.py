"""Corrections by hand: `data/corrections.csv`, one row each (table, key, column, value, reason, curator, date).

Publisher: the curators of this root. Raw data are never edited: a correction replaces the value from the record, and
its reason, curator and date justify it. `key` is the primary key of the corrected row, its parts joined by commas.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import ColumnInfo, Table, columns, key_columns, split_list
from pipeline.sources.handwritten.written_csv import Problem, Row, nearest, read
from pipeline.sources.mistakes import shown

R = TypeVar("R", bound=Table)
_FORMS = {"integer": r"-?[0-9]{1,9}", "number": r"-?[0-9]{1,9}(?:\.[0-9]{1,18})?", "boolean": "true|false"}
HEADER = ("table", "key", "column", "value", "reason", "curator", "date")
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
    """The corrections in the file's order, and the mistakes as `path:line:column: expected ...; found ...`."""
    kept: list[Correction] = []
    problems: list[Problem] = []
    for row in read(data, HEADER):
        wrong = row if isinstance(row, Problem) else _problem(row)
        if wrong:
            problems.append(wrong)
        elif isinstance(row, Row):
            table, key, column, value = row.values[:4]
            kept.append(Correction(table, key, column, value, row.line))
    return tuple(kept), tuple(problem.told(path) for problem in problems)


def _problem(row: Row) -> Problem | None:
    """What is wrong with a row, and where; None if nothing is."""
    found = _wrong(row.values)
    return Problem(row.line, row.starts[found[0]], found[1]) if found else None


def _wrong(row: Sequence[str]) -> tuple[int, str] | None:
    """The position of the first wrong value in its row, and what is wrong with it; None if all are right."""
    table = CORRECTABLE.get(row[0])
    if table is None:
        return 0, f"expected a table that can be corrected; found {row[0]!r}{nearest(row[0], CORRECTABLE)}"
    info = next((c for c in columns(table) if c.name == row[2]), None)
    if info is None or info.key:
        names = [c.name for c in columns(table) if not c.key]
        return 2, f"expected a column of {row[0]} outside its key; found {row[2]!r}{nearest(row[2], names)}"
    if not _fits(row[3], info):
        return 3, f"expected {info.description} ({_expected(info)}); found {shown(row[3])}"
    rest = (
        (4, "a reason", bool(row[4].strip())),
        (5, "a curator", bool(row[5].strip())),
        (6, "a date such as 2026-11-23", re.fullmatch(DATE_PATTERN, row[6]) is not None),
    )
    return next(((i, f"expected {name}; found {row[i]!r}") for i, name, fits in rest if not fits), None)


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
