"""The tie of a DOI to the records that own it: what is kept of an answer, without a network."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.stages.fetch.papers import _tie, due_papers
from pipeline.stages.fetch.run import Fresh
from pipeline.stages.shelf import Shelf
from pipeline.stores.raw import Exchange, RawStore, Sighting

KEY = "doi:10.1000/a"
EXCHANGE = Exchange("pubmed", "esearch", "", "2026-11-01T00:00:00Z", "answered")


def record(pmid: str, doi: str = "10.1000/a") -> bytes:
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article/></MedlineCitation><PubmedData>'
        f'<ArticleIdList><ArticleId IdType="doi">{doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
    ).encode()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Any]:
    """A run whose records are in raw already."""
    with RawStore(tmp_path / "raw.sqlite") as raw:
        run_id = raw.start_run(EXCHANGE.asked_at, "live")
        raw.add(run_id, EXCHANGE, [Sighting(f"pmid:{p}", "found", record(p)) for p in ("1", "2")])
        raw.add(run_id, EXCHANGE, [Sighting("pmid:3", "found", record("3", "10.1000/other"))])
        yield SimpleNamespace(
            raw=raw,
            shelf=Shelf(raw),
            fetched={"1", "2", "3"},
            failed=set(),
            settings=SimpleNamespace(show_progress=False, workers=1),
            keep=lambda exchange, sightings: raw.add(run_id, exchange, sightings),
        )


@pytest.mark.parametrize(
    ("candidates", "outcome", "owners", "left"),
    [
        (["1", "3"], "found", ("1",), []),
        (["1", "2"], "found", ("1", "2"), []),
        (["3"], "not_found", (), [KEY]),
        ([], "not_found", (), [KEY]),
    ],
)
def test_a_doi_is_tied_to_every_record_that_owns_it(
    run: Any, candidates: list[str], outcome: str, owners: tuple[str, ...], left: list[str]
) -> None:
    sightings, found_left = _tie(run, [KEY], candidates, "not_found")
    run.keep(EXCHANGE, sightings)
    assert found_left == left
    state = run.raw.states()[KEY]
    assert (state.outcome, state.pmids) == (outcome, owners)


@pytest.mark.parametrize("candidates", [None, ["1", "2"]])
def test_nothing_is_tied_while_an_answer_or_the_record_of_a_candidate_is_missing(
    run: Any, candidates: list[str] | None
) -> None:
    run.failed.add("pmid:2")
    sightings, left = _tie(run, [KEY], candidates, "not_found")
    run.keep(EXCHANGE, sightings)
    assert left == []
    state = run.raw.states()[KEY]
    assert (state.outcome, state.pmids, bool(state.failed_since)) == ("", (), True)


def test_a_shared_doi_is_asked_for_again_when_its_answer_is_old(run: Any) -> None:
    run.keep(EXCHANGE, _tie(run, [KEY], ["1", "2"], "not_found")[0])
    now = datetime.fromisoformat("2026-12-02T00:00:00+00:00")
    run.fresh = lambda: Fresh(datetime.fromisoformat("2026-10-01T00:00:00+00:00"), now)
    assert due_papers([KEY], run) == []
    run.fresh = lambda: Fresh(datetime.fromisoformat("2026-12-01T00:00:00+00:00"), now)
    assert due_papers([KEY], run) == [KEY]


def test_keys_whose_batch_lacks_a_record_are_asked_for_alone(run: Any) -> None:
    run.failed.add("pmid:2")
    sightings, left = _tie(run, [KEY, "doi:10.1000/other"], ["1", "2", "3"], "absent")
    assert ({s.outcome for s in sightings}, left) == ({"absent"}, [KEY, "doi:10.1000/other"])
