"""What goes over the wire, and what is kept of it."""

from urllib.parse import parse_qs, urlsplit

import responses

from pipeline.stores.clients.eutils import EUtilities
from pipeline.stores.clients.service import ServiceSettings

EUTILS, IDCONV = "https://eutils.example.org", "https://idconv.example.org"
WHERE = {"EUTILS_BASE_URL": EUTILS, "IDCONV_BASE_URL": IDCONV}


def port(**more: str) -> EUtilities:
    return EUtilities(ServiceSettings(WHERE, now=lambda: "2026-11-23T00:00:00.000Z", **more))


def form(call: responses.Call) -> dict[str, list[str]]:
    body = call.request.body
    return parse_qs(body if isinstance(body, str) else bytes(body or b"").decode())


@responses.activate
def test_the_key_goes_in_the_form_and_nowhere_else() -> None:
    responses.post(f"{EUTILS}/efetch.fcgi", body=b"ok")
    exchange, value = port(key="SECRET", mail="a@example.org").records(["1", "2"], bytes.decode)
    sent = form(responses.calls[0])
    assert sent["api_key"] == ["SECRET"]
    assert (sent["tool"], sent["email"], sent["id"]) == (["evidence-watch"], ["a@example.org"], ["1,2"])
    assert "SECRET" not in (responses.calls[0].request.url or "") + repr(exchange)
    assert (value, exchange.outcome, exchange.ids_asked) == ("ok", "answered", ("pmid:1", "pmid:2"))


@responses.activate
def test_a_search_asks_for_all_its_hits() -> None:
    responses.post(f"{EUTILS}/esearch.fcgi", body=b"ok")
    exchange, _ = port().search('"10.1000/x"[doi]', ["doi:10.1000/x"], bytes.decode)
    assert form(responses.calls[0])["retmax"] == ["10000"]
    assert '"10.1000/x"[doi]' in exchange.params


@responses.activate
def test_the_converter_gets_bare_ids_and_no_key() -> None:
    responses.get(f"{IDCONV}/", body=b"ok")
    port(key="SECRET").resolve(["pmcid:PMC1", "pmcid:PMC2"], bytes.decode)
    sent = parse_qs(urlsplit(responses.calls[0].request.url or "").query)
    assert sent["ids"] == ["PMC1,PMC2"]
    assert "api_key" not in sent


def test_settings_do_not_show_the_key() -> None:
    assert "SECRET" not in repr(ServiceSettings(WHERE, key="SECRET", mail="SECRET@example.org", file="SECRET"))


@responses.activate
def test_a_search_for_new_evidence_asks_for_the_newest_and_a_count() -> None:
    responses.post(f"{EUTILS}/esearch.fcgi", body=b"ok")
    exchange, _ = port().newest('"owl"[ti]', 200, "search:0123456789ab", bytes.decode)
    sent = str(responses.calls[0].request.body)
    assert "retmax=200" in sent and "sort=pub_date" in sent
    assert exchange.ids_asked == ("search:0123456789ab",)


@responses.activate
def test_citing_articles_are_asked_for_with_one_id_each() -> None:
    responses.post(f"{EUTILS}/elink.fcgi", body=b"ok")
    exchange, _ = port().citing(["7", "5"], bytes.decode)
    sent = str(responses.calls[0].request.body)
    assert "id=7&id=5" in sent and "linkname=pubmed_pubmed_citedin" in sent
    assert exchange.ids_asked == ("citing:7", "citing:5")
    assert exchange.outcome == "answered"
