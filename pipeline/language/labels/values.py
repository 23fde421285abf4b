"""Clean the versions, days and names of drug labels, alike for openFDA and DailyMed.

Authority: SPL Implementation Guide with Validation Procedures, 2.1 "Document Information"
(https://www.fda.gov/media/84201/download): the version is a whole number from 1, the effective time begins with a day
as YYYYMMDD. Any other value stays unknown; `doubt_of` says so in words, so that an earlier copy can be shown.
"""

import re
from datetime import date

from pipeline.schema.dates import clean_date

_VERSION = re.compile(r"0*([1-9][0-9]{0,8})")  # nine digits: no label has had a hundred thousand versions
_TIME = r"[0-9]{2,6}(?:\.[0-9]{1,9})?(?:[+-][0-9]{4})?"
_DAY = re.compile(rf"([0-9]{{4}})(?:([0-9]{{2}})(?:([0-9]{{2}})(?:{_TIME})?)?)?")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # XML 1.0, 2.2 "Characters": no SPL has these
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SHOWN = 40


def clean_version(text: str) -> int | None:
    """A version number from 1, of at most nine digits; None for anything else."""
    match = _VERSION.fullmatch(text)
    return int(match[1]) if match else None


def clean_count(value: object) -> int:
    """A number from 0, of at most nine digits, given as a number or a text. Raises ValueError for anything else."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[0-9]{1,9}", text, re.A):
        raise ValueError(f"expected a count; found {shown(value)}")
    return int(text)


def clean_day(text: str) -> str:
    """Rewrite `"20130930"`, also with a time after it, as `"2013-09-30"`; a month or year alone keeps its precision; ""
    for no date.
    """
    match = _DAY.fullmatch(text)
    if not match or int(match[1]) == 0:
        return ""
    year, month, day = match[1], match[2] or "", match[3] or ""
    iso = clean_date(year, month, day)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return iso


def clean_name(text: str) -> str:
    """A name as a reader sees it: single spaces, no control characters, no invisible ones that turn the writing."""
    return " ".join(_CONTROLS.sub(" ", _INVISIBLE.sub("", text)).split())


def clean_text(text: str) -> str:
    """A text whose impossible characters are replaced: control characters, and lone surrogates, which JSON can spell
    but no label can contain.
    """
    return _NO_TEXT.sub(" ", text.encode("utf-8", "replace").decode())


def doubt_of(version: object, effective_time: object) -> str:
    """What is wrong with a label's version and effective time, in words; "" if both can be read."""
    wrong = []
    if not isinstance(version, str) or clean_version(version.strip()) is None:
        wrong.append(f"expected a version number; found {shown(version)}")
    if not isinstance(effective_time, str) or not clean_day(effective_time.strip()):
        wrong.append(f"expected an effective time such as 20240131; found {shown(effective_time)}")
    return "; ".join(wrong)


def shown(value: object) -> str:
    """A short form of a value for a message."""
    text = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(text)} characters)"
