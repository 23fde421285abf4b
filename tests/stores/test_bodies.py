"""Bytes by their SHA-256: never handed out damaged, replaced when the right ones come again."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.errors import DamagedBody
from pipeline.stores.bodies import SCHEMA, Bodies, put_body, set_aside, sha256_of


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:", isolation_level=None)
    found.executescript(SCHEMA)
    yield found
    found.close()


@pytest.mark.parametrize("damaged", [b"<onf/>", b"", "<one/>x"])
def test_damaged_bytes_are_never_handed_out(db: sqlite3.Connection, damaged: bytes | str) -> None:
    sha, is_new = put_body(db, b"<one/>")
    assert (is_new, list(Bodies(db).read([sha])), Bodies(db).damage(sha)) == (1, [(sha, b"<one/>")], "")
    db.execute("UPDATE bodies SET body = ?", (damaged,))
    assert "not " + sha[:12] in Bodies(db).damage(sha)
    with pytest.raises(DamagedBody, match=f"{sha}; found bytes of SHA-256 {sha256_of(damaged)[:12]}"):
        list(Bodies(db).read([sha]))


def test_missing_bytes_are_named(db: sqlite3.Connection) -> None:
    assert Bodies(db).damage("ab" * 32) == "found no bytes of SHA-256 abababababab..."


def test_a_key_that_changed_leaves_its_bytes_missing_under_the_right_key(db: sqlite3.Connection) -> None:
    sha, _ = put_body(db, b"<one/>")
    db.execute("UPDATE bodies SET sha256 = 'f' || substr(sha256, 2)")
    assert "found no bytes" in Bodies(db).damage(sha)


def test_the_right_bytes_heal_and_the_damaged_ones_are_kept(db: sqlite3.Connection) -> None:
    bodies, (sha, _) = Bodies(db), put_body(db, b"<one/>")
    db.execute("UPDATE bodies SET body = x'00'")
    assert bodies.damage(sha)
    assert put_body(db, b"<one/>") == (sha, 0)
    assert bodies.damage(sha) == ""
    assert db.execute("SELECT sha256, body FROM damaged_bodies").fetchall() == [(sha, b"\0")]


def test_what_is_set_aside_is_missing(db: sqlite3.Connection) -> None:
    sha, _ = put_body(db, b"<one/>")
    db.execute("UPDATE bodies SET body = x'00'")
    set_aside(db, sha)
    assert "found no bytes" in Bodies(db).damage(sha)
    assert db.execute("SELECT body FROM damaged_bodies").fetchall() == [(b"\0",)]
