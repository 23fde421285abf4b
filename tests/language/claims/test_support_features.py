from pipeline.language.claims.parts import whole
from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import rarity
from pipeline.language.text.source_text import source_text

SOURCE = source_text(
    "Melatonin in owls",
    [
        ("METHODS", "METHODS", "Sleep time was measured with melatonin and with placebo."),
        ("RESULTS", "RESULTS", "Sleep time was longer with melatonin than with placebo."),
    ],
)


def test_a_comparison_that_the_source_makes_speaks_for_the_claim() -> None:
    held = support("Melatonin increased sleep time compared with placebo.", SOURCE, rarity)
    assert (held.read[0].agrees, held.speaks_for, held.speaks_against) == (1, True, False)
    assert 0.8 < held.in_text < 1


def test_a_statement_never_speaks_for_or_against() -> None:
    for claim in ("Sleep time was longer with melatonin.", "Sleep time was shorter with melatonin."):
        held = support(claim, SOURCE, rarity, whole(claim))
        assert held.read[0].agrees and not held.speaks_for and not held.speaks_against
        assert held.values["statement"] == 1.0 and "arm in text" not in held.values


def test_the_contrary_speaks_against() -> None:
    for claim in (
        "Melatonin decreased sleep time compared with placebo.",
        "Placebo increased sleep time compared with melatonin.",
        "There was no significant difference in sleep time between melatonin and placebo.",
    ):
        held = support(claim, SOURCE, rarity)
        assert held.speaks_against and not held.speaks_for, claim


def test_a_sentence_with_little_of_the_outcome_does_not_speak_for_the_claim() -> None:
    held = support("Melatonin increased zebrafish egg weight and sleep compared with placebo.", SOURCE, rarity)
    assert held.read[0].agrees == 1 and not held.speaks_for
