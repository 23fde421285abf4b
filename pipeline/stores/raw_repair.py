"""Repairs the raw store from the sound data in it and from files below the root. Damaged data is set aside."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from pipeline.stores import files
from pipeline.stores.bodies import put_body, set_aside, sha256_of
from pipeline.stores.raw import RawStore
from pipeline.stores.raw_checks import damaged_bodies

COLUMNS = {  # number of columns by table, in the order of copying; `bodies` is copied separately and verified
    "runs": 3,
    "requests": 12,
    "sightings": 7,
    "inputs": 5,
    "kept": 7,
    "checks": 7,
}
MOST_SKIPPED = 1 << 40


def rebuild(path: Path, now: str) -> list[str]:
    """Set a damaged file aside and copy every readable row into a new one. Returns lines that say what was done.

    If rows of requests or answers are lost, an older answer could wrongly pass for the newest one: every record then
    counts as never asked for.
    """
    aside = _set_file_aside(path)
    with RawStore(path) as raw, closing(sqlite3.connect(aside, isolation_level=None)) as old:
        old.text_factory = bytes
        lost = [table for table, n in COLUMNS.items() if not _copy(old, raw.connection, table, n)]
        n_bodies = sum(1 for body in _bodies(old) if put_body(raw.connection, body))
        if {"requests", "sightings"} & set(lost):
            raw.lose(now, raw.states())
    told = [f"{path}: set aside as {aside.name}; a new file holds {n_bodies} bodies of it"]
    return told + ([f"{path}: rows of {', '.join(lost)} could not be read"] if lost else [])


def _set_file_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    for end in ("-wal", "-shm", ""):
        if files.size(path.with_name(path.name + end)) or not end:
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str, n_columns: int) -> bool:
    """Copy the readable rows of `table`. Returns whether all could be read."""
    insert = f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * n_columns)})"  # noqa: S608 - names of ours alone
    rows, is_whole = _rows(old, table)
    new.execute("BEGIN")
    for row in rows:
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            new.execute(insert, [v.decode() if isinstance(v, bytes) else v for v in row])
    new.execute("COMMIT")
    return is_whole


def _rows(db: sqlite3.Connection, table: str) -> tuple[list[tuple[object, ...]], bool]:
    """The rows of `table` by row number, skipping those that cannot be read, and whether all could be read."""
    found: list[tuple[object, ...]] = []
    last, leap, is_whole = 0, 1, True
    while leap < MOST_SKIPPED:
        try:
            query = f"SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"  # noqa: S608
            for rowid, *row in db.execute(query, (last,)):
                found.append(tuple(row))
                last, leap = rowid, 1
        except sqlite3.OperationalError as error:
            return found, is_whole and "no such table" in str(error) and table in ("kept", "checks")
        except sqlite3.DatabaseError:
            is_whole = False
            last, leap = last + leap, leap * 2
        else:
            break
    return found, is_whole


def _bodies(old: sqlite3.Connection) -> Iterator[bytes]:
    rows, _ = _rows(old, "bodies")
    for sha, body in rows:
        if isinstance(sha, bytes) and isinstance(body, bytes) and sha256_of(body).encode() == sha:
            yield body


def restore_bodies(raw: RawStore, shas: Iterable[str], files_below: Callable[[str], bytes | None]) -> list[str]:
    """Restore the bodies `shas` that raw has under a wrong SHA-256 or that a file below the root still contains.
    Returns the SHA-256s restored.
    """
    db, wanted, restored = raw.connection, set(shas), []
    moved = {found: sha for sha, found in damaged_bodies(db).items()}
    for sha in sorted(wanted & moved.keys()):
        (body,) = db.execute("SELECT body FROM bodies WHERE sha256 = ?", (moved[sha],)).fetchone()
        set_aside(db, moved[sha])
        put_body(db, body)
        restored.append(sha)
    slices = "SELECT sha256, path, start, size FROM kept UNION ALL SELECT sha256, path, 0, NULL FROM inputs"
    for sha, path, start, end in db.execute(slices).fetchall():
        data = files_below(path) if sha in wanted and sha not in restored else None
        if data is not None and sha256_of(data[start:end]) == sha:
            put_body(db, data[start:end])
            restored.append(sha)
    return restored


def set_bodies_aside(raw: RawStore, shas: Iterable[str]) -> int:
    """Move damaged bodies to `damaged_bodies` and record missing ones there, so that `doctor` reports them as set
    aside. Returns their number.
    """
    n = 0
    for sha in shas:
        if raw.connection.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha,)).fetchone():
            set_aside(raw.connection, sha)
        else:
            raw.connection.execute("INSERT INTO damaged_bodies (sha256, body) VALUES (?, NULL)", (sha,))
        n += 1
    return n
