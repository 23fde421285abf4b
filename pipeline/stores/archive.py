"""Saves in the raw store, before each CHECK, the files that it will change, so that a past day can be rebuilt
(docs/decisions/0010).

    kept    the files that stages append to or continue (history, question status), as they were before a CHECK; of an
            append-only file, only the added bytes
    checks  one row per CHECK that ran to its end: the newest rows of raw that it saw, the code that ran, and the
            SHA-256 of each table that it wrote; and one row without outputs per NORMALISE that changed tables: while
            it is the last row, the tables are the result of no single CHECK

Append-only, like everything in raw.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import DamagedBody
from pipeline.stores.bodies import SHOWN, put_body, sha256_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (kept_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs,
  path TEXT NOT NULL, start INTEGER NOT NULL, sha256 TEXT REFERENCES bodies, size INTEGER NOT NULL,
  whole_sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS checks (check_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs,
  last_sighting INTEGER NOT NULL, last_input INTEGER NOT NULL, last_kept INTEGER NOT NULL, code_hash TEXT NOT NULL,
  outputs TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Cut:
    """The state of raw at one moment: the numbers of the newest run, sighting, input and kept file."""

    run_id: int
    last_sighting: int
    last_input: int
    last_kept: int


@dataclass(frozen=True)
class KeptCheck:
    """A CHECK that ran: the start of its run, the state of raw, the hash of the code, and the SHA-256 of each table
    that it wrote, by path.
    """

    started_at: str
    cut: Cut
    code_hash: str
    outputs: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """False if the tables changed and no CHECK followed."""
        return bool(self.outputs)


class Kept:
    """The kept files and checks of one raw store; `db` is the store's own connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def cut(self) -> Cut:
        """The state of raw now."""
        query = "SELECT (SELECT MAX(run_id) FROM runs), (SELECT MAX(sighting_id) FROM sightings), "
        query += "(SELECT MAX(input_id) FROM inputs), (SELECT MAX(kept_id) FROM kept)"
        return Cut(*(n or 0 for n in self._db.execute(query).fetchone()))

    def keep(self, files: Mapping[str, bytes | None]) -> None:
        """Keep each file (None: no such file) that differs from the last one kept under its path."""
        run_id = self.cut().run_id
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for path, data in files.items():
                self._keep(run_id, path, data)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _keep(self, run_id: int, path: str, data: bytes | None) -> None:
        size, whole = self.newest(path)
        now = "" if data is None else hashlib.sha256(data).hexdigest()
        if now == whole:
            return
        start, sha = 0, None
        if data is not None:
            # of an append-only file, keep only the added bytes
            start = size if whole and hashlib.sha256(data[:size]).hexdigest() == whole else 0
            sha, _ = put_body(self._db, data[start:])
        row = (run_id, path, start, sha, len(data or b""), now)
        insert = "INSERT INTO kept (run_id, path, start, sha256, size, whole_sha256) VALUES (?, ?, ?, ?, ?, ?)"
        self._db.execute(insert, row)

    def files(self, last_kept: int) -> dict[str, bytes]:
        """The kept files as of row `last_kept`, by path. Raises DamagedBody, which names the file."""
        query = (
            "SELECT k.path, k.start, k.sha256, b.body FROM kept k LEFT JOIN bodies b USING (sha256)"
            " WHERE k.kept_id <= ? ORDER BY k.kept_id"
        )
        found: dict[str, bytes] = {}
        for path, start, sha, body in self._db.execute(query, (last_kept,)):
            if sha is None:
                found.pop(path, None)
            else:
                found[path] = found.get(path, b"")[:start] + _verified(path, sha, body)
        return found

    def newest(self, path: str) -> tuple[int, str]:
        """Size and SHA-256 of a file as last kept; (0, "") if it was never kept or was gone."""
        query = "SELECT size, whole_sha256 FROM kept WHERE path = ? ORDER BY kept_id DESC LIMIT 1"
        return self._db.execute(query, (path,)).fetchone() or (0, "")

    def file(self, path: str) -> bytes:
        """The bytes of a file as last kept; b"" if it was never kept. Raises DamagedBody if they cannot be restored."""
        query = (
            "SELECT k.start, k.sha256, k.whole_sha256, b.body FROM kept k LEFT JOIN bodies b USING (sha256)"
            " WHERE k.path = ? ORDER BY k.kept_id"
        )
        data, whole = b"", sha256_of(b"")
        for start, sha, whole, body in self._db.execute(query, (path,)):  # noqa: B007 - the last one counts
            data = b"" if sha is None else data[:start] + _verified(path, sha, body)
        if data and sha256_of(data) != whole:
            raise DamagedBody(f"{path}: expected kept bytes of SHA-256 {whole}; found others; run `doctor`")
        return data

    def inputs(self, last_input: int) -> dict[str, bytes]:
        """The files that people wrote, as of row `last_input`, by path. Raises DamagedBody."""
        query = (
            "SELECT i.path, i.sha256, b.body FROM (SELECT path, sha256, MAX(input_id) FROM inputs WHERE input_id <= ?"
            " GROUP BY path) i LEFT JOIN bodies b USING (sha256) WHERE i.sha256 IS NOT NULL ORDER BY i.path"
        )
        return {path: _verified(path, sha, body) for path, sha, body in self._db.execute(query, (last_input,))}

    def add_check(self, cut: Cut, code_hash: str, outputs: Mapping[str, str]) -> None:
        """Record that a CHECK ran to its end on the state `cut` of raw; without `outputs`, that tables changed and no
        CHECK has followed. A row equal to the last one is not added.
        """
        told = json.dumps(dict(outputs), sort_keys=True)
        row = (cut.run_id, cut.last_sighting, cut.last_input, cut.last_kept, code_hash, told)
        columns = "run_id, last_sighting, last_input, last_kept, code_hash, outputs"
        last = self._db.execute(f"SELECT {columns} FROM checks ORDER BY check_id DESC LIMIT 1").fetchone()  # noqa: S608
        if row != last:
            self._db.execute(f"INSERT INTO checks ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608

    def is_check_due(self) -> bool:
        """Whether tables changed after the last CHECK."""
        query = "SELECT outputs = '{}' FROM checks ORDER BY check_id DESC LIMIT 1"
        return self._is_there() and bool((self._db.execute(query).fetchone() or (0,))[0])

    def check_on(self, date: str) -> KeptCheck | None:
        """The last CHECK of a run that started on or before `date` (UTC); None if none was kept."""
        if not self._is_there():
            return None
        query = (
            "SELECT r.started_at, c.run_id, c.last_sighting, c.last_input, c.last_kept, c.code_hash, c.outputs"
            " FROM checks c JOIN runs r USING (run_id) WHERE substr(r.started_at, 1, 10) <= ?"
            " ORDER BY c.check_id DESC LIMIT 1"
        )
        row = self._db.execute(query, (date,)).fetchone()
        return None if row is None else KeptCheck(row[0], Cut(*row[1:5]), row[5], json.loads(row[6]))

    def last_rows_on(self, date: str) -> tuple[int, int]:
        """The numbers of the last input and the last kept file of the runs that started on or before `date` (UTC)."""
        query = (
            "WITH day AS (SELECT run_id FROM runs WHERE substr(started_at, 1, 10) <= ?)"
            " SELECT (SELECT MAX(input_id) FROM inputs WHERE run_id IN day),"
            " (SELECT MAX(kept_id) FROM kept WHERE run_id IN day)"
        )
        last_input, last_kept = self._db.execute(query, (date,)).fetchone()
        return last_input or 0, last_kept or 0

    def first_check(self) -> str:
        """When the run of the first kept CHECK started; "" if none was kept."""
        if not self._is_there():
            return ""
        query = "SELECT MIN(r.started_at) FROM checks JOIN runs r USING (run_id) WHERE outputs <> '{}'"
        return str(self._db.execute(query).fetchone()[0] or "")

    def _is_there(self) -> bool:
        """Whether there is a table `checks`: a store of an older version has none, a past store cannot create it."""
        return bool(self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'checks'").fetchone())


def _verified(path: str, sha: str, body: bytes | None) -> bytes:
    if body is not None and sha256_of(body) == sha:
        return body
    found = "none" if body is None else f"bytes of SHA-256 {sha256_of(body)[:SHOWN]}..."
    raise DamagedBody(f"{path}: expected the bytes that were kept of it, SHA-256 {sha[:SHOWN]}...; found {found}")
