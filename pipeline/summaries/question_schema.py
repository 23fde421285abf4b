"""The JSON Schema of a question file's front matter, so that editors complete and check it while a person types.

Generated from the list of keys that the parser reads (`schema.question_tables`), so that there is one definition.
Authority: JSON Schema draft 2020-12, https://json-schema.org/draft/2020-12/schema
"""

import json
from typing import Any

from pipeline.schema.question_tables import QUESTION_KEYS
from pipeline.schema.table import LIST_SEPARATOR, ColumnInfo

_SOMETHING = r"\S"  # at least one character other than white space
_ONE_ITEM = rf"^[^{LIST_SEPARATOR.strip()}]*$"


def render() -> str:
    """The schema as JSON text that ends in a newline; the same columns and words give the same bytes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a question file",
        "type": "object",
        "properties": {name: _property(info) for name, info in QUESTION_KEYS.items()},
        "required": [name for name, info in QUESTION_KEYS.items() if info.required],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _property(info: ColumnInfo) -> dict[str, Any]:
    """The schema of one key. An optional key may have no value, which means "unknown", as does leaving out the key."""
    kind = "array" if info.type == "list" else "string"
    described: dict[str, Any] = {"description": info.description, "type": kind if info.required else [kind, "null"]}
    if kind == "array":
        return described | {"items": {"type": "string", "pattern": _SOMETHING, "allOf": [{"pattern": _ONE_ITEM}]}}
    if info.enum:
        return described | {"enum": [*info.enum] if info.required else [*info.enum, None]}
    return described | {"pattern": _SOMETHING}
