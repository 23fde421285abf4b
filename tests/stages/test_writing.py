"""Every command that writes holds the lock, and clears up first what a killed run left."""

import subprocess
import sys

import pytest
from filelock import FileLock

from tests.conftest import Offline, Root

WRITING = (
    ("refresh", "--offline"),
    ("normalise", "--offline"),
    ("check", "--offline"),
    ("review", "submit", "bones", "--by", "A. Berg"),
    ("label", "Owlex", "--offline"),
    ("docs",),
)
HOLD = "import sys, os; from filelock import FileLock; FileLock(sys.argv[1]).acquire(); os.kill(os.getpid(), 9)"


@pytest.fixture
def bones(offline: Offline) -> Root:
    """One refreshed draft."""
    return offline(bones=("pmid:25867538",))


@pytest.mark.parametrize("command", WRITING, ids=lambda c: c[0])
def test_a_command_that_writes_holds_the_lock_and_clears_up_first(bones: Root, command: tuple[str, ...]) -> None:
    left = [
        bones.path / "data" / "processed" / ".findings.csv.evidence-watch-new",
        bones.path / "data" / "history" / ".changes.csv.evidence-watch-new",
        bones.path / "reports" / ".bones.md.a1b2c3d4",
        bones.path / "data" / "raw" / ".commit.json.evidence-watch-new",
    ]
    theirs = bones.path / "reports" / ".my-notes.md.a1b2c3d4"
    for path in (*left, theirs):
        path.write_text("cut sh")
    with FileLock(bones.path / "data" / "raw" / "refresh.lock"):
        done = bones.run(*command)
        assert (done.returncode, "another run is writing" in done.stderr) == (2, True), done.stderr
        assert all(p.exists() for p in left)
    done = bones.run(*command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Removed 4 temporary files" in done.stdout
    assert [p for p in left if p.exists()] == []
    assert theirs.exists()


def test_the_lock_of_a_killed_run_is_free(bones: Root) -> None:
    lock = bones.path / "data" / "raw" / "refresh.lock"
    assert subprocess.run([sys.executable, "-c", HOLD, str(lock)], check=False).returncode == -9
    assert lock.exists()
    bones.refresh("--offline")


def test_a_folder_in_the_way_is_told_before_anything_is_written(bones: Root) -> None:
    before = bones.report("bones")
    (bones.path / "reports" / "owls.md").mkdir()
    bones.ask("owls", "pmid:25867538")
    done = bones.run("refresh", "--offline")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "reports/owls.md: expected a file to write; found a folder; move it away" in done.stderr
    assert bones.report("bones") == before
