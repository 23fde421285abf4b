from pipeline.language.source_text import source_text
from pipeline.language.support_features import share, support
from pipeline.language.support_model import rarity
from pipeline.language.tokens import stem_set

SOURCE = source_text(
    "Melatonin in owls",
    [
        ("METHODS", "METHODS", "Sleep time was measured with melatonin and with placebo."),
        ("RESULTS", "RESULTS", "Sleep time was longer with melatonin than with placebo."),
    ],
)


def test_results_outrank_methods() -> None:
    held = support("Melatonin increased sleep time compared with placebo.", SOURCE, rarity)
    assert held.read[0].sentence.number == 2
    assert (held.read[0].agrees, held.speaks_for, held.speaks_against) == (1, True, False)


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


def test_share_is_of_the_weight_that_is_wanted() -> None:
    wanted = stem_set("zebrafish owls")
    assert share(wanted, stem_set("zebrafish"), rarity) > 0.4
    assert share(frozenset(), wanted, rarity) == 0.0
    assert share(wanted, wanted, rarity) == 1.0
