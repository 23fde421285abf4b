"""Changes several files together: all become visible or none, even if the process or the machine dies midway.

Each changed file is first written beside its target and forced to disk. Then the journal, `data/raw/commit.json`, is
written. It lists every target with its old and new SHA-256 and is the commit point. After that, the files replace their
targets in the given order, `settle` does what must follow, and the journal is removed.

A run that dies before the commit point has changed nothing. If it dies after that, the next run completes the commit:
it calls `recover` before it reads anything. Every writer must have the root's lock.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import Any

from pipeline.errors import TableError, UsageError
from pipeline.stores import files
from pipeline.stores.paths import Paths

Note = Mapping[str, Any]  # JSON data that `settle` needs
Settle = Callable[[Note], None]


@dataclass(frozen=True)
class Move:
    """One file, as a path below the root, with its old and its new SHA-256; "" means no file."""

    path: str
    was: str
    becomes: str

    def is_possible(self, root: Path) -> bool:
        """Whether the move is done or still possible, since nobody has changed the file or its temporary file."""
        target = root / self.path
        now = files.sha256(target)
        is_ready = not self.becomes or files.sha256(files.staged_path(target)) == self.becomes
        return now == self.becomes or (now == self.was and is_ready)

    def carry_out(self, root: Path) -> None:
        """Put the file in place, or remove it. May be repeated."""
        target = root / self.path
        if not self.becomes:
            target.unlink(missing_ok=True)
        elif files.staged_path(target).is_file():
            files.staged_path(target).replace(target)


@dataclass
class Journal:
    """The files of one commit, and the note for `settle`."""

    moves: list[Move] = field(default_factory=list)
    note: Note = field(default_factory=dict)

    def carry_out(self, paths: Paths, settle: Settle) -> None:
        """Put every file in place, call `settle`, and remove the journal from disk. May be repeated."""
        for move in self.moves:
            move.carry_out(paths.root)
        files.sync_folders(self.folders(paths))
        settle(self.note)
        paths.journal.unlink(missing_ok=True)

    def folders(self, paths: Paths) -> set[Path]:
        """The folders of the files in this commit."""
        return {(paths.root / m.path).parent for m in self.moves}


class Transaction:
    """The files that one step writes. Use as a context manager: at the end of the block, all are in place; if the block
    raises, none is.
    """

    def __init__(self, paths: Paths, settle: Settle = lambda _: None) -> None:
        self._paths, self._settle = paths, settle
        self._journal = Journal()

    def write(self, path: Path, data: bytes) -> bool:
        """Write `data` to `path` at the commit. Returns False if the file already has these bytes. Raises UsageError if
        `path` is a folder, ValueError if it was already written in this transaction.
        """
        if path.is_dir():
            raise UsageError(f"{path}: expected a file to write; found a folder; move it away and run again")
        before, now = files.sha256(path), hashlib.sha256(data).hexdigest()
        if before == now:
            return False
        self._add(path, before, now)
        files.stage(path, data)
        return True

    def write_text(self, path: Path, text: str) -> bool:
        """As `write`, for text in UTF-8."""
        return self.write(path, text.encode())

    def remove(self, path: Path) -> bool:
        """Remove `path` at the commit. Returns False if there is no such file."""
        before = files.sha256(path)
        if before:
            self._add(path, before, "")
        return bool(before)

    def settle_with(self, note: Note) -> None:
        """Call `settle` with `note` once the files are in place; if this run dies first, a later run does so."""
        self._journal.note = note

    def sha256(self, path: Path) -> str:
        """The SHA-256 of `path` after this transaction; "" if there will be no file."""
        name = self._name(path)
        staged = next((m.becomes for m in self._journal.moves if m.path == name), None)
        return files.sha256(path) if staged is None else staged

    def _add(self, path: Path, was: str, becomes: str) -> None:
        name = self._name(path)
        if any(m.path == name for m in self._journal.moves):
            raise ValueError(f"{name}: expected one write in a transaction; found two")
        self._journal.moves.append(Move(name, was, becomes))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._paths.root).as_posix()

    def __enter__(self) -> "Transaction":
        if self._paths.journal.exists():
            raise FileExistsError(f"{self._paths.journal}: expected none; an earlier commit must be carried out first")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._roll_back()
            return
        if self._journal.moves:
            try:
                self._commit()
            except BaseException:
                self._roll_back()
                raise
        self._journal.carry_out(self._paths, self._settle)

    def _commit(self) -> None:
        files.sync_folders(self._journal.folders(self._paths))
        told = {"moves": [asdict(m) for m in self._journal.moves], "note": self._journal.note}
        files.write_text(self._paths.journal, json.dumps(told, indent=1, sort_keys=True) + "\n")
        files.sync_folders([self._paths.journal.parent])

    def _roll_back(self) -> None:
        self._paths.journal.unlink(missing_ok=True)
        for move in self._journal.moves:
            files.staged_path(self._paths.root / move.path).unlink(missing_ok=True)


def recover(paths: Paths, settle: Settle, written: Iterable[Path]) -> list[str]:
    """Complete the commit of a run that died, and remove the temporary files that runs left. Returns lines that tell a
    person what was done. `written` are the files that runs write. Raises TableError if the journal cannot be read.
    """
    told = []
    journal = _read(paths)
    if journal is not None and all(m.is_possible(paths.root) for m in journal.moves):
        journal.carry_out(paths, settle)
        told.append("The last run was cut short after it had committed; every file of it is in place now.")
    elif journal is not None:
        changed = ", ".join(m.path for m in journal.moves if not m.is_possible(paths.root))
        paths.journal.unlink()
        told.append(f"The last run was cut short, and {changed} changed since: what it left undone is done again now.")
    left = list(files.leftovers(written_folders(paths), written))
    for path in left:
        path.unlink(missing_ok=True)
    if left:
        told.append(f"Removed {len(left)} temporary files of a run that was cut short.")
    return told


def written_folders(paths: Paths) -> list[Path]:
    """The folders that runs write into."""
    return [paths.raw, paths.processed, paths.history, paths.reports, paths.reviews, paths.docs]


def _read(paths: Paths) -> Journal | None:
    data = files.read(paths.journal)
    if data is None:
        return None
    try:
        found = json.loads(data)
        moves = [Move(**m) for m in found["moves"]]
        if any(PurePath(m.path).is_absolute() or ".." in PurePath(m.path).parts for m in moves):
            raise ValueError("a path that leads out of the root")
        return Journal(moves, dict(found["note"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TableError(
            f"{paths.journal}: expected the list of files that the last run committed; found {error!r}; the disk may be"
            " faulty: restore data/ and reports/ from git, delete this file, and run `refresh`"
        ) from None
