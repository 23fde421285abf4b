import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.quantities import plain_number, plain_values, quantities


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("40 mg every other week", ["40 mg"]),
        ("5mg, 5 mg", ["5 mg", "5 mg"]),
        ("0.05 mg/kg/day to 0.15 mg/kg/day", ["0.05 to 0.15 mg/kg/day"]),
        ("10 to 20 mg; 10–20 mg; 10-20 mg", ["10 to 20 mg"] * 3),
        ("15 kg (33 lbs) to <30 kg", ["15 kg", "33 lbs", "<30 kg"]),
        ("≥ 65 years", ["≥65 years"]),
        (">= 65 years", ["≥65 years"]),
        ("39 % or 12 percent", ["39%", "12 percent"]),
        ("10, 20 or 40 mg", ["10 mg", "20 mg", "40 mg"]),
        ("1,065 owls and 0·83", ["1065", "0.83"]),
        ("P < .001", ["<0.001"]),
        ("CYP3A4, HbA1c, IL-6, 6-MP, the 2nd", []),
        ("Week 8.", ["8"]),
        ("a 12-week trial, a 10-fold dose", ["12 week", "10 fold"]),
        ("", []),
    ],
)
def test_quantities(text: str, shown: list[str]) -> None:
    assert [quantity.text for quantity in quantities(text)] == shown


def test_one_unit_has_one_spelling() -> None:
    units = {quantity.unit for quantity in quantities("6 months, 6-month, 6 Month")}
    assert units == {"month"}
    assert {q.unit for q in quantities("4 µg/mL, 4 μg/ml, 4 mcg/mL")} == {"mcg/ml"}
    assert {q.unit for q in quantities("5%, 5 percent")} == {"%"}


def test_a_list_shares_its_unit_and_nothing_else_does() -> None:
    assert [q.unit for q in quantities("10, 20 and 40 mg")] == ["mg"] * 3
    assert [q.unit for q in quantities("on Day 15 take 40 mg")] == ["", "mg"]


def test_plain_values() -> None:
    assert [list(plain_values(q)) for q in quantities("10 to <30 kg")] == [["10", "30"]]


@pytest.mark.parametrize(
    ("written", "plain"), [("0·83", "0.83"), (".05", "0.05"), ("1,065,000", "1065000"), ("5", "5")]
)
def test_plain_number(written: str, plain: str) -> None:
    assert plain_number(written) == plain


@given(st.text(alphabet="0123456789.,·<≥ -–%mgkday/toAB", max_size=30))
def test_every_value_is_a_number(text: str) -> None:
    for quantity in quantities(text):
        assert all(float(value) >= 0 for value in plain_values(quantity))
