"""E-utilities and the PMC ID converter: the PubMed port over the network.

Publisher NCBI; https://www.ncbi.nlm.nih.gov/books/NBK25497/ (usage: 3 requests a second, 10 with an API key; POST for
more than about 200 ids; `tool` and `email` with each request). The port: `records`, `search`, `newest`, `citing`,
`resolve`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.schema.sources import PUBMED
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.pace import Clock, spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web

T = TypeVar("T")
TOOL = "evidence-watch"
SECONDS_WITHOUT_KEY, SECONDS_WITH_KEY = (spacing(*PUBMED.rate_for(key)) for key in ("", "a key"))
SEARCH_SIZE = 10_000


@dataclass(frozen=True)
class EUtilitiesSettings:
    """The addresses of NCBI and who asks. `api_key` is sent in the form only and never shown."""

    eutils_url: str
    idconv_url: str
    email: str = ""
    api_key: str = field(default="", repr=False)
    timeout: tuple[float, float] = (5.0, 25.0)
    now: Callable[[], str] = field(default=lambda: "", repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)


class EUtilities:
    """The PubMed port over the network. Every request returns the exchange, as raw keeps it, and the value that the
    reader returned. If NCBI is down, the exchange has the outcome `failed` and the value is None. A caller that splits
    a failed request into parts passes fewer `retries`.
    """

    def __init__(self, settings: EUtilitiesSettings) -> None:
        self._settings = settings
        seconds = SECONDS_WITH_KEY if settings.api_key else SECONDS_WITHOUT_KEY
        agent = f"{TOOL} ({settings.email})" if settings.email else TOOL
        self._web = Web(PUBMED.name, seconds, settings.timeout, agent, settings.now, clock=settings.clock)

    @property
    def n_requests(self) -> int:
        """Requests sent so far, retries included."""
        return self._web.n_requests

    def probe(self) -> None:
        """Raise SourceUnreachable if no connection to NCBI can be made."""
        self._web.probe(f"{self._settings.eutils_url}/einfo.fcgi")

    def records(
        self, pmids: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """efetch of up to 200 PMIDs."""
        form = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids)}
        return self._ask("efetch", form, [f"pmid:{p}" for p in pmids], read, retries)

    def search(
        self, query: str, ids: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """esearch of one query, kept under `ids`, the ids that it asks about."""
        form = {"db": "pubmed", "retmode": "xml", "retmax": str(SEARCH_SIZE), "term": query}
        return self._ask("esearch", form, ids, read, retries)

    def newest(self, query: str, size: int, key: str, read: Callable[[bytes], T]) -> tuple[Exchange, T | None]:
        """esearch of one query for its count and the `size` newest by date of publication, kept under the id `key`."""
        form = {"db": "pubmed", "retmode": "xml", "retmax": str(size), "sort": "pub_date", "term": query}
        return self._ask("esearch", form, [key], read)

    def citing(
        self, pmids: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """elink to the articles that cite each PMID. One `id=` per PMID: a list with commas gets one joint answer."""
        form = {"dbfrom": "pubmed", "db": "pubmed", "linkname": "pubmed_pubmed_citedin", "retmode": "xml", "id": pmids}
        return self._ask("elink", form, [f"citing:{p}" for p in pmids], read, retries)

    def resolve(
        self, ids: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """The PMC ID converter for about 50 ids, all DOIs or all PMCIDs, which are sent in the address. It knows only
        articles in PMC.
        """
        form = {"ids": ",".join(i.partition(":")[2] for i in ids), "format": "json"}
        return self._ask("idconv", form, ids, read, retries)

    def _ask(
        self,
        endpoint: str,
        form: Mapping[str, str | Sequence[str]],
        ids: Sequence[str],
        read: Callable[[bytes], T],
        retries: int | None = None,
    ) -> tuple[Exchange, T | None]:
        own = {"tool": TOOL} | ({"email": self._settings.email} if self._settings.email else {})
        secret = {"api_key": self._settings.api_key} if self._settings.api_key and endpoint != "idconv" else {}
        is_converter = endpoint == "idconv"
        url = f"{self._settings.idconv_url}/" if is_converter else f"{self._settings.eutils_url}/{endpoint}.fcgi"
        ask = self._web.get if is_converter else self._web.post
        shown = "&".join(f"{k}={v}" for k, v in form.items() if k not in ("id", "ids"))
        return exchange(
            lambda: ask(url, {**form, **own, **secret}, read, retries=retries),
            source=PUBMED.name,
            endpoint=endpoint,
            params=shown,
            ids=ids,
            now=self._settings.now,
        )
