"""A table is a dataclass; a row is an instance; a column is a field with a description and a constraint.

From one class follow the CSV, its validation, `datapackage.json`, Parquet and the data dictionary, so that a new column
is one line. Types are read off the annotations: `str`, `int | None`, `float | None`, `bool | None`, `tuple[str, ...]`
(a list, in CSV one cell: `join_list`). An empty string, None or empty tuple is "unknown or not applicable".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, cast, dataclass_transform, get_type_hints

TYPE_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", tuple: "list"}
LIST_SEPARATOR = "; "
_LONE_EMPTY = "\\"  # a list of one empty item, which is not the empty list
_MARKS = re.compile(r"\\\\|\\;|; ")


def join_list(items: Sequence[str]) -> str:
    """The items in one cell, joined by "; ". A backslash stands before a backslash and before a "; " within an item."""
    text = LIST_SEPARATOR.join(item.replace("\\", "\\\\").replace(LIST_SEPARATOR, "\\; ") for item in items)
    return text if text or not items else _LONE_EMPTY


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell that `join_list` made; also of one joined by hand, where a lone backslash is a backslash."""
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
    """A dataclass field that carries what the column means and what its values must obey.

    `key` columns make the primary key in the class's order and are required. `pattern` is a full-match regular
    expression, `enum` a closed list and `minimum` a lower bound; all three hold for non-empty values only.
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
    """What is known of one column; `type` is one of string, integer, number, boolean, list."""

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
    """Base of every table. Subclasses name themselves: `class Claims(Table, name="claims", title="...")`.

    `committed` is False for tables that git ignores (abstracts may be in copyright); `folder` is where the CSV lies,
    `processed` (rewritten by a stage) or `history` (append-only). A history whose rows may come again with the same key
    names in `turns` the column that tells them apart: the rows of one first key column take turns in it.
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
    """The columns of `table` in the order of its class, which is the order of the CSV."""
    return table.table_columns


def key_columns(table: type[Table]) -> tuple[str, ...]:
    """The names of the primary key's columns, in order."""
    return tuple(c.name for c in columns(table) if c.key)


def _type_name(hint: Any) -> str:
    candidates = [hint, getattr(hint, "__origin__", None), *getattr(hint, "__args__", ())]
    return next(TYPE_NAMES[c] for c in candidates if c in TYPE_NAMES)
