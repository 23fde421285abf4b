"""A disk that says no is told in words."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.rim import disk
from pipeline.stores.raw import RawStore

OFFLINE = {"EUTILS_BASE_URL": "http://127.0.0.1:9"}


def refresh(root: Path) -> int:
    return cli.main(["refresh", "--offline", "--root", str(root)], OFFLINE)


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    (tmp_path / "questions").mkdir()
    text = "---\nquestion: Q?\nstatus: draft\n---\n\n## From the Research\n\n- It helps [@pmid:7].\n"
    (tmp_path / "questions" / "q.md").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EDQUOT, "your share of the disk is used up; free"),
        (errno.EROFS, "the disk is read-only; run on a folder that can be written"),
        (errno.EACCES, "you may not; change the permissions"),
        (errno.EIO, "the disk has a fault"),
    ],
)
def test_a_write_that_fails_is_told_with_its_path(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))  # the kernel names no file

    monkeypatch.setattr(os, "fsync", fail)
    assert refresh(asked) == 1
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert words in errors and str(asked) in errors


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA query_only = 1", "the disk is read-only"),
        ("PRAGMA max_page_count = 1", "the disk is full"),
    ],
)
def test_a_raw_store_that_takes_nothing_is_told(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], statement: str, words: str
) -> None:
    start_run: Callable[..., int] = RawStore.start_run

    def start(self: RawStore, *arguments: str) -> int:
        self._db.execute(statement)
        run_id = start_run(self, *arguments)
        for i in range(100):
            self.put_note(str(i), "x" * 10_000)
        return run_id

    monkeypatch.setattr(RawStore, "start_run", start)
    assert refresh(asked) == 1
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert words in errors and "raw.sqlite" in errors


def test_a_raw_store_that_is_none_is_told(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (asked / "data" / "raw").mkdir(parents=True)
    (asked / "data" / "raw" / "raw.sqlite").write_bytes(b"no database at all " * 100)
    assert refresh(asked) == 1
    errors = capsys.readouterr().err
    assert "raw.sqlite: expected" in errors and "doctor --repair" in errors and "Traceback" not in errors


def test_a_raw_store_that_cannot_be_opened_is_told(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (asked / "data" / "raw" / "raw.sqlite").mkdir(parents=True)
    assert refresh(asked) == 1
    errors = capsys.readouterr().err
    assert "raw.sqlite: see that it and its folder can be written" in errors and "Traceback" not in errors


def test_a_log_that_cannot_be_written_is_named(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (asked / "data" / "raw").mkdir(parents=True)
    (asked / "data" / "raw" / "refresh.log").symlink_to("/dev/full")
    assert refresh(asked) == 1
    assert "refresh.log: the disk is full" in capsys.readouterr().err


def test_a_root_where_nothing_can_be_written_is_usage(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (asked / "data").write_text("a file where a folder belongs")
    assert refresh(asked) == 2
    assert "a file stands where a folder belongs" in capsys.readouterr().err
    (asked / "data").unlink()

    def fail(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", fail)
    assert refresh(asked) == 2
    assert "the disk is read-only" in capsys.readouterr().err


def test_a_fault_of_ours_is_none_of_the_disk() -> None:
    assert disk.is_disk(OSError(errno.EIO, "x")) and disk.is_disk(sqlite3.OperationalError("x"))
    assert not disk.is_disk(sqlite3.IntegrityError("x")) and not disk.is_disk(KeyError("x"))
    assert "no such table" in disk.told(sqlite3.OperationalError("no such table"), Path())
