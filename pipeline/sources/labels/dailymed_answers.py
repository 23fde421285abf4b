"""DailyMed: read its answers other than SPL documents: a label's version history, the labels by name, and a 404.

Publisher, licence and rate limit are those of `dailymed`. API documentation:
https://dailymed.nlm.nih.gov/dailymed/app-support-web-services.cfm (`/spls/{set id}/history.json`,
`/spls.json?drug_name=&page=&pagesize=`). Caveat: a 404 may come from a proxy in front of the service.
"""

import json
import re
from dataclasses import dataclass

from pipeline.errors import TransientAnswer
from pipeline.language.labels.values import clean_count, clean_name, clean_version
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_set_id

NAMES_PER_PAGE = 100  # DailyMed's maximum
# The words of a 404 that is an answer, and the words of a page that only says that the service is down. DailyMed
# documents the status code alone, so a body that does not say that something is missing does not count as its answer.
_NOT_HELD = re.compile(r"\bnot[ _]found\b|\bdoes not exist\b|\bno (?:such )?spl\b|\bno label\b", re.I)
_SORRY = re.compile(
    r"maintenance|unavailable|temporar|try again|sorry|gateway|proxy|forbidden|denied|\blog ?in\b|overload|outage"
    # A proxy that cannot reach the service says that of a host; DailyMed may say "not found on this host".
    r"|\bhost(?:name| name)? (?:was |is |could |cannot |can )?(?:not|be|does not|unknown|unreachable|down)\b"
    r"|\b(?:unknown|no such|bad|virtual|invalid) host|\broute to host"
    r"|\b(?:reach|resolve|contact|find|locate|connect to)(?:ed|d|ing)? (?:the |this |that |a |any )?(?:\w+ )?host",
    re.I,
)
_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.I | re.S)
_SORRY_AT_MOST = 4_000  # bytes; an answer that says "not found" is short


@dataclass(frozen=True)
class NamePage:
    """One page of DailyMed's list of labels for a drug's name.

    `total` is the number of labels on all `n_pages` pages, `set_ids` are those on this page. `is_offered` is False if
    the server has no search by name.
    """

    total: int = 0
    n_pages: int = 0
    set_ids: tuple[str, ...] = ()
    is_offered: bool = True


def name_params(name: str, page: int) -> dict[str, str]:
    """The parameters of `/spls.json` for the labels of a drug by brand or generic name; pages count from 1."""
    return {"drug_name": clean_name(name), "pagesize": str(NAMES_PER_PAGE), "page": str(page)}


def read_names(body: bytes) -> NamePage:
    """A page of labels by name. Raises TransientAnswer for any other body."""
    try:
        answer = json.loads(body)
        about, rows = answer["metadata"], answer["data"]
        set_ids = tuple(clean_set_id(row["setid"]) for row in rows)
        total, n_pages = (clean_count(about[name]) for name in ("total_elements", "total_pages"))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise TransientAnswer("expected DailyMed's list of labels by name as JSON; found something else") from None
    if bool(total) != bool(set_ids) or len(set_ids) > total:
        raise TransientAnswer(f"expected DailyMed's list of {total} labels by name; found {len(set_ids)} on its page")
    return NamePage(total, n_pages, set_ids)


def read_no_search(_: bytes) -> NamePage:
    """The result of a 404 instead of a list: the server has no search by name, which says nothing about any label."""
    return NamePage(is_offered=False)


def read_not_held(body: bytes) -> bytes:
    """b"" if the body of a 404 says that there is no such label.

    Raises TransientAnswer for any other body: a proxy's or maintenance page says nothing about the label.
    """
    text = " ".join(_TAGS.sub(" ", body[:_SORRY_AT_MOST].decode("utf-8", "replace")).split())
    if len(body) > _SORRY_AT_MOST or not _NOT_HELD.search(text) or _SORRY.search(text):
        raise TransientAnswer(f"expected DailyMed's 404 for a set id that it does not hold; found {text[:60]!r}")
    return b""


def read_history(body: bytes) -> tuple[int, str]:
    """The newest version that DailyMed lists, and the day when DailyMed published it (ISO 8601).

    Raises TransientAnswer for any other body.
    """
    try:
        rows = _history(body)
        listed = [(clean_version(str(row["spl_version"])) or 0, _published(row["published_date"])) for row in rows]
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise TransientAnswer("expected DailyMed's history of a label as JSON; found something else") from None
    if not listed or min(listed)[0] < 1:
        raise TransientAnswer("expected DailyMed's history of a label; found none, or a version that is no number")
    return max(listed)


def _history(body: bytes) -> list[dict[str, str]]:
    rows = json.loads(body)["data"]["history"]
    if not isinstance(rows, list):
        raise TypeError
    return rows


def _published(text: str) -> str:
    """`"Mar 10, 2026"` to `"2026-03-10"`. Raises ValueError for anything but a month, a day and a year."""
    parts = text.replace(",", " ").split()
    iso = clean_date(parts[2], parts[0], parts[1]) if len(parts) == 3 else ""
    if len(iso) != len("2026-03-10"):
        raise ValueError(text)
    return iso
