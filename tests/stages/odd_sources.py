"""FETCH in this process against sources that answer as a test tells them to, without waiting or sockets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import responses
from requests import PreparedRequest

from pipeline.stages.fetch.run import Fetching
from pipeline.stages.settings import Settings
from pipeline.stores.clients.crossref import CrossrefSettings
from pipeline.stores.clients.eutils import EUtilitiesSettings
from pipeline.stores.clients.openfda import LabelSettings
from pipeline.stores.raw import RawStore
from tests.clocks import FakeClock

EUTILS, IDCONV, OPENFDA = "https://eutils.example.org", "https://idconv.example.org", "https://openfda.example.org"
CROSSREF, DAILYMED = "https://crossref.example.org", "https://dailymed.example.org"
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
            eutils=EUtilitiesSettings(EUTILS, IDCONV, "a@example.org", now=self._now, clock=self.clock),
            labels=LabelSettings(OPENFDA, DAILYMED, now=self._now, clock=self.clock),
            crossref=CrossrefSettings(CROSSREF, now=self._now, clock=self.clock),
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


def nobody_else() -> None:
    """Let every probe find somebody."""
    for url in (f"{EUTILS}/einfo.fcgi", f"{OPENFDA}/drug/label.json", f"{CROSSREF}/works", f"{DAILYMED}/spls.json"):
        responses.get(url, body=b"")


def record(pmid: str, text: str = "An invented finding.") -> str:
    """A record with little in it."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article><ArticleTitle>{text}'
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def record_set(records: Sequence[str]) -> str:
    """An efetch answer."""
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>"
