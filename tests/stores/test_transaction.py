"""Files of one step are in place together or not at all, at whatever call the step dies."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import TableError, UsageError
from pipeline.stores import files
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Note, Transaction, recover

Step = Callable[[], None]
CALLS = ("replace", "unlink", "chmod", "open")  # of Path; and os.fsync
OLD = {"data/processed/a.csv": "a", "data/history/b.csv": "b", "reports/gone.md": "gone"}
NEW = {"data/processed/a.csv": "a2", "data/history/b.csv": "b2", "data/history/new.csv": "n"}


class Killed(BaseException):
    """Stands for a kill: nothing that follows it in the process is done."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    for name, text in OLD.items():
        files.write_text(tmp_path / name, text)
    (tmp_path / "data" / "raw").mkdir()
    return Paths(tmp_path)


def stood(paths: Paths) -> dict[str, str]:
    found = (p for p in sorted(paths.root.rglob("*")) if p.is_file())
    return {p.relative_to(paths.root).as_posix(): p.read_text() for p in found}


def step_of(paths: Paths, settled: list[Note]) -> None:
    with Transaction(paths, settled.append) as step:
        for name, text in NEW.items():
            assert step.write_text(paths.root / name, text)
        assert step.remove(paths.root / "reports/gone.md")
        assert not step.remove(paths.root / "reports/never.md")
        step.settle_with({"check": 1})


def test_everything_is_in_place_at_the_end_and_nothing_is_left_over(paths: Paths) -> None:
    settled: list[Note] = []
    step_of(paths, settled)
    assert stood(paths) == NEW
    assert settled == [{"check": 1}]
    assert recover(paths, settled.append, []) == []


def test_what_is_the_same_is_not_written(paths: Paths) -> None:
    before = (paths.root / "data/history/b.csv").stat().st_mtime_ns
    with Transaction(paths) as step:
        assert not step.write_text(paths.root / "data/history/b.csv", "b")
    assert (paths.root / "data/history/b.csv").stat().st_mtime_ns == before
    assert stood(paths) == OLD


def test_the_digest_is_of_what_stands_at_the_end(paths: Paths) -> None:
    a, b, gone = (paths.root / name for name in OLD)
    with Transaction(paths) as step:
        step.write_text(a, "a2")
        step.remove(gone)
        told = step.sha256(a), step.sha256(b), step.sha256(gone)
    assert told == (files.sha256(a), files.sha256(b), "")


def test_a_block_that_raises_changes_nothing(paths: Paths) -> None:
    with pytest.raises(ZeroDivisionError), Transaction(paths) as step:
        step.write_text(paths.root / "data/history/b.csv", "b2")
        raise ZeroDivisionError
    assert stood(paths) == OLD


def test_two_writes_of_one_file_and_a_folder_in_the_way_are_refused_before_anything_moves(paths: Paths) -> None:
    with pytest.raises(ValueError, match="expected one write"), Transaction(paths) as step:
        step.write_text(paths.root / "data/history/b.csv", "b2")
        step.write_text(paths.root / "data/history/b.csv", "b3")
    assert stood(paths) == OLD
    (paths.root / "reports" / "index.md").mkdir()
    with (
        pytest.raises(UsageError, match=r"index\.md: expected a file to write; found a folder"),
        Transaction(paths) as s,
    ):
        s.write_text(paths.root / "data/history/b.csv", "b2")
        s.write_text(paths.root / "reports" / "index.md", "x")
    assert stood(paths) == OLD


# ---- whatever dies -------------------------------------------------------------------------------------------------


def dying(patch: pytest.MonkeyPatch, at: int, error: BaseException, *, for_ever: bool) -> Iterator[int]:
    """Let call number `at` of those that change the disk raise `error`, and every later one where `for_ever`."""
    n = [0]

    def wrap(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def called(*args: object, **more: object) -> object:
            if name != "open" or "wb" in args:
                n[0] += 1
                if n[0] == at or (for_ever and n[0] > at):
                    raise error
            return real(*args, **more)

        patch.setattr(owner, name, called)

    for name in CALLS:
        wrap(Path, name)
    wrap(files.os, "fsync")
    while True:
        yield n[0]


def outcomes(paths: Paths, make: Step, error: BaseException, *, for_ever: bool) -> Iterator[int]:
    """Run `make` with each of its calls dying in turn; yields after each the number of the call."""
    for at in range(1, 200):
        with pytest.MonkeyPatch.context() as patch:
            count = dying(patch, at, error, for_ever=for_ever)
            next(count)
            try:
                make()
            except type(error):
                pass
            n = next(count)
        if n < at:
            return
        yield at


@pytest.mark.parametrize("error", [Killed(), OSError(28, "No space left on device")], ids=["killed", "disk full"])
def test_a_step_that_dies_at_any_call_is_whole_or_never_was(paths: Paths, error: BaseException) -> None:
    seen = set()
    settled: list[Note] = []
    # a kill ends the process: no call after it reaches the disk
    for at in outcomes(paths, lambda: step_of(paths, settled), error, for_ever=isinstance(error, Killed)):
        recover(paths, settled.append, [])
        now = stood(paths)
        assert now in (OLD, NEW), at
        assert bool(settled) == (now == NEW), at
        assert all(note == {"check": 1} for note in settled)
        seen.add(now == NEW)
        settled.clear()
        for name in NEW:
            (paths.root / name).unlink(missing_ok=True)
        for name, text in OLD.items():
            files.write_text(paths.root / name, text)
    assert seen == {True, False}


def committed(paths: Paths, patch: pytest.MonkeyPatch) -> None:
    """Die right behind the commit point."""

    def killed(*_: object) -> None:
        raise Killed

    with patch.context() as within, pytest.raises(Killed):
        within.setattr("pipeline.stores.transaction.Journal.carry_out", killed)
        step_of(paths, [])
    assert {name: (paths.root / name).read_text() for name in OLD} == OLD


def test_recovery_may_die_and_be_repeated(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(paths, monkeypatch)
    settled: list[Note] = []
    n = 0
    for _ in outcomes(paths, lambda: recover(paths, settled.append, []) and None, Killed(), for_ever=True):
        n += 1
    assert n > 4
    assert stood(paths) == NEW
    assert settled and all(note == {"check": 1} for note in settled)


def test_what_a_person_changed_since_is_not_overwritten(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(paths, monkeypatch)
    (paths.root / "data/history/b.csv").write_text("b by hand")
    settled: list[Note] = []
    told = recover(paths, settled.append, [])
    assert "data/history/b.csv changed since" in told[0]
    assert stood(paths) == OLD | {"data/history/b.csv": "b by hand"}
    assert settled == []
    assert recover(paths, settled.append, []) == []


def test_a_temporary_with_other_bytes_is_not_put_in_place(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(paths, monkeypatch)
    files.staged_path(paths.root / "data/history/b.csv").write_text("b")
    recover(paths, lambda _: None, [])
    assert stood(paths) == OLD


def test_a_folder_may_lie_elsewhere(paths: Paths, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (paths.root / "reports").rename(elsewhere / "reports")
    (paths.root / "reports").symlink_to(elsewhere / "reports")
    with pytest.MonkeyPatch.context() as patch:
        committed(paths, patch)
    recover(paths, lambda _: None, [])
    assert list((elsewhere / "reports").iterdir()) == []


def test_a_transaction_does_not_start_over_an_unfinished_one(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(paths, monkeypatch)
    with pytest.raises(FileExistsError, match="must be carried out first"), Transaction(paths):
        pass
    recover(paths, lambda _: None, [])
    assert stood(paths) == NEW


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 9000, "[]", "{}", '{"moves": [{}], "note": {}}', '{"moves": [], "note": 1}',
     json.dumps({"moves": [{"path": "../out", "was": "", "becomes": ""}], "note": {}})],
)  # fmt: skip
def test_a_journal_that_cannot_be_read_is_told_and_nothing_moves(paths: Paths, text: str) -> None:
    paths.journal.write_text(text)
    with pytest.raises(TableError, match=r"commit.json: expected the list of files .* delete this file"):
        recover(paths, lambda _: None, [])
    assert stood(paths) == OLD | {"data/raw/commit.json": text}
