"""What git has of a file; nothing where there is no git and no repository."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.rim.git import committed


def test_a_committed_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("git") is None:
        assert committed(tmp_path, "x.csv") is None
        return
    assert committed(tmp_path, "x.csv") is None
    root = tmp_path / "root"
    root.mkdir()
    (root / "x.csv").write_bytes(b"as committed\n")
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    (root / "x.csv").write_bytes(b"changed\n")
    assert committed(root, "x.csv") == b"as committed\n"
    assert committed(root, "y.csv") is None
    monkeypatch.setenv("PATH", "")
    assert committed(root, "x.csv") is None
