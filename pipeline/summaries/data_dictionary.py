"""`docs/data_dictionary.md`: every table and column, generated from the classes in `schema`."""

from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import LIST_SEPARATOR, ColumnInfo, Table, columns, key_columns
from pipeline.summaries.markdown import document, escape, table


def render() -> str:
    """The whole page, with the tables in the order in which the stages write them."""
    intro = (
        "Every column of every table. UTF-8, one header line, `true`/`false`; an empty value is unknown or not "
        f"applicable; a list is joined by `{LIST_SEPARATOR.strip()}` and a space, with a backslash before one inside "
        "an item. A cell holds its exact text: a spreadsheet takes one that starts with `=`, `+`, `-` or `@` for a "
        "formula unless you import the column as text. Made from the classes in `pipeline/schema/`; do not edit it by "
        "hand."
    )
    parts = ["# Data dictionary", intro]
    for each in (*PROCESSED, *HISTORY):
        parts += _table(each)
    return document(parts)


def _table(each: type[Table]) -> list[str]:
    committed = "committed" if each.committed else "not committed"
    keys = ", ".join(f"`{name}`" for name in key_columns(each))
    facts = f"File: `data/{each.folder}/{each.table_name}.csv` ({committed}). Key: {keys}."
    rows = [
        (f"**{escape(c.name)}**" if c.key else escape(c.name), c.type, escape(c.description), _constraint(c))
        for c in columns(each)
    ]
    heading = f"## {escape(each.table_name)}"
    return [
        heading,
        escape(each.table_title) + ".",
        facts,
        table(("Column", "Type", "Description", "Constraint"), rows),
    ]


def _constraint(column: ColumnInfo) -> str:
    parts = []
    if column.required:
        parts.append("required")
    if column.enum:
        parts.append("one of: " + ", ".join(column.enum))
    if column.minimum is not None:
        parts.append(f"at least {column.minimum}")
    if column.pattern:
        parts.append(f"matches {column.pattern}")
    return escape("; ".join(parts))
