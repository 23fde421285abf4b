"""Files are whole or absent, and written only when they change."""

import os
from pathlib import Path

import pytest

from pipeline.stores import files


def test_only_a_change_is_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    assert files.write_text(path, "one")
    before = path.stat().st_mtime_ns
    assert not files.write_text(path, "one")
    assert path.stat().st_mtime_ns == before
    assert files.write_text(path, "two")
    assert path.read_text() == "two"


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    files.write_text(path, "one")

    def broken(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        files.write_text(path, "two")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "one"


def test_digest_tells_missing_from_empty(tmp_path: Path) -> None:
    path = tmp_path / "a"
    missing = files.digest([path])
    path.write_bytes(b"")
    assert files.digest([path]) != missing


def test_only_the_others_are_removed(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.txt"):
        (tmp_path / name).write_text("x")
    assert files.remove_others(tmp_path, ".md", ["a.md"]) == ["b.md"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "c.txt"]
