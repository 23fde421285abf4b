"""DailyMed over the network: SPL documents and their version history by set id, and the labels of a drug by name.

Publisher NLM; https://dailymed.nlm.nih.gov/dailymed/app-support-web-services.cfm. It publishes no limit; we keep to
four requests a second, which is openFDA's limit.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from pipeline.schema.sources import DAILYMED
from pipeline.stores.clients.openfda import RETRIES
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import Client, ServiceSettings
from pipeline.stores.pace import spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web
from pipeline.stores.web_bounds import REFUSALS

T = TypeVar("T")
SECONDS = spacing(*DAILYMED.rate)


class DailyMed(Client):
    """DailyMed's web services. A 404 counts as "no such label" only if its body says so (`read_not_found`). If DailyMed
    is down, a method returns an exchange with outcome `failed`, and None.
    """

    source = DAILYMED.name

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._web = Web(
            DAILYMED.name,
            SECONDS,
            settings.timeout,
            settings.user_agent,
            settings.now,
            retries=RETRIES,
            refusals=REFUSALS,
            clock=settings.clock,
        )

    @property
    def probe_url(self) -> str:
        """The list of labels."""
        return f"{self._settings.url}/spls.json"

    def document(
        self, set_id: str, read: Callable[[bytes], T], read_not_found: Callable[[bytes], T]
    ) -> tuple[Exchange, T | None]:
        """The current SPL document of a set id."""
        return self._ask("spl", f"{set_id}.xml", set_id, (read, read_not_found))

    def history(
        self, set_id: str, read: Callable[[bytes], T], read_not_found: Callable[[bytes], T]
    ) -> tuple[Exchange, T | None]:
        """The versions that DailyMed lists for a set id, with their dates."""
        return self._ask("history", f"{set_id}/history.json", set_id, (read, read_not_found))

    def names(
        self,
        key: str,
        params: Mapping[str, str],
        read: Callable[[bytes], T],
        read_no_search: Callable[[bytes], T],
    ) -> tuple[Exchange, T | None]:
        """One page of the labels that DailyMed lists for a drug's name (`/spls.json`), kept under the id `key`."""
        url = f"{self._settings.url}/spls.json"
        return exchange(
            lambda: self._web.get(url, params, read, read_no_search),
            source=DAILYMED.name,
            endpoint="names",
            params="&".join(f"{k}={v}" for k, v in params.items()),
            ids=(key,),
            now=self._settings.now,
        )

    def _ask(
        self, endpoint: str, path: str, set_id: str, readers: tuple[Callable[[bytes], T], Callable[[bytes], T]]
    ) -> tuple[Exchange, T | None]:
        url = f"{self._settings.url}/spls/{path}"
        return exchange(
            lambda: self._web.get(url, {}, *readers),
            source=DAILYMED.name,
            endpoint=endpoint,
            params=path,
            ids=(f"{endpoint}:{set_id}",),
            now=self._settings.now,
        )
