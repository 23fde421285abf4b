"""Records and ids from a PubMed that answers oddly: what is lost is one id, never its batch."""

import json
from pathlib import Path

import pytest
import responses

from pipeline.stages.fetch.papers import ask_papers
from tests.stages.odd_sources import EUTILS, IDCONV, Fields, Reply, Run, answer_with, nobody_else, record, record_set

PMIDS = [str(p) for p in range(1001, 1101)]
BAD = "1042"


def ask(run: Run, keys: list[str]) -> dict[str, str]:
    with run.settings.open_raw() as raw:
        ask_papers(run.fetching(raw), keys, "records")
    return run.outcomes()


def efetch_with(odd: str) -> None:
    def reply(asked: Fields) -> Reply:
        pmids = asked["id"][0].split(",")
        return 200, {}, record_set([record(p, odd if p == BAD else "x") for p in pmids])

    answer_with("POST", f"{EUTILS}/efetch.fcgi", reply)


@responses.activate
@pytest.mark.parametrize("odd", ["a\x01b", "<ali:p>a</ali:p>", "&nbsp;", "</Article>"])
def test_a_record_that_cannot_be_read_fails_alone_and_is_named(tmp_path: Path, odd: str) -> None:
    nobody_else()
    efetch_with(odd)
    run = Run(tmp_path)
    found = ask(run, [f"pmid:{p}" for p in PMIDS])
    assert found == {f"pmid:{p}": "found" for p in PMIDS if p != BAD} | {f"pmid:{BAD}": ", failed"}
    assert len([c for c in responses.calls if "efetch" in str(c.request.url)]) <= 2 + 7
    with run.settings.open_raw() as raw:
        details = [row["detail"] for row in raw.provenance(f"pmid:{BAD}")]
    assert any(f"the record of PMID {BAD} cannot be read" in d for d in details)


@responses.activate
def test_its_last_good_copy_stays(tmp_path: Path) -> None:
    nobody_else()
    efetch_with("good")
    run = Run(tmp_path)
    ask(run, [f"pmid:{BAD}"])
    responses.reset()
    nobody_else()
    efetch_with("\x01")
    assert ask(run, [f"pmid:{BAD}"]) == {f"pmid:{BAD}": "found, failed"}


REFUSALS: list[Reply] = [
    (400, {}, "bad"),
    (413, {}, "too large"),
    (414, {}, "too long"),
    (500, {}, "oops"),
    (200, {}, "<eFetchResult><ERROR>Error occurred: cannot get document</ERROR></eFetchResult>"),
    (200, {}, record_set(["<PubmedArticle><MedlineCitation>"])[:40]),
    (200, {}, ""),
    (200, {}, "<!DOCTYPE html><html><body>Sorry</body></html>"),
]


@responses.activate
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_batch_that_is_refused_is_halved_until_the_culprit_is_alone(tmp_path: Path, refusal: Reply) -> None:
    def reply(asked: Fields) -> Reply:
        pmids = asked["id"][0].split(",")
        return refusal if BAD in pmids else (200, {}, record_set([record(p) for p in pmids]))

    nobody_else()
    answer_with("POST", f"{EUTILS}/efetch.fcgi", reply)
    run = Run(tmp_path)
    found = ask(run, [f"pmid:{p}" for p in PMIDS])
    assert found == {f"pmid:{p}": "found" for p in PMIDS if p != BAD} | {f"pmid:{BAD}": ", failed"}
    assert len([c for c in responses.calls if "efetch" in str(c.request.url)]) <= 7 + 2 * 2 * 7
    assert [line for line in run.said if line.startswith(f"pmid:{BAD}: ")]


@responses.activate
def test_several_culprits_in_several_batches_do_not_make_an_outage(tmp_path: Path) -> None:
    bad = {"1001", "1002", "1003", "1004", "1250", "1420"}
    pmids = [str(p) for p in range(1001, 1501)]

    def reply(asked: Fields) -> Reply:
        own = asked["id"][0].split(",")
        return (400, {}, "") if bad & set(own) else (200, {}, record_set([record(p) for p in own]))

    nobody_else()
    answer_with("POST", f"{EUTILS}/efetch.fcgi", reply)
    found = ask(Run(tmp_path), [f"pmid:{p}" for p in pmids])
    assert {k.removeprefix("pmid:") for k, v in found.items() if v != "found"} == bad


@responses.activate
def test_an_outage_is_asked_about_a_bounded_number_of_times(tmp_path: Path) -> None:
    nobody_else()
    responses.post(f"{EUTILS}/efetch.fcgi", body="<ERROR>down</ERROR>")
    found = ask(Run(tmp_path), [f"pmid:{p}" for p in range(1001, 2201)])
    assert set(found.values()) == {", failed"}
    assert len(found) == 1200
    assert len(responses.calls) < 4 * 60


@responses.activate
def test_an_id_that_esearch_cannot_answer_for_fails_alone(tmp_path: Path) -> None:
    def search(asked: Fields) -> Reply:
        if "10.5555/bad" in asked["term"][0]:
            return 200, {}, "<eSearchResult><Count>1</Count><IdList><Id>PMC12</Id></IdList></eSearchResult>"
        return 200, {}, "<eSearchResult><Count>0</Count><IdList/></eSearchResult>"

    nobody_else()
    answer_with("POST", f"{EUTILS}/esearch.fcgi", search)
    responses.get(f"{IDCONV}/", json={"status": "ok", "records": []})
    found = ask(Run(tmp_path), [f"doi:10.5555/{name}" for name in ("a", "b", "bad", "c", "d")])
    assert found.pop("doi:10.5555/bad") == ", failed"
    assert set(found.values()) == {"not_found"}


ODD_CONVERSIONS = [
    '{"status":"ok","records":null}',
    '{"status":"ok","records":7}',
    '{"records":[null]}',
    '{"records":[[]]}',
    '{"records":' + "[" * 100_000,
    '{"records":[{"doi":"10.5555/bad","pmid":' + "9" * 5000 + "}]}",
    "[]",
    "null",
    '"x"',
    "\ufffd",
    "",
]


@responses.activate
@pytest.mark.parametrize("odd", ODD_CONVERSIONS, ids=range(len(ODD_CONVERSIONS)))
def test_an_id_that_the_converter_cannot_answer_for_fails_alone(tmp_path: Path, odd: str) -> None:
    def convert(asked: Fields) -> Reply:
        return 200, {}, odd if "10.5555/bad" in asked["ids"][0] else json.dumps({"records": []})

    nobody_else()
    responses.post(f"{EUTILS}/esearch.fcgi", body="<eSearchResult><Count>0</Count><IdList/></eSearchResult>")
    answer_with("GET", f"{IDCONV}/", convert)
    found = ask(Run(tmp_path), [f"doi:10.5555/{name}" for name in ("a", "b", "bad", "c", "d")])
    assert found.pop("doi:10.5555/bad") == ", failed"
    assert set(found.values()) == {"not_found"}
