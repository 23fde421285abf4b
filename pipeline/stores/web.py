"""The only HTTP client. requests sends; urllib3's Retry says how long to back off; one limiter per source paces.

Each attempt, retries too, waits for its turn, so that a source never sees more than its limit whatever the number of
threads. A body counts as an answer only when its reader says so: readers raise `TransientAnswer` for error documents,
maintenance pages and bodies cut short, and those are asked for again.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import requests
from urllib3.exceptions import MaxRetryError
from urllib3.util.retry import Retry

from pipeline.errors import SourceDown, SourceUnreachable, TransientAnswer

T = TypeVar("T")
Form = Mapping[str, str | Sequence[str]]  # a list of values is sent as the field repeated
RETRIES = 6
BACKOFF_SECONDS = 0.5
BACKOFF_MAX_SECONDS = 30.0
RETRY_AFTER_MAX_SECONDS = 120
PROBE_CONNECT_SECONDS = 4.0
PROBE_READ_SECONDS = 4.0
OK, NOT_MODIFIED, NOT_FOUND, TOO_MANY = 200, 304, 404, 429
# Asking again the same way brings the same refusal: a malformed question, a wrong key.
REFUSALS = frozenset({400, 401, 403})


class RateLimiter:
    """Lets one request start every `seconds`, in turn; `pause` holds everybody back."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._next, self._lock = seconds, 0.0, threading.Lock()

    def wait(self) -> None:
        """Sleep until this caller's turn."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._seconds
        time.sleep(turn - now)

    def pause(self, seconds: float) -> None:
        """Let nobody start for `seconds`, as a Retry-After asks."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a reader made of a body, with when it was asked (UTC ISO 8601), the status and the number of attempts.
    `validator` is the ETag, else the Last-Modified, that a later question may show (RFC 9110, section 8.8).
    """

    value: T
    asked_at: str
    status: int
    attempts: int
    validator: str = ""


class Web:
    """One session for one source. `seconds` is the least time between two requests; `timeout` (connect, read).

    `key` is sent as the user name of HTTP Basic authentication, never in an address. `refusals` are the statuses after
    which asking again is of no use.
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
    ) -> None:
        self._now, self._retries, self._refusals = now, retries, refusals
        self._auth = (key, "") if key else None
        self._source, self._timeout, self._limiter = source, timeout, RateLimiter(seconds)
        self._headers = {"User-Agent": user_agent}
        self._local = threading.local()
        self.n_requests = 0

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.headers.update(self._headers)
            self._local.session.auth = self._auth
        session: requests.Session = self._local.session
        return session

    def probe(self, url: str) -> None:
        """Find out within eight seconds whether anybody answers at `url`, whatever they answer.

        Raises SourceUnreachable when no connection can be made. A slow or failing server is there: it is not for the
        probe to judge.
        """
        self._limiter.wait()
        self.n_requests += 1
        try:
            self._session.get(url, timeout=(PROBE_CONNECT_SECONDS, PROBE_READ_SECONDS), stream=True).close()
        except (requests.ReadTimeout, requests.exceptions.ChunkedEncodingError):
            return
        except requests.ConnectionError as error:
            if "RemoteDisconnected" in repr(error) or "ConnectionResetError" in repr(error):
                return
            raise SourceUnreachable(f"{self._source}: no connection to {url}: {_reason(error)}") from None

    def post(self, url: str, data: Form, read: Callable[[bytes], T]) -> Answer[T]:
        """POST a form and read the answer, retrying until it is one.

        Raises SourceDown, naming the last problem, when the retries are used up. `data` may hold a key: it is in no
        message.
        """
        return self._ask("POST", url, data, {OK: read})

    def get(
        self,
        url: str,
        params: Form,
        read: Callable[[bytes], T],
        read_not_found: Callable[[bytes], T] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        read_not_modified: Callable[[bytes], T] | None = None,
    ) -> Answer[T]:
        """`post` for a service that takes its parameters, none of them secret, in the address.

        `read_not_found` reads the body of a 404 where the service answers so that it holds no such thing; without it a
        404 is a failure like any other. So it is with `read_not_modified` and 304, the answer to `headers` that ask for
        what is new (If-None-Match).
        """
        others = {NOT_FOUND: read_not_found, NOT_MODIFIED: read_not_modified}
        readers = {OK: read} | {status: reader for status, reader in others.items() if reader}
        return self._ask("GET", url, params, readers, headers)

    def _ask(
        self,
        method: str,
        url: str,
        data: Form,
        readers: Mapping[int, Callable[[bytes], T]],
        headers: Mapping[str, str] | None = None,
    ) -> Answer[T]:
        retry = Retry(
            total=self._retries, backoff_factor=BACKOFF_SECONDS, backoff_max=BACKOFF_MAX_SECONDS, backoff_jitter=0.2
        )
        attempts = 0
        while True:
            self._limiter.wait()
            attempts += 1
            asked_at = self._now()
            self.n_requests += 1
            response, problem = self._attempt(method, url, data, headers)
            if response is not None:
                try:
                    value = self._read(response, readers)
                    return Answer(value, asked_at, response.status_code, attempts, _validator(response))
                except TransientAnswer as error:
                    problem = str(error)
                if response.status_code in self._refusals:
                    raise SourceDown(f"{self._source}: the question was refused: {problem}")
            try:
                retry = retry.increment(method, url, error=TransientAnswer(problem))
            except MaxRetryError:
                raise SourceDown(f"{self._source}: no usable answer after {attempts} attempts: {problem}") from None
            self._back_off(retry, response)

    def _attempt(
        self, method: str, url: str, data: Form, headers: Mapping[str, str] | None
    ) -> tuple[requests.Response | None, str]:
        form, params = (data, None) if method == "POST" else (None, data)
        try:
            return self._session.request(
                method, url, data=form, params=params, headers=headers, timeout=self._timeout
            ), ""
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            return None, _reason(error)
        except requests.exceptions.ContentDecodingError as error:
            return None, _reason(error)

    def _read(self, response: requests.Response, readers: Mapping[int, Callable[[bytes], T]]) -> T:
        reader = readers.get(response.status_code)
        if reader is None:
            raise TransientAnswer(f"HTTP status {response.status_code}")
        return reader(response.content)

    def _back_off(self, retry: Retry, response: requests.Response | None) -> None:
        asked = retry.get_retry_after(response.raw) if response is not None else None
        if asked is not None:
            self._limiter.pause(min(asked, RETRY_AFTER_MAX_SECONDS))
        elif response is not None and response.status_code == TOO_MANY:
            self._limiter.pause(1.0)
        else:
            time.sleep(retry.get_backoff_time())


def _validator(response: requests.Response) -> str:
    return response.headers.get("ETag") or response.headers.get("Last-Modified") or ""


def _reason(error: requests.RequestException) -> str:
    """The kind of failure without the URL's query or the form, which may hold a key."""
    inner = error.args[0] if error.args else error
    cause = getattr(inner, "reason", inner)
    return f"{type(error).__name__} ({type(cause).__name__})"
