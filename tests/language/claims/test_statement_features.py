import pytest

from pipeline.language.claims.parts import whole
from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import probabilities, rarity
from pipeline.language.text.source_text import source_text

SOURCE = source_text("Feathers of owls", [("", "", "Owls lose feathers in spring. Melatonin did not change this.")])


def told(claim: str) -> dict[str, float]:
    return {n.removeprefix("statement: "): v for n, v in support(claim, SOURCE, rarity).values.items()}


def test_how_much_of_the_claim_the_source_holds() -> None:
    full, half, none = told("Owls lose feathers."), told("Owls lose zebrafish."), told("Gout needs colchicine.")
    assert full["claim in text"] == full["claim in one sentence"] == full["claim in one sentence from 0.8"] == 1.0
    assert 0 < half["claim in text"] < 1 and half["rarest word missing"] > 0.5
    assert none["claim in text"] == none["claim in title"] == none["claim in text from 0.4"] == 0.0


@pytest.mark.parametrize(
    ("claim", "differs", "same"),
    [
        ("Owls lose feathers in spring.", 0.0, 0.0),
        ("Owls do not lose feathers in spring.", 1.0, 0.0),
        ("Melatonin did not change this.", 0.0, 1.0),
        ("Melatonin did change this.", 1.0, 0.0),
    ],
)
def test_a_no_that_only_one_of_both_says(claim: str, differs: float, same: float) -> None:
    found = told(claim)
    assert (found["one of both says no"], found["closest sentence says no too"]) == (differs, same)


def test_every_value_is_from_0_to_1_and_names_one_direction() -> None:
    for claim in ("", "Owls.", "Owls sleep more.", "Owls sleep less, not more."):
        found = support(claim, SOURCE, rarity, whole(claim)).values
        assert all(0 <= v <= 1 for v in found.values())
        assert sum("statement: says" in n for n in found) >= 1 and found["statement"] == 1.0


def test_words_that_the_source_lacks_make_support_less_likely() -> None:
    far, near = (
        probabilities(support(claim, SOURCE, rarity).values)
        for claim in ("Zebrafish lose feathers in caves.", "Owls lose feathers in spring.")
    )
    assert far["SUPPORT"] < near["SUPPORT"] and far["NOINFO"] > near["NOINFO"]
