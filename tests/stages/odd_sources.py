"""FETCH in this process against sources that answer as a test tells them to, without waiting or sockets.

Each variable of `schema.sources.ADDRESSES` has a host of its own: EUTILS_BASE_URL is https://eutils.example.org.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import responses
from requests import PreparedRequest

from pipeline.schema.sources import ADDRESSES, PUBMED, SOURCES
from pipeline.stages.fetch.run import Fetching
from pipeline.stages.settings import Settings
from pipeline.stores.clients import CLIENTS
from pipeline.stores.clients.service import ServiceSettings
from pipeline.stores.raw import RawStore
from tests.clocks import FakeClock

HOSTS = {v: f"https://{v.removesuffix('_BASE_URL').lower()}.example.org" for v in ADDRESSES}
EUTILS, IDCONV, OPENFDA = HOSTS["EUTILS_BASE_URL"], HOSTS["IDCONV_BASE_URL"], HOSTS["OPENFDA_BASE_URL"]
CROSSREF, DAILYMED = HOSTS["CROSSREF_BASE_URL"], HOSTS["DAILYMED_BASE_URL"]
REACHED = ("pubmed", "openfda", "dailymed", "crossref")
Reply = tuple[int, dict[str, str], str | bytes]
Fields = dict[str, list[str]]


class Run:
    """One root, what it said, and a clock that a test may move (`now`)."""

    def __init__(self, folder: Path, now: str = "2026-11-25T00:00:00.000Z") -> None:
        self.clock, self.said, self.time = FakeClock(), [], now
        self.said: list[str] = []
        (folder / "questions").mkdir(exist_ok=True)
        self.settings = Settings(
            root=folder,
            services=services(now=self._now, clock=self.clock),
            now=self._now,
            say=self.said.append,
            warn=self.said.append,
        )

    def _now(self) -> str:
        return self.time

    def fetching(self, raw: RawStore) -> Fetching:
        """A run of FETCH on `raw`."""
        run = Fetching(self.settings, raw)
        run.run_id = raw.start_run(self.time, "live")
        return run

    def outcomes(self) -> dict[str, str]:
        """What raw says of each id: its outcome, with `, failed` while asking again fails."""
        with self.settings.open_raw() as raw:
            states = raw.states()
        return {k: s.outcome + (", failed" if s.failed_since else "") for k, s in states.items()}


def fields(request: PreparedRequest) -> Fields:
    """What a request asks: the form of a POST, the query of a GET."""
    body = request.body or b""
    text = body if isinstance(body, str) else body.decode()
    return parse_qs(text or urlsplit(str(request.url)).query)


def answer_with(method: str, url: str, reply: Callable[[Fields], Reply]) -> None:
    """Let `url` answer each request by `reply`."""
    responses.add_callback(method, url, lambda request: reply(fields(request)))


def services(**more: Any) -> dict[str, ServiceSettings]:
    """The settings of every source, each at its host; `more` are further settings of all."""
    found = {s.name: ServiceSettings({v: HOSTS[v] for v in s.addresses}, **more) for s in SOURCES if s.is_asked}
    return found | {PUBMED.name: replace(found[PUBMED.name], mail="a@example.org")}


def nobody_else() -> None:
    """Let the probe of each source of `REACHED` find somebody. Any other cannot be reached, so nothing is marked."""
    every = services()
    for kind in CLIENTS:
        if kind.source in REACHED:
            responses.get(kind(every[kind.source]).probe_url.partition("?")[0], body=b"")


def record(pmid: str, text: str = "An invented finding.") -> str:
    """A record with little in it."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article><ArticleTitle>{text}'
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def record_set(records: Sequence[str]) -> str:
    """An efetch answer."""
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>"
