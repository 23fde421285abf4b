"""Is the raw file what was written: every harm is told, a sound file gives nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import DamagedStore
from pipeline.schema.problems import FETCH, NOTE, PERSON
from pipeline.stores.raw import Exchange, RawStore, Sighting
from pipeline.stores.raw_checks import content_problems, file_problems

OLD, NEW = b"<PubmedArticle>old</PubmedArticle>", b"<PubmedArticle>new</PubmedArticle>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "raw.sqlite"
    with RawStore(path) as raw:
        run = raw.start_run("2026-10-01T08:00:00Z", "live")
        for body in (OLD, NEW):
            exchange = Exchange("pubmed", "efetch", "", "2026-10-01T08:00:01Z", "answered", 200, 1, ("pmid:1",))
            raw.add(run, exchange, [Sighting("pmid:1", "found", body)])
        raw.add_inputs(run, "2026-10-01T08:00:00Z", [("questions/a.md", b"a question")])
        raw.kept.keep({"data/history/x.csv": b"a,b\n"})
    return path


def change(path: Path, query: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(query)


def test_a_sound_file_gives_nothing(path: Path) -> None:
    assert file_problems(path) == []
    assert content_problems(path, []) == []


@pytest.mark.parametrize("harm", ["missing", "empty"])
def test_no_file_is_worth_a_note(path: Path, harm: str) -> None:
    path.unlink()
    if harm == "empty":
        path.touch()
    assert [p.kind for p in file_problems(path)] == [NOTE]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda data: b"this is no database" * 400, "file is not a database"),
        (lambda data: data[:5000], "malformed|sound SQLite file"),
        (lambda data: data[:4096] + b"\xff" * 4096 + data[8192:], "malformed|sound SQLite file"),
    ],
    ids=["overwritten", "cut", "a page lost"],
)
def test_a_file_that_is_damaged_as_a_whole(path: Path, data, told: str) -> None:  # type: ignore[no-untyped-def]
    path.write_bytes(data(path.read_bytes()))
    (found, *_) = file_problems(path)
    assert found.kind == PERSON and "doctor --repair" in found.mend
    assert any(word in found.what for word in told.split("|"))


def test_the_stages_say_what_is_damaged_without_a_traceback(path: Path) -> None:
    path.write_bytes(b"this is no database" * 400)
    with pytest.raises(DamagedStore, match=r"raw\.sqlite: expected the SQLite file .* Run `python -m pipeline doctor"):
        RawStore(path)


def test_a_store_that_turns_out_damaged_while_it_is_read(path: Path) -> None:
    with pytest.raises(DamagedStore, match="malformed"), RawStore(path) as raw:
        raw.connection.executescript("PRAGMA writable_schema=ON; UPDATE sqlite_master SET rootpage = 4000")
        with RawStore(path) as again:
            again.states()


@pytest.mark.parametrize(
    ("query", "kind", "told"),
    [
        (
            "UPDATE bodies SET body = x'00' WHERE body = CAST('a question' AS BLOB)",
            PERSON,
            "questions/a.md as it was read",
        ),
        (
            "DELETE FROM bodies WHERE body = CAST('a,b' || char(10) AS BLOB)",
            PERSON,
            "data/history/x.csv as it was kept",
        ),
        ("UPDATE bodies SET body = x'00' WHERE rowid = 1", PERSON, "an answer about pmid:1"),
        (
            "UPDATE sightings SET record_id = 'pmid:2' WHERE sighting_id = 2",
            FETCH,
            "about pmid:1; found pmid:2",
        ),
        (
            "UPDATE sightings SET outcome = 'fouod' WHERE sighting_id = 2",
            FETCH,
            "1 with an outcome that is no",
        ),
        (
            "DELETE FROM requests WHERE request_id = 2",
            PERSON,
            "each row of sightings; 1 have none",
        ),
        ("INSERT INTO bodies VALUES ('ab', x'00')", PERSON, "that are not theirs"),
        (
            "INSERT INTO bodies VALUES ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'')",
            NOTE,
            "1 bodies that no answer names",
        ),
    ],
)
def test_every_harm_inside_is_told_once(path: Path, query: str, kind: str, told: str) -> None:
    change(path, query)
    assert file_problems(path) == []
    (found,) = content_problems(path, [])
    assert (found.kind, told in found.line) == (kind, True), found.line


def test_what_counts_today_is_told_apart_and_what_was_set_aside_is_a_note(path: Path) -> None:
    change(path, "UPDATE bodies SET body = x'00' WHERE rowid <= 2")
    assert [p.kind for p in content_problems(path, ["pmid:1"])] == [PERSON]
    change(path, "INSERT INTO damaged_bodies (sha256, body) SELECT sha256, body FROM bodies WHERE rowid = 1")
    change(path, "DELETE FROM bodies WHERE rowid = 1")
    (found,) = content_problems(path, ["pmid:1"])
    assert (found.kind, "set aside" in found.mend) == (NOTE, True)
