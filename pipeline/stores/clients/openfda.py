"""openFDA over the network: the drug label endpoint.

Publisher FDA; https://open.fda.gov/apis/drug/label/, https://open.fda.gov/apis/authentication/ (240 requests a minute;
1,000 a day from one address without a key, 120,000 with one; the key as the user name of HTTP Basic authentication).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pipeline.schema.sources import OPENFDA
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import Client, ServiceSettings
from pipeline.stores.pace import spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web
from pipeline.stores.web_bounds import MEGABYTE, REFUSALS

T = TypeVar("T")
SECONDS = spacing(*OPENFDA.rate)
REQUESTS_A_DAY_WITHOUT_KEY = OPENFDA.requests_a_day or 0
OVER_A_DAY = (
    f"not asked: openFDA answers {REQUESTS_A_DAY_WITHOUT_KEY} requests a day without a key: set OPENFDA_API_KEY, or "
    "run again tomorrow"
)
RETRIES = 4
MOST_BYTES = 64 * MEGABYTE  # a page of 100 long labels has about half of that


class OpenFda(Client):
    """openFDA's label endpoint. If openFDA is down, a method returns an exchange with outcome `failed`, and None. The
    key is sent in a header only.
    """

    source = OPENFDA.name

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._left = None if settings.key else REQUESTS_A_DAY_WITHOUT_KEY - settings.n_asked_today
        self._web = Web(
            OPENFDA.name,
            SECONDS,
            settings.timeout,
            settings.user_agent,
            settings.now,
            key=settings.key,
            retries=RETRIES,
            refusals=REFUSALS,
            clock=settings.clock,
            most_bytes=MOST_BYTES,
        )

    @property
    def probe_url(self) -> str:
        """The label endpoint, without a question."""
        return f"{self._settings.url}/drug/label.json"

    def probe(self) -> None:
        """Raise SourceUnreachable if no connection to openFDA can be made. Sends nothing once the day is used up."""
        if not self._is_over():
            super().probe()

    def labels(
        self,
        params: Mapping[str, str],
        ids: Sequence[str],
        read: Callable[[bytes], T],
        read_not_found: Callable[[bytes], T],
        retries: int | None = None,
    ) -> tuple[Exchange, T | None]:
        """One page of labels. `params` are `search`, `limit` and `skip`; `ids` are the ids that it asks about. A caller
        that splits a failed request into parts passes fewer `retries`. Retries too count towards the requests of a day.
        """
        shown = "&".join(f"{k}={v}" for k, v in params.items())
        now = self._settings.now
        if self._is_over():
            return Exchange(OPENFDA.name, "label", shown, now(), "failed", None, 0, tuple(ids), OVER_A_DAY), None
        url = f"{self._settings.url}/drug/label.json"
        most = RETRIES if retries is None else retries
        if self._left is not None:
            most = min(most, self._left - self.n_requests - 1)
        return exchange(
            lambda: self._web.get(url, params, read, read_not_found, retries=most),
            source=OPENFDA.name,
            endpoint="label",
            params=shown,
            ids=ids,
            now=now,
        )

    def _is_over(self) -> bool:
        """Whether all requests of the day are used up."""
        return self._left is not None and self.n_requests >= self._left
