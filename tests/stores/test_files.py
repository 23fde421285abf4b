"""Files are whole or absent, and written only when they change."""

import errno
import os
import tempfile
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


def test_a_file_system_that_cannot_sync_folders_is_no_fault_and_a_full_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(code: int) -> None:
        def fsync(_: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", fsync)

    failing(errno.EINVAL)
    files.sync_folders([tmp_path, tmp_path])
    failing(errno.ENOSPC)
    with pytest.raises(OSError, match="No space"):
        files.sync_folders([tmp_path])


def test_digest_tells_missing_from_empty(tmp_path: Path) -> None:
    path = tmp_path / "a"
    missing = files.digest([path])
    path.write_bytes(b"")
    assert files.digest([path]) != missing


def test_a_name_of_the_longest_kind_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'q' * 252}.md"
    assert files.write_text(path, "one")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_temporaries_of_runs_are_found_and_the_files_of_people_are_not(tmp_path: Path) -> None:
    ours = [".findings.csv.evidence-watch-new", ".q.md.evidence-watch-new", ".findings.csv.k3j2x_9a"]
    theirs = ["findings.csv", "my-notes.md", ".gitkeep", ".my-notes.md.k3j2x_9a", "findings.csv.evidence-watch-new"]
    theirs += [
        f".findings.csv.{end}" for end in "swp original 20261130 backup_1 2nov2026 v2_final K3J2X_9A k3j2x_9ab".split()
    ]
    for name in (*ours, *theirs):
        (tmp_path / name).write_text("x")
    (tmp_path / ".folder.evidence-watch-new").mkdir()
    found = files.leftovers([tmp_path, tmp_path / "none"], [tmp_path / "findings.csv"])
    assert sorted(p.name for p in found) == sorted(ours)


def test_what_mkstemp_calls_a_file_is_found(tmp_path: Path) -> None:
    made = [tempfile.mkstemp(dir=tmp_path, prefix=".findings.csv.") for _ in range(60)]
    for handle, _ in made:
        os.close(handle)
    found = list(files.leftovers([], [tmp_path / "findings.csv"]))
    assert len(found) >= 40  # a name that might be a person's word or date stays
