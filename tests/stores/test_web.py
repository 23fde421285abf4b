"""The HTTP client against answers of every kind, through `responses` and through a real socket."""

import threading
import time

import pytest
import requests
import responses

from pipeline.errors import SourceDown, SourceUnreachable, TransientAnswer
from pipeline.stores import web
from pipeline.stores.pace import Clock, RateLimiter
from pipeline.stores.web import Web

URL = "https://eutils.example.org/efetch.fcgi"


def read_xml(body: bytes) -> bytes:
    if not body.endswith(b"</set>"):
        raise TransientAnswer("expected a whole set")
    return body


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)
    return Web("pubmed", 0.0, (1.0, 1.0), "test", lambda: "2026-11-23T00:00:00.000Z")


@responses.activate
def test_an_answer_is_read_and_timed(client: Web) -> None:
    responses.post(URL, body=b"<set></set>")
    answer = client.post(URL, {"id": "1"}, read_xml)
    assert (answer.value, answer.status, answer.attempts) == (b"<set></set>", 200, 1)
    assert answer.asked_at == "2026-11-23T00:00:00.000Z"


@responses.activate
@pytest.mark.parametrize("status", [400, 414, 500, 502, 503])
def test_a_bad_status_is_asked_again(client: Web, status: int) -> None:
    responses.post(URL, status=status, body=b"<set></set>")
    responses.post(URL, body=b"<set></set>")
    assert client.post(URL, {}, read_xml).attempts == 2


@responses.activate
def test_a_body_that_is_no_answer_is_asked_again(client: Web) -> None:
    responses.post(URL, body=b"<html>maintenance</html>")
    responses.post(URL, body=requests.ConnectionError("cut"))
    responses.post(URL, body=requests.ReadTimeout("hang"))
    responses.post(URL, body=b"<set></set>")
    assert client.post(URL, {}, read_xml).attempts == 4


@pytest.mark.paced
@responses.activate
def test_retry_after_holds_everybody_back(client: Web) -> None:
    responses.post(URL, status=429, headers={"Retry-After": "1"})
    responses.post(URL, body=b"<set></set>")
    start = time.monotonic()
    client.post(URL, {}, read_xml)
    assert time.monotonic() - start >= 0.95


@responses.activate
def test_a_source_that_stays_down_says_so_without_the_key(client: Web) -> None:
    responses.post(URL, status=503)
    with pytest.raises(SourceDown, match=r"pubmed: no usable answer after 7 attempts: HTTP status 503") as caught:
        client.post(URL, {"api_key": "SECRET"}, read_xml)
    assert "SECRET" not in str(caught.value)


@responses.activate
def test_a_connection_error_names_its_kind_without_the_url(client: Web) -> None:
    responses.post(URL, body=requests.ConnectionError("https://x/?api_key=SECRET"))
    with pytest.raises(SourceDown) as caught:
        client.post(URL, {}, read_xml)
    assert "SECRET" not in str(caught.value)
    assert "ConnectionError" in str(caught.value)


def test_probe_finds_a_closed_port_at_once(client: Web) -> None:
    start = time.monotonic()
    with pytest.raises(SourceUnreachable, match="pubmed: no connection"):
        client.probe("http://127.0.0.1:9/einfo.fcgi")
    assert time.monotonic() - start < 5


@responses.activate
def test_probe_takes_any_answer_for_somebody_there(client: Web) -> None:
    responses.get(URL, status=500)
    client.probe(URL)
    assert len(responses.calls) == 1


@pytest.mark.paced
def test_the_limiter_spaces_threads() -> None:
    limiter, times = RateLimiter(0.05, Clock()), []

    def ask() -> None:
        limiter.wait()
        times.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    assert ordered[-1] - ordered[0] >= 5 * 0.05 * 0.98


@responses.activate
def test_304_is_an_answer_only_to_who_reads_it(client: Web) -> None:
    responses.get(URL, status=304, headers={"ETag": '"v1"'})
    asked = {"If-None-Match": '"v1"'}
    answer = client.get(URL, {}, read_xml, headers=asked, read_not_modified=lambda body: b"same")
    assert (answer.value, answer.status, answer.validator) == (b"same", 304, '"v1"')
    assert responses.calls[0].request.headers["If-None-Match"] == '"v1"'
    with pytest.raises(SourceDown, match="304"):
        client.get(URL, {}, read_xml, headers=asked)
