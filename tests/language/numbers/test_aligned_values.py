from pipeline.language.claims.support_model import rarity
from pipeline.language.numbers.aligned_values import aligned
from pipeline.language.text.source_text import source_text

SOURCE = source_text(
    "Sleep of owls",
    [("RESULTS", "", "Sleep lasted 10 hours in treated owls and 8 hours in untreated owls (P = .03). Two owls fell.")],
)


def differing(claim: str) -> list[tuple[str, str]]:
    return [(v.text, s.measure.text) for v, s in aligned(claim, SOURCE, rarity).items()]


def test_the_value_in_its_place_differs() -> None:
    assert differing("Sleep lasted 12 hours in treated owls and 8 hours in untreated owls.") == [
        ("12 hours", "10 hours")
    ]


def test_a_value_counts_once() -> None:
    assert differing("Sleep lasted 8 hours in treated owls and 8 hours in untreated owls.") == [("8 hours", "10 hours")]


def test_a_p_value_must_be_the_same_to_its_sign() -> None:
    claim = "Sleep lasted 10 hours in treated owls and 8 hours in untreated owls (P < .05)."
    assert differing(claim) == [("P < .05", "P = .03")]


def test_the_same_sentence_and_another_sentence_differ_in_nothing() -> None:
    assert differing("Sleep lasted 10 hours in treated owls and 8 hours in untreated owls (P = .03).") == []
    assert differing("Mice were fed 3 g of seed for 12 weeks before they were weighed again.") == []
