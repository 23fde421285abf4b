import pytest

from pipeline.language.numbers.measures import measures
from pipeline.language.numbers.same_value import is_comparable, is_same


def pair(claimed: str, stated: str):
    return measures(claimed)[0], measures(stated)[0]


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [
        ("5 mg", "0.005 g"),
        ("400 mcg", "400 µg"),
        ("every 12 months", "once yearly"),
        ("26 weeks", "6 months"),
        ("3.9%", "3.92%"),
        ("31%", "31.8%"),
        ("170,000 participants", "169,138 participants"),
        ("33%", "24/73 patients"),
        ("28%", "HR 0.72"),
        ("P<.05", "P = 0.03"),
        ("60 patients", "60"),
        ("10 mg", "10 to 20 mg"),
    ],
)
def test_same(claimed: str, stated: str) -> None:
    assert is_same(*pair(claimed, stated))


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [
        ("4 mg", "5 mg"),
        ("400 mg", "400 mcg"),
        ("every 12 months", "every 6 months"),
        ("6,500 children", "6,517 children"),
        ("P<.01", "P = 0.03"),
        ("95% CI 0.83 to 1.08", "95% CI 0.83 to 1.18"),
        ("2%", "1.2%"),
        ("5 mg", "5 years"),
    ],
)
def test_not_same(claimed: str, stated: str) -> None:
    assert not is_same(*pair(claimed, stated))


def test_a_dose_with_another_unit_can_be_compared_where_the_number_is_one() -> None:
    assert is_comparable(*pair("5 mg", "5 mL"))
    assert not is_comparable(*pair("5 mg", "7 mL"))
    assert not is_comparable(*pair("26 trials", "26 patients"))
