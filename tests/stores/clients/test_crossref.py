"""What goes to Crossref, and what its answers of every kind become."""

import pytest
import responses

from pipeline.errors import SourceUnreachable, TransientAnswer
from pipeline.sources.papers.crossref import read_not_found as crossref_not_found
from pipeline.sources.papers.crossref import read_work, read_works, work_path
from pipeline.stores import web
from pipeline.stores.clients import crossref
from pipeline.stores.clients.crossref import Crossref
from pipeline.stores.clients.service import ServiceSettings
from tests.conftest import StandIn

URL = "https://api.example.org"
DOIS = ["10.5555/a", "10.5555/b"]
ODD, PATH = "10.5555/a(1)2:3", "10.5555%2Fa%281%292%3A3"


def service(mailto: str = "", url: str = URL) -> ServiceSettings:
    return ServiceSettings({"CROSSREF_BASE_URL": url}, mail=mailto, now=lambda: "2026-11-25T00:00:00.000Z")


def client(mailto: str = "") -> Crossref:
    return Crossref(service(mailto))


def read(body: bytes) -> dict[str, bytes]:
    if not body.endswith(b"}"):
        raise TransientAnswer("cut")
    return {"10.5555/a": body}


def read_not_found(body: bytes) -> dict[str, bytes]:
    if body != b"Resource not found.":
        raise TransientAnswer("no answer")
    return {}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)
    monkeypatch.setattr(crossref, "SECONDS", 0.0)
    monkeypatch.setattr(crossref, "SECONDS_WITH_MAILTO", 0.0)


@pytest.mark.parametrize(("mailto", "a_second"), [("", 5), ("editor@example.org", 10)])
def test_the_pace(monkeypatch: pytest.MonkeyPatch, mailto: str, a_second: int) -> None:
    monkeypatch.undo()
    paces: list[float] = []
    monkeypatch.setattr(crossref, "Web", lambda source, seconds, *rest, **more: paces.append(seconds))
    client(mailto)
    assert len(paces) == 1
    assert 1.3 / a_second < paces[0] < 1.4 / a_second  # no window of a second sees more, 0.3 s of jitter included


@responses.activate
def test_several_works_in_one_question() -> None:
    responses.get(f"{URL}/works", body="{}")
    source = client()
    exchange, value = source.works(DOIS, read)
    assert responses.calls[0].request.params == {"filter": "doi:10.5555/a,doi:10.5555/b", "rows": "2"}
    assert (exchange.source, exchange.endpoint, exchange.outcome, exchange.status) == (
        "crossref",
        "works",
        "answered",
        200,
    )
    assert exchange.ids_asked == ("crossref:10.5555/a", "crossref:10.5555/b")
    assert exchange.params == "filter=doi:10.5555/a,doi:10.5555/b&rows=2"
    assert (value, source.n_requests, exchange.asked_at) == ({"10.5555/a": b"{}"}, 1, "2026-11-25T00:00:00.000Z")


@responses.activate
def test_mailto_is_sent_and_kept_nowhere() -> None:
    responses.get(f"{URL}/works", body="{}")
    responses.get(f"{URL}/works/{PATH}", body="{}")
    source = client("editor@example.org")
    kept = [source.works(DOIS, read)[0], source.work(ODD, PATH, read, read_not_found)[0]]
    assert [call.request.params["mailto"] for call in responses.calls] == ["editor@example.org"] * 2
    assert "editor" not in repr(kept) + repr(service("editor@example.org"))


@responses.activate
def test_one_work_keeps_its_escapes_on_the_way() -> None:
    responses.get(f"{URL}/works/{PATH}", body="{}")
    exchange, value = client().work(ODD, PATH, read, read_not_found)
    assert responses.calls[0].request.url == f"{URL}/works/{PATH}"
    assert (exchange.ids_asked, exchange.endpoint, exchange.params) == ((f"crossref:{ODD}",), "works", PATH)
    assert value == {"10.5555/a": b"{}"}


@responses.activate
def test_a_404_with_the_right_body_is_an_answer_and_another_is_not() -> None:
    responses.get(f"{URL}/works/x", status=404, body="Resource not found.")
    exchange, value = client().work(ODD, "x", read, read_not_found)
    assert (exchange.outcome, exchange.status, value) == ("answered", 404, {})
    responses.reset()
    responses.get(f"{URL}/works/x", status=404, body="<html>gone</html>")
    exchange, value = client().work(ODD, "x", read, read_not_found)
    assert (exchange.outcome, value) == ("failed", None)


@responses.activate
@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    responses.get(f"{URL}/works", status=status, body='{"status": "failed"}')
    exchange, value = client("editor@example.org").works(DOIS, read)
    assert (exchange.outcome, value, len(responses.calls)) == ("failed", None, 1)
    assert "editor" not in exchange.detail


@responses.activate
@pytest.mark.parametrize(
    "bad", [{"status": 500, "body": "{}"}, {"status": 429, "body": "{}"}, {"status": 504}, {"body": '{"cut'}]
)
def test_every_other_failure_is_asked_again(bad: dict[str, object]) -> None:
    responses.get(f"{URL}/works", **bad)  # type: ignore[arg-type]
    responses.get(f"{URL}/works", body="{}")
    exchange, value = client().works(DOIS, read)
    assert (exchange.outcome, exchange.attempts, value) == ("answered", 2, {"10.5555/a": b"{}"})


@responses.activate
def test_a_probe_says_whether_anybody_is_there() -> None:
    with pytest.raises(SourceUnreachable):
        client().probe()
    responses.get(f"{URL}/works", status=503)
    client().probe()


@pytest.mark.real
def test_over_a_real_socket(standin: StandIn) -> None:
    source = Crossref(service(url=standin.url))
    dois = ["10.1073/pnas.1414271111", "10.1371/journal.pone.0033693", "10.5555/none"]
    exchange, works = source.works(dois, read_works)
    assert (exchange.outcome, exchange.status, sorted(works or {})) == ("answered", 200, dois[:2])
    one = source.work(dois[0], work_path(dois[0]), read_work, crossref_not_found)[1]
    assert sorted(one or {}) == dois[:1]
    exchange, none = source.work(dois[2], work_path(dois[2]), read_work, crossref_not_found)
    assert (exchange.outcome, exchange.status, none) == ("answered", 404, {})
