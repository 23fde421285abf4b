import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.abbreviations import definitions, spelled_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Low bone mineral density (BMD) was seen.", {"BMD": "bone mineral density"}),
        ("Owls got zoledronic acid (ZOL), or placebo (PBO).", {"ZOL": "zoledronic acid", "PBO": "placebo"}),
        ("health-related quality of life (HRQoL)", {"HRQoL": "health-related quality of life"}),
        ("six-minute walk (6MW)", {}),  # its first character begins no word
        ("We enrolled owls (N = 12) in spring (May).", {}),
        ("Owls (barn owls) of group B (see there) slept.", {}),
        ("no capital (nc) and nothing before (XYZ)", {}),
        ("Sleep was long. (SWL) and (A) and (1)", {}),
        ("quality of life (QOL) and queue of lions (QOL)", {"QOL": "quality of life"}),
        ("first part), second (FPS)", {}),
        ("a proton pump inhibitor (PPI)", {"PPI": "proton pump inhibitor"}),
    ],
)
def test_what_a_text_explains(text: str, found: dict[str, str]) -> None:
    assert definitions(text) == found


def test_short_forms_are_spelled_out_and_what_explains_them_goes() -> None:
    text = "Low bone mineral density (BMD) was BMD-related; both BMDs fell, ABMD and bmd did not."
    told = "Low {0} was {0}-related; both {0} fell, ABMD and bmd did not.".format("bone mineral density")
    assert spelled_out(text, definitions(text)) == told


def test_a_short_form_in_brackets_that_explains_nothing_is_spelled_out_there() -> None:
    known = {"MTX": "methotrexate"}
    assert spelled_out("the study drug (MTX) and methotrexate (MTX)", known) == (
        "the study drug (methotrexate) and methotrexate"
    )


def test_the_longer_short_form_comes_first() -> None:
    known = {"CRP": "C-reactive protein", "hs-CRP": "high-sensitivity protein"}
    assert spelled_out("hs-CRP and CRP", known) == "high-sensitivity protein and C-reactive protein"


@given(st.text(alphabet="abAB (),.-1", max_size=80), st.text(alphabet="abAB (),.-1", max_size=40))
def test_any_text_is_read(source: str, claim: str) -> None:
    known = definitions(source)
    assert all(short != long and long in " ".join(source.split()) for short, long in known.items())
    assert spelled_out(claim, {}) == claim
    assert isinstance(spelled_out(claim, known), str)
