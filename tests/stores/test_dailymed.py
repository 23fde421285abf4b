"""What goes to DailyMed, and what its answers become."""

import pytest
import responses

from pipeline.stores import web
from pipeline.stores.dailymed import DailyMed
from pipeline.stores.openfda import LabelSettings

URL = "https://dailymed.example.org/v2"
SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> DailyMed:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)
    return DailyMed(LabelSettings(URL, URL, now=lambda: "2026-11-25T00:00:00.000Z"), "test")


def none(body: bytes) -> bytes:
    return b""


@responses.activate
def test_documents_and_histories_are_asked_for_by_set_id(client: DailyMed) -> None:
    responses.get(f"{URL}/spls/{SET_ID}.xml", body="<document/>")
    responses.get(f"{URL}/spls/{SET_ID}/history.json", body="{}")
    exchange, body = client.document(SET_ID, bytes, none)
    assert (exchange.source, exchange.endpoint, exchange.ids_asked) == ("dailymed", "spl", (f"spl:{SET_ID}",))
    assert body == b"<document/>"
    exchange, body = client.history(SET_ID, bytes, none)
    assert (exchange.endpoint, exchange.ids_asked, body) == ("history", (f"history:{SET_ID}",), b"{}")


@responses.activate
def test_a_404_says_that_it_holds_none_and_a_500_says_nothing(client: DailyMed) -> None:
    responses.get(f"{URL}/spls/{SET_ID}.xml", status=404, body="<html>404 Not Found</html>")
    exchange, body = client.document(SET_ID, bytes, none)
    assert (exchange.outcome, exchange.status, body) == ("answered", 404, b"")
    responses.get(f"{URL}/spls/{SET_ID}/history.json", status=500, body="")
    exchange, body = client.history(SET_ID, bytes, none)
    assert (exchange.outcome, body) == ("failed", None)
