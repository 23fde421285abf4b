"""Crossref over the network: works by DOI, several in one request or one in the address.

Publisher Crossref; https://api.crossref.org/swagger-ui/index.html,
https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/ (5 requests a second; 10
for those who give an e-mail address in `mailto`).
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from pipeline.schema.sources import CROSSREF
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import Client, ServiceSettings
from pipeline.stores.pace import spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web, WebAnswer
from pipeline.stores.web_bounds import REFUSALS

T = TypeVar("T")
SECONDS, SECONDS_WITH_MAILTO = (spacing(*CROSSREF.rate_for(mailto)) for mailto in ("", "a mailto"))
RETRIES = 4


class Crossref(Client):
    """Crossref's `works` endpoint. If it is down, a method returns an exchange with outcome `failed`, and None.

    The mail address is sent to Crossref only, as `mailto`, and stored nowhere.
    """

    source = CROSSREF.name

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        seconds = SECONDS_WITH_MAILTO if settings.mail else SECONDS
        self._mailto = {"mailto": settings.mail} if settings.mail else {}
        self._web = Web(
            CROSSREF.name,
            seconds,
            settings.timeout,
            settings.user_agent,
            settings.now,
            retries=RETRIES,
            refusals=REFUSALS,
            clock=settings.clock,
        )

    @property
    def probe_url(self) -> str:
        """A list of works without works."""
        return f"{self._settings.url}/works?rows=0"

    def works(
        self, dois: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """The works of `dois`, each of which must fit a filter (`sources.papers.crossref.can_be_filtered`). A caller
        that splits a failed request into parts passes fewer `retries`.
        """
        params = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": str(len(dois))}
        shown = "&".join(f"{k}={v}" for k, v in params.items())
        url = f"{self._settings.url}/works"
        return self._kept(lambda: self._web.get(url, params | self._mailto, read, retries=retries), shown, dois)

    def work(
        self, doi: str, path: str, read: Callable[[bytes], T], read_not_found: Callable[[bytes], T]
    ) -> tuple[Exchange, T | None]:
        """The work of one DOI; `path` follows `/works/` in the address (`sources.papers.crossref.work_path`)."""
        url = f"{self._settings.url}/works/{path}"
        return self._kept(lambda: self._web.get(url, self._mailto, read, read_not_found), path, [doi])

    def _kept(self, send: Callable[[], WebAnswer[T]], shown: str, dois: Sequence[str]) -> tuple[Exchange, T | None]:
        ids = tuple(f"crossref:{doi}" for doi in dois)
        return exchange(send, source=CROSSREF.name, endpoint="works", params=shown, ids=ids, now=self._settings.now)
