"""What FETCH shares: what is due, what counts as an outage, and what a question in parts leaves in raw."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
import responses

from pipeline.schema.moving_tables import SourceState
from pipeline.stages.fetch import labels as fetch_labels
from pipeline.stages.fetch.integrity import _ask_crossref
from pipeline.stages.fetch.labels import _ask_openfda
from pipeline.stages.fetch.papers import ask_papers
from pipeline.stages.fetch.run import GIVE_UP_AFTER, Fetching, ask_each, askable, is_due
from pipeline.stages.fetch.searches import _citing
from pipeline.stages.fetch.stage import fetch
from pipeline.stages.labels import LabelKeys
from pipeline.stages.normalise.stage import normalise
from pipeline.stores import tables
from pipeline.stores.raw import Exchange, Sighting
from tests.stages.odd_sources import (
    CROSSREF,
    EUTILS,
    OPENFDA,
    Fields,
    Reply,
    Run,
    answer_with,
    nobody_else,
    record,
    record_set,
)

AHEAD, TODAY, TOMORROW = "2028-11-25T00:00:00.000Z", "2026-11-25T00:00:00.000Z", "2026-11-26T12:00:00.000Z"


def keep(run: Fetching, record_id: str, at: str) -> None:
    run.keep(Exchange("pubmed", "efetch", "", at, "answered"), [Sighting(record_id, "found", b"x")])


@pytest.mark.parametrize(
    ("answered", "due"),
    [
        ("2026-11-24T00:00:00.000Z", True),
        ("2026-11-24T00:00:00.001Z", False),
        (TODAY, False),
        ("2026-11-25T00:00:00.001Z", True),
        (AHEAD, True),
    ],
)
def test_an_answer_is_fresh_for_a_day_and_never_from_the_future(tmp_path: Path, answered: str, due: bool) -> None:
    with Run(tmp_path).settings.open_raw() as raw:
        run = Run(tmp_path).fetching(raw)
        keep(run, "pmid:7", answered)
        assert is_due("pmid:7", raw.states(), run.fresh()) is due
        assert is_due("pmid:8", raw.states(), run.fresh())


@responses.activate
def test_after_a_clock_that_was_ahead_all_is_asked_again_and_said_once(tmp_path: Path) -> None:
    text = ["a sound trial"]

    def reply(asked: Fields) -> Reply:
        return 200, {}, record_set([record(p, text[0]) for p in asked["id"][0].split(",")])

    nobody_else()
    answer_with("POST", f"{EUTILS}/efetch.fcgi", reply)
    responses.post(f"{EUTILS}/esearch.fcgi", body="<eSearchResult><Count>0</Count><IdList/></eSearchResult>")
    links = "<eLinkResult><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>7</Id></IdList></LinkSet></eLinkResult>"
    responses.post(f"{EUTILS}/elink.fcgi", body=links)
    run = Run(tmp_path, AHEAD)
    question = "---\nquestion: Q?\nstatus: draft\n---\n\n## From the Research\n\n- It helps [@pmid:7].\n"
    (tmp_path / "questions" / "q.md").write_text(question)
    assert fetch(run.settings).is_incomplete is False
    run.time, text[0] = TODAY, "RETRACTED: a sound trial"
    fetch(run.settings)
    told = [line for line in run.said if "dated in the future" in line]
    assert len(told) == 1 and "up to 2028-11-25" in told[0]
    with run.settings.open_raw() as raw:
        states = raw.states()
        assert {s.answered_at for s in states.values()} == {TODAY}
        assert b"RETRACTED" in next(body for _, body in raw.bodies([states["pmid:7"].sha256]))
    run.said.clear()
    run.time = TOMORROW
    assert ", 0 asked" not in fetch(run.settings).line
    assert not [line for line in run.said if "dated in the future" in line]


def test_requests_from_the_future_do_not_use_up_the_day(tmp_path: Path) -> None:
    run = Run(tmp_path, AHEAD)
    with run.settings.open_raw() as raw:
        fetching = run.fetching(raw)
        exchange = Exchange("openfda", "label", "", AHEAD, "answered", 200, 1000)
        fetching.keep(exchange, [])
        assert raw.n_requests("openfda", "2028-11-25T00", AHEAD) == 1000
        assert raw.n_requests("openfda", "2026-11-25T00", TODAY) == 0


def test_the_newest_run_is_the_last_one_whatever_its_clock(tmp_path: Path) -> None:
    with Run(tmp_path).settings.open_raw() as raw:
        assert raw.last_run() == ""
        raw.start_run(AHEAD, "live")
        raw.start_run(TODAY, "live")
        assert raw.last_run() == TODAY


# ---- one odd id in a batch -----------------------------------------------------------------------------------------


@responses.activate
def test_an_id_that_elink_cannot_answer_for_fails_alone(tmp_path: Path) -> None:
    def link(asked: Fields) -> Reply:
        sets = "".join(
            "<LinkSet><ERROR>no</ERROR></LinkSet>" if p == "5" else f"<LinkSet><IdList><Id>{p}</Id></IdList></LinkSet>"
            for p in asked["id"]
        )
        return 200, {}, f"<eLinkResult>{sets}</eLinkResult>"

    answer_with("POST", f"{EUTILS}/elink.fcgi", link)
    run = Run(tmp_path)
    with run.settings.open_raw() as raw:
        _citing(run.fetching(raw), [f"citing:{p}" for p in range(1, 41)])
    found = run.outcomes()
    assert found.pop("citing:5") == ", failed"
    assert set(found.values()) == {"found"} and len(found) == 39


@responses.activate
def test_a_doi_that_crossref_cannot_answer_for_fails_alone(tmp_path: Path) -> None:
    def works(asked: Fields) -> Reply:
        dois = [f.removeprefix("doi:") for f in asked.get("filter", [""])[0].split(",") if f]
        if "10.5555/bad" in dois:
            return 400, {}, "{}"
        items = [{"DOI": d} for d in dois]
        message = {"total-results": len(items), "items-per-page": len(items), "items": items}
        return 200, {}, json.dumps({"status": "ok", "message-type": "work-list", "message": message})

    answer_with("GET", f"{CROSSREF}/works", works)
    run = Run(tmp_path)
    with run.settings.open_raw() as raw:
        _ask_crossref(run.fetching(raw), [f"10.5555/{name}" for name in ("a", "b", "bad", "c", "d", "e")])
    found = run.outcomes()
    assert found.pop("crossref:10.5555/bad") == ", failed"
    assert set(found.values()) == {"found"} and len(found) == 5


@responses.activate
@pytest.mark.parametrize("odd", ['{"error": {"code": "SERVER_ERROR"}}', "[" * 100_000, '{"meta": null}'])
def test_a_set_id_that_openfda_cannot_answer_for_fails_alone(tmp_path: Path, odd: str) -> None:
    ids = [f"00000000-0000-0000-0000-{i:012d}" for i in range(10)]

    def labels(asked: Fields) -> Reply:
        own = [s for s in ids if s in unquote(asked.get("search", [""])[0])]
        if ids[3] in own:
            return 200, {}, odd
        meta = {"results": {"skip": 0, "limit": 100, "total": len(own)}}
        return 200, {}, json.dumps({"meta": meta, "results": [{"set_id": s} for s in own]})

    answer_with("GET", f"{OPENFDA}/drug/label.json", labels)
    run = Run(tmp_path)
    with run.settings.open_raw() as raw:
        keys = LabelKeys(tuple(ids), (), ())
        _ask_openfda(run.fetching(raw), [f"setid:{s}" for s in ids], keys)
    found = run.outcomes()
    assert found.pop(f"setid:{ids[3]}") == ", failed"
    assert set(found.values()) == {"found"} and len(found) == 9


@responses.activate
@pytest.mark.parametrize("repeats", [True, False])
def test_pages_without_end_are_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repeats: bool) -> None:
    monkeypatch.setattr(fetch_labels, "MOST_LABELS", 500)

    def labels(asked: Fields) -> Reply:
        skip = 0 if repeats else int(asked.get("skip", ["0"])[0])
        meta = {"results": {"skip": skip, "limit": 100, "total": 10**9}}
        found = [{"set_id": f"00000000-0000-0000-0000-{skip + i:012d}"} for i in range(100)]
        return 200, {}, json.dumps({"meta": meta, "results": found})

    answer_with("GET", f"{OPENFDA}/drug/label.json", labels)
    run = Run(tmp_path)
    with run.settings.open_raw() as raw:
        _ask_openfda(run.fetching(raw), ["drug:owl"], LabelKeys(drugs=("owl",)))
    assert run.outcomes()["drug:owl"] == ", failed"
    assert len(responses.calls) < 10


# ---- a source that answers nothing at all --------------------------------------------------------------------------


def hold(run: Run, source: str, keys: list[str]) -> None:
    with run.settings.open_raw() as raw:
        exchange = Exchange(source, "x", "", "2026-11-20T00:00:00.000Z", "answered", ids_asked=tuple(keys))
        run.fetching(raw).keep(exchange, [Sighting(k, "found", b"x") for k in keys])


@responses.activate
@pytest.mark.parametrize(
    ("n_gone", "n_left", "outcome"), [(25, 0, "found, failed"), (25, 1, "not_found"), (4, 0, "not_found")]
)
def test_records_that_are_all_gone_at_once_are_an_outage(
    tmp_path: Path, n_gone: int, n_left: int, outcome: str
) -> None:
    gone = [f"pmid:{p}" for p in range(1001, 1001 + n_gone)]
    left = [f"pmid:{p}" for p in range(9001, 9001 + n_left)]

    def reply(asked: Fields) -> Reply:
        pmids = [p for p in asked["id"][0].split(",") if f"pmid:{p}" in left]
        return 200, {}, record_set([record(p) for p in pmids])

    nobody_else()
    answer_with("POST", f"{EUTILS}/efetch.fcgi", reply)
    run = Run(tmp_path)
    hold(run, "pubmed", gone + left)
    with run.settings.open_raw() as raw:
        ask_papers(run.fetching(raw), gone + left, "records")
    found = run.outcomes()
    assert {found[k] for k in gone} == {outcome}
    assert bool([s for s in run.said if "holds none of 25 ids" in s]) is ("failed" in outcome)


@responses.activate
def test_labels_and_works_that_are_all_gone_at_once_are_an_outage(tmp_path: Path) -> None:
    set_ids = [f"00000000-0000-0000-0000-{i:012d}" for i in range(25)]
    dois = [f"10.5555/{i}" for i in range(25)]
    responses.get(f"{OPENFDA}/drug/label.json", status=404, json={"error": {"code": "NOT_FOUND", "message": "No"}})
    message = {"total-results": 0, "items-per-page": 20, "items": []}
    responses.get(f"{CROSSREF}/works", json={"status": "ok", "message-type": "work-list", "message": message})
    run = Run(tmp_path)
    hold(run, "openfda", [f"setid:{s}" for s in set_ids])
    hold(run, "crossref", [f"crossref:{d}" for d in dois])
    with run.settings.open_raw() as raw:
        _ask_openfda(run.fetching(raw), [f"setid:{s}" for s in set_ids], LabelKeys(tuple(set_ids)))
        _ask_crossref(run.fetching(raw), dois)
    found = run.outcomes()
    assert set(found.values()) == {"found, failed"} and len(found) == 50


# ---- what is said of a source --------------------------------------------------------------------------------------


def source_states(run: Run) -> dict[str, SourceState]:
    normalise(run.settings)
    rows = tables.read_rows(run.settings.paths.table(SourceState), SourceState)
    return {r.source: r for r in rows}


@responses.activate
def test_pubmed_did_not_answer_where_elink_did_not(tmp_path: Path) -> None:
    nobody_else()
    answer_with("POST", f"{EUTILS}/efetch.fcgi", lambda asked: (200, {}, record_set([record("7")])))
    responses.post(f"{EUTILS}/esearch.fcgi", body="<eSearchResult><Count>0</Count><IdList/></eSearchResult>")
    responses.post(f"{EUTILS}/elink.fcgi", status=503)
    run = Run(tmp_path)
    question = "---\nquestion: Q?\nstatus: draft\n---\n\n## From the Research\n\n- It helps [@pmid:7].\n"
    path = tmp_path / "questions" / "q.md"
    path.write_text(question)
    assert fetch(run.settings).is_incomplete
    state = source_states(run)["pubmed"]
    assert (state.state, state.since_date, state.unanswered) == ("down", "2026-11-25", ("citing articles",))
    path.unlink()  # nobody needs to know any more
    assert source_states(run)["pubmed"].state == "not asked"


def test_what_is_shown_of_a_source_out_of_reach(tmp_path: Path) -> None:
    run = Run(tmp_path)
    with run.settings.open_raw() as raw:
        fetching = run.fetching(raw)
        assert "has no copy of its answers" in fetching._fallback("pubmed")
        run.settings.paths.snapshot.parent.mkdir(parents=True)
        run.settings.paths.snapshot.write_text("{}")
        assert fetching._fallback("pubmed") == "shows the bundled snapshot and says so"
        keep(fetching, "pmid:7", TODAY)
        assert fetching._fallback("pubmed") == "shows the last good copy and says so"
        assert "has no copy of its answers" in fetching._fallback("crossref")


@responses.activate
def test_each_key_that_is_due_is_asked_alone_and_what_was_said_is_kept(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(key: str) -> tuple[Exchange, list[Sighting]]:
        asked.append(key)
        return Exchange("crossref", "works", "", TODAY, "answered", ids_asked=(key,)), [Sighting(key, "found", b"x")]

    nobody_else()
    run_here = Run(tmp_path)
    with run_here.settings.open_raw() as raw:
        run = run_here.fetching(raw)
        ask_each(run, "crossref", ["crossref:a", "crossref:b"], ask)
        ask_each(run, "crossref", ["crossref:b", "crossref:c"], ask)
        assert asked == ["crossref:a", "crossref:b", "crossref:c"]
        assert run.asked == set(asked)
    assert run_here.outcomes() == dict.fromkeys(asked, "found")


@responses.activate
def test_a_key_without_an_answer_is_failed_and_the_rest_is_given_up(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(key: str) -> tuple[Exchange, list[Sighting]]:
        asked.append(key)
        return Exchange("crossref", "works", "", TODAY, "failed", ids_asked=(key,)), []

    nobody_else()
    run_here, keys = Run(tmp_path), [f"crossref:{i}" for i in range(5)]
    with run_here.settings.open_raw() as raw:
        run = run_here.fetching(raw)
        ask_each(run, "crossref", keys, ask, "works")
        assert asked == keys[:GIVE_UP_AFTER]
        last = raw.provenance(keys[-1])[-1]
    assert run_here.outcomes() == dict.fromkeys(keys, ", failed")
    assert (last["endpoint"], last["detail"]) == ("works", "not asked: 3 requests in a row had got no answer")


@responses.activate
def test_without_a_connection_only_what_was_known_is_marked(tmp_path: Path) -> None:
    run_here = Run(tmp_path)
    with run_here.settings.open_raw() as raw:
        run = run_here.fetching(raw)
        run.keep(Exchange("crossref", "works", "", TODAY, "answered"), [Sighting("crossref:a", "found", b"x")])
        run_here.time = TOMORROW
        assert askable(run, "crossref", ["crossref:a", "crossref:b"]) == []
        assert run.asked == {"crossref:a"}
    assert run_here.outcomes() == {"crossref:a": "found, failed"}
