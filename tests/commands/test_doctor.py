"""`doctor`: every harm is told with how to mend it; `--repair` mends what can be restored and deletes nothing."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from pipeline import cli
from tests.conftest import Offline, Root

Run = Callable[..., SimpleNamespace]
SENTENCE = "doctor: everything below the root is what was written there."


@pytest.fixture
def run(root: Root, offline: Offline, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process on a root that was refreshed offline once."""

    def command(*arguments: str) -> SimpleNamespace:
        capsys.readouterr()
        code = cli.main([*arguments, "--root", str(root.path)], root.environ)
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, told=printed.out + printed.err)

    offline(owls=("pmid:1", "pmid:2"))
    return command


def claims(root: Root) -> Path:
    return root.path / "data" / "history" / "claim_versions.csv"


def raw(root: Root) -> Path:
    return root.path / "data" / "raw" / "raw.sqlite"


def test_a_sound_root(root: Root, run: Run) -> None:
    before = {p: p.read_bytes() for p in root.path.rglob("*") if p.is_file() and "raw" not in str(p)}
    done = run("doctor")
    assert (done.code, done.told) == (0, SENTENCE + "\n")
    assert run("doctor", "--repair", "--offline").code == 0
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"".join(data.splitlines(keepends=True)[:2]),
        lambda data: data[:-30],
        lambda data: data + data.splitlines(keepends=True)[-1],
        lambda data: data + b"<<<<<<< HEAD\n=======\n>>>>>>> other\n",
        lambda data: b"",
        lambda data: None,
    ],
    ids=["shortened", "a row cut", "a row twice", "a merge", "emptied", "removed"],
)
def test_a_damaged_history_is_restored_from_raw(root: Root, run: Run, harm: Callable[[bytes], bytes | None]) -> None:
    path, whole = claims(root), claims(root).read_bytes()
    data = harm(whole)
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    found = run("doctor")
    assert (found.code, f"{path}:" in found.told, "1 problem to be mended" in found.told) == (1, True, True), found.told
    done = run("doctor", "--repair", "--offline")
    assert (done.code, f"{path}: mended from raw" in done.told) == (0, True), done.told
    assert path.read_bytes() == whole
    (aside,) = (root.path / "data" / "raw" / "set_aside").iterdir()
    assert aside.read_bytes() == (data or b"")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_damaged_history_is_restored_from_git_where_raw_kept_nothing(root: Root, run: Run) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "data/history"], [*author, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(root.path), *command], check=True)
    shutil.rmtree(root.path / "data" / "raw")
    whole = claims(root).read_bytes()
    claims(root).write_bytes(whole[:-30])
    done = run("doctor", "--repair", "--offline")
    assert f"{claims(root)}: mended from git" in done.told
    assert claims(root).read_bytes() == whole


def test_a_row_that_was_rewritten_needs_a_person_and_stays(root: Root, run: Run) -> None:
    damaged = claims(root).read_bytes().replace(b"Statement number 1", b"Statement number one")
    claims(root).write_bytes(damaged)
    done = run("doctor", "--repair", "--offline")
    assert (done.code, "neither raw nor git can mend it" in done.told) == (1, True)
    assert claims(root).read_bytes() == damaged


def test_an_edited_table_is_told_and_written_anew(root: Root, run: Run) -> None:
    path = root.path / "data" / "processed" / "claims.csv"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Statement number 1", b"Statement number one"))
    found = run("doctor")
    assert (found.code, "data/processed/claims.csv: expected the bytes that the last CHECK left" in found.told) == (
        1,
        True,
    )
    assert run("doctor", "--repair", "--offline").code == 0
    assert path.read_bytes() == whole


@pytest.mark.parametrize("harm", [lambda data: data[:-30], lambda data: data + b"one column\n"])
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    root: Root, run: Run, harm: Callable[[bytes], bytes]
) -> None:
    path = root.path / "data" / "processed" / "citations.csv"
    path.write_bytes(harm(path.read_bytes()))
    (root.path / "data" / "processed" / ".ledger.sqlite").unlink()
    found = run("doctor")
    assert (found.code, "citations.csv:" in found.told, "anew" in found.told) == (1, True, True)
    assert run("doctor", "--repair", "--offline").code == 0


def test_rows_of_a_question_that_is_not_there(root: Root, run: Run) -> None:
    path = root.path / "data" / "processed" / "questions.csv"
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
    (root.path / "data" / "processed" / ".ledger.sqlite").unlink()
    found = run("doctor")
    assert "data/processed/claims.csv: expected each question_id to be in questions.csv; found owls" in found.told
    assert run("doctor", "--repair", "--offline").code == 0


def test_what_harms_nothing_is_told_and_no_failure(root: Root, run: Run) -> None:
    left = root.path / "data" / "processed" / ".claims.csv.ab12_xyz"
    left.touch()
    page = root.path / "reports" / "mine.md"
    page.write_text("mine")
    stamps = root.path / "data" / "processed" / ".ledger.sqlite"
    stamps.unlink()
    done = run("doctor")
    assert (done.code, ".claims.csv.ab12_xyz: left behind" in done.told, "reports/mine.md" in done.told) == (
        0,
        True,
        True,
    )
    assert run("doctor", "--repair", "--offline").code == 0
    assert (left.exists(), page.read_text()) == (False, "mine")


def test_a_raw_file_that_is_no_database_stops_a_run_and_is_set_aside(root: Root, run: Run) -> None:
    damaged = b"this is no database" * 400
    for end in ("-wal", "-shm"):
        raw(root).with_name(f"raw.sqlite{end}").unlink(missing_ok=True)
    raw(root).write_bytes(damaged)
    for command in (("refresh", "--offline"), ("raw", "pmid:1"), ("check",), ("label", "--offline", "owlex")):
        done = run(*command)
        assert (done.code, "doctor --repair" in done.told, "Traceback" in done.told) == (1, True, False), done.told
    assert raw(root).read_bytes() == damaged
    assert run("doctor").code == 1
    done = run("doctor", "--repair", "--offline")
    assert (done.code, "set aside as raw.damaged-1.sqlite" in done.told) == (0, True), done.told
    assert raw(root).with_name("raw.damaged-1.sqlite").read_bytes() == damaged


@pytest.mark.parametrize("harm", ["removed", "emptied", "an old log beside a new file"])
def test_a_raw_store_that_is_gone_is_a_fresh_clone(root: Root, run: Run, harm: str) -> None:
    if harm.startswith("an old"):
        raw(root).with_name("raw.sqlite-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\1" * 4000)
    raw(root).unlink()
    if harm != "removed":
        raw(root).touch()
    done = run("doctor")
    assert (done.code, "data/raw/raw.sqlite: is" in done.told) == (0, True), done.told
    first = run("refresh", "--offline")
    assert (first.code, first.told.count("holds no answer of any source")) == (0, 1), first.told
    assert "holds no answer" not in run("refresh", "--offline").told


def test_damaged_bytes_of_a_file_that_is_still_there_come_back(root: Root, run: Run) -> None:
    with closing(sqlite3.connect(raw(root))) as db, db:
        db.execute("UPDATE bodies SET body = x'00'")
    assert run("doctor").code == 1
    done = run("doctor", "--repair", "--offline")
    assert (done.code, "stored bodies restored from what is still there" in done.told) == (0, True), done.told


def test_usage(root: Root, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    with FileLock(root.path / "data" / "raw" / "refresh.lock"):
        assert run("doctor").code == 2
    assert cli.main(["doctor", "--root", str(tmp_path_factory.mktemp("empty"))], root.environ) == 2
