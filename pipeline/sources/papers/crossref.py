"""Crossref works: what to ask, how to read an answer, and the updates that one work tells of.

Publisher: Crossref, from what publishers deposit. API documentation: https://api.crossref.org/swagger-ui/index.html and
https://www.crossref.org/documentation/retrieve-metadata/rest-api/; updates:
https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/.
Licence: none asserted, bibliographic facts are free to use; abstracts stay with their publishers
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-metadata-license-information/). Rate limit:
5 requests a second, 10 with an address in `mailto`
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/). Caveats: an update
is there only when the publisher, or Retraction Watch, told of it; silence proves nothing. Older answers have
`update-to` on notices alone and no `source`. 404 "Resource not found." also comes for DOIs of other agencies
(DataCite, mEDRA).
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
# Before Retraction Watch joined, only publishers told Crossref of updates, and no update said who told.
PUBLISHER = "publisher"
# A comma ends a filter, a colon its name, and other signs are read as a query here and there: a DOI that holds any
# of them is asked alone, in the address, where each sign is escaped.
_PLAIN = re.compile(r"[a-z0-9._/-]+", re.A)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")  # face markup in a title: <i>, <sup>, <b>RETRACTED</b>


@dataclass(frozen=True)
class Update:
    """One update: `doi` is the other work's ("" where none can be read), `kind` is ours, `source` who told Crossref."""

    doi: str
    kind: str
    source: str
    date: str
    label: str


@dataclass(frozen=True)
class Work:
    """One work. `updated_by` are notices on it; `update_to` says that it is itself a notice on another. Publishers
    write "RETRACTED:" before its `title` too, and not all of them register the update.
    """

    doi: str
    updated_by: tuple[Update, ...]
    update_to: tuple[Update, ...]
    title: str = ""


def can_be_filtered(doi: str) -> bool:
    """Whether a `filter` can ask for `doi` together with others."""
    return _PLAIN.fullmatch(clean_doi(doi)) is not None


def filter_of(dois: Iterable[str]) -> str:
    """The `filter` for works by DOI. Raises InvalidIdentifier for a DOI that has to be asked alone."""
    cleaned = [clean_doi(doi) for doi in dois]
    if alone := [doi for doi in cleaned if not can_be_filtered(doi)]:
        raise InvalidIdentifier(f"expected DOIs that a filter can hold; ask {alone[0]!r} alone")
    return ",".join(f"doi:{doi}" for doi in cleaned)


def work_path(doi: str) -> str:
    """What stands after `/works/` for one DOI, every sign escaped, the slash too."""
    return quote(clean_doi(doi), safe="")


def read_works(body: bytes) -> dict[str, bytes]:
    """The exact bytes of each work of a list, by DOI in lower case. Raises TransientAnswer for what is no whole list:
    JSON cut short, HTML, an error, a work without a DOI, fewer works than the answer says it holds.
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
    """The exact bytes of the one work of an answer, by DOI. Raises TransientAnswer."""
    text = _decoded(body)
    try:
        doi = _own_doi(_message(json.loads(text), "work"))
        start = place(text, 0, "message")
        return {doi: whole(text, start).encode()}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected one of Crossref's works; found {text[:60]!r}") from None


def read_not_found(body: bytes) -> dict[str, bytes]:
    """Nothing, for the body of a 404 that says so in Crossref's words. Raises TransientAnswer for any other."""
    if body.strip() != NOT_FOUND:
        raise TransientAnswer(f"expected Crossref's {NOT_FOUND.decode()!r}; found {body[:60]!r}")
    return {}


def parse(data: bytes) -> Work:
    """The updates of one work. Raises TableError for bytes that are no work or that carry no DOI.

    A publisher who corrects a work in place names the work itself in `update-to` (Crossref: "in-situ update"). Such a
    work is no notice on another: the update counts among those on it.
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
    """One update. What cannot be read stays, as unknown: an update that is dropped would look like a clean work."""
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
    """ISO, from `date-parts` in the precision given, else from `date-time`."""
    about: dict[str, Any] = value if isinstance(value, dict) else {}
    parts = about.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return clean_date(*_three(str(p) for p in first)) or clean_date(*_three(_string(about.get("date-time")).split("-")))


def _three(parts: Iterable[str]) -> tuple[str, str, str]:
    year, month, day = [*parts, "", "", ""][:3]
    return year, month, day[:2]


def _message(answer: Any, kind: str) -> dict[str, Any]:
    """The message of an answer that says, where it says so at all, that it is ok and of `kind`."""
    if not isinstance(answer, dict):
        raise TypeError
    if answer.get("status", "ok") != "ok" or answer.get("message-type", kind) != kind:
        raise ValueError
    message: dict[str, Any] = answer["message"]
    if not isinstance(message, dict):
        raise TypeError
    return message


def _own_doi(work: Any) -> str:
    """Raises TypeError for what is no object, KeyError without a DOI and InvalidIdentifier (a ValueError)."""
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
    """White space made single; halves of characters, which JSON can spell and no file can hold, become marks."""
    return " ".join(value.encode("utf-8", "replace").decode().split()) if isinstance(value, str) else ""
