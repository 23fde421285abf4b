"""The short form: a kill before each rename of a refresh, and a full disk at some of its writes. The long form is
`run`.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stages.label_questions import invented
from tests.standin import Library
from tests.torture import kills
from tests.torture.disturbances import full_at

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def moved(library: Library, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[kills.Scene]:
    """A root whose raw holds a retraction and a boxed warning that no check has seen."""
    folder = tmp_path_factory.mktemp("kills")
    with library.serving(library.labels()) as server:
        label = invented(1, "Owlex"), "Owlex is given as 5 mg once a week"
        yield kills.scene(folder, shared, server, label, is_fetched=True)


def state(root: Path) -> str:
    """What the next run reads of a root, but for the answers in raw, which are the same everywhere here."""
    paths = sorted(p for p in root.rglob("*") if p.is_file() and "raw" not in p.parts)
    with sqlite3.connect(root / "data" / "raw" / "raw.sqlite") as raw:
        checks = raw.execute("SELECT * FROM checks ORDER BY check_id").fetchall()
    told = [(p.relative_to(root).as_posix(), hashlib.sha256(p.read_bytes()).hexdigest()) for p in paths]
    return repr((told, checks))


def test_a_kill_before_any_rename_loses_nothing(moved: kills.Scene, tmp_path: Path) -> None:
    killed = kills.copies_before_each_rename(moved, tmp_path)
    assert len(killed) > 30
    faults: dict[str, list[str]] = {}
    for root in killed:
        kills.clear_up(root, moved.environ)
        left = kills.left_over(root)
        reached = state(root)
        if reached not in faults:
            faults[reached] = kills.after(moved, root)
        assert (left, faults[reached]) == ([], []), root.parent.name
    assert 5 <= len(faults) <= 10  # before and after each commit and each stamp: a step is whole or never was


@pytest.mark.parametrize("number", [40, 100])
def test_a_full_disk_loses_nothing(moved: kills.Scene, number: int) -> None:
    with kills.copied(moved.root) as root:
        disturb = full_at(number, for_ever=True)
        assert kills.finish(kills.start(root, moved.environ, kills.SECOND_DAY, moved.arguments, disturb)) != 0
        assert kills.after(moved, root) == []
