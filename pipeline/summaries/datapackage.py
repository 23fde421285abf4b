"""`datapackage.json`: the tables as a Tabular Data Package.

Authority: Frictionless Data Package v1, https://specs.frictionlessdata.io/tabular-data-package/ and
https://specs.frictionlessdata.io/table-schema/.
"""

import json
from collections.abc import Iterable
from typing import Any

from pipeline.schema.table import ColumnInfo, Table, columns, key_columns


def render(tables: Iterable[type[Table]]) -> str:
    """The text of the file for `tables`, each at `<table>.csv` beside it; the same tables give the same bytes."""
    package = {
        "name": "evidence-watch",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in tables],
        "title": "Evidence Watch",
    }
    return json.dumps(package, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _resource(table: type[Table]) -> dict[str, Any]:
    return {
        "name": table.table_name,
        "title": table.table_title,
        "path": f"{table.table_name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in columns(table)],
            "missingValues": [""],
            "primaryKey": list(key_columns(table)),
        },
    }


def _field(column: ColumnInfo) -> dict[str, Any]:
    is_list = column.type == "list"
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if is_list else column.type,
        "description": column.description,
    }
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = _constraints(column, is_list)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: ColumnInfo, is_list: bool) -> dict[str, Any]:
    """The constraints of a column. Those of a list apply to its items, which a string field cannot express: a list
    keeps only `required`.
    """
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if is_list:
        return limits
    if column.pattern:
        limits["pattern"] = f"^(?:{column.pattern})$"  # anchored, so that every reader matches each alternative in full
    if column.enum:
        limits["enum"] = list(column.enum)
    if column.minimum is not None:
        limits["minimum"] = column.minimum
    return limits
