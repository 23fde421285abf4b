"""The Retraction Watch file from a path and over the network; an unchanged file does not travel again."""

from pathlib import Path

import pytest
import responses

from pipeline.errors import TransientAnswer
from pipeline.stores import web
from pipeline.stores.clients import retraction_watch
from pipeline.stores.clients.retraction_watch import RetractionWatch
from pipeline.stores.clients.service import ServiceSettings

URL = "https://data.example.org/retraction_watch.csv"
DATED = "Wed, 25 Nov 2026 00:00:00 GMT"


def client(location: str = URL) -> RetractionWatch:
    return RetractionWatch(
        ServiceSettings(file=location, timeout=(1.0, 1.0), now=lambda: "2026-11-25T00:00:00.000Z", user_agent="test")
    )


def check(body: bytes) -> None:
    if not body.endswith(b"\n"):
        raise TransientAnswer("cut")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)
    monkeypatch.setattr(retraction_watch, "SECONDS", 0.0)


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"a,b\n")
    source = client(str(path))
    exchange, body, etag = source.fetch("", check)
    assert (exchange.outcome, exchange.source, exchange.endpoint) == ("answered", "retraction_watch", "file")
    assert (exchange.params, exchange.status, body, etag, source.n_requests) == (str(path), None, b"a,b\n", "", 0)


def test_a_path_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    for place in (tmp_path / "none.csv", tmp_path):
        exchange, body, etag = client(str(place)).fetch("")
        assert (exchange.outcome, body, etag) == ("failed", None, "")
        assert str(place) in exchange.detail
        assert "gitlab.com/crossref/retraction-watch-data" in exchange.detail
    (tmp_path / "cut.csv").write_bytes(b"a,b")
    exchange, body, _ = client(str(tmp_path / "cut.csv")).fetch("", check)
    assert (exchange.outcome, body) == ("failed", None)
    assert "cut" in exchange.detail


@responses.activate
@pytest.mark.parametrize(
    ("given", "validator", "asked"),
    [
        ({"ETag": '"v1"', "Last-Modified": DATED}, '"v1"', "If-None-Match"),
        ({"ETag": 'W/"v1"'}, 'W/"v1"', "If-None-Match"),
        ({"Last-Modified": DATED}, DATED, "If-Modified-Since"),
    ],
)
def test_an_unchanged_file_does_not_travel_again(given: dict[str, str], validator: str, asked: str) -> None:
    responses.get(URL, body=b"a,b\n", headers=given)
    exchange, body, etag = client().fetch("", check)
    assert (exchange.status, body, etag) == (200, b"a,b\n", validator)
    assert not {"If-None-Match", "If-Modified-Since"} & set(responses.calls[0].request.headers)
    responses.reset()
    responses.get(URL, status=304)
    exchange, body, etag = client().fetch(validator, check)
    assert responses.calls[0].request.headers[asked] == validator
    assert (exchange.outcome, exchange.status, body, etag) == ("answered", 304, None, validator)


@responses.activate
def test_a_new_file_brings_its_own_validator() -> None:
    responses.get(URL, body=b"a,c\n", headers={"ETag": '"v2"'})
    assert client().fetch('"v1"')[1:] == (b"a,c\n", '"v2"')


@responses.activate
def test_unchanged_is_no_answer_to_who_has_nothing() -> None:
    responses.get(URL, status=304)
    exchange, body, _ = client().fetch("")
    assert (exchange.outcome, body) == ("failed", None)


@responses.activate
def test_a_file_cut_short_is_asked_for_again_and_a_refusal_is_not() -> None:
    responses.get(URL, body=b"a,b")
    responses.get(URL, body=b"a,b\n")
    exchange, body, _ = client().fetch("", check)
    assert (exchange.attempts, body) == (2, b"a,b\n")
    responses.reset()
    responses.get(URL, status=403)
    exchange, body, etag = client().fetch('"v1"', check)
    assert (exchange.outcome, body, etag, len(responses.calls)) == ("failed", None, '"v1"', 1)


@responses.activate
def test_who_asks_is_kept_nowhere() -> None:
    address = "https://me:SECRET@data.example.org/rows.csv?me@example.org"
    responses.get("https://data.example.org/rows.csv", status=500)
    exchange, _, _ = client(address).fetch("")
    assert exchange.params == "https://data.example.org/rows.csv"
    assert not any(word in repr(exchange) for word in ("SECRET", "me@"))
