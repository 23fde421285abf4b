"""The inputs in the raw store: every question, review and correction file, and the snapshot, as each run read it."""

import sqlite3
from collections.abc import Iterable

from pipeline.stores.bodies import put_body

SCHEMA = """
CREATE TABLE IF NOT EXISTS inputs (input_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs,
  path TEXT NOT NULL, sha256 TEXT REFERENCES bodies, seen_at TEXT NOT NULL);
"""


def put_inputs(db: sqlite3.Connection, run_id: int, seen_at: str, inputs: Iterable[tuple[str, bytes]]) -> int:
    """Keep each input file whose bytes differ from those last kept under its path; a file that is gone is kept as gone.

    Returns the number of rows added. The caller opens the transaction.
    """
    query = "SELECT path, sha256 FROM (SELECT path, sha256, MAX(input_id) FROM inputs GROUP BY path)"
    last = dict(db.execute(query))
    rows: list[tuple[str, str | None]] = []
    for path, data in inputs:
        sha, _ = put_body(db, data)
        if last.pop(path, "never") != sha:
            rows.append((path, sha))
    rows += [(path, None) for path, sha in last.items() if sha is not None]
    db.executemany(
        "INSERT INTO inputs (run_id, path, sha256, seen_at) VALUES (?, ?, ?, ?)",
        [(run_id, path, sha, seen_at) for path, sha in rows],
    )
    return len(rows)
