"""What goes to DailyMed, and what its answers become."""

import pytest
import responses
from responses import matchers

from pipeline.sources.labels.dailymed_answers import NamePage, name_params, read_names, read_no_search, read_not_held
from pipeline.stores import web
from pipeline.stores.clients.dailymed import DailyMed
from pipeline.stores.clients.service import ServiceSettings

URL = "https://dailymed.example.org/v2"
SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> DailyMed:
    monkeypatch.setattr(web, "BACKOFF_SECONDS", 0.001)
    return DailyMed(ServiceSettings({"DAILYMED_BASE_URL": URL}, now=lambda: "2026-11-25T00:00:00.000Z"))


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
def test_labels_are_asked_for_by_name(client: DailyMed) -> None:
    answer = {"data": [{"setid": SET_ID}], "metadata": {"total_elements": 1, "total_pages": 1}}
    asked = {"drug_name": "examplic acid", "pagesize": "100", "page": "1"}
    responses.get(f"{URL}/spls.json", json=answer, match=[matchers.query_param_matcher(asked)])
    exchange, page = client.names("name:examplic_acid", name_params("examplic acid", 1), read_names, read_no_search)
    assert page == NamePage(1, 1, (SET_ID,))
    assert (exchange.endpoint, exchange.ids_asked) == ("names", ("name:examplic_acid",))
    assert exchange.params == "drug_name=examplic acid&pagesize=100&page=1"


@responses.activate
def test_an_address_without_the_search_says_nothing_of_any_label(client: DailyMed) -> None:
    responses.get(f"{URL}/spls.json", status=404, body="<html>404 Not Found</html>")
    exchange, page = client.names("name:x", name_params("x", 1), read_names, read_no_search)
    assert (exchange.outcome, exchange.status, page) == ("answered", 404, NamePage(is_offered=False))
    responses.reset()
    responses.get(f"{URL}/spls.json", status=503)
    exchange, page = client.names("name:x", name_params("x", 1), read_names, read_no_search)
    assert (exchange.outcome, page) == ("failed", None)


@responses.activate
def test_a_404_of_another_body_is_a_failure(client: DailyMed) -> None:
    responses.get(f"{URL}/spls/{SET_ID}.xml", status=404, body="<html>The proxy could not find the host</html>")
    exchange, body = client.document(SET_ID, bytes, read_not_held)
    assert (exchange.outcome, body) == ("failed", None)


@responses.activate
def test_a_404_says_that_it_holds_none_and_a_500_says_nothing(client: DailyMed) -> None:
    responses.get(f"{URL}/spls/{SET_ID}.xml", status=404, body="<html>404 Not Found</html>")
    exchange, body = client.document(SET_ID, bytes, none)
    assert (exchange.outcome, exchange.status, body) == ("answered", 404, b"")
    responses.get(f"{URL}/spls/{SET_ID}/history.json", status=500, body="")
    exchange, body = client.history(SET_ID, bytes, none)
    assert (exchange.outcome, body) == ("failed", None)
