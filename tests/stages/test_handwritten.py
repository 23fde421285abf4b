"""What stands where a person's file should be and cannot be read is a mistake of that file, never a deletion."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.sources.questions.file import MOST_BYTES
from pipeline.stages.handwritten import input_files, read_questions, read_table
from pipeline.stores.paths import Paths
from tests.conftest import Root


def dangling(path: Path) -> None:
    path.symlink_to("gone.md")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


KINDS = {
    dangling: "a link to 'gone.md', which is not there",
    loop: "a link that leads back to itself",
    folder: "a folder",
    pipe: "what is no regular file",
}


@pytest.mark.parametrize(("put", "found"), KINDS.items(), ids=[put.__name__ for put in KINDS])
def test_a_question_that_cannot_be_read_keeps_its_report_and_history(
    root: Root, put: Callable[[Path], None], found: str
) -> None:
    kept, other = root.ask("kept", "pmid:25867538"), root.ask("other", "pmid:17878149")
    root.refresh("--offline")
    before = {p: p.read_bytes() for p in (root.path / "data" / "history").glob("*.csv")}
    report = root.report("kept")
    kept.unlink()
    put(kept)
    done = root.run("refresh", "--offline")
    assert (done.returncode, done.stderr) == (
        1,
        f"questions/kept.md:1:1: expected a question file, found {found}: put the file back; to take the question "
        "away, delete what is there\n1 mistake in 1 file\n",
    )
    assert root.report("kept") == report
    assert {p: p.read_bytes() for p in before} == before
    assert "kept.md" in (root.path / "reports" / "index.md").read_text()
    kept.rmdir() if put is folder else kept.unlink()
    other.rename(kept)
    root.refresh("--offline")
    assert [p.stem for p in (root.path / "reports").glob("[ko]*.md")] == ["kept"]


def test_a_question_without_permission(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    root.ask("x", "pmid:1")
    monkeypatch.setattr(Path, "open", denied)
    (read,) = read_questions(Paths(root.path))
    assert "found one that cannot be read (Permission denied)" in read.mistake_lines[0]


def test_another_kind_of_obstacle_is_told_anew(root: Root) -> None:
    path = root.ask("kept", "pmid:25867538")
    for put, found in ((dangling, "a link to"), (folder, "a folder")):
        path.unlink()
        put(path)
        root.run("refresh", "--offline")
        (row,) = root.rows("question_mistakes")
        assert f"found {found}" in row["message"]


@pytest.mark.parametrize("name", ["reviews/log.csv", "reviews/dismissed.csv", "data/corrections.csv"])
def test_decisions_that_cannot_be_read_are_a_mistake(root: Root, name: str) -> None:
    root.ask("q", "pmid:25867538")
    path = root.path / name
    path.parent.mkdir(exist_ok=True)
    dangling(path)
    done = root.run("normalise", "--offline")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:1:1: expected a file, found a link to 'gone.md', which is not there: ")


def test_a_missing_table_is_empty_and_no_mistake(tmp_path: Path) -> None:
    assert read_table(tmp_path / "reviews" / "log.csv", Paths(tmp_path)) == (b"", ())


def test_of_a_file_without_end_no_more_is_read_than_tells_that_it_is_too_long(root: Root) -> None:
    path = root.ask("q", "pmid:1")
    path.write_text(path.read_text() + "- more words\n" * 4_000_000)
    (read,) = read_questions(Paths(root.path))
    line = path.read_text()[:MOST_BYTES].count("\n") + 1
    assert read.mistake_lines[0].startswith(f"questions/q.md:{line}:")
    assert "expected a question file of at most 1,000,000 bytes, found more" in read.mistake_lines[0]
    assert [len(data) for _, data in input_files(Paths(root.path))] == [MOST_BYTES + 1]


@pytest.mark.real
def test_a_doi_from_the_address_bar_finds_its_paper(shared: Path, live_root: Root) -> None:
    case = shared / "cases" / "labels_and_claims" / "doi-percent-encoded.md"
    (live_root.path / "questions" / "encoded.md").write_bytes(case.read_bytes())
    live_root.ask("decoded", "{doi:10.1016/S2352-3026(19)30162-0}")
    live_root.refresh()
    (row,) = live_root.rows("cited_references")
    assert (row["reference_id"], row["record_status"]) == ("pmid:31383582", "found")
    assert row["question_ids"] == "decoded; encoded"
