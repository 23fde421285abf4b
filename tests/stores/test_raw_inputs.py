"""The inputs of each run: kept when they change, and when they go."""

from pathlib import Path

from pipeline.stores.raw import RawStore


def test_inputs_are_kept_when_they_change_and_when_they_go(tmp_path: Path) -> None:
    with RawStore(tmp_path / "raw.sqlite") as raw:
        run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
        assert raw.add_inputs(run, "2026-11-01", [("questions/a.md", b"1"), ("questions/b.md", b"2")]) == 2
        assert raw.add_inputs(run, "2026-11-02", [("questions/a.md", b"1"), ("questions/b.md", b"3")]) == 1
        assert raw.add_inputs(run, "2026-11-03", [("questions/a.md", b"1")]) == 1
        assert raw.add_inputs(run, "2026-11-04", [("questions/a.md", b"1")]) == 0
