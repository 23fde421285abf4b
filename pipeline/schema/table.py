"""A table is a dataclass, a row is an instance, and a column is a field with a description and constraints.

The CSV, its validation, `datapackage.json`, Parquet and the data dictionary all follow from the class, so a new column
is one line. A column's type is its annotation: `str`, `int | None`, `float | None`, `bool | None` or `tuple[str, ...]`
(a list, which is one cell in CSV: `join_list`). An empty string, None or empty tuple means "unknown or not applicable".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform, get_type_hints

T = TypeVar("T", bound="Table")
TYPE_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", tuple: "list"}
LIST_SEPARATOR = "; "
_LONE_EMPTY = "\\"  # a list of one empty item, as opposed to the empty list
_MARKS = re.compile(r"\\\\|\\;|; ")


def join_list(items: Sequence[str]) -> str:
    """The items as one cell, joined by "; ". Inside an item a backslash precedes each backslash and each "; "."""
    text = LIST_SEPARATOR.join(item.replace("\\", "\\\\").replace(LIST_SEPARATOR, "\\; ") for item in items)
    return text if text or not items else _LONE_EMPTY


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell made by `join_list`, or joined by hand: there a single backslash is just a backslash."""
    if not text or text == _LONE_EMPTY:
        return ("",) if text else ()
    if "\\" not in text:
        return tuple(text.split(LIST_SEPARATOR))
    items, start = [""], 0
    for mark in _MARKS.finditer(text):
        items[-1] += text[start : mark.start()]
        if mark[0] == LIST_SEPARATOR:
            items.append("")
        else:
            items[-1] += mark[0][1]
        start = mark.end()
    items[-1] += text[start:]
    return tuple(items)


def column(
    description: str,
    *,
    key: bool = False,
    required: bool = False,
    pattern: str = "",
    enum: Iterable[str] = (),
    minimum: int | None = None,
    default: Any = ...,
) -> Any:
    """A dataclass field with the column's meaning and the constraints on its values.

    The `key` columns, in the class's order, are the primary key and are required. `pattern` is a regular expression
    that a value must match in full, `enum` a closed list and `minimum` a lower bound; all three apply only to non-empty
    values.
    """
    metadata = {
        "description": description,
        "key": key,
        "required": required or key,
        "pattern": pattern,
        "enum": tuple(enum),
        "minimum": minimum,
    }
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class ColumnInfo:
    """The definition of one column; `type` is one of string, integer, number, boolean, list."""

    name: str
    type: str
    description: str
    key: bool
    required: bool
    pattern: str
    enum: tuple[str, ...]
    minimum: int | None


@dataclass_transform(eq_default=False, field_specifiers=(column,))
class Table:
    """Base class of all tables. A subclass gives its own name: `class Claim(Table, name="claims", title="...")`.

    `committed` is False for tables that git ignores (abstracts may be in copyright). `folder` is where the CSV is:
    `processed` (rewritten by a stage) or `history` (append-only). If rows of a history may repeat with the same key,
    `turns` names the column that must alternate between rows with the same first key column, such as added and removed.
    """

    table_name: ClassVar[str]
    table_title: ClassVar[str]
    committed: ClassVar[bool]
    folder: ClassVar[str]
    turns: ClassVar[str]
    table_columns: ClassVar[tuple[ColumnInfo, ...]]

    def __init_subclass__(
        cls,
        *,
        name: str,
        title: str,
        committed: bool = True,
        folder: str = "processed",
        turns: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.table_name, cls.table_title, cls.committed, cls.folder = name, title, committed, folder
        cls.turns = turns
        dataclass(cls)
        hints = get_type_hints(cls)
        cls.table_columns = tuple(
            ColumnInfo(name=f.name, type=_type_name(hints[f.name]), **f.metadata) for f in fields(cast(Any, cls))
        )


def columns(table: type[Table]) -> tuple[ColumnInfo, ...]:
    """The columns of `table` in the order of the class, which is also the order in the CSV."""
    return table.table_columns


def key_columns(table: type[Table]) -> tuple[str, ...]:
    """The names of the primary key columns, in order."""
    return tuple(c.name for c in columns(table) if c.key)


def values_of(row: Table) -> list[Any]:
    """The values of a row in the order of its columns, as JSON knows them."""
    return [getattr(row, c.name) for c in row.table_columns]


def row_of(table: type[T], values: Sequence[Any]) -> T:
    """The row that `values_of` took apart."""
    return table(*(tuple(v) if isinstance(v, list) else v for v in values))


def _type_name(hint: Any) -> str:
    candidates = [hint, getattr(hint, "__origin__", None), *getattr(hint, "__args__", ())]
    return next(TYPE_NAMES[c] for c in candidates if c in TYPE_NAMES)
