"""Stored bodies that nobody can read any more: named, set aside, and everything else built."""

import json
from pathlib import Path

import pytest

from pipeline.commands import refresh
from pipeline.schema.label_tables import Label
from pipeline.schema.moving_tables import Search
from pipeline.schema.paper_tables import CitedReference
from pipeline.stores import tables
from pipeline.stores.raw import Exchange, Sighting
from tests.stages.odd_sources import Run, record

SET_ID = "00000000-0000-0000-0000-000000000001"
QUESTION = f"""---
question: Q?
status: draft
---

## From the FDA Drug Label

- It is a label [@setid:{SET_ID}].

## From the Research

- It helps [@pmid:7].
- It works [@pmid:8].
"""
BODIES = {
    "pmid:7": record("7", "An old title.").encode(),
    "pmid:8": record("8", "Another title.").encode(),
    f"setid:{SET_ID}": json.dumps({"set_id": SET_ID, "version": "3"}).encode(),
}


def keep(run: Run, bodies: dict[str, bytes], day: int) -> None:
    at = f"2026-11-{day:02d}T00:00:00.000Z"
    with run.settings.open_raw() as raw:
        run_id = raw.start_run(at, "live")
        for key, body in bodies.items():
            source = "openfda" if key.startswith("setid") else "crossref" if key.startswith("crossref") else "pubmed"
            raw.add(run_id, Exchange(source, "x", "", at, "answered", ids_asked=(key,)), [Sighting(key, "found", body)])


def rebuild(run: Run) -> int:
    return refresh.run_stages(run.settings, refresh.STAGES[1:])


@pytest.mark.parametrize("odd", [b"", b"[" * 100_000])
@pytest.mark.parametrize("key", list(BODIES))
def test_a_body_that_cannot_be_read_leaves_the_last_good_one(tmp_path: Path, key: str, odd: bytes) -> None:
    run = Run(tmp_path)
    (tmp_path / "questions" / "q.md").write_text(QUESTION)
    keep(run, BODIES, 1)
    keep(run, {key: odd}, 2)
    assert rebuild(run) == 3
    named = [line for line in run.said if line.startswith(f"{key}: the stored answer cannot be read")]
    assert len(named) == 1
    assert (tmp_path / "reports" / "q.md").is_file()
    rows = {r.reference_id: r for r in tables.read_rows(run.settings.paths.table(CitedReference), CitedReference)}
    assert {r.record_status for r in rows.values()} == {"found"}
    stale = {k: r.stale_since_date for k, r in rows.items() if r.stale_since_date}
    assert stale == {key: "2026-11-25"}
    if key.startswith("setid"):
        (label,) = tables.read_rows(run.settings.paths.table(Label), Label)
        assert label.version == 3
    run.said.clear()
    assert rebuild(run) == 0
    assert not [line for line in run.said if "cannot be read" in line]


def test_a_record_that_was_never_readable_is_not_fetched(tmp_path: Path) -> None:
    run = Run(tmp_path)
    (tmp_path / "questions" / "q.md").write_text(QUESTION)
    keep(run, {"pmid:7": b"<odd/>", "pmid:8": BODIES["pmid:8"]}, 1)
    assert rebuild(run) == 3
    rows = {r.reference_id: r for r in tables.read_rows(run.settings.paths.table(CitedReference), CitedReference)}
    assert (rows["pmid:7"].record_status, rows["pmid:7"].integrity_status) == ("not_fetched", "unknown")
    assert rows["pmid:8"].record_status == "found"


def test_answers_to_searches_are_no_exception(tmp_path: Path) -> None:
    run = Run(tmp_path)
    (tmp_path / "questions" / "q.md").write_text(QUESTION)
    keep(run, BODIES | {"citing:7": b"<LinkSet>", "citing:8": b""}, 1)
    assert rebuild(run) == 3
    assert len([line for line in run.said if line.startswith("citing:")]) == 2
    rows = tables.read_rows(run.settings.paths.table(Search), Search)
    assert {r.n_found for r in rows} == {None}
