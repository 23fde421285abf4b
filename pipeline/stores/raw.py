"""The raw store: one SQLite file, append-only. Every request and its answer, each record's exact bytes once.

    runs      one row per refresh
    requests  what was asked, without secrets, when, and how it ended (`answered` or `failed`)
    bodies    exact bytes by the SHA-256 of the decoded bytes: stores/bodies.py
    sightings per request and id asked: found (with its body), absent (not in this answer), not_found (absent after
              every further try), deleted (named in DeleteCitation), failed (no answer), unreadable (the body that
              was found before cannot be read: it is set aside, and what was found before that counts), lost (the
              stored answer was damaged and set aside: from then on the id counts as never asked for)
    inputs    every question, review and correction file, and the snapshot, that was read: stores/raw_inputs.py
    kept, checks  how things stood when a check began: stores/archive.py

One response is one transaction, so that a run killed at any moment loses nothing that came before.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.errors import DamagedStore, UnreadableBody
from pipeline.stores.archive import SCHEMA as KEPT_SCHEMA
from pipeline.stores.archive import Cut, Kept
from pipeline.stores.bodies import SCHEMA as BODIES_SCHEMA
from pipeline.stores.bodies import Bodies, put_body
from pipeline.stores.raw_inputs import SCHEMA as INPUTS_SCHEMA
from pipeline.stores.raw_inputs import put_inputs
from pipeline.stores.record_states import ANSWERED, LOST, RecordState, record_states

SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (run_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, mode TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests (request_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs,
  source TEXT NOT NULL, endpoint TEXT NOT NULL, params TEXT NOT NULL, asked_at TEXT NOT NULL, status INTEGER,
  outcome TEXT NOT NULL, attempts INTEGER NOT NULL, ids_asked TEXT NOT NULL, ids_returned TEXT NOT NULL,
  detail TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sightings (sighting_id INTEGER PRIMARY KEY, request_id INTEGER NOT NULL REFERENCES requests,
  record_id TEXT NOT NULL, outcome TEXT NOT NULL, sha256 TEXT REFERENCES bodies, resolved_to TEXT NOT NULL,
  seen_at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS sightings_by_record ON sightings (record_id, outcome, sighting_id);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# A past store: what came later is hidden from every query, since a temporary view hides the table of its name.
PAST = """
CREATE TEMP VIEW runs AS SELECT * FROM main.runs WHERE run_id <= {0.run_id};
CREATE TEMP VIEW requests AS SELECT * FROM main.requests WHERE run_id <= {0.run_id};
CREATE TEMP VIEW sightings AS SELECT * FROM main.sightings WHERE sighting_id <= {0.last_sighting};
CREATE TEMP VIEW inputs AS SELECT * FROM main.inputs WHERE input_id <= {0.last_input};
"""
# https://www.sqlite.org/rescode.html: the file is not what SQLite wrote
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FORMAT}
T = TypeVar("T")


@dataclass(frozen=True)
class Sighting:
    """What one answer said of one id. `body` is the record's exact bytes when found; `resolved_to` the PMID that a
    DOI or PMCID was tied to, or the set ids (joined by a space) that an application number or a drug's name led to.
    """

    record_id: str
    outcome: str
    body: bytes | None = None
    resolved_to: str = ""


@dataclass(frozen=True)
class Exchange:
    """One request as it is kept: no secret stands in `params`, times are UTC ISO 8601. `is_unusable` (not kept) of a
    failed one: the source did answer, so that one of the ids asked may be to blame.
    """

    source: str
    endpoint: str
    params: str
    asked_at: str
    outcome: str
    status: int | None = None
    attempts: int = 1
    ids_asked: tuple[str, ...] = ()
    detail: str = ""
    is_unusable: bool = False


class RawStore:
    """The raw store of one root. Use as a context manager. With `cut` it is a past store: it shows what raw held then
    and takes nothing in.
    """

    def __init__(self, path: Path, cut: Cut | None = None) -> None:
        self.is_past, self._path = cut is not None, path
        try:
            if cut is None:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(path, isolation_level=None)
                pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=1073741824;"
                self._db.executescript(pragmas + BODIES_SCHEMA + SCHEMA + INPUTS_SCHEMA + KEPT_SCHEMA)
            else:
                self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
                self._db.executescript("PRAGMA mmap_size=1073741824;" + PAST.format(cut))
        except sqlite3.DatabaseError as error:
            self._raise_if_damaged(error)
            raise
        self.kept, self._bodies = Kept(self._db), Bodies(self._db)
        self._states: dict[str, RecordState] | None = None

    def __enter__(self) -> "RawStore":
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        with suppress(sqlite3.DatabaseError):  # a damaged file cannot always be closed in order
            self._db.close()
        self._raise_if_damaged(error)

    def _raise_if_damaged(self, error: BaseException | None) -> None:
        """SQLite's word that the file is damaged as DamagedStore; any other error is left alone."""
        if isinstance(error, sqlite3.DatabaseError) and (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED:
            raise DamagedStore(
                f"{self._path}: expected the SQLite file of the raw store; found: {error}. Nothing was deleted. Run "
                "`python -m pipeline doctor --repair`: it sets the file aside, copies what can be read into a new one "
                "and has the rest fetched again"
            ) from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._states = None
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def start_run(self, started_at: str, mode: str) -> int:
        """Open a run; its number."""
        return int(
            self._db.execute("INSERT INTO runs (started_at, mode) VALUES (?, ?)", (started_at, mode)).lastrowid or 0
        )

    def add(self, run_id: int, exchange: Exchange, sightings: Iterable[Sighting]) -> int:
        """Keep one exchange and what it said of each id, in one transaction; the number of bodies not held before."""
        rows, new = list(sightings), 0
        returned = " ".join(s.record_id for s in rows if s.outcome == "found")
        with self._transaction():
            request_id = self._db.execute(
                "INSERT INTO requests (run_id, source, endpoint, params, asked_at, status, outcome, attempts,"
                " ids_asked, ids_returned, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run_id,
                    exchange.source,
                    exchange.endpoint,
                    exchange.params,
                    exchange.asked_at,
                    exchange.status,
                    exchange.outcome,
                    exchange.attempts,
                    " ".join(exchange.ids_asked),
                    returned,
                    exchange.detail,
                ),
            ).lastrowid
            for s in rows:
                sha, added = put_body(self._db, s.body) if s.body is not None else (None, 0)
                new += added
                self._db.execute(
                    "INSERT INTO sightings (request_id, record_id, outcome, sha256, resolved_to, seen_at)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (request_id, s.record_id, s.outcome, sha, s.resolved_to, exchange.asked_at),
                )
        return new

    def add_inputs(self, run_id: int, seen_at: str, inputs: Iterable[tuple[str, bytes]]) -> int:
        """Keep each input file whose bytes differ from those last kept under its path; files gone are kept as gone.
        Returns the number of rows added.
        """
        with self._transaction():
            return put_inputs(self._db, run_id, seen_at, inputs)

    def has_answers(self, source: str = "") -> bool:
        """Whether any source, or `source`, ever answered for any id."""
        marks = ",".join("?" * len(ANSWERED))
        own = " AND request_id IN (SELECT request_id FROM requests WHERE source = ?)" if source else ""
        query = f"SELECT EXISTS (SELECT 1 FROM sightings WHERE outcome IN ({marks}){own})"  # noqa: S608
        return bool(self._db.execute(query, (*ANSWERED, *((source,) if source else ()))).fetchone()[0])

    def n_requests(self, source: str, since: str, until: str) -> int:
        """Requests sent to `source` from `since` to `until` (UTC ISO 8601), retries included."""
        query = "SELECT COALESCE(SUM(attempts), 0) FROM requests WHERE source = ? AND asked_at BETWEEN ? AND ?"
        return int(self._db.execute(query, (source, since, until)).fetchone()[0])

    def states(self, ids: Iterable[str] | None = None) -> dict[str, RecordState]:
        """What raw knows today of every id that was ever asked for, or of `ids`. Each body that counts is verified.

        The states of all ids are read again only after this store has changed; nobody may change what is returned.
        """
        if ids is not None:
            return record_states(self._db, self._bodies, ids)
        if self._states is None:
            self._states = record_states(self._db, self._bodies)
        return self._states

    def lose(self, now: str, record_ids: Iterable[str]) -> None:
        """Keep that what was stored of these ids is lost: from then on they count as never asked for."""
        ids = sorted(record_ids)
        if ids:
            exchange = Exchange(
                "doctor", "repair", "", now, "failed", None, 0, tuple(ids), "stored answers were damaged"
            )
            self.add(self.start_run(now, "repair"), exchange, [Sighting(i, LOST) for i in ids])

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, for the repair."""
        return self._db

    def first_found(self) -> dict[str, str]:
        """When each PubMed record was found for the first time, by its id, whatever its bytes were then."""
        query = (
            "SELECT record_id, MIN(seen_at) FROM sightings WHERE outcome = 'found' AND record_id LIKE 'pmid:%'"
            " GROUP BY record_id"
        )
        return dict(self._db.execute(query))

    def bodies(self, shas: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bodies of `shas` in their order, each verified. Raises DamagedBody."""
        return self._bodies.read(shas)

    def bodies_of(self, record_id: str) -> list[tuple[str, str]]:
        """The SHA-256 of every body that a record was ever found with and when it first was, last seen first."""
        query = (
            "SELECT sha256, MIN(seen_at), MAX(sighting_id) AS last FROM sightings WHERE record_id = ?"
            " AND outcome = 'found' AND sha256 IS NOT NULL GROUP BY sha256 ORDER BY last DESC"
        )
        return [(sha, first) for sha, first, _ in self._db.execute(query, (record_id,))]

    def parsed(self, sha256: str, parse: Callable[[bytes], T]) -> T:
        """What `parse` makes of a body. Raises UnreadableBody whatever `parse` raises, and DamagedBody as `bodies`."""
        body = next(body for _, body in self.bodies([sha256]))
        try:
            return parse(body)
        except Exception as error:
            raise UnreadableBody(sha256, str(error) or type(error).__name__) from error

    def set_aside(self, sha256: str, at: str, why: str) -> list[str]:
        """Let a body that cannot be read count for nothing; the ids whose newest body it was."""
        ids = sorted(s.record_id for s in self.states().values() if s.sha256 == sha256)
        run_id = int(self._db.execute("SELECT COALESCE(MAX(run_id), 0) FROM runs").fetchone()[0])
        with self._transaction():
            request_id = self._db.execute(
                "INSERT INTO requests (run_id, source, endpoint, params, asked_at, status, outcome, attempts,"
                " ids_asked, ids_returned, detail) VALUES (?, 'raw', 'read', '', ?, NULL, 'failed', 0, ?, '', ?)",
                (run_id, at, " ".join(ids), why),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO sightings (request_id, record_id, outcome, sha256, resolved_to, seen_at)"
                " VALUES (?, ?, 'unreadable', ?, '', ?)",
                [(request_id, record_id, sha256, at) for record_id in ids],
            )
        return ids

    def provenance(self, record_id: str) -> list[dict[str, str]]:
        """Every sighting of an id with the request that brought it, oldest first."""
        with closing(
            self._db.execute(
                "SELECT s.outcome, s.sha256, s.resolved_to, s.seen_at, r.request_id, r.source, r.endpoint, r.params,"
                " r.status, r.outcome AS request_outcome, r.detail FROM sightings s JOIN requests r USING (request_id)"
                " WHERE s.record_id = ? ORDER BY s.sighting_id",
                (record_id,),
            )
        ) as rows:
            names = [d[0] for d in rows.description]
            return [{n: "" if v is None else str(v) for n, v in zip(names, row, strict=True)} for row in rows]

    def last_sighting(self) -> int:
        """The number of the newest sighting; 0 in an empty store. It moves whenever any answer is kept."""
        return int(self._db.execute("SELECT COALESCE(MAX(sighting_id), 0) FROM sightings").fetchone()[0])

    def last_run(self) -> str:
        """When the newest run started, UTC ISO 8601; "" in an empty store."""
        row = self._db.execute("SELECT started_at FROM runs ORDER BY run_id DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str) -> str:
        """A small fact kept between runs; "" when not set."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def put_note(self, name: str, value: str) -> None:
        """Keep a small fact between runs."""
        self._db.execute("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", (name, value))
