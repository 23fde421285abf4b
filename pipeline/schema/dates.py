"""Dates in the precision that the source gives: "2015", "2015-04" or "2015-04-13". No day is ever invented."""

import re

MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DATE_PATTERN = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
# For patterns in running text, without case: a year of a publication, and a month's name or its abbreviation.
PUBLICATION_YEAR = r"(?:19|20)[0-9]{2}"
MONTH_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = re.compile(r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])")


def clean_date(year: str, month: str = "", day: str = "") -> str:
    """The date in ISO 8601, in the precision given; "" if there is no year.

    The month may be a number or an English name: `clean_date("2015", "Apr", "3")` is `"2015-04-03"`. For a season or an
    unreadable month only the year is returned.
    """
    if not re.fullmatch(r"[0-9]{4}", year.strip(), re.A):
        return ""
    number = month_number(month)
    if not number:
        return year.strip()
    iso = f"{year.strip()}-{number:02d}"
    value = day.strip()
    return f"{iso}-{int(value):02d}" if re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", value, re.A) else iso


def month_number(text: str) -> int:
    """1 to 12 for `4`, `04`, `Apr` or `April`; 0 for anything else."""
    value = text.strip().lower()
    if re.fullmatch(r"0?[1-9]|1[0-2]", value, re.A):
        return int(value)
    return MONTHS.get(value[:3], 0) if value.isalpha() else 0


def first_year(text: str) -> str:
    """The first year in a MedlineDate: "1998" for `1998 Dec-1999 Jan`; "" if there is none.

    Authority: NLM, MEDLINE/PubMed data element descriptions, "MedlineDate".
    """
    found = _YEAR.search(text)
    return found[1] if found else ""


def years_in(text: str) -> tuple[int, ...]:
    """All years from 1500 to 2099 that are numbers of their own in `text`, in order."""
    return tuple(int(y) for y in _YEAR.findall(text))
