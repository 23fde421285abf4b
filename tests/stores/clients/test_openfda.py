"""What goes to openFDA, and what its answers of every kind become."""

import base64

import pytest
import responses

from pipeline.errors import TransientAnswer
from pipeline.stores import web
from pipeline.stores.clients import openfda
from pipeline.stores.clients.openfda import OpenFda
from pipeline.stores.clients.service import ServiceSettings

URL = "https://api.example.org"
PARAMS = {"search": 'set_id:"a" OR set_id:"b"', "limit": "100"}
NOT_FOUND = '{"error": {"code": "NOT_FOUND", "message": "No matches found!"}}'


def client(api_key: str = "", n_asked_today: int = 0) -> OpenFda:
    where = {"OPENFDA_BASE_URL": URL}
    return OpenFda(ServiceSettings(where, api_key, now=lambda: "2026-11-25T00:00:00.000Z", n_asked_today=n_asked_today))


def read(body: bytes) -> str:
    if not body.endswith(b"}"):
        raise TransientAnswer("cut")
    return body.decode()


def read_not_found(body: bytes) -> str:
    if b"NOT_FOUND" not in body:
        raise TransientAnswer("no answer")
    return ""


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)


@responses.activate
def test_the_key_goes_in_a_header_and_nowhere_else() -> None:
    responses.get(f"{URL}/drug/label.json", body="{}")
    exchange, value = client(api_key="SECRET").labels(PARAMS, ["setid:a"], read, read_not_found)
    request = responses.calls[0].request
    assert request.headers["Authorization"] == "Basic " + base64.b64encode(b"SECRET:").decode()
    assert "SECRET" not in (request.url or "") + repr(exchange)
    assert (value, exchange.outcome, exchange.ids_asked, exchange.source) == ("{}", "answered", ("setid:a",), "openfda")


@responses.activate
def test_a_404_with_the_right_body_is_an_answer_and_another_is_not() -> None:
    responses.get(f"{URL}/drug/label.json", status=404, body=NOT_FOUND)
    exchange, value = client().labels(PARAMS, ["drug:x"], read, read_not_found)
    assert (exchange.outcome, exchange.status, value) == ("answered", 404, "")
    responses.reset()
    responses.get(f"{URL}/drug/label.json", status=404, body="<html>gone</html>")
    exchange, value = client().labels(PARAMS, ["drug:x"], read, read_not_found)
    assert (exchange.outcome, value) == ("failed", None)


@responses.activate
@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    responses.get(f"{URL}/drug/label.json", status=status, body='{"error": {"code": "BAD_REQUEST"}}')
    exchange, _ = client().labels(PARAMS, ["drug:x"], read, read_not_found)
    assert exchange.outcome == "failed"
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("bad", [{"status": 500, "body": "{}"}, {"status": 429, "body": "{}"}, {"body": '{"cut'}])
def test_every_other_failure_is_asked_again(bad: dict[str, object]) -> None:
    responses.get(f"{URL}/drug/label.json", **bad)  # type: ignore[arg-type]
    responses.get(f"{URL}/drug/label.json", body="{}")
    exchange, value = client().labels(PARAMS, ["drug:x"], read, read_not_found)
    assert (exchange.outcome, exchange.attempts, value) == ("answered", 2, "{}")


@responses.activate
def test_the_day_has_a_thousand_requests_without_a_key() -> None:
    responses.get(f"{URL}/drug/label.json", body="{}")
    exchange, _ = client(n_asked_today=openfda.REQUESTS_A_DAY_WITHOUT_KEY).labels(PARAMS, ["x"], read, read_not_found)
    assert exchange.outcome == "failed"
    assert "OPENFDA_API_KEY" in exchange.detail
    assert len(responses.calls) == 0
    exchange, _ = client("KEY", openfda.REQUESTS_A_DAY_WITHOUT_KEY).labels(PARAMS, ["x"], read, read_not_found)
    assert exchange.outcome == "answered"


@responses.activate
@pytest.mark.parametrize("n_left", [1, 2, 3])
def test_retries_count_against_what_is_left_of_the_day(n_left: int) -> None:
    responses.get(f"{URL}/drug/label.json", status=500, body="{}")
    asked = client(n_asked_today=openfda.REQUESTS_A_DAY_WITHOUT_KEY - n_left)
    exchange, _ = asked.labels(PARAMS, ["x"], read, read_not_found)
    assert (exchange.outcome, exchange.attempts, len(responses.calls)) == ("failed", n_left, n_left)
    exchange, _ = asked.labels(PARAMS, ["x"], read, read_not_found)
    assert "OPENFDA_API_KEY" in exchange.detail
    assert len(responses.calls) == n_left


@responses.activate
def test_a_caller_with_fewer_retries_keeps_them() -> None:
    responses.get(f"{URL}/drug/label.json", status=500, body="{}")
    client(n_asked_today=0).labels(PARAMS, ["x"], read, read_not_found, retries=0)
    assert len(responses.calls) == 1


@responses.activate
def test_no_probe_is_sent_once_the_day_is_used_up() -> None:
    responses.get(f"{URL}/drug/label.json", body="{}")
    client(n_asked_today=openfda.REQUESTS_A_DAY_WITHOUT_KEY).probe()
    assert len(responses.calls) == 0
    client(n_asked_today=openfda.REQUESTS_A_DAY_WITHOUT_KEY - 1).probe()
    assert len(responses.calls) == 1
