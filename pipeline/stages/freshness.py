"""Whether a stage must run again: by what it read, the code that it ran, and what it left."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.schema.history_tables import ClaimVersion, LabelVersion, ReferenceVersion
from pipeline.stores import files
from pipeline.stores.ledger import Ledger, Step
from pipeline.stores.paths import Paths

PACKAGE = Path(__file__).resolve().parents[1]
CODE_FILES = (".py", ".json", ".csv")


@cache
def code_of(*rooms: str) -> str:
    """A hash of the code and data files of some rooms of the package ("language", "evidence/claims"); of all without
    any.
    """
    folders = [PACKAGE / room for room in rooms] or [PACKAGE]
    return files.digest(sorted(p for f in folders for p in f.rglob("*") if p.suffix in CODE_FILES))


@dataclass(frozen=True)
class StageRun:
    """One run of a stage, and its entry in the ledger. `inputs` is a hash of all that it reads; `outputs` are the files
    that it writes.
    """

    ledger: Ledger
    step: Step
    inputs: str
    outputs: tuple[Path, ...]

    @property
    def is_fresh(self) -> bool:
        """Whether the stage last ran on just these inputs and its files still are what it wrote."""
        return self.step.recall("", self.inputs, files.digest(self.outputs)) is not None

    def done(self, *steps: Step, outputs: Iterable[Path] | None = None) -> None:
        """The files are in place: keep what the stage read and left, and the entries of its `steps`."""
        left = self.outputs if outputs is None else outputs
        self.step.keep("", self.inputs, outputs=files.digest(left))
        self.ledger.save(self.step, *steps)


def stage_run(paths: Paths, name: str, inputs: str, outputs: Iterable[Path]) -> StageRun:
    """The entry of stage `name` below the root of `paths`."""
    ledger = Ledger(paths.ledger)
    return StageRun(ledger, ledger.step(name), inputs, tuple(outputs))


def is_edited(paths: Paths, name: str, outputs: Iterable[Path]) -> bool:
    """Whether files that stage `name` wrote were changed or removed since; False where it never ran."""
    left = Ledger(paths.ledger).step(name).outputs("")
    return left is not None and left != files.digest(outputs)


HISTORY = "history"


def is_history_known(paths: Paths) -> bool:
    """Whether the history that tables rest on is as the last NORMALISE or CHECK left it. CHECK adds to it what the
    tables say, which makes no other tables; rows of somebody else do.
    """
    return not is_edited(paths, HISTORY, _history_read(paths))


def note_history(paths: Paths) -> None:
    """NORMALISE has read the history as it is, or CHECK has added to it."""
    stage_run(paths, HISTORY, "", _history_read(paths)).done()


def _history_read(paths: Paths) -> list[Path]:
    return [paths.table(x) for x in (ReferenceVersion, ClaimVersion, LabelVersion)]
