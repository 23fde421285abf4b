"""Date elements: the precision given, nothing invented."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.schema.dates import DATE_PATTERN
from pipeline.sources.papers.pubmed_dates import date_of, last_year_of, year_of


def date(**parts: str) -> str:
    root = etree.Element("PubDate")
    for tag, text in parts.items():
        etree.SubElement(root, tag).text = text
    return date_of(root)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"Year": "2015"}, "2015"),
        ({"Year": "2015", "Month": "Apr"}, "2015-04"),
        ({"Year": "2015", "Month": "04", "Day": "3"}, "2015-04-03"),
        ({"Year": "2015", "Day": "3"}, "2015"),
        ({"Year": "2015", "Season": "Spring"}, "2015"),
        ({"Year": "2013", "Season": "Jan-Mar"}, "2013"),
        ({"Year": "2015", "Month": "Jan-Feb"}, "2015"),
        ({"Year": "2015", "Month": "Feb", "Day": "30"}, "2015-02"),
        ({"Year": "2015", "Month": "Feb", "Day": "29"}, "2015-02"),
        ({"Year": "2016", "Month": "Feb", "Day": "29"}, "2016-02-29"),
        ({"Year": "\n 2015 ", "Month": " May\n"}, "2015-05"),
        ({"MedlineDate": "1998 Dec-1999 Jan"}, "1998"),
        ({"MedlineDate": "2000 Spring-Summer"}, "2000"),
        ({"MedlineDate": "Fall 1976"}, "1976"),
        ({"MedlineDate": "2012 Jan 3"}, "2012"),
        ({"MedlineDate": "no year"}, ""),
        ({"Year": "1947-1948"}, "1947"),
        ({"Year": "0000"}, ""),
        ({"Year": "", "Month": "Apr"}, ""),
        ({}, ""),
    ],
)
def test_the_precision_given(parts: dict[str, str], expected: str) -> None:
    assert date(**parts) == expected
    assert year_of(expected) == (int(expected[:4]) if expected else None)


def test_no_element_is_no_date() -> None:
    assert date_of(None) == ""


@given(st.dates(min_value=datetime.date(1500, 1, 1)))
def test_a_whole_date_comes_back(day: datetime.date) -> None:
    year, month, number = str(day).split("-")
    assert date(Year=year, Month=month, Day=number.lstrip("0")) == str(day)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=4))
def test_anything_gives_a_date_or_nothing(year: str, month: str, day: str) -> None:
    def clean(text: str) -> str:
        return "".join(c for c in text if c.isprintable() and not "\ud800" <= c <= "\udfff")

    found = date(Year=clean(year), Month=clean(month), Day=clean(day))
    assert re.fullmatch(DATE_PATTERN, found) or found == ""
    assert found[:4] in year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2013 Dec-2014 Jan", 2014),
        ("1944-1945", 1945),
        ("Winter 2001/Spring 2002", 2002),
        ("2001 Sep-Oct", None),
        ("2014-2013", None),
        ("2014 Dec-2014", None),
        ("no year", None),
    ],
)
def test_the_last_year_of_a_span(text: str, year: int | None) -> None:
    element = etree.fromstring(f"<PubDate><MedlineDate>{text}</MedlineDate></PubDate>")
    assert last_year_of(element) == year
    assert last_year_of(None) is None
