"""When a stage must run again; and that nothing it reads is left out of what decides that."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import NORMALISED, PROCESSED
from pipeline.stages.freshness import code_of, is_edited, stage_run
from pipeline.stores.paths import Paths
from tests.conftest import Root

_opened: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event in ("open", "sqlite3.connect"):
        _opened.append(str(arguments[0]))


sys.addaudithook(_hook)


@contextmanager
def opened() -> Iterator[list[str]]:
    """The names of the files that are opened in the block."""
    global _opened  # noqa: PLW0603 - an audit hook cannot be removed
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


def test_a_stage_is_fresh_while_inputs_and_outputs_are_the_same(tmp_path: Path) -> None:
    paths, out = Paths(tmp_path), tmp_path / "out.csv"
    out.write_text("a")
    assert not stage_run(paths, "check", "1", [out]).is_fresh
    stage_run(paths, "check", "1", [out]).done()
    assert stage_run(paths, "check", "1", [out]).is_fresh
    assert not stage_run(paths, "check", "2", [out]).is_fresh
    assert not stage_run(paths, "normalise", "1", [out]).is_fresh
    assert not is_edited(paths, "check", [out])
    out.write_text("b")
    assert not stage_run(paths, "check", "1", [out]).is_fresh
    assert is_edited(paths, "check", [out])
    assert not is_edited(paths, "never ran", [out])


def test_the_code_of_a_room_is_its_own() -> None:
    assert code_of("checks") == code_of("checks") != code_of("summaries")
    assert code_of("language/text") != code_of("language")


STAGES: dict[str, Callable[[Paths], list[Path]]] = {
    "normalise": lambda p: [p.raw_store, p.corrections, p.snapshot, *map(p.table, NORMALISED), *map(p.table, HISTORY)],
    # CHECK keeps in raw what people wrote, for the day to be rebuilt
    "check": lambda p: [p.raw_store, p.corrections, p.snapshot, *map(p.table, (*PROCESSED, *HISTORY))],
    "summarise": lambda p: [p.raw_store, *map(p.table, (*PROCESSED, *HISTORY))],  # raw: to compare the history with
}
WRITTEN_BESIDE = (".ledger.sqlite", "refresh.lock", "refresh.log", "journal")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_opens_only_the_files_that_it_declares(stage: str, refreshed: Root) -> None:
    paths = Paths(refreshed.path)
    paths.ledger.unlink()
    with opened() as names:
        assert refreshed.run(stage).returncode == 0
    declared = {str(p) for p in STAGES[stage](paths)} | {str(p.with_suffix(".parquet")) for p in STAGES[stage](paths)}
    below = [n.removeprefix("file://").partition("?")[0] for n in names]
    own = {n for n in below if n.startswith(str(paths.root)) and not n.startswith(str(paths.reports))}
    read = {n for n in own if not any(mark in n for mark in WRITTEN_BESIDE) and Path(n).suffix != ".evidence-watch-new"}
    written_by_people = {n for n in read if Path(n).parent in (paths.questions, paths.reviews)}
    assert read - written_by_people - declared <= {str(paths.processed / "datapackage.json"), str(paths.root)}
    assert len(read) > 5
    if stage == "summarise":
        assert written_by_people == set()
