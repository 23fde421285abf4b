"""A root that was written before findings had reasons: what was accepted there stays accepted, then by its reason."""

import shutil
from pathlib import Path

import pytest

from pipeline.checks import retracted
from tests.conftest import Root

OLD = Path(__file__).resolve().parents[1] / "evidence" / "reviews" / "root_before_reasons"

STILL = "Accepted by A. Berg, 2026-12-01, because: the answer warns of it\n    - It is still found."


def test_what_was_accepted_is_put_on_record_once_and_holds_for_other_words(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(OLD, root.path, dirs_exist_ok=True)
    path = root.path / "data" / "history" / "approved_parts.csv"
    before = path.read_bytes()
    root.refresh("--offline")
    assert path.read_bytes().startswith(before)
    rows = root.rows("approved_parts", "history")
    (finding,) = (f for f in root.rows("findings") if f["severity"] == "critical")
    (added,) = (r for r in rows if r["kind"] == "accepted reason")
    assert (added["item"], added["state"]) == (finding["finding_id"], f"retracted {finding['facts_hash']}")
    assert STILL in root.report("owls")

    monkeypatch.setattr(retracted, "record_name", lambda reference: "The study of owls")
    (root.path / "data" / "processed" / ".ledger.sqlite").unlink()
    root.refresh("--offline")
    (reworded,) = (f for f in root.rows("findings") if f["severity"] == "critical")
    assert reworded["message"].startswith("The study of owls is retracted")
    assert root.rows("question_status")[0]["effective_status"] == "approved"
    assert root.rows("approved_parts", "history") == rows
    assert STILL in root.report("owls") and "open again" not in root.report("owls")
