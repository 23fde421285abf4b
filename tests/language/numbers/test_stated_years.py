import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.stated_years import publication_years, record_years, stated_years
from pipeline.schema.paper_tables import Article


def years(text):
    return [y.year for y in stated_years(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 2015 study found that it works.", [2015]),
        ("In the 2023 ACP guideline it is second.", [2023]),
        ("The 2023 ACP living guideline says so.", [2023]),
        ("A small 2021 Lebanese pilot trial", [2021]),
        ("A meta-analysis published in 2002", [2002]),
        ("It was published online in March 2002.", [2002]),
        ("It worked (2018).", [2018]),
        ("as shown (Doe et al., 2015)", [2015]),
        ("Doe et al. (2015) found it.", [2015]),
        ("ACP's 2023 guideline says so.", [2023]),
        ("EULAR 2016 recommendations advise it.", [2016]),
        ("The 2020 American College of Rheumatology Guideline says so.", [2020]),
        ("A 2015 study and a 2018 trial agree.", [2015, 2018]),
        ("The 2013 and 2018 ACC/AHA guidelines differ.", [2013, 2018]),
        ("In 2015, a randomized trial found it.", [2015]),
        ("In June 2024 ACIP recommended one dose.", [2024]),
        ("A trial from 2015 found it.", [2015]),
        ("The 1998 Lancet case series was retracted in 2010.", [1998]),
        ("A 2015 study enrolled people from 2011 to 2013.", [2015]),
    ],
)
def test_study_years(text, expected):
    assert years(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Use has grown since 2010.",
        "From 2011 to 2013 patients were enrolled.",
        "The 2011-2013 cohort did well.",
        "Trials between 2010 and 2015 agree.",
        "Studies from 2010 to 2015 agree.",
        "It was given to 2,008 patients in a trial.",
        "In 2008 patients, a trial found it.",
        "A trial of 2015 patients found it.",
        "A 2015-patient trial found it.",
        "(n = 2015)",
        "By 2030 more people will have it.",
        "2015 mg",
        "A 2000 mg trial dose was safe.",
        "A 2000 IU trial dose was safe.",
        "The warning was added in January 2024.",
        "(January 2024)",
        "It was approved in 2007.",
        "It was retracted in October 2021.",
        "The 2009 H1N1 vaccine trial",
        "The 1946 birth cohort",
        "In 2015, the patients reported less pain.",
    ],
)
def test_other_numbers(text):
    assert years(text) == []


def test_the_words_are_kept():
    assert stated_years("We know that a 2015 study found it.")[0].words == "a 2015 study"


@given(st.text())
def test_any_text_gives_years_that_stand_in_it(text):
    assert all(str(y) in text and 1900 <= y <= 2099 for y in years(text))


def test_the_years_of_a_record():
    both = Article("1", pub_year=2013, last_year=2014, electronic_date="2012-11-30", updated_date="2020-01")
    assert record_years(both) == {2012, 2013, 2014, 2020}
    assert record_years(None) == record_years(Article("1")) == frozenset()
    assert publication_years(2015, Article("1", pub_year=2014), "2013 owl guideline") == {2013, 2014, 2015}
    assert publication_years(None, None, "2013 owl guideline") == frozenset()
