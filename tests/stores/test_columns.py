import io

import pyarrow.parquet
import pytest

from pipeline.errors import TableError
from pipeline.schema.history_tables import CandidateVersion, Change
from pipeline.schema.table import columns
from pipeline.stores.columns import to_parquet, validate


def of_change(**values: list[object]) -> dict[str, list[object]]:
    row: dict[str, list[object]] = {name: [""] for name in Change.__dataclass_fields__}
    return (
        row
        | {"change_id": ["0" * 12], "refreshed_date": ["2026-11-01"], "question_id": ["owls"], "kind": ["k"]}
        | values
    )


def test_good_columns_and_none_at_all_pass() -> None:
    validate(Change, of_change())
    validate(Change, {name: [] for name in of_change()})


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"change_id": ["owl"]}, "change_id: expected the form"), ({"kind": [""]}, "kind: expected a value")],
)
def test_what_breaks_a_column_is_named(values: dict[str, list[object]], expected: str) -> None:
    with pytest.raises(TableError, match=f"changes: {expected}"):
        validate(Change, of_change(**values))


def test_a_table_keeps_types_and_descriptions() -> None:
    values = {"question_id": ["owls"], "position": [1], "first_seen_date": [""], "pmid": ["7"]}
    read = pyarrow.parquet.read_table(io.BytesIO(to_parquet(CandidateVersion, values)))
    assert read.to_pydict() == values
    told = {f.name: f.metadata[b"description"].decode() for f in read.schema}
    assert told == {c.name: c.description for c in columns(CandidateVersion)}
