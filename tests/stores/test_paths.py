"""Paths come from ids only after cleaning."""

from pathlib import Path

import pytest

from pipeline.schema.claim_tables import Claim
from pipeline.schema.history_tables import Change
from pipeline.stores.paths import Paths


def test_tables_lie_where_their_class_says() -> None:
    paths = Paths(Path("r"))
    assert paths.table(Claim) == Path("r/data/processed/claims.csv")
    assert paths.table(Change) == Path("r/data/history/changes.csv")
    assert paths.report("a.patient") == Path("r/reports/a.patient.md")


@pytest.mark.parametrize("text", ["../x", "a/b", "", "A", "a.md"])
def test_what_is_no_question_id_is_no_path(text: str) -> None:
    with pytest.raises(ValueError, match="expected a question id"):
        Paths(Path("r")).report(text)
