"""Date elements of a PubMed record (PubDate, ArticleDate, DateRevised, ...) in the precision given.

Authority: NLM, MEDLINE/PubMed data element descriptions, "PubDate" (Year with Month and Day, or Season, or a free
MedlineDate): https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from calendar import monthrange
from functools import lru_cache

from lxml.etree import _Element

from pipeline.schema.dates import clean_date, first_year, years_in

_clean_date = lru_cache(maxsize=4096)(clean_date)  # a record has several dates, and records share many of them
EARLIEST_YEAR = 1500  # the earliest year that the tables accept; `first_year` ignores earlier years too


def date_of(element: _Element | None) -> str:
    """A date element in ISO 8601: "2015", "2015-04" or "2015-04-13"; "" if it has no year.

    A Season, a range of months and a day that the month does not have are left out. A MedlineDate gives only its first
    year, because a span such as `1998 Dec-1999 Jan` is not a date of that precision.
    """
    if element is None:
        return ""
    parts = {child.tag: (child.text or "").strip() for child in element}
    year = parts.get("Year", "")
    date = _clean_date(year, parts.get("Month", ""), parts.get("Day", ""))
    if not date:
        return first_year(year or parts.get("MedlineDate", ""))
    if int(date[:4]) < EARLIEST_YEAR:
        return ""
    has_no_such_day = len(date) == 10 and int(date[8:]) > monthrange(int(date[:4]), int(date[5:7]))[1]
    return date[:7] if has_no_such_day else date


def last_year_of(element: _Element | None) -> int | None:
    """The last year of a MedlineDate that spans years: 2014 for `2013 Dec-2014 Jan`. None for any other date."""
    text = "" if element is None else element.findtext("MedlineDate") or ""
    years = years_in(text)
    return years[-1] if len(years) > 1 and EARLIEST_YEAR <= years[0] < years[-1] else None


def year_of(date: str) -> int | None:
    """The year of a date from `date_of`; None for ""."""
    return int(date[:4]) if date else None
