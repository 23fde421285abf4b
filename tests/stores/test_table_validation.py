import pytest

from pipeline.errors import TableError
from pipeline.schema.history_tables import Change
from pipeline.stores.table_validation import validate


def columns(**values: list[object]) -> dict[str, list[object]]:
    row: dict[str, list[object]] = {name: [""] for name in Change.__dataclass_fields__}
    return (
        row
        | {"change_id": ["0" * 12], "refreshed_date": ["2026-11-01"], "question_id": ["owls"], "kind": ["k"]}
        | values
    )


def test_good_columns_and_none_at_all_pass() -> None:
    validate(Change, columns())
    validate(Change, {name: [] for name in columns()})


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"change_id": ["owl"]}, "change_id: expected the form"), ({"kind": [""]}, "kind: expected a value")],
)
def test_what_breaks_a_column_is_named(values: dict[str, list[object]], expected: str) -> None:
    with pytest.raises(TableError, match=f"changes: {expected}"):
        validate(Change, columns(**values))
