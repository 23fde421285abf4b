"""DailyMed: what it answers beside SPL documents: a label's version history, its labels by name, and a 404.

Publisher, licence and rate limit as in `dailymed`. API documentation:
https://dailymed.nlm.nih.gov/dailymed/app-support-web-services.cfm (`/spls/{set id}/history.json`,
`/spls.json?drug_name=&page=&pagesize=`). Caveat: a 404 may come from whatever stands before the service.
"""

import json
import re
from dataclasses import dataclass

from pipeline.errors import TransientAnswer
from pipeline.language.labels.values import clean_count, clean_name, clean_version
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_set_id

NAMES_PER_PAGE = 100  # the most that DailyMed gives on one page
# What a 404 says where it is an answer, and what the page of a service that is not there says. DailyMed's documentation
# names the status alone; a body that names neither a missing thing nor a set id is no answer of its own.
_NOT_HELD = re.compile(r"\bnot[ _]found\b|\bdoes not exist\b|\bno (?:such )?spl\b|\bno label\b", re.I)
_SORRY = re.compile(
    r"maintenance|unavailable|temporar|try again|sorry|gateway|proxy|forbidden|denied|log ?in|overload|outage|host",
    re.I,
)
_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.I | re.S)
_SORRY_AT_MOST = 4_000  # bytes; an answer that says "not found" is short


@dataclass(frozen=True)
class NamePage:
    """One page of the labels that DailyMed lists by a drug's name: how many there are in all, on how many pages, and
    the set ids on this one. `is_offered` is False where the address has no such search.
    """

    total: int = 0
    n_pages: int = 0
    set_ids: tuple[str, ...] = ()
    is_offered: bool = True


def name_params(name: str, page: int) -> dict[str, str]:
    """What to ask `/spls.json` for the labels of a drug by brand or generic name; pages count from 1."""
    return {"drug_name": clean_name(name), "pagesize": str(NAMES_PER_PAGE), "page": str(page)}


def read_names(body: bytes) -> NamePage:
    """A page of labels by name. Raises TransientAnswer for anything else."""
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
    """A 404 in the place of a list: the address offers no search by name, which says nothing of any label."""
    return NamePage(is_offered=False)


def read_not_held(body: bytes) -> bytes:
    """b"" for the body of a 404 that says that there is no such label. Raises TransientAnswer for any other: a page of
    a proxy or of maintenance says nothing of a label.
    """
    text = " ".join(_TAGS.sub(" ", body[:_SORRY_AT_MOST].decode("utf-8", "replace")).split())
    if len(body) > _SORRY_AT_MOST or not _NOT_HELD.search(text) or _SORRY.search(text):
        raise TransientAnswer(f"expected DailyMed's 404 for a set id that it does not hold; found {text[:60]!r}")
    return b""


def read_history(body: bytes) -> tuple[int, str]:
    """The newest version that DailyMed lists and the day it was published there (ISO 8601). Raises TransientAnswer."""
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
    """`"Mar 10, 2026"` to `"2026-03-10"`. Raises ValueError for a date in any other form."""
    parts = text.replace(",", " ").split()
    iso = clean_date(parts[2], parts[0], parts[1]) if len(parts) == 3 else ""
    if len(iso) != len("2026-03-10"):
        raise ValueError(text)
    return iso
