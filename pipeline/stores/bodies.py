"""Stores exact bytes under their SHA-256, each once. Bytes that do not match their SHA-256 are never returned.

A disk can flip a bit without SQLite noticing, since its pages have no checksum (https://www.sqlite.org/cksumvfs.html).
Every body is therefore hashed when it is read. A damaged body is replaced as soon as its source sends the right bytes
again; the damaged bytes stay in `damaged_bodies`.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from pipeline.errors import DamagedBody

SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS damaged_bodies (damaged_id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, body BLOB);
"""
SHOWN = 12  # digits of a SHA-256 that a message shows


def sha256_of(body: bytes | str | None) -> str:
    """SHA-256 in hex digits. Accepts text and None too, since a damaged row may return these instead of bytes."""
    data = body.encode("utf-8", "surrogateescape") if isinstance(body, str) else body or b""
    return hashlib.sha256(data).hexdigest()


def put_body(db: sqlite3.Connection, body: bytes) -> tuple[str, int]:
    """Store bytes once. Returns their SHA-256, and 1 if they are new, else 0. Damaged bytes under the same SHA-256 are
    set aside.
    """
    sha = sha256_of(body)
    row = db.execute("SELECT body FROM bodies WHERE sha256 = ?", (sha,)).fetchone()
    if row is None:
        db.execute("INSERT INTO bodies (sha256, body) VALUES (?, ?)", (sha, body))
        return sha, 1
    if row[0] != body:
        set_aside(db, sha)
        db.execute("INSERT INTO bodies (sha256, body) VALUES (?, ?)", (sha, body))
    return sha, 0


def set_aside(db: sqlite3.Connection, sha: str) -> None:
    """Move a damaged body to `damaged_bodies`; from then on it counts as missing."""
    db.execute("INSERT INTO damaged_bodies (sha256, body) SELECT sha256, body FROM bodies WHERE sha256 = ?", (sha,))
    db.execute("DELETE FROM bodies WHERE sha256 = ?", (sha,))


class Bodies:
    """Reads the bodies of one raw store; `db` is the store's own connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._sound: set[str] = set()

    def read(self, shas: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bodies of `shas`, in that order. Raises DamagedBody for one that is missing or damaged."""
        for sha in shas:
            body, damage = self._read(sha)
            if damage:
                raise DamagedBody(f"expected stored bytes of SHA-256 {sha}; {damage}; run `python -m pipeline doctor`")
            yield sha, body

    def damage(self, sha: str) -> str:
        """What is wrong with the body of `sha`, in words; "" if it is sound. A sound body is hashed once per store."""
        if sha in self._sound:
            return ""
        _, damage = self._read(sha)
        if not damage:
            self._sound.add(sha)
        return damage

    def _read(self, sha: str) -> tuple[bytes, str]:
        try:
            row = self._db.execute("SELECT body FROM bodies WHERE sha256 = ?", (sha,)).fetchone()
        except sqlite3.DatabaseError as error:
            return b"", f"found a place in the file that cannot be read ({error})"
        if row is None:
            return b"", f"found no bytes of SHA-256 {sha[:SHOWN]}..."
        found = sha256_of(row[0])
        if found != sha:
            return b"", f"found bytes of SHA-256 {found[:SHOWN]}..., not {sha[:SHOWN]}..."
        return row[0], ""
