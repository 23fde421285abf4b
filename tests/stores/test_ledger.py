"""What steps made is recalled while its inputs and outputs are the same, and only then."""

import sqlite3
from pathlib import Path

import pytest

from pipeline.stores.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "processed" / ".ledger.sqlite")
    step = ledger.step("verdict")
    step.keep("a", "1", b"made of 1", "file")
    step.keep("b", "2", b"made of 2")
    ledger.save(step)
    return ledger


def test_what_was_made_is_recalled_from_the_same_inputs_and_outputs(ledger: Ledger) -> None:
    step = ledger.step("verdict")
    assert step.recall("a", "1", "file") == b"made of 1"
    assert step.recall("b", "2") == b"made of 2"
    assert step.recall("a", "other", "file") is None
    assert step.recall("a", "1", "other file") is None
    assert step.recall("c", "1") is None
    assert ledger.step("report").recall("a", "1", "file") is None
    assert (step.outputs("a"), step.outputs("b"), step.outputs("c")) == ("file", "", None)


def test_what_a_run_neither_recalls_nor_makes_is_dropped(ledger: Ledger) -> None:
    step = ledger.step("verdict")
    step.recall("a", "1", "file")
    step.keep("c", "3")
    ledger.save(step)
    again = ledger.step("verdict")
    assert again.recall("a", "1", "file") == b"made of 1"
    assert again.recall("c", "3") == b""
    assert again.recall("b", "2") is None


def test_nothing_new_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "processed" / ".ledger.sqlite"
    before = path.stat().st_mtime_ns
    step = ledger.step("verdict")
    step.recall("a", "1", "file")
    step.recall("b", "2")
    ledger.save(step)
    assert path.stat().st_mtime_ns == before


def test_an_entry_that_was_changed_from_outside_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "processed" / ".ledger.sqlite") as db:
        db.execute("UPDATE made SET value = ? WHERE key = 'a'", (b"made of 9",))
        db.execute("UPDATE made SET value = 'text' WHERE key = 'b'")
    step = ledger.step("verdict")
    assert (step.recall("a", "1", "file"), step.recall("b", "2")) == (None, None)
    assert (step.outputs("a"), step.outputs("b")) == (None, None)


@pytest.mark.parametrize("broken", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_ledger_that_cannot_be_read_is_empty_and_is_written_anew(
    broken: bytes, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "processed" / ".ledger.sqlite").write_bytes(broken)
    step = ledger.step("verdict")
    assert step.recall("b", "2") is None
    step.keep("b", "2", b"again")
    ledger.save(step)
    assert ledger.step("verdict").recall("b", "2") == b"again"
