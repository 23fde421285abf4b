"""Dates keep the precision given; no day is invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.dates import DATE_PATTERN, clean_date, first_year, month_number, years_in


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2015", "Apr", "3"), "2015-04-03"),
        (("2015", "04", ""), "2015-04"),
        (("2015", "Spring", ""), "2015"),
        (("2015", "April", "31"), "2015-04-31"),
        (("2015", "", "3"), "2015"),
        (("", "Apr", "3"), ""),
        (("20I5", "", ""), ""),
    ],
)
def test_precision_is_kept(parts, expected):
    assert clean_date(*parts) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [("1998 Dec-1999 Jan", "1998"), ("Summer 2003", "2003"), ("", ""), ("12345", ""), ("2000-2001", "2000")],
)
def test_a_medline_date_gives_its_first_year(text, year):
    assert first_year(text) == year


def test_years_stand_alone():
    assert years_in("In 1998 and 2,008 patients, 20150 units, 2015.") == (1998, 2015)


@given(st.text(max_size=6), st.text(max_size=9), st.text(max_size=3))
def test_whatever_comes_is_a_date_or_nothing(year, month, day):
    value = clean_date(year, month, day)
    assert value == "" or re.fullmatch(DATE_PATTERN, value)


@pytest.mark.parametrize(
    ("text", "number"), [("Sep", 9), ("september", 9), ("12", 12), ("13", 0), ("Marchx1", 0), ("", 0)]
)
def test_months(text, number):
    assert month_number(text) == number
