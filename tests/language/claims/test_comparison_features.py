from pipeline.language.claims.closest import closest
from pipeline.language.claims.comparison_features import comparison_values
from pipeline.language.claims.parts import claim_parts
from pipeline.language.claims.support_model import rarity
from pipeline.language.text.source_text import source_text

SOURCE = source_text(
    "Melatonin in owls",
    [("RESULTS", "RESULTS", "Sleep time was significantly longer with melatonin than with placebo (P < .001).")],
)


def told(claim: str) -> dict[str, float]:
    parts = claim_parts(claim)
    return comparison_values(claim, parts, SOURCE, closest(parts, SOURCE, rarity), rarity)


def test_how_much_of_each_part_the_source_holds() -> None:
    found = told("Melatonin increased sleep time compared with colchicine.")
    assert found["outcome in one sentence"] == found["arm in title"] == 1.0
    assert found["other in text"] == found["least of three"] == 0.0


def test_what_the_closest_sentence_makes_of_the_claim_by_kind() -> None:
    same = told("Melatonin increased sleep time compared with placebo.")
    assert same["some: all for"] == same["some: first same"] == same["some: sure for"] == 1.0
    assert same["some: all against"] == same["none: all for"] == 0.0
    turned = told("Placebo increased sleep time compared with melatonin.")
    assert turned["some: all against"] == turned["some: first against with arm"] == 1.0
    none = told("There was no significant difference in sleep time between melatonin and placebo.")
    assert none["claim of none"] == none["none: all against"] == 1.0 and none["some: all against"] == 0.0
