"""openFDA over the network: the drug label endpoint.

Publisher FDA; https://open.fda.gov/apis/drug/label/, https://open.fda.gov/apis/authentication/ (240 requests a minute;
1,000 a day from one address without a key, 120,000 with one; the key as the user name of HTTP Basic authentication).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.schema.sources import OPENFDA
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.pace import Clock, spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web
from pipeline.stores.web_bounds import MEGABYTE, REFUSALS

T = TypeVar("T")
SECONDS = spacing(*OPENFDA.rate)
REQUESTS_A_DAY_WITHOUT_KEY = 1_000
OVER_A_DAY = (
    f"not asked: openFDA answers {REQUESTS_A_DAY_WITHOUT_KEY} requests a day without a key: set OPENFDA_API_KEY, or "
    "run again tomorrow"
)
RETRIES = 4
MOST_BYTES = 64 * MEGABYTE  # a page of 100 long labels has about half of that


@dataclass(frozen=True)
class LabelSettings:
    """The addresses of the label services and who asks. `api_key` is sent in a header only and never shown."""

    openfda_url: str
    dailymed_url: str
    api_key: str = field(default="", repr=False)
    timeout: tuple[float, float] = (5.0, 25.0)
    now: Callable[[], str] = field(default=lambda: "", repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)


class OpenFda:
    """openFDA's label endpoint. If openFDA is down, a method returns an exchange with outcome `failed`, and None."""

    def __init__(self, settings: LabelSettings, n_asked_today: int, user_agent: str) -> None:
        self._settings = settings
        self._left = None if settings.api_key else REQUESTS_A_DAY_WITHOUT_KEY - n_asked_today
        self._web = Web(
            OPENFDA.name,
            SECONDS,
            settings.timeout,
            user_agent,
            settings.now,
            key=settings.api_key,
            retries=RETRIES,
            refusals=REFUSALS,
            clock=settings.clock,
            most_bytes=MOST_BYTES,
        )

    @property
    def n_requests(self) -> int:
        """Requests sent so far, retries included."""
        return self._web.n_requests

    def probe(self) -> None:
        """Raise SourceUnreachable if no connection to openFDA can be made. Sends nothing once the day is used up."""
        if not self._is_over():
            self._web.probe(f"{self._settings.openfda_url}/drug/label.json")

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
        url = f"{self._settings.openfda_url}/drug/label.json"
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
