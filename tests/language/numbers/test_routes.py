import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers.routes import dose_routes


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("a 5 mg intravenous infusion once a year", "intravenous"),
        ("60 mg is injected subcutaneously", "subcutaneous"),
        ("owls got 10 mg p.o.", "oral"),
        ("IV melatonin 3 mg", "intravenous"),
        ("3 mg by mouth", "oral"),
        ("100 mcg was inhaled", "inhaled"),
    ],
)
def test_beside_a_dose(text: str, route: str) -> None:
    assert [r.route for r in dose_routes(text)] == [route]


@pytest.mark.parametrize("text", ["oral health of owls", "it it is iv", "3 mg of melatonin", "orally"])
def test_no_dose_or_no_route(text: str) -> None:
    assert dose_routes(text) == ()


@given(st.text(alphabet="0123 mgoraliviscIV.", max_size=40))
def test_every_route_is_as_written(text: str) -> None:
    assert all(r.text in text and r.route for r in dose_routes(text))
