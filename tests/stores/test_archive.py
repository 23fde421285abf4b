"""What raw keeps of how things stood, and raw as it stood."""

from pathlib import Path

import pytest

from pipeline.stores.archive import Cut
from pipeline.stores.raw import Exchange, RawStore, Sighting


def asked(at: str) -> Exchange:
    return Exchange("pubmed", "efetch", "", at, "answered")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two days: a record that changes, an input that changes, a file that grows."""
    path = tmp_path / "raw.sqlite"
    with RawStore(path) as raw:
        for day, body in (("2026-10-01", b"<old/>"), ("2026-10-02", b"<new/>")):
            run = raw.start_run(f"{day}T08:00:00Z", "live")
            raw.add_inputs(run, f"{day}T08:00:00Z", [("questions/a.md", body)])
            raw.add(run, asked(f"{day}T08:00:01Z"), [Sighting("pmid:1", "found", body)])
            raw.kept.keep({"data/history/x.csv": b"head\n" + (b"row\n" if body == b"<new/>" else b"")})
            raw.kept.add_check(raw.kept.cut(), "code", {"x": day})
    return path


def test_a_past_store_shows_what_raw_held_then(path: Path) -> None:
    with RawStore(path) as raw:
        first, last = raw.kept.check_on("2026-10-01"), raw.kept.check_on("2027-01-01")
        assert first is not None and last is not None
        assert (first.outputs, last.outputs) == ({"x": "2026-10-01"}, {"x": "2026-10-02"})
        now = raw.states()["pmid:1"]
    with RawStore(path, first.cut) as then:
        assert then.is_past
        assert [b for _, b in then.bodies([then.states()["pmid:1"].sha256])] == [b"<old/>"]
        assert (then.last_run()[:10], then.last_sighting()) == ("2026-10-01", 1)
        assert then.kept.inputs(first.cut.last_input) == {"questions/a.md": b"<old/>"}
        assert then.kept.files(first.cut.last_kept) == {"data/history/x.csv": b"head\n"}
        assert then.provenance("pmid:1")[-1]["seen_at"].startswith("2026-10-01")
        with pytest.raises(Exception, match="view"):
            then.start_run("2026-10-03T08:00:00Z", "live")
    with RawStore(path, last.cut) as raw:
        assert raw.states()["pmid:1"] == now


def test_a_file_that_grew_is_kept_as_what_was_added_and_any_other_whole(path: Path) -> None:
    with RawStore(path) as raw:

        def bodies() -> set[bytes]:
            return {b for (b,) in raw._db.execute("SELECT body FROM bodies JOIN kept USING (sha256)")}

        assert bodies() == {b"head\n", b"row\n"}
        before = raw.kept.cut()
        raw.kept.keep({"data/history/x.csv": b"head\nrow\n"})
        assert raw.kept.cut() == before
        raw.kept.keep({"data/history/x.csv": b"rewritten\n", "never.csv": None})
        rewritten = raw.kept.cut().last_kept
        raw.kept.keep({"data/history/x.csv": None})
        assert raw.kept.files(before.last_kept) == {"data/history/x.csv": b"head\nrow\n"}
        assert raw.kept.files(rewritten) == {"data/history/x.csv": b"rewritten\n"}
        assert raw.kept.files(raw.kept.cut().last_kept) == {}


def test_tables_that_moved_on_before_a_check_are_of_no_check(path: Path) -> None:
    with RawStore(path) as raw:
        assert not raw.kept.is_check_due()
        raw.kept.add_check(raw.kept.cut(), "", {})
        raw.kept.add_check(raw.kept.cut(), "", {})
        assert raw.kept.is_check_due()
        last = raw.kept.check_on("2026-10-02")
        assert last is not None and not last.is_whole
        assert raw._db.execute("SELECT COUNT(*) FROM checks").fetchone() == (3,)  # the same is not kept twice
        raw.kept.add_check(raw.kept.cut(), "code", {"x": "2026-10-02"})
        last = raw.kept.check_on("2026-10-02")
        assert last is not None and last.is_whole and not raw.kept.is_check_due()
        raw._db.execute("UPDATE checks SET outputs = '{}' WHERE check_id = 1")
        assert raw.kept.first_check() == "2026-10-02T08:00:00Z"


def test_days(path: Path) -> None:
    with RawStore(path) as raw:
        assert raw.kept.check_on("2026-09-30") is None
        assert raw.kept.first_check() == "2026-10-01T08:00:00Z"
        assert raw.kept.last_rows_on("2026-10-01") == (1, 1)
        assert raw.kept.last_rows_on("2026-09-30") == (0, 0)


def test_a_store_of_an_older_version_kept_nothing(path: Path) -> None:
    with RawStore(path) as raw:
        raw._db.executescript("DROP TABLE checks; DROP TABLE kept")
    with RawStore(path, Cut(9, 9, 9, 9)) as raw:
        assert raw.kept.check_on("2026-10-01") is None
        assert raw.kept.first_check() == ""
        assert not raw.kept.is_check_due()
