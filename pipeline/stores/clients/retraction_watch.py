"""The Retraction Watch file, from a path or over the network.

Publisher Crossref; https://gitlab.com/crossref/retraction-watch-data (one CSV file, changed once a working day, with no
published limit). A download states which copy we have (RFC 9110, If-None-Match, If-Modified-Since), so that an
unchanged file of tens of megabytes is not sent again.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import TransientAnswer
from pipeline.schema.sources import RETRACTION_WATCH
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import Client, ServiceSettings
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web, WebAnswer
from pipeline.stores.web_bounds import MEGABYTE, REFUSALS

SOURCE, ENDPOINT = RETRACTION_WATCH.name, "file"
SECONDS = 1.0
# The file has about 65 MB and grows by a few MB a year; over a slow line it takes minutes.
MOST_BYTES, DEADLINE_SECONDS = 256 * MEGABYTE, 600.0
RETRIES = 3
ADVICE = "get it from https://gitlab.com/crossref/retraction-watch-data and name its place in the settings"


class RetractionWatch(Client):
    """The Retraction Watch file: a path, or an address that begins with http:// or https://. If it cannot be read,
    `fetch` returns an exchange with outcome `failed`, and None.
    """

    source = SOURCE

    def __init__(self, settings: ServiceSettings) -> None:
        self._location, self._now = settings.file, settings.now
        self._web = Web(
            SOURCE,
            SECONDS,
            settings.timeout,
            settings.user_agent,
            settings.now,
            retries=RETRIES,
            refusals=REFUSALS,
            clock=settings.clock,
            deadline=DEADLINE_SECONDS,
            most_bytes=MOST_BYTES,
        )

    @property
    def probe_url(self) -> str:
        """None: there is one file, and fetching it shows whether it can be reached."""
        return ""

    def fetch(
        self, etag: str = "", check: Callable[[bytes], object] | None = None
    ) -> tuple[Exchange, bytes | None, str]:
        """The exchange, the file's bytes, and the `etag` to pass next time ("" for a path). `etag` is the one that the
        last fetch returned; if the file is unchanged, the exchange has status 304 and the bytes are None.

        `check` raises TransientAnswer for an incomplete file; a download is then tried again.
        """
        check = check or (lambda _: None)
        if not _is_address(self._location):
            return self._read_path(check)
        asked = exchange(
            partial(self._download, etag, check),
            source=SOURCE,
            endpoint=ENDPOINT,
            params=_shown(self._location),
            ids=(),
            now=self._now,
        )
        kept, found = asked
        body, validator = found or (None, "")
        return kept, body, validator or etag

    def _download(self, etag: str, check: Callable[[bytes], object]) -> WebAnswer[tuple[bytes | None, str]]:
        def checked(body: bytes) -> bytes | None:
            check(body)
            return body

        unchanged: Callable[[bytes], bytes | None] | None = (lambda _: None) if etag else None
        answer = self._web.get(self._location, {}, checked, headers=_condition(etag), read_not_modified=unchanged)
        return WebAnswer((answer.value, answer.validator), answer.asked_at, answer.status, answer.attempts)

    def _read_path(self, check: Callable[[bytes], object]) -> tuple[Exchange, bytes | None, str]:
        asked_at, shown = self._now(), _shown(self._location)
        try:
            body = Path(self._location).expanduser().read_bytes()
            check(body)
        except (OSError, ValueError, TransientAnswer) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            detail = f"retraction_watch: cannot read {shown}: {why}; {ADVICE}"
            return Exchange(SOURCE, ENDPOINT, shown, asked_at, "failed", None, 1, (), detail), None, ""
        return Exchange(SOURCE, ENDPOINT, shown, asked_at, "answered"), body, ""


def _is_address(location: str) -> bool:
    """Whether the file comes over the network."""
    return location.lower().startswith(("http://", "https://"))


def _shown(location: str) -> str:
    """The location without a query or user name, either of which may reveal who asks: this form may be stored."""
    if not _is_address(location):
        return location
    parts = urlsplit(location)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _condition(etag: str) -> dict[str, str]:
    """The header that asks for the file only if it changed. An ETag is in quotes; anything else is a date."""
    if not etag:
        return {}
    return {"If-None-Match" if etag.startswith(('"', 'W/"')) else "If-Modified-Since": etag}
