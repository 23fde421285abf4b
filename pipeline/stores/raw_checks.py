"""Checks that the raw store is as it was written. Only reads; `file_problems` reports damage and does not raise.

https://www.sqlite.org/pragma.html#pragma_integrity_check finds torn pages and lost index entries, but not a flipped bit
inside a value. Each body is therefore checked against its SHA-256, and each answer against the closed list of outcomes
and against its request.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pipeline.schema.problems import FETCH, NOTE, PERSON, Problem
from pipeline.stores.bodies import SHOWN, sha256_of
from pipeline.stores.record_states import OUTCOMES

NAME = "data/raw/raw.sqlite"
TABLES = ("runs", "requests", "bodies", "sightings", "inputs", "kept", "checks", "notes")
REBUILD = "run `doctor --repair`: the file is set aside, what can be read is copied into a new one, the rest is fetched"
AGAIN = "refresh with a network, or run `doctor --repair`"
# every row that refers to a body: what the body is, and when it was stored
_USERS = """
SELECT sha256, 'an answer about ' || record_id || ' of ' || seen_at FROM sightings WHERE sha256 IS NOT NULL
UNION ALL SELECT sha256, path || ' as it was read on ' || seen_at FROM inputs WHERE sha256 IS NOT NULL
UNION ALL SELECT sha256, path || ' as it was kept in run ' || run_id FROM kept WHERE sha256 IS NOT NULL
"""


def file_problems(path: Path) -> list[Problem]:
    """The problems of the file as a whole. Any problem other than a note means that no content can be trusted."""
    if not path.is_file() or not path.stat().st_size:
        told = "is empty" if path.is_file() else "is not there"
        return [Problem(NAME, f"{told}: nothing has been fetched here (a fresh clone), or it was removed", AGAIN, NOTE)]
    try:
        with closing(_open(path)) as db:
            faults = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
            tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        return [Problem(NAME, f"expected an SQLite file; found: {error}", REBUILD)]
    found = [] if faults == ["ok"] else [f"expected a sound SQLite file; found: {' '.join(faults[0].split())}"]
    missing = [t for t in TABLES if t not in tables and t not in ("kept", "checks")]  # older versions had neither
    found += [f"expected the tables {', '.join(TABLES)}; found no {', '.join(missing)}"] if missing else []
    return [Problem(NAME, what, REBUILD) for what in found]


def content_problems(path: Path, lost: Iterable[str]) -> list[Problem]:
    """The problems inside a file that is sound as a whole. The newest bodies of the ids `lost` are left out, since the
    caller reports those.
    """
    with closing(_open(path)) as db:
        query = "SELECT sha256, MAX(sighting_id) FROM sightings WHERE record_id = ? AND outcome = 'found'"
        current = {db.execute(query, (key,)).fetchone()[0] for key in lost}
        return [*_bodies(db, current), *_foreign_keys(db), *_answers(db)]


def damaged_bodies(db: sqlite3.Connection) -> dict[str, str]:
    """Every damaged body: maps the SHA-256 under which it is stored to the SHA-256 of its bytes."""
    rows = db.execute("SELECT sha256, body FROM bodies NOT INDEXED")
    return {sha: found for sha, body in rows if (found := sha256_of(body)) != sha}


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _has(db: sqlite3.Connection, table: str) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone())


def _bodies(db: sqlite3.Connection, current: Collection[str]) -> Iterator[Problem]:
    damaged, held = damaged_bodies(db), {sha for (sha,) in db.execute("SELECT sha256 FROM bodies NOT INDEXED")}
    aside = {sha for (sha,) in db.execute("SELECT sha256 FROM damaged_bodies")} if _has(db, "damaged_bodies") else set()
    query = _USERS if _has(db, "kept") else _USERS.rpartition("UNION ALL")[0]
    users: dict[str, str] = {}
    for sha, user in db.execute(query):
        users[sha] = user
    for sha in sorted(users.keys() & damaged.keys() | users.keys() - held):
        found = f"bytes of SHA-256 {damaged[sha][:SHOWN]}..." if sha in damaged else "none"
        what = f"expected the bytes of {users[sha]}, SHA-256 {sha[:SHOWN]}...; found {found}"
        if sha in aside and sha not in held:
            yield Problem(NAME, what, "it was set aside: a past day that needs it cannot be rebuilt", NOTE, "", sha)
        elif sha not in current:
            mend = "nothing today rests on it, but a past day does: `doctor --repair` restores it or sets it aside"
            yield Problem(NAME, what, mend, PERSON, "", sha)
    for sha in sorted(damaged.keys() - users.keys()):
        yield Problem(
            NAME, f"found bytes under {sha[:SHOWN]}... that are not theirs", "`doctor --repair`", PERSON, "", sha
        )
    n_orphans = len(held - damaged.keys() - users.keys())
    if n_orphans:
        yield Problem(NAME, f"found {n_orphans} bodies that no answer names", "they take room and harm nothing", NOTE)


def _foreign_keys(db: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that refer to a missing row. Missing bodies are reported one by one elsewhere."""
    counts: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        counts[table, parent] = counts.get((table, parent), 0) + 1
    for (table, parent), n in sorted(counts.items()):
        if parent != "bodies":
            yield Problem(NAME, f"expected a row of {parent} behind each row of {table}; {n} have none", REBUILD)


def _answers(db: sqlite3.Connection) -> Iterator[Problem]:
    """Requests whose stored answers are not those that the request lists, or have an outcome outside the list."""
    said: dict[int, set[str]] = {}
    garbled: dict[int, int] = {}
    for request_id, record_id, outcome in db.execute("SELECT request_id, record_id, outcome FROM sightings"):
        if outcome == "found":
            said.setdefault(request_id, set()).add(record_id)
        garbled[request_id] = garbled.get(request_id, 0) + (outcome not in OUTCOMES)
    for request_id, source, returned in db.execute("SELECT request_id, source, ids_returned FROM requests"):
        expected, found, n_garbled = set(returned.split()), said.get(request_id, set()), garbled.get(request_id, 0)
        lost, strange = sorted(expected - found), sorted(found - expected)
        if not (lost or strange or n_garbled):
            continue
        told = f"expected answers about {', '.join(lost) or 'the ids it names'}; found {', '.join(strange) or 'none'}"
        told += f", {n_garbled} with an outcome that is no word of ours" if n_garbled else ""
        yield Problem(f"{NAME}, request {request_id} to {source}", told, AGAIN, FETCH, (lost or strange or [""])[0])
