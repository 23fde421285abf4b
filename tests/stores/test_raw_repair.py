"""What a damaged raw file still holds is kept; what was lost counts as never asked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.stores.raw import Exchange, RawStore, Sighting
from pipeline.stores.raw_checks import content_problems, file_problems
from pipeline.stores.raw_repair import rebuild, restore_bodies, set_bodies_aside

NOW = "2026-11-01T08:00:00Z"
BODIES = {f"pmid:{n}": b"<PubmedArticle>%d</PubmedArticle>" % n + b"x" * 3000 for n in range(1, 40)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "raw.sqlite"
    with RawStore(path) as raw:
        run = raw.start_run("2026-10-01T08:00:00Z", "live")
        for key, body in BODIES.items():
            exchange = Exchange("pubmed", "efetch", "", "2026-10-01T08:00:01Z", "answered", 200, 1, (key,))
            raw.add(run, exchange, [Sighting(key, "found", body)])
        raw.add_inputs(run, NOW, [("questions/a.md", b"a question")])
        raw.kept.keep({"data/history/x.csv": b"a,b\n"})
        raw.put_note("a", "b")
    return path


def page_of(path: Path, text: bytes) -> int:
    return path.read_bytes().index(text) // 4096


def test_a_lost_page_costs_what_lay_on_it_and_the_old_file_stays(path: Path) -> None:
    before = bytearray(path.read_bytes())
    page = page_of(path, b"<PubmedArticle>20<")
    before[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    path.write_bytes(before)
    assert file_problems(path)
    told = rebuild(path, NOW)
    assert "set aside as raw.damaged-1.sqlite" in told[0]
    assert (path.parent / "raw.damaged-1.sqlite").read_bytes() == bytes(before)
    assert file_problems(path) == []
    with RawStore(path) as raw:
        states = raw.states()
        sound = {k for k, s in states.items() if s.sha256}
        assert states.keys() == BODIES.keys()
        assert 30 < len(sound) < len(BODIES) and "pmid:20" not in sound
        assert states["pmid:20"].damage and not states["pmid:20"].outcome
        for key in sound:
            assert list(raw.bodies([states[key].sha256])) == [(states[key].sha256, BODIES[key])]
        assert raw.kept.file("data/history/x.csv") == b"a,b\n"


def test_where_rows_of_answers_are_lost_no_older_answer_stands_for_them(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        (root_page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sightings'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root_page - 1) * 4096 : root_page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    assert "rows of sightings could not be read" in rebuild(path, NOW)[1]
    with RawStore(path) as raw:
        assert raw.states() == {}
        assert not raw.has_answers()


def test_what_is_no_database_is_set_aside_for_an_empty_one(path: Path) -> None:
    path.write_bytes(b"this is no database" * 400)
    rebuild(path, NOW)
    assert (path.parent / "raw.damaged-1.sqlite").read_bytes() == b"this is no database" * 400
    path.write_bytes(b"again")
    rebuild(path, NOW)
    assert (path.parent / "raw.damaged-2.sqlite").read_bytes() == b"again"
    with RawStore(path) as raw:
        assert raw.states() == {}


def test_bodies_come_back_from_under_a_wrong_key_and_from_the_files_that_are_still_there(path: Path) -> None:
    with RawStore(path) as raw:
        raw.connection.execute("UPDATE bodies SET sha256 = 'f' || substr(sha256, 2) WHERE rowid = 1")
        raw.connection.execute("UPDATE bodies SET body = x'00' WHERE body IN (x'612c620a', CAST('a question' AS BLOB))")
        lost = [p.sha256 for p in content_problems(path, []) if p.sha256]
        there = {"questions/a.md": b"a question", "data/history/x.csv": b"a,b\nand more"}
        assert len(restore_bodies(raw, lost, there.get)) == 3
        assert raw.states()["pmid:1"].sha256
        assert raw.kept.inputs(9) == {"questions/a.md": b"a question"}
        assert raw.kept.file("data/history/x.csv") == b"a,b\n"
    assert content_problems(path, []) == []


def test_what_was_set_aside_is_told_as_a_note(path: Path) -> None:
    with RawStore(path) as raw:
        raw.connection.execute("UPDATE bodies SET body = x'00' WHERE rowid = 1")
        raw.connection.execute("DELETE FROM bodies WHERE rowid = 2")
        lost = [p.sha256 for p in content_problems(path, [])]
        assert set_bodies_aside(raw, lost) == 2
    assert [p.kind for p in content_problems(path, [])] == ["note", "note"]
