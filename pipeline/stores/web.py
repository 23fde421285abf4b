"""The only HTTP client. `requests` sends; urllib3's Retry computes the back-off; one rate limiter per source paces.

Every attempt, including retries and redirects, waits for its turn, so that a source never sees more than its limit,
however many threads ask. A body counts as an answer only if its reader accepts it: readers raise `TransientAnswer` for
error documents, maintenance pages and truncated bodies, which are then requested again. Any other exception of a reader
means a body that it cannot read: this too counts as a failure of the source, never of the run.

Everything that a source sends is bounded: each answer in decoded bytes and in seconds, all attempts of one request in
seconds, redirects in number. A redirect is followed on the same host only and never from https to http, since the form
may contain a key.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.util.retry import Retry

from pipeline.errors import SourceDown, SourceUnreachable, TransientAnswer, UnusableAnswer
from pipeline.stores.deadline import POOLS, deadline
from pipeline.stores.pace import Clock, RateLimiter

T = TypeVar("T")
Form = Mapping[str, str | Sequence[str]]  # a list of values is sent as the field repeated
RETRIES = 6
BACKOFF_SECONDS = 0.5
BACKOFF_MAX_SECONDS = 30.0
RETRY_AFTER_MAX_SECONDS = 120
PROBE_CONNECT_SECONDS = 4.0
PROBE_READ_SECONDS = 4.0
MEGABYTE = 1 << 20
MOST_BYTES = 32 * MEGABYTE  # several times the longest real answer; if one is longer, callers ask in halves
_PIECE = 1 << 16
# In multiples of the read timeout: the most time for one answer, and for all attempts of one request together.
DEADLINE_WAITS, QUESTION_WAITS = 2, 8
ATTEMPTS_AT_DEADLINES = 2
MOST_REDIRECTS = 3
ATTEMPTS_AT_REDIRECTS = 3
OK, SEE_OTHER, NOT_MODIFIED, NOT_FOUND, TOO_MANY = 200, 303, 304, 404, 429
REDIRECTS = frozenset({301, 302, SEE_OTHER, 307, 308})
# Repeating the request brings the same refusal: it is malformed or the key is wrong.
REFUSALS = frozenset({400, 401, 403})
# Statuses that a single bad id in the request may cause.
MAY_BE_AN_ID = frozenset({400, 413, 414, 500})
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


class _NoAnswer(Exception):
    """Why one attempt brought no answer. `is_unusable` means that the source did answer, so an id may be to blame."""

    def __init__(
        self, problem: str, *, status: int = 0, retry_after: str = "", is_unusable: bool = False, attempts: int = 99
    ) -> None:
        super().__init__(problem)
        self.status, self.retry_after, self.is_unusable = status, retry_after, is_unusable
        self.most_attempts = attempts  # of this request: low where asking again helps little


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
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._now, self._retries, self._refusals = now, retries, refusals
        self._auth = (key, "") if key else None
        self._clock = clock or Clock()
        self._source, self._timeout, self._limiter = source, timeout, RateLimiter(seconds, self._clock)
        self._deadline = deadline or DEADLINE_WAITS * timeout[1]
        self._most_bytes = most_bytes
        # requests would accept every encoding that it can decode; the size of these two is checked while decoding
        self._headers = {"User-Agent": _header(user_agent), "Accept-Encoding": "gzip, deflate"}
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
        return self._ask("POST", url, data, {OK: read}, retries=retries)

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
        others = {NOT_FOUND: read_not_found, NOT_MODIFIED: read_not_modified}
        readers = {OK: read} | {status: reader for status, reader in others.items() if reader}
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
            except _NoAnswer as problem:
                failed = problem
            spent += self._clock.monotonic() - began
            down = UnusableAnswer if failed.is_unusable else SourceDown
            if failed.status in self._refusals:
                raise down(f"{self._source}: the question was refused: {failed}", attempts)
            is_over = attempts >= failed.most_attempts or spent > QUESTION_WAITS * self._timeout[1]
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
        """One attempt. Returns the reader's value and the response. Raises _NoAnswer."""
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
                    raise _NoAnswer(told, attempts=ATTEMPTS_AT_DEADLINES) from None
                raise _NoAnswer(_reason(error), is_unusable=isinstance(error, CUT)) from None
            finally:
                if response is not None:
                    response.close()
        return _read(readers[response.status_code], body), response

    def _send(self, method: str, url: str, data: Form, headers: Mapping[str, str] | None) -> requests.Response:
        """The response, with its body unread, after all permitted redirects. Raises _NoAnswer."""
        form, params = (data, None) if method == "POST" else (None, data)
        for _ in range(MOST_REDIRECTS + 1):
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
            if response.status_code not in REDIRECTS or not target:
                return response
            response.close()
            url, params = _followed(response.url, target), None  # the new address includes the parameters
            if response.status_code == SEE_OTHER:
                method, form = "GET", None
            self._limiter.wait()
        raise _NoAnswer(f"more than {MOST_REDIRECTS} redirects in a row", attempts=ATTEMPTS_AT_REDIRECTS)

    def _body(self, response: requests.Response, readers: Mapping[int, Callable[[bytes], Any]]) -> bytes:
        """The decoded body, if there is a reader for its status. It is read in pieces, so that it cannot fill memory.
        Raises _NoAnswer.
        """
        status = response.status_code
        if status not in readers:
            raise _NoAnswer(
                f"HTTP status {status}",
                status=status,
                retry_after=response.headers.get("Retry-After", ""),
                is_unusable=status in MAY_BE_AN_ID,
            )
        body = BytesIO()
        for piece in response.iter_content(_PIECE):
            body.write(piece)
            if body.tell() > self._most_bytes:
                found = f"expected an answer of at most {self._most_bytes // MEGABYTE} MB; found more"
                raise _NoAnswer(found, is_unusable=True, attempts=1)
        return body.getvalue()

    def _back_off(self, retry: Retry, failed: _NoAnswer) -> None:
        asked = _seconds(retry, failed.retry_after)
        if asked is not None:
            self._limiter.pause(min(asked, RETRY_AFTER_MAX_SECONDS))
        elif failed.status == TOO_MANY:
            self._limiter.pause(1.0)
        else:
            self._clock.sleep(retry.get_backoff_time())


def _read(read: Callable[[bytes], T], body: bytes) -> T:
    try:
        return read(body)
    except TransientAnswer as error:
        raise _NoAnswer(str(error), is_unusable=True) from None
    except Exception as error:  # noqa: BLE001 - whatever a body does to its reader is the source's fault
        raise _NoAnswer(f"an answer that cannot be read ({type(error).__name__})", is_unusable=True) from None


def _followed(url: str, location: str) -> str:
    """The target of a redirect. Raises _NoAnswer unless it is on the same host and at least as safe; the message shows
    no query.
    """
    try:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
        is_same = (new.scheme, new.hostname, new.port) == (old.scheme, old.hostname, old.port)
        is_safer = (old.scheme, new.scheme) == ("http", "https") and new.hostname == old.hostname
        is_safer = is_safer and old.port is None and new.port is None
        shown = f"{new.scheme}://{new.netloc.rpartition('@')[2]}"[:120]
    except ValueError:
        is_same = is_safer = False
        shown = "an address that is none"
    if is_same or is_safer:
        return target
    raise _NoAnswer(f"a redirect to another host is not followed: {shown!r}", attempts=ATTEMPTS_AT_REDIRECTS)


def _seconds(retry: Retry, retry_after: str) -> float | None:
    """The seconds that a Retry-After asks for; None if it is absent or cannot be read."""
    try:
        return retry.parse_retry_after(retry_after) if retry_after else None
    except (HTTPError, ValueError, OverflowError):
        return None


def _header(text: str) -> str:
    """`text` as a valid header value: all but printable ASCII is escaped (RFC 9110, section 5.5)."""
    return quote(text.encode("utf-8", "replace"), safe="".join(map(chr, range(0x20, 0x7F))).replace("%", ""))


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
