"""The only HTTP client. `requests` sends; urllib3's Retry computes the back-off; one rate limiter per source paces.

Every attempt, including retries and redirects, waits for its turn, so that a source never sees more than its limit,
however many threads ask. A body counts as an answer only if its reader accepts it: readers raise `TransientAnswer` for
error documents, maintenance pages and truncated bodies, which are then requested again. Any other exception of a reader
means a body that it cannot read: this too counts as a failure of the source, never of the run.

Everything that a source sends is bounded: each answer in decoded bytes and in seconds, all attempts of one request in
seconds, redirects in number. `stores/web_bounds.py` has these bounds and says which redirects are followed.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.util.retry import Retry

from pipeline.errors import SourceDown, SourceUnreachable, TransientAnswer, UnusableAnswer
from pipeline.stores import web_bounds as bounds
from pipeline.stores.deadline import POOLS, deadline
from pipeline.stores.pace import Clock, RateLimiter
from pipeline.stores.web_bounds import NoAnswer

T = TypeVar("T")
Form = Mapping[str, str | Sequence[str]]  # a list of values is sent as the field repeated
RETRIES = 6
BACKOFF_SECONDS = 0.5
BACKOFF_MAX_SECONDS = 30.0
PROBE_CONNECT_SECONDS = 4.0
PROBE_READ_SECONDS = 4.0
_PIECE = 1 << 16
# All that requests, urllib3, http.client and the codecs raise for a broken connection, address, header or body.
BROKEN = (requests.RequestException, HTTPError, ValueError, OSError, AttributeError)

# Those of them that mean that the body ended too early.
CUT = (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)


@dataclass(frozen=True)
class WebAnswer(Generic[T]):
    """The value that a reader returned, with the time of the request (UTC ISO 8601), the status and the number of
    attempts. `validator` is the ETag, else the Last-Modified, for a later conditional request (RFC 9110, section 8.8).
    """

    value: T
    asked_at: str
    status: int
    attempts: int
    validator: str = ""


class Web:
    """The connection to one source. `seconds` is the least time between two requests; `timeout` is (connect, read).

    `key` is sent as the user name of HTTP Basic authentication, never in an address. `refusals` are the statuses after
    which a request is not repeated. `deadline` limits one answer in seconds, `most_bytes` in decoded bytes.
    """

    def __init__(
        self,
        source: str,
        seconds: float,
        timeout: tuple[float, float],
        user_agent: str,
        now: Callable[[], str],
        *,
        key: str = "",
        retries: int = RETRIES,
        refusals: frozenset[int] = frozenset(),
        clock: Clock | None = None,
        deadline: float | None = None,
        most_bytes: int = bounds.MOST_BYTES,
    ) -> None:
        self._now, self._retries, self._refusals = now, retries, refusals
        self._auth = (key, "") if key else None
        self._clock = clock or Clock()
        self._source, self._timeout, self._limiter = source, timeout, RateLimiter(seconds, self._clock)
        self._deadline = deadline or bounds.DEADLINE_WAITS * timeout[1]
        self._most_bytes = most_bytes
        # requests would accept every encoding that it can decode; the size of these two is checked while decoding
        self._headers = {"User-Agent": bounds.header_value(user_agent), "Accept-Encoding": "gzip, deflate"}
        self._local = threading.local()
        self.n_requests = 0

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            session = requests.Session()
            session.headers.update(self._headers)
            session.auth = self._auth
            for scheme in ("http://", "https://"):
                session.mount(scheme, _Adapter())
            self._local.session = session
        found: requests.Session = self._local.session
        return found

    def probe(self, url: str) -> None:
        """Check within eight seconds that a server answers at `url`, whatever the answer.

        Raises SourceUnreachable if no connection can be made. A slow or failing server counts as reachable.
        """
        self._limiter.wait()
        self.n_requests += 1
        timeout = (PROBE_CONNECT_SECONDS, PROBE_READ_SECONDS)
        try:
            with deadline(PROBE_CONNECT_SECONDS + PROBE_READ_SECONDS):
                self._session.get(url, timeout=timeout, stream=True, allow_redirects=False).close()
        except (requests.ReadTimeout, requests.exceptions.ChunkedEncodingError):
            return
        except BROKEN as error:
            if any(name in repr(error) for name in ("RemoteDisconnected", "ConnectionResetError", "BadStatusLine")):
                return
            raise SourceUnreachable(f"{self._source}: no connection to {url}: {_reason(error)}") from None

    def post(self, url: str, data: Form, read: Callable[[bytes], T], *, retries: int | None = None) -> WebAnswer[T]:
        """POST a form and read the answer, with retries until the reader accepts one.

        When the retries are used up, raises SourceDown with the last problem, or UnusableAnswer if the source did
        answer. `data` may contain a key, so no message shows it. A caller that splits a failed request into parts
        passes fewer `retries`.
        """
        return self._ask("POST", url, data, {bounds.OK: read}, retries=retries)

    def get(
        self,
        url: str,
        params: Form,
        read: Callable[[bytes], T],
        read_not_found: Callable[[bytes], T] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        read_not_modified: Callable[[bytes], T] | None = None,
        retries: int | None = None,
    ) -> WebAnswer[T]:
        """As `post`, for a service that takes its parameters, none of them secret, in the address.

        `read_not_found` reads the body of a 404 if the service uses that status for "no such thing"; without it, a 404
        is a failure like any other. Likewise, `read_not_modified` reads a 304, the answer to `headers` that make the
        request conditional (If-None-Match).
        """
        others = {bounds.NOT_FOUND: read_not_found, bounds.NOT_MODIFIED: read_not_modified}
        readers = {bounds.OK: read} | {status: reader for status, reader in others.items() if reader}
        return self._ask("GET", url, params, readers, headers=headers, retries=retries)

    def _ask(
        self,
        method: str,
        url: str,
        data: Form,
        readers: Mapping[int, Callable[[bytes], T]],
        *,
        headers: Mapping[str, str] | None = None,
        retries: int | None = None,
    ) -> WebAnswer[T]:
        retry = Retry(
            total=self._retries if retries is None else retries,
            backoff_factor=BACKOFF_SECONDS,
            backoff_max=BACKOFF_MAX_SECONDS,
            backoff_jitter=0.2,
        )
        attempts, spent = 0, 0.0
        while True:
            self._limiter.wait()
            attempts, asked_at, began = attempts + 1, self._now(), self._clock.monotonic()
            try:
                value, response = self._attempt(method, url, data, readers, headers)
                return WebAnswer(value, asked_at, response.status_code, attempts, _validator(response))
            except NoAnswer as problem:
                failed = problem
            spent += self._clock.monotonic() - began
            down = UnusableAnswer if failed.is_unusable else SourceDown
            if failed.status in self._refusals:
                raise down(f"{self._source}: the question was refused: {failed}", attempts)
            is_over = attempts >= failed.most_attempts or spent > bounds.QUESTION_WAITS * self._timeout[1]
            try:
                retry = retry.increment(method, url, error=TransientAnswer(str(failed)))
            except MaxRetryError:
                is_over = True
            if is_over:
                raise down(f"{self._source}: no usable answer after {attempts} attempts: {failed}", attempts)
            self._back_off(retry, failed)

    def _attempt(
        self,
        method: str,
        url: str,
        data: Form,
        readers: Mapping[int, Callable[[bytes], T]],
        headers: Mapping[str, str] | None,
    ) -> tuple[T, requests.Response]:
        """One attempt. Returns the reader's value and the response. Raises NoAnswer."""
        with deadline(self._deadline) as limit:
            response = None
            try:
                response = self._send(method, url, data, headers)
                body = self._body(response, readers)
                if limit.is_over:  # a body without a stated length looks whole after the socket was shut
                    raise TimeoutError
            except BROKEN as error:
                if limit.is_over:
                    told = f"no whole answer within {self._deadline:g} s"
                    raise NoAnswer(told, attempts=bounds.ATTEMPTS_AT_DEADLINES) from None
                raise NoAnswer(_reason(error), is_unusable=isinstance(error, CUT)) from None
            finally:
                if response is not None:
                    response.close()
        return bounds.read_body(readers[response.status_code], body), response

    def _send(self, method: str, url: str, data: Form, headers: Mapping[str, str] | None) -> requests.Response:
        """The response, with its body unread, after all permitted redirects. Raises NoAnswer."""
        form, params = (data, None) if method == "POST" else (None, data)
        for _ in range(bounds.MOST_REDIRECTS + 1):
            self.n_requests += 1
            response = self._session.request(
                method,
                url,
                data=form,
                params=params,
                headers=headers,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
            )
            target = response.headers.get("Location", "")
            if response.status_code not in bounds.REDIRECTS or not target:
                return response
            response.close()
            url, params = bounds.redirect_target(response.url, target), None  # the new address includes the parameters
            if response.status_code == bounds.SEE_OTHER:
                method, form = "GET", None
            self._limiter.wait()
        raise NoAnswer(f"more than {bounds.MOST_REDIRECTS} redirects in a row", attempts=bounds.ATTEMPTS_AT_REDIRECTS)

    def _body(self, response: requests.Response, readers: Mapping[int, Callable[[bytes], Any]]) -> bytes:
        """The decoded body, if there is a reader for its status. It is read in pieces. Raises NoAnswer."""
        status = response.status_code
        if status not in readers:
            raise NoAnswer(
                f"HTTP status {status}",
                status=status,
                retry_after=response.headers.get("Retry-After", ""),
                is_unusable=status in bounds.MAY_BE_AN_ID,
            )
        return bounds.joined_body(response.iter_content(_PIECE), self._most_bytes)

    def _back_off(self, retry: Retry, failed: NoAnswer) -> None:
        asked = bounds.seconds_to_wait(retry, failed.retry_after)
        if asked is not None:
            self._limiter.pause(asked)
        elif failed.status == bounds.TOO_MANY:
            self._limiter.pause(1.0)
        else:
            self._clock.sleep(retry.get_backoff_time())


def _validator(response: requests.Response) -> str:
    return response.headers.get("ETag") or response.headers.get("Last-Modified") or ""


def _reason(error: Exception) -> str:
    """The kind of failure, without the URL's query or the form, which may contain a key."""
    inner = error.args[0] if error.args else error
    cause = getattr(inner, "reason", inner)
    return f"{type(error).__name__} ({type(cause).__name__})"


class _Adapter(HTTPAdapter):
    """The adapter of requests, with connections that a deadline can end, also through a proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager
