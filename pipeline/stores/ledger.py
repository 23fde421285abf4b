"""What each step made from what, kept between runs, so that a key whose inputs have not changed is not made again.

    step     the name of a step: "normalise", "verdict", "checks", "report"
    key      what it makes one of: a stage as a whole, a claim and a source, a question
    inputs   a hash of everything that the step reads for this key, the code that it runs included
    outputs  a hash of the files that it wrote for this key; "" if it wrote none
    value    what it made, if later steps need it

A ledger is a cache: without it, everything is made again, with the same bytes. A flipped bit in it could show a verdict
that nobody reached, so every entry is sealed with a hash, and one whose seal is broken counts as missing.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS made (step TEXT NOT NULL, key TEXT NOT NULL, inputs TEXT NOT NULL, outputs TEXT NOT NULL,
  value BLOB NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (step, key)) WITHOUT ROWID;
"""


class _Entry(NamedTuple):
    inputs: str
    outputs: str
    value: bytes
    seal: str


class Step:
    """One step's entries: those of the last run, and those of this one, which replace them when the ledger is saved."""

    def __init__(self, name: str, before: dict[str, _Entry]) -> None:
        self.name = name
        self._before = before
        self.entries: dict[str, _Entry] = {}

    def recall(self, key: str, inputs: str, outputs: str = "") -> bytes | None:
        """What was made for `key`, and the entry stays; None if that was from other inputs, or left other outputs."""
        entry = self._before.get(key)
        if entry is None or entry[:2] != (inputs, outputs) or entry.seal != _seal(self.name, key, entry):
            return None
        self.entries[key] = entry
        return entry.value

    def keep(self, key: str, inputs: str, value: bytes = b"", outputs: str = "") -> None:
        """Keep what was made for `key` from `inputs`."""
        entry = _Entry(inputs, outputs, value, "")
        self.entries[key] = entry._replace(seal=_seal(self.name, key, entry))

    def outputs(self, key: str) -> str | None:
        """The hash of the files that were last written for `key`; None if there is no sound entry."""
        entry = self._before.get(key)
        return entry.outputs if entry is not None and entry.seal == _seal(self.name, key, entry) else None

    @property
    def changed(self) -> dict[str, _Entry]:
        """The entries that differ from those of the last run."""
        return {k: e for k, e in self.entries.items() if self._before.get(k) is not e}

    @property
    def gone(self) -> list[str]:
        """The keys of the last run that this run neither recalled nor made."""
        return [k for k in self._before if k not in self.entries]


class Ledger:
    """The ledger of one root. A file that cannot be read is an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def step(self, name: str) -> Step:
        """The entries of a step as the last run left them."""
        found: dict[str, _Entry] = {}
        if self._path.is_file():
            with suppress(sqlite3.DatabaseError), self._open() as db:
                query = "SELECT key, inputs, outputs, value, seal FROM made WHERE step = ?"
                found = {row[0]: _Entry(*row[1:]) for row in db.execute(query, (name,))}
        return Step(name, found)

    def save(self, *steps: Step, drops: bool = True) -> None:
        """Keep what `steps` recalled and made. What they did neither with is dropped, unless another stage uses it. The
        files that the entries describe must be in place by now.
        """
        steps = tuple(s for s in steps if s.changed or (drops and s.gone))
        if not steps:
            return
        try:
            self._write(steps, drops=drops)
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            self._write(steps, drops=drops)

    def _write(self, steps: tuple[Step, ...], *, drops: bool) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as db:
            db.executescript(SCHEMA)
            db.execute("BEGIN IMMEDIATE")
            for step in steps:
                gone = step.gone if drops else []
                db.executemany("DELETE FROM made WHERE step = ? AND key = ?", [(step.name, k) for k in gone])
                rows = [(step.name, key, *entry) for key, entry in sorted(step.changed.items())]
                db.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, isolation_level=None)) as db:
            yield db


def _seal(step: str, key: str, entry: _Entry) -> str:
    told = "\0".join((step, key, entry.inputs, entry.outputs)).encode("utf-8", "surrogatepass")
    value = entry.value if isinstance(entry.value, bytes) else str(entry.value).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told + b"\0" + value).hexdigest()[:32]
