"""The bounds of what a source may do to one request: bytes, seconds and redirects, and what counts as no answer.

A redirect is followed on the same host only and never from https to http, since the form may contain a key. Opens no
connection: `stores/web.py` does.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from pipeline.errors import TransientAnswer

T = TypeVar("T")
MEGABYTE = 1 << 20
MOST_BYTES = 32 * MEGABYTE  # several times the longest real answer; if one is longer, callers ask in halves
# In multiples of the read timeout: the most time for one answer, and for all attempts of one request together.
DEADLINE_WAITS, QUESTION_WAITS = 2, 8
ATTEMPTS_AT_DEADLINES = 2
MOST_REDIRECTS = 3
ATTEMPTS_AT_REDIRECTS = 3
RETRY_AFTER_MAX_SECONDS = 120
OK, SEE_OTHER, NOT_MODIFIED, NOT_FOUND, TOO_MANY = 200, 303, 304, 404, 429
REDIRECTS = frozenset({301, 302, SEE_OTHER, 307, 308})
# Repeating the request brings the same refusal: it is malformed or the key is wrong.
REFUSALS = frozenset({400, 401, 403})
# Statuses that a single bad id in the request may cause.
MAY_BE_AN_ID = frozenset({400, 413, 414, 500})


class NoAnswer(Exception):
    """Why one attempt brought no answer. `is_unusable` means that the source did answer, so an id may be to blame."""

    def __init__(
        self, problem: str, *, status: int = 0, retry_after: str = "", is_unusable: bool = False, attempts: int = 99
    ) -> None:
        super().__init__(problem)
        self.status, self.retry_after, self.is_unusable = status, retry_after, is_unusable
        self.most_attempts = attempts  # of this request: low where asking again helps little


def redirect_target(url: str, location: str) -> str:
    """The target of a redirect. Raises NoAnswer unless it is on the same host and at least as safe; the message shows
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
    raise NoAnswer(f"a redirect to another host is not followed: {shown!r}", attempts=ATTEMPTS_AT_REDIRECTS)


def joined_body(pieces: Iterable[bytes], most_bytes: int) -> bytes:
    """The body whose decoded pieces these are. Raises NoAnswer as soon as they exceed `most_bytes`, so that no body
    can fill memory.
    """
    body = BytesIO()
    for piece in pieces:
        body.write(piece)
        if body.tell() > most_bytes:
            problem = f"expected an answer of at most {most_bytes // MEGABYTE} MB; found more"
            raise NoAnswer(problem, is_unusable=True, attempts=1)
    return body.getvalue()


def read_body(read: Callable[[bytes], T], body: bytes) -> T:
    """What `read` returns for `body`. Raises NoAnswer whatever `read` raises."""
    try:
        return read(body)
    except TransientAnswer as error:
        raise NoAnswer(str(error), is_unusable=True) from None
    except Exception as error:  # noqa: BLE001 - whatever a body does to its reader is the source's fault
        raise NoAnswer(f"an answer that cannot be read ({type(error).__name__})", is_unusable=True) from None


def seconds_to_wait(retry: Retry, retry_after: str) -> float | None:
    """The seconds that a Retry-After asks for, at most RETRY_AFTER_MAX_SECONDS; None if it is absent or cannot be
    read.
    """
    try:
        seconds = retry.parse_retry_after(retry_after) if retry_after else None
    except (HTTPError, ValueError, OverflowError):
        return None
    return None if seconds is None else min(seconds, RETRY_AFTER_MAX_SECONDS)


def header_value(text: str) -> str:
    """`text` as a valid header value: all but printable ASCII is escaped (RFC 9110, section 5.5)."""
    return quote(text.encode("utf-8", "replace"), safe="".join(map(chr, range(0x20, 0x7F))).replace("%", ""))
