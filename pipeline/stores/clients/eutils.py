"""E-utilities and the PMC ID converter: the PubMed port over the network.

Publisher NCBI; https://www.ncbi.nlm.nih.gov/books/NBK25497/ (usage: 3 requests a second, 10 with an API key; POST for
more than about 200 ids; `tool` and `email` with each request). The port: `records`, `search`, `newest`, `citing`,
`resolve`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.sources import PUBMED
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import TOOL, Client, ServiceSettings
from pipeline.stores.pace import spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web

T = TypeVar("T")
SECONDS_WITHOUT_KEY, SECONDS_WITH_KEY = (spacing(*PUBMED.rate_for(key)) for key in ("", "a key"))
SEARCH_SIZE = 10_000


class EUtilities(Client):
    """The PubMed port over the network. Every request returns the exchange, as raw keeps it, and the value that the
    reader returned. If NCBI is down, the exchange has the outcome `failed` and the value is None. A caller that splits
    a failed request into parts passes fewer `retries`. The key is sent in the form only.
    """

    source = PUBMED.name

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._eutils_url = settings.addresses["EUTILS_BASE_URL"]
        self._idconv_url = settings.addresses["IDCONV_BASE_URL"]
        seconds = SECONDS_WITH_KEY if settings.key else SECONDS_WITHOUT_KEY
        self._web = Web(self.source, seconds, settings.timeout, settings.user_agent, settings.now, clock=settings.clock)

    @property
    def probe_url(self) -> str:
        """The list of NCBI's databases."""
        return f"{self._eutils_url}/einfo.fcgi"

    def records(
        self, pmids: Sequence[str], read: Callable[[bytes], T], retries: int | None = None
    ) -> tuple[Exchange, T | None]:
        """efetch of up to 200 PMIDs."""
        form = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids)}
        return self._ask("efetch", form, [ReferenceKey.of_pmid(p) for p in pmids], read, retries)

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
        own = {"tool": TOOL} | ({"email": self._settings.mail} if self._settings.mail else {})
        secret = {"api_key": self._settings.key} if self._settings.key and endpoint != "idconv" else {}
        is_converter = endpoint == "idconv"
        url = f"{self._idconv_url}/" if is_converter else f"{self._eutils_url}/{endpoint}.fcgi"
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
