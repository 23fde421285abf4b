"""The author's text of a listed reference, split where it can be: `Greenspan SL. Efficacy and safety ... 2015.`

The form is NLM's (Citing Medicine, https://www.ncbi.nlm.nih.gov/books/NBK7256/): authors, title, year; a journal and
what follows the year may stand too. A part that cannot be told for certain is left empty: a guess would make the
comparison with the record find differences that are not there.
"""

import re
from typing import NamedTuple

_NAME = r"(?:[^\W\d_][\w'’‐-]*[ ]){1,4}(?:[A-Z]\.?-?){1,4}(?:[ ](?:Jr|Sr|2nd|3rd|II|III))?"
_AUTHORS = re.compile(rf"(?P<first>{_NAME})(?:,[ ]{_NAME})*(?:,?[ ](?:et[ ]al|and[ ]others))?(?:,[ ]editors?)?\.[ ]")
_COLLECTIVE = re.compile(
    r"""\b(?:Academy|Administration|Agency|Association|Board|Centers?|Collaboration|Collaborative|College|Committee|
    Consortium|Council|Department|Federation|Force|Foundation|Group|Institutes?|Investigators|Ministry|Network|
    Organi[sz]ation|Panel|Society|Union)\b""",
    re.X,
)
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,9}")
_YEAR = re.compile(
    r"(?<![\w.])\(?(?P<year>1[5-9][0-9]{2}|20[0-9]{2})\)?(?P<issue>(?:[ ][A-Z][a-z]{2}[^;.]*)?;[^.]*)?\.?$"
)
_LONGEST_COLLECTIVE = 12  # words; the longest names of issuing bodies stay below it, most titles with a verb do not


class ReferenceText(NamedTuple):
    """The parts of a listed reference; empty or None where the text does not say."""

    first_author: str
    title: str
    year: int | None


def split(text: str) -> ReferenceText:
    """First author, title and year of `text`, which is on one line."""
    found = _YEAR.search(text)
    before = text[: found.start()].strip() if found else text
    author, rest = _author(before if before.endswith(".") else before + ".")
    title = rest.strip().removesuffix(".")
    if found and found["issue"]:
        title = title.rpartition(". ")[0]  # "Title. Journal. 2015;175:913" ends in the journal
    if not author and ". " in title:
        title = ""  # several sentences and no name known: the first may be either
    return ReferenceText(author, title if found or author else "", int(found["year"]) if found else None)


def _author(text: str) -> tuple[str, str]:
    found = _AUTHORS.match(text + " ")
    if found:
        return found["first"], text[found.end() :]
    first, stop, rest = text.partition(". ")
    is_body = len(first.split()) <= _LONGEST_COLLECTIVE and _COLLECTIVE.search(first) and first[:1].isupper()
    return (first, rest) if stop and (is_body or _ACRONYM.fullmatch(first)) else ("", text)
