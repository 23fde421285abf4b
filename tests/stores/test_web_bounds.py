"""What a source may do to the HTTP client is bounded: redirects, bytes, time, odd headers and bodies."""

import gzip
import time
import tracemalloc
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

import pytest
import responses

from pipeline.errors import SourceDown, SourceUnreachable, UnusableAnswer
from pipeline.stores.pace import Clock
from pipeline.stores.web import Web
from pipeline.stores.web_bounds import MEGABYTE
from tests.clocks import FakeClock
from tests.stores.odd_server import Reply, answering, whole

URL = "https://eutils.example.org/efetch.fcgi"
FORM = {"id": "1", "api_key": "SECRET"}


def client(clock: Clock | None = None, agent: str = "test", **more: int | float) -> Web:
    return Web("pubmed", 0.0, (1.0, 1.0), agent, lambda: "now", clock=clock or FakeClock(), **more)  # type: ignore[arg-type]


def redirect(status: int, location: str) -> Reply:
    return whole(b"", status, Location=location)


# ---- redirects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_takes_a_form_to_another_host(status: int) -> None:
    with answering(whole(b"ok"), "127.0.0.2") as (other, seen_there):
        with (
            answering(redirect(status, f"{other}/efetch")) as (url, seen),
            pytest.raises(SourceDown, match="redirect to another host") as caught,
        ):
            client().post(f"{url}/efetch", FORM, bytes.decode)
        assert seen_there == []
        assert 1 <= len(seen) <= 3
        assert "SECRET" not in str(caught.value)


@responses.activate
@pytest.mark.parametrize(
    "location",
    [
        "http://eutils.example.org/efetch.fcgi",  # not safely
        "https://eutils.example.org:8443/efetch.fcgi",
        "https://eutils.example.org.evil.example/",
        "https://eutils.example.org@evil.example/",
        "//evil.example/efetch.fcgi",
        "ftp://eutils.example.org/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://eutils.example.org:99999/",
        "https://[::1/",
        "\\\\evil.example\\x",
    ],
)
def test_no_redirect_leads_away_or_to_what_is_no_address(location: str) -> None:
    responses.post(URL, status=307, headers={"Location": location})
    with pytest.raises(SourceDown) as caught:
        client().post(URL, FORM, bytes.decode)
    asked = {urlsplit(str(r.request.url)) for r in responses.calls}
    assert {(a.scheme, a.hostname, a.port) for a in asked} == {("https", "eutils.example.org", None)}
    assert "SECRET" not in str(caught.value)


@responses.activate
def test_a_redirect_on_the_same_host_is_followed_with_its_form() -> None:
    responses.post(URL, status=308, headers={"Location": "/new/efetch.fcgi"})
    responses.post("https://eutils.example.org/new/efetch.fcgi", body=b"ok")
    web = client()
    assert web.post(URL, FORM, bytes.decode).value == "ok"
    assert "api_key=SECRET" in str(responses.calls[1].request.body)
    assert web.n_requests == 2


@responses.activate
def test_see_other_is_followed_without_the_form() -> None:
    responses.post(URL, status=303, headers={"Location": "/result"})
    responses.get("https://eutils.example.org/result", body=b"ok")
    assert client().post(URL, FORM, bytes.decode).value == "ok"
    assert "SECRET" not in f"{responses.calls[1].request.url}{responses.calls[1].request.body}"


@responses.activate
def test_http_may_lead_to_https_on_the_same_host() -> None:
    responses.get("http://api.example.org/x", status=301, headers={"Location": "https://api.example.org/x?a=1"})
    responses.get("https://api.example.org/x", body=b"ok")
    assert client().get("http://api.example.org/x", {"a": "1"}, bytes.decode).value == "ok"
    assert responses.calls[1].request.url == "https://api.example.org/x?a=1"


@responses.activate
def test_a_redirect_loop_ends_and_each_step_waits_its_turn() -> None:
    responses.post(URL, status=302, headers={"Location": URL})
    clock = FakeClock()
    web = Web("pubmed", 10.0, (100.0, 100.0), "test", lambda: "now", clock=clock)
    with pytest.raises(SourceDown, match="3 redirects in a row"):
        web.post(URL, FORM, bytes.decode)
    assert len(responses.calls) <= 12
    assert clock.time >= 10.0 * (len(responses.calls) - 1)


def test_a_probe_follows_no_redirect() -> None:
    with answering(whole(b"ok"), "127.0.0.2") as (other, seen_there):
        with answering(redirect(302, other)) as (url, _):
            client().probe(url)
        assert seen_there == []


# ---- bytes ---------------------------------------------------------------------------------------------------------


def peak_of(reply: Reply, most: int) -> int:
    with answering(reply) as (url, seen):
        web = client(most_bytes=most)
        tracemalloc.start()
        with pytest.raises(UnusableAnswer, match=f"at most {most // MEGABYTE} MB"):
            web.post(url, FORM, len)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(seen) == 1  # asking again would bring it all again
    return peak


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(64):
        handler.wfile.write(bytes(MEGABYTE))


def test_a_long_body_is_left_where_it_gets_too_long() -> None:
    assert peak_of(endless, 4 * MEGABYTE) < 16 * MEGABYTE


@pytest.mark.parametrize("layers", ["gzip", "gzip, gzip"])
def test_bytes_are_counted_after_decoding(layers: str) -> None:
    bomb = gzip.compress(bytes(40 * MEGABYTE), 9)
    if "," in layers:
        bomb = gzip.compress(bomb, 9)
    assert peak_of(whole(bomb, Content_Encoding=layers), 4 * MEGABYTE) < 20 * MEGABYTE


def test_a_body_of_just_the_most_is_an_answer() -> None:
    with answering(whole(bytes(MEGABYTE))) as (url, _):
        assert client(most_bytes=MEGABYTE).post(url, FORM, len).value == MEGABYTE


# ---- time ----------------------------------------------------------------------------------------------------------


def dribble(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def dribble_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


@pytest.mark.parametrize("reply", [dribble, dribble_headers])
def test_a_byte_now_and_then_ends_at_the_deadline(reply: Reply) -> None:
    with answering(reply) as (url, _):
        start = time.monotonic()
        with pytest.raises(SourceDown, match=r"after 2 attempts: no whole answer within 0.2 s") as caught:
            client(deadline=0.2).post(url, FORM, len)
        assert time.monotonic() - start < 5
    assert not isinstance(caught.value, UnusableAnswer)  # slow says nothing of the ids asked


@responses.activate
def test_all_attempts_of_a_question_have_an_end_too() -> None:
    clock = FakeClock()

    def hang(_: object) -> tuple[int, dict[str, str], str]:
        clock.time += 3.0
        return 503, {}, ""

    responses.add_callback(responses.POST, URL, hang)
    with pytest.raises(SourceDown, match="after 3 attempts"):
        client(clock).post(URL, FORM, bytes.decode)


# ---- odd headers and bodies ----------------------------------------------------------------------------------------


@responses.activate
@pytest.mark.parametrize("value", ["soon", "9" * 5000, "-1", "1e400", "Wed, 99 Feb 2026 99:99:99 GMT", ";", "٣"])
def test_an_unreadable_retry_after_is_passed_over(value: str) -> None:
    responses.post(URL, status=503, headers={"Retry-After": value})
    responses.post(URL, body=b"ok")
    clock = FakeClock()
    assert client(clock).post(URL, FORM, bytes.decode).attempts == 2
    assert clock.time <= 120


@responses.activate
@pytest.mark.parametrize(
    "error",
    [ValueError, KeyError, TypeError, RecursionError, OverflowError, IndexError, AttributeError, AssertionError],
)
def test_whatever_a_body_does_to_its_reader_is_no_answer(error: type[Exception]) -> None:
    def read(body: bytes) -> str:
        raise error("SECRET of the body")

    responses.post(URL, body=b"odd")
    with pytest.raises(UnusableAnswer, match=rf"cannot be read \({error.__name__}\)"):
        client().post(URL, FORM, read)
    assert len(responses.calls) == 7


@responses.activate
@pytest.mark.parametrize("status", [400, 413, 414, 500])
def test_a_refusal_may_be_the_fault_of_an_id(status: int) -> None:
    responses.post(URL, status=status)
    with pytest.raises(UnusableAnswer):
        client().post(URL, FORM, bytes.decode)


@responses.activate
@pytest.mark.parametrize("status", [401, 403, 429, 502, 503, 504])
def test_an_outage_is_not_the_fault_of_an_id(status: int) -> None:
    responses.post(URL, status=status)
    with pytest.raises(SourceDown) as caught:
        client().post(URL, FORM, bytes.decode)
    assert not isinstance(caught.value, UnusableAnswer)


@responses.activate
def test_fewer_retries_are_made_where_asked() -> None:
    responses.post(URL, status=503)
    with pytest.raises(SourceDown, match="after 2 attempts"):
        client().post(URL, FORM, bytes.decode, retries=1)


def test_a_name_in_any_script_goes_into_the_header() -> None:
    with answering(lambda h: whole(h.headers["User-Agent"].encode())(h)) as (url, _):
        agent = client(agent="watch (zoë@пример.example\r\nX: y)").post(url, {}, bytes.decode).value
    assert agent.isascii() and "\n" not in agent
    assert agent.startswith("watch (zo%C3%AB@") and agent.endswith("%0D%0AX: y)")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:99999/", "http://.example.org/", "http://[::1/", f"http://{'a' * 64}.x"]
)
def test_an_address_that_is_none_is_unreachable(address: str) -> None:
    with pytest.raises(SourceUnreachable):
        client().probe(address)
    with pytest.raises(SourceDown):
        client().post(address, FORM, bytes.decode)


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01 nothing like HTTP\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b""])
def test_what_is_no_http_is_no_answer(garbage: bytes) -> None:
    with answering(lambda h: h.wfile.write(garbage) and None) as (url, _):
        client().probe(url)
        with pytest.raises(SourceDown):
            client().post(url, FORM, bytes.decode)
