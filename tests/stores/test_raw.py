"""The raw store: nothing lost, nothing twice, and from any record back to its request."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import DamagedBody, UnreadableBody
from pipeline.stores.raw import Exchange, RawStore, Sighting

ONE, TWO = b"<PubmedArticle>one</PubmedArticle>", b"<PubmedArticle>two</PubmedArticle>"


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[RawStore]:
    with RawStore(tmp_path / "raw.sqlite") as store:
        yield store


def asked(day: int, *ids: str, outcome: str = "answered") -> Exchange:
    return Exchange("pubmed", "efetch", "db=pubmed", f"2026-11-{day:02d}T00:00:00.000Z", outcome, 200, 1, ids)


def test_a_record_seen_again_unchanged_adds_no_body(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    assert raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE)]) == 1
    assert raw.add(run, asked(2, "pmid:1"), [Sighting("pmid:1", "found", ONE)]) == 0
    state = raw.states()["pmid:1"]
    assert (state.outcome, state.first_seen_at[:10], state.answered_at[:10]) == ("found", "2026-11-01", "2026-11-02")


def test_a_changed_record_keeps_both_bodies_and_its_own_first_date(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    first = raw.states()["pmid:1"].sha256
    raw.add(run, asked(3, "pmid:1"), [Sighting("pmid:1", "found", TWO)])
    state = raw.states()["pmid:1"]
    assert state.first_seen_at[:10] == "2026-11-03"
    assert [b for _, b in raw.bodies([first, state.sha256])] == [ONE, TWO]


def test_absence_is_no_answer_until_it_is_final(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "absent")])
    assert "pmid:1" not in raw.states()
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "not_found")])
    assert raw.states()["pmid:1"].outcome == "not_found"
    assert not raw.states()["pmid:1"].was_found


def test_a_failure_leaves_the_last_good_copy_and_says_since_when(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    for day in (2, 3):
        raw.add(run, asked(day, "pmid:1", outcome="failed"), [Sighting("pmid:1", "failed")])
    state = raw.states()["pmid:1"]
    assert (state.outcome, state.failed_since[:10]) == ("found", "2026-11-02")
    raw.add(run, asked(4, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    assert raw.states()["pmid:1"].failed_since == ""


def test_a_record_once_found_and_now_gone_keeps_its_last_body(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    raw.add(run, asked(2, "pmid:1"), [Sighting("pmid:1", "not_found")])
    state = raw.states()["pmid:1"]
    assert (state.outcome, state.was_found, [b for _, b in raw.bodies([state.sha256])]) == ("not_found", True, [ONE])


def test_one_exchange_is_one_transaction(tmp_path: Path) -> None:
    with RawStore(tmp_path / "raw.sqlite") as raw:
        run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
        broken = [Sighting("pmid:1", "found", ONE), Sighting("pmid:2", None, TWO)]  # type: ignore[arg-type]
        with pytest.raises(sqlite3.IntegrityError):
            raw.add(run, asked(1, "pmid:1"), broken)
        assert raw.states() == {}
        assert raw.last_sighting() == 0


def test_provenance_leads_from_a_record_to_its_requests(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "doi:10.1/x"), [Sighting("doi:10.1/x", "found", None, "7")])
    (row,) = raw.provenance("doi:10.1/x")
    assert (row["endpoint"], row["resolved_to"], row["status"], row["sha256"]) == ("efetch", "7", "200", "")


def test_an_unknown_body_is_named(raw: RawStore) -> None:
    with pytest.raises(DamagedBody, match="abc"):
        list(raw.bodies(["abc"]))


def test_failures_and_absences_are_no_answers(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1", outcome="failed"), [Sighting("pmid:1", "failed"), Sighting("pmid:2", "absent")])
    assert not raw.has_answers()
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "not_found")])
    assert raw.has_answers()


def test_a_body_that_cannot_be_read_is_set_aside_and_the_one_before_counts(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE, "a")])
    raw.add(run, asked(2, "pmid:1", "pmid:2"), [Sighting(f"pmid:{i}", "found", TWO, "b") for i in (1, 2)])
    before, sha = raw.last_sighting(), raw.states()["pmid:1"].sha256
    with pytest.raises(UnreadableBody, match="run `refresh` to ask for it again") as caught:
        raw.parsed(sha, lambda body: {}[body])
    assert caught.value.sha256 == sha
    assert raw.set_aside(sha, "2026-11-03T00:00:00.000Z", "why") == ["pmid:1", "pmid:2"]
    states = raw.states()
    assert raw.parsed(states["pmid:1"].sha256, bytes) == ONE
    assert (states["pmid:1"].outcome, states["pmid:1"].resolved_to, states["pmid:1"].answered_at[:10]) == (
        "found",
        "a",
        "2026-11-01",
    )
    assert (states["pmid:2"].outcome, states["pmid:2"].sha256, states["pmid:2"].was_found) == ("", "", False)
    assert {s.failed_since[:10] for s in states.values()} == {"2026-11-03"}
    assert raw.last_sighting() > before
    assert raw.set_aside(sha, "2026-11-04T00:00:00.000Z", "why") == []
    assert raw.provenance("pmid:2")[-1]["detail"] == "why"


def test_a_body_that_is_found_again_counts_again(raw: RawStore) -> None:
    run = raw.start_run("2026-11-01T00:00:00.000Z", "live")
    raw.add(run, asked(1, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    sha = raw.states()["pmid:1"].sha256
    raw.set_aside(sha, "2026-11-02T00:00:00.000Z", "why")
    raw.add(run, asked(3, "pmid:1"), [Sighting("pmid:1", "found", ONE)])
    state = raw.states()["pmid:1"]
    assert (state.sha256, state.outcome, state.failed_since) == (sha, "found", "")
