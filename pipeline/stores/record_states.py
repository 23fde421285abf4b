"""What raw knows of each id today, put together from every answer that was kept of it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.stores.bodies import Bodies

ANSWERED = ("found", "not_found", "deleted")
LOST = "lost"
OUTCOMES = (*ANSWERED, "absent", "failed", "unreadable", LOST)
_ALL = "sightings"
GARBLED = "found an answer whose outcome is no word that this project writes"
# What was found and then set aside counts for nothing, unless it was found again after that.
_NOT_SET_ASIDE = (
    " AND NOT EXISTS (SELECT 1 FROM sightings u WHERE u.record_id = sightings.record_id AND u.outcome = 'unreadable'"
    " AND u.sha256 = sightings.sha256 AND u.sighting_id > sightings.sighting_id)"
)


@dataclass(frozen=True)
class RecordState:
    """What raw knows of one id today. `outcome` is found, not_found, deleted, or "" when nothing ever answered;
    `sha256`, `first_seen_at` and `last_resolved_to` are those of the last time it was found; `failed_since` is set
    while asking again fails.

    A record whose stored bytes are damaged counts as never answered: outcome "" and no `sha256`; `damage` says in words
    what was found. One that its source no longer has keeps its outcome, since no answer could bring the bytes back.
    """

    record_id: str
    outcome: str
    answered_at: str
    sha256: str
    first_seen_at: str
    resolved_to: str
    failed_since: str
    was_found: bool
    last_resolved_to: str = ""
    damage: str = ""

    @property
    def pmids(self) -> tuple[str, ...]:
        """The PMIDs of the records that own a DOI or PMCID: one where it is tied, several where they share it."""
        return tuple(self.resolved_to.split())


class _Answer(NamedTuple):
    """The last answer of an id; `number` is that of its sighting."""

    outcome: str = ""
    seen_at: str = ""
    resolved_to: str = ""
    number: int = 0


def record_states(db: sqlite3.Connection, bodies: Bodies, ids: Iterable[str] | None = None) -> dict[str, RecordState]:
    """Every id that was ever asked for, or those of `ids` that were, sorted. Each body that counts is verified."""
    source = _ALL if ids is None else _asked(db, ids)
    is_any = db.execute("SELECT EXISTS (SELECT 1 FROM sightings WHERE outcome = 'unreadable')").fetchone()[0]
    own = _NOT_SET_ASIDE if is_any else ""
    answered, found = _answered(db, source, own), _found(db, source, own)
    last_answer = {key: answer.number for key, answer in answered.items()}
    failed, garbled = _failed_since(db, source, last_answer), _garbled(db, source, last_answer)
    for record_id in _lost(db, source, last_answer):
        answered.pop(record_id, None)
        found.pop(record_id, None)
    first_seen = _first_seen(db, source)
    states = {}
    for record_id in sorted(answered.keys() | failed.keys() | garbled):
        answer = answered.get(record_id, _Answer())
        sha, last_resolved_to = found.get(record_id, ("", ""))
        damage = GARBLED if record_id in garbled else bodies.damage(sha) if sha else ""
        if damage and (answer.outcome == "found" or record_id in garbled):
            answer = answer._replace(outcome="", seen_at="")
        states[record_id] = RecordState(
            record_id=record_id,
            outcome=answer.outcome,
            answered_at=answer.seen_at,
            sha256="" if damage else sha,
            first_seen_at=first_seen.get((record_id, sha), answer.seen_at) if sha else answer.seen_at,
            resolved_to=answer.resolved_to,
            failed_since=failed.get(record_id, ""),
            was_found=record_id in found,
            last_resolved_to=last_resolved_to,
            damage=damage,
        )
    return states


def _asked(db: sqlite3.Connection, ids: Iterable[str]) -> str:
    """The sightings of `ids`, for a FROM clause."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS asked (record_id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM asked")
    db.executemany("INSERT OR IGNORE INTO asked VALUES (?)", ((i,) for i in ids))
    return "(SELECT * FROM sightings WHERE record_id IN (SELECT record_id FROM asked)) AS sightings"


def _answered(db: sqlite3.Connection, source: str, own: str) -> dict[str, _Answer]:
    marks = ",".join("?" * len(ANSWERED))
    query = (
        f"SELECT record_id, outcome, seen_at, resolved_to, MAX(sighting_id) FROM {source}"  # noqa: S608
        f" WHERE outcome IN ({marks}){own} GROUP BY record_id"
    )
    return {row[0]: _Answer(*row[1:]) for row in db.execute(query, ANSWERED)}


def _found(db: sqlite3.Connection, source: str, own: str) -> dict[str, tuple[str, str]]:
    """The SHA-256 of the body that was found last, "" without one, and what the id was tied to then."""
    query = (
        f"SELECT record_id, sha256, resolved_to, MAX(sighting_id) FROM {source} WHERE outcome = 'found'"  # noqa: S608
        f"{own} GROUP BY record_id"
    )
    return {row[0]: (row[1] or "", row[2]) for row in db.execute(query)}


def _first_seen(db: sqlite3.Connection, source: str) -> dict[tuple[str, str], str]:
    query = (
        f"SELECT record_id, sha256, MIN(seen_at) FROM {source} WHERE outcome = 'found'"  # noqa: S608
        " AND sha256 IS NOT NULL GROUP BY record_id, sha256"
    )
    return {(row[0], row[1]): row[2] for row in db.execute(query)}


def _lost(db: sqlite3.Connection, source: str, last_answer: dict[str, int]) -> set[str]:
    """The ids whose answers were set aside as damaged and that no source answered for since."""
    query = f"SELECT record_id, MAX(sighting_id) FROM {source} WHERE outcome = ? GROUP BY 1"  # noqa: S608
    return {key for key, number in db.execute(query, (LOST,)) if number > last_answer.get(key, 0)}


def _garbled(db: sqlite3.Connection, source: str, last_answer: dict[str, int]) -> set[str]:
    """The ids whose newest answer has an outcome that nobody wrote: an older answer may not stand for it."""
    marks = ",".join("?" * len(OUTCOMES))
    query = f"SELECT record_id, sighting_id FROM {source} WHERE outcome NOT IN ({marks})"  # noqa: S608
    return {key for key, number in db.execute(query, OUTCOMES) if number > last_answer.get(key, 0)}


def _failed_since(db: sqlite3.Connection, source: str, last_answer: dict[str, int]) -> dict[str, str]:
    since: dict[str, str] = {}
    rows = db.execute(
        f"SELECT record_id, seen_at, sighting_id FROM {source}"  # noqa: S608
        " WHERE outcome IN ('failed', 'unreadable') ORDER BY sighting_id"
    )
    for record_id, seen_at, number in rows:
        if number > last_answer.get(record_id, 0):
            since.setdefault(record_id, seen_at)
    return since
