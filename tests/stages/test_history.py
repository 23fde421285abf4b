"""A damaged history stops a run before it writes anything; a missing last line end stops nothing."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.schema.history_tables import ReferenceVersion
from pipeline.stores import tables
from tests.conftest import Offline, Root

CLAIMS = "claim_versions.csv"


@pytest.fixture
def run(root: Root, offline: Offline, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, str]]:
    """Refresh offline, in this process: the exit code and what was printed as an error."""

    def refresh() -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main(["refresh", "--offline", "--root", str(root.path)], root.environ)
        return code, capsys.readouterr().err

    offline(owls=("pmid:1", "pmid:2"))
    return refresh


def written(root: Root) -> dict[Path, bytes]:
    found = sorted(p for name in ("data/history", "data/processed", "reports") for p in (root.path / name).iterdir())
    return {p: p.read_bytes() for p in found}


def cut_short(data: bytes) -> bytes:
    return data[: data.index(b"\n", data.index(b"\n") + 1) + 1]


def cut_row(data: bytes) -> bytes:
    return data[:-30]


def doubled(data: bytes) -> bytes:
    return data + data.splitlines(keepends=True)[-1]


def conflict(data: bytes) -> bytes:
    return data + b"<<<<<<< HEAD\n=======\n>>>>>>> other\n"


def emptied(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("harm", "line", "told"),
    [
        (cut_short, 3, "which an earlier run wrote; found the end of the file; 1 of 3 rows are missing"),
        (cut_row, 3, "expected 8 columns; found"),
        (doubled, 4, "expected each row once; found the key of line 3 again"),
        (conflict, 4, "found the mark of a merge conflict, '<<<<<<< HEAD'"),
        (emptied, 1, "expected the columns claim_id"),
    ],
)
def test_a_damaged_history_is_told_with_file_and_line_and_nothing_is_overwritten(
    root: Root, run: Callable[[], tuple[int, str]], harm: Callable[[bytes], bytes], line: int, told: str
) -> None:
    path = root.path / "data" / "history" / CLAIMS
    path.write_bytes(harm(path.read_bytes()))
    root.ask("owls", "pmid:1", "pmid:2", "pmid:3")
    before = written(root)
    code, error = run()
    assert (code, f"{path}:{line}: " in error, told in error) == (1, True, True), error
    assert written(root) == before


def test_rows_stay_apart_where_the_last_line_end_is_missing(root: Root, run: Callable[[], tuple[int, str]]) -> None:
    path = root.path / "data" / "history" / CLAIMS
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    root.ask("owls", "pmid:1", "pmid:2", "pmid:3")
    assert run() == (0, "")
    assert run() == (0, "")
    assert [r["position"] for r in root.rows("claim_versions", "history")] == ["1", "2", "3"]


def test_a_history_that_was_removed_beside_raw_is_lost_rows(root: Root, run: Callable[[], tuple[int, str]]) -> None:
    path = root.path / "data" / "history" / CLAIMS
    path.unlink()
    code, error = run()
    assert (code, "found no file" in error) == (1, True)


def test_a_claim_taken_out_and_put_back_twice_in_one_day_is_no_row_twice(
    root: Root, run: Callable[[], tuple[int, str]]
) -> None:
    path = root.path / "questions" / "owls.md"
    text = path.read_text()
    for put in (text.replace("Statement number 1", "Statement number one"), text) * 2:
        path.write_text(put)
        assert run() == (0, "")
    with (root.path / "data" / "history" / CLAIMS).open(encoding="utf-8", newline="") as lines:
        events = [row["event"] for row in csv.DictReader(lines) if "number 1 " in row["text"]]
    assert events == ["added", "removed", "added", "removed", "added"]
    with (root.path / "data" / "history" / "changes.csv").open(encoding="utf-8", newline="") as lines:
        ids = [row["change_id"] for row in csv.DictReader(lines)]
    assert len(ids) == len(set(ids)) == 3  # the question, and the claim reworded to and fro


def test_what_somebody_else_added_to_the_history_is_read_at_the_next_run(
    root: Root, run: Callable[[], tuple[int, str]]
) -> None:
    path = root.path / "data" / "history" / "reference_versions.csv"
    was = tables.read_rows(path, ReferenceVersion)
    (own,) = (v for v in was if v.reference_id == "pmid:1")
    theirs = replace(own, version=own.version + 1, record_status="found", integrity_status="retracted", origin="live")
    tables.append_rows(path, ReferenceVersion, [theirs])
    assert run()[0] == 0
    (row,) = (r for r in root.rows("cited_references") if r["reference_id"] == "pmid:1")
    assert row["integrity_status"] == "retracted"
    assert root.refresh("--offline").count("nothing new") == 3
