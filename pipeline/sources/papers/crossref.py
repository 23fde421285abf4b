"""Crossref works: build the requests, read the answers, and parse the updates of one work.

Publisher: Crossref, from what publishers deposit. API documentation: https://api.crossref.org/swagger-ui/index.html and
https://www.crossref.org/documentation/retrieve-metadata/rest-api/; updates:
https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/.
Licence: none asserted, bibliographic facts are free to use; abstracts stay with their publishers
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-metadata-license-information/). Rate limit:
5 requests a second, 10 with an address in `mailto`
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/). Caveats: Crossref knows
an update only if the publisher or Retraction Watch reported it, so silence proves nothing. Older answers have
`update-to` only on notices, and no `source`. DOIs of other agencies (DataCite, mEDRA) also get 404 "Resource not
found."
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.language.text.json_text import an_object, elements, place, whole
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_doi
from pipeline.schema.notice_kinds import kind_of

WORKS_PER_REQUEST = 20
NOT_FOUND = b"Resource not found."
# Before Retraction Watch joined, only publishers reported updates to Crossref, and no update had a `source`.
PUBLISHER = "publisher"
# A comma ends a filter and a colon ends its name, and Crossref may interpret other signs too. A DOI with any such sign
# is therefore requested alone, in the path, where every sign is escaped.
_PLAIN = re.compile(r"[a-z0-9._/-]+", re.A)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")  # font markup in a title: <i>, <sup>, <b>RETRACTED</b>


@dataclass(frozen=True)
class Update:
    """One update. `doi` is the other work's, "" if unreadable; `kind` is one of ours; `source` is who reported it."""

    doi: str
    kind: str
    source: str
    date: str
    label: str


@dataclass(frozen=True)
class Work:
    """One work. `updated_by` are the notices on it; `update_to` are the other works on which it is itself a notice.

    `title` matters too: publishers put "RETRACTED:" before it, and not all of them register the update.
    """

    doi: str
    updated_by: tuple[Update, ...]
    update_to: tuple[Update, ...]
    title: str = ""


def can_be_filtered(doi: str) -> bool:
    """Whether one `filter` can request `doi` together with other DOIs."""
    return _PLAIN.fullmatch(clean_doi(doi)) is not None


def filter_of(dois: Iterable[str]) -> str:
    """The `filter` for works by DOI. Raises InvalidIdentifier for a DOI that must be requested alone."""
    cleaned = [clean_doi(doi) for doi in dois]
    if alone := [doi for doi in cleaned if not can_be_filtered(doi)]:
        raise InvalidIdentifier(f"expected DOIs that a filter can hold; ask {alone[0]!r} alone")
    return ",".join(f"doi:{doi}" for doi in cleaned)


def work_path(doi: str) -> str:
    """The path after `/works/` for one DOI, with every special character escaped, including the slash."""
    return quote(clean_doi(doi), safe="")


def read_works(body: bytes) -> dict[str, bytes]:
    """The exact bytes of each work of a list, by DOI in lower case.

    Raises TransientAnswer for anything but a whole list: JSON cut short, HTML, an error, a work without a DOI, or fewer
    works than the answer says it has.
    """
    text = _decoded(body)
    try:
        message = _message(json.loads(text), "work-list")
        expected = min(_count(message["total-results"]), _count(message["items-per-page"]))
        pieces = elements(text, place(text, place(text, 0, "message"), "items"))
        works = {_own_doi(json.loads(piece)): piece.encode() for piece in pieces}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected a list of Crossref's works; found {text[:60]!r}") from None
    if len(pieces) < expected:
        raise TransientAnswer(f"expected {expected} works in this list; found {len(pieces)}")
    return works


def read_work(body: bytes) -> dict[str, bytes]:
    """The exact bytes of the single work of an answer, by DOI. Raises TransientAnswer for anything else."""
    text = _decoded(body)
    try:
        doi = _own_doi(_message(json.loads(text), "work"))
        start = place(text, 0, "message")
        return {doi: whole(text, start).encode()}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected one of Crossref's works; found {text[:60]!r}") from None


def read_not_found(body: bytes) -> dict[str, bytes]:
    """An empty dict for the body of Crossref's own 404. Raises TransientAnswer for any other body."""
    if body.strip() != NOT_FOUND:
        raise TransientAnswer(f"expected Crossref's {NOT_FOUND.decode()!r}; found {body[:60]!r}")
    return {}


def parse(data: bytes) -> Work:
    """One work with its updates. Raises TableError for bytes that are not a work or have no DOI.

    A publisher who corrects a work in place lists the work itself in `update-to` (Crossref: "in-situ update"). Such a
    work is not a notice on another, so the update is moved to `updated_by`.
    """
    work = an_object(data, "a Crossref work")
    try:
        doi = clean_doi(_string(work.get("DOI")))
    except InvalidIdentifier as error:
        raise TableError(f"expected a Crossref work with its DOI: {error}") from None
    told = [_update(entry) for entry in _entries(work.get("update-to"))]
    on_it = [_update(entry) for entry in _entries(work.get("updated-by"))]
    in_place = [update for update in told if update.doi == doi]
    return Work(
        doi=doi,
        updated_by=tuple(dict.fromkeys([*on_it, *in_place])),
        update_to=tuple(dict.fromkeys(update for update in told if update.doi != doi)),
        title=_TAG.sub("", next((text for text in map(_string, _entries(work.get("title"))) if text), "")),
    )


def _update(entry: Any) -> Update:
    """One update. An unreadable one is kept as unknown; without it the work would look clean."""
    if not isinstance(entry, dict):
        return Update("", kind_of("crossref", ""), PUBLISHER, "", _string(entry))
    word = _string(entry.get("type"))
    found = Update(
        doi="",
        kind=kind_of("crossref", word),
        source=_string(entry.get("source")) or PUBLISHER,
        date=_date(entry.get("updated")),
        label=_string(entry.get("label")) or word,
    )
    try:
        return replace(found, doi=clean_doi(_string(entry.get("DOI"))))
    except InvalidIdentifier:
        return found


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _date(value: Any) -> str:
    """The date in ISO 8601, from `date-parts` in the precision given, else from `date-time`."""
    about: dict[str, Any] = value if isinstance(value, dict) else {}
    parts = about.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return clean_date(*_three(str(p) for p in first)) or clean_date(*_three(_string(about.get("date-time")).split("-")))


def _three(parts: Iterable[str]) -> tuple[str, str, str]:
    year, month, day = [*parts, "", "", ""][:3]
    return year, month, day[:2]


def _message(answer: Any, kind: str) -> dict[str, Any]:
    """The `message` of an answer. Raises ValueError if the answer says that it is not ok or not of `kind`, TypeError
    if it or its message is not an object, and KeyError if there is no message.
    """
    if not isinstance(answer, dict):
        raise TypeError
    if answer.get("status", "ok") != "ok" or answer.get("message-type", kind) != kind:
        raise ValueError
    message: dict[str, Any] = answer["message"]
    if not isinstance(message, dict):
        raise TypeError
    return message


def _own_doi(work: Any) -> str:
    """The DOI of a work. Raises TypeError if `work` is not an object or its DOI not a string, KeyError if it has no
    DOI, and InvalidIdentifier (a ValueError) for a malformed DOI.
    """
    found = work["DOI"] if isinstance(work, dict) else None
    if not isinstance(found, str):
        raise TypeError
    return clean_doi(found)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TransientAnswer("expected Crossref's JSON in UTF-8; found bytes that are not") from None


def _string(value: Any) -> str:
    """`value` with single spaces; "" if it is not a string.

    Lone surrogates, which JSON can spell but UTF-8 cannot encode, become question marks.
    """
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""
