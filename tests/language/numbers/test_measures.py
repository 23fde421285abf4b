import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.measures import measures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4 mg every three months", [("4 mg", "dose"), ("every three months", "frequency")]),
        ("400 μg/kg/day", [("400 μg/kg/day", "dose"), ("a day", "frequency")]),
        ("10, 20 or 40 mg", [("10", "dose"), ("20", "dose"), ("40 mg", "dose")]),
        ("a creatinine clearance below 35 mL/min/1.73 m2", [("below 35 mL/min/1.73 m2", "threshold")]),
        ("10×10⁹/L", [("10×10⁹/L", "concentration")]),
        ("HR 0.95, 95% CI 0.83 to 1.08", [("HR 0.95", "ratio"), ("95% CI 0.83 to 1.08", "interval")]),
        ("odds ratio [OR] 1.5 [95% CI 1.1-2.0]", [("odds ratio [OR] 1.5", "ratio"), ("95% CI 1.1-2.0", "interval")]),
        ("P<.001", [("P<.001", "p value")]),
        ("657 461 children", [("657 461", "count")]),
        ("(n = 45)", [("45", "count")]),
        ("24/73 (33%)", [("24/73", "count"), ("33%", "percentage")]),
        ("adults aged 40 to 59", [("aged 40 to 59", "age")]),
        ("65 years or older", [("65 years or older", "threshold")]),
        ("from 1998 to 2003", [("1998 to 2003", "year")]),
        ("at week 12", [("week 12", "duration")]),
        ("92.4 ± 5 h versus 138 h", [("92.4 ± 5 h", "duration"), ("138 h", "duration")]),
        ("140/90 mm Hg", [("140", "measurement"), ("90 mm Hg", "measurement")]),
        ("more than 10% of them", [("more than 10%", "threshold")]),
    ],
)
def test_kinds(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, m.shown_kind) for m in measures(text)] == found


@pytest.mark.parametrize(
    "text", ["type 2 diabetes", "IL-6 and CYP3A4", "group 3", "DSM-5", "1:1", "the 3 groups", "VSL#3"]
)
def test_a_number_that_names_a_thing_is_no_value(text: str) -> None:
    assert measures(text) == ()


def test_values_are_in_the_base_unit_and_steps_half_of_the_last_digit() -> None:
    (dose,) = measures("0.25 g")
    assert (dose.values, dose.step) == ((250.0,), pytest.approx(5.0))
    (interval,) = measures("95% CI, 0·83–1·08")
    assert interval.values == (0.83, 1.08)


def test_counts_of_different_things_cannot_be_compared() -> None:
    people, studies = measures("26,000 participants in 170 trials")
    assert (people.dimension, studies.dimension) == ("people", "studies")


@given(st.text(alphabet="0123456789.,·<≥±%/ -–mgkdayhryeIUCPO()[]aton", max_size=40))
def test_places_lie_in_the_text_and_values_are_numbers(text: str) -> None:
    for m in measures(text):
        assert 0 <= m.start <= m.end <= len(text)
        assert all(v >= 0 for v in m.values)
    assert measures(text) == measures(text)


def test_a_run_of_digits_that_is_no_number_hides_none_of_the_others() -> None:
    found = measures(f"pain fell by 41% {'1' * 8000} after 5 mg daily, {'1' * 31}% and {'1' * 30}%")
    assert [m.text for m in found] == ["41%", "5 mg", "daily", "1" * 30 + "%"]


def test_a_list_of_thousands_has_an_end() -> None:
    assert [m.text for m in measures("1,000,000 patients and 12 345 678 women")] == ["1,000,000", "12 345 678"]
