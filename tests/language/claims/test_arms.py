import pytest

from pipeline.language.claims.arms import arms_of, without
from pipeline.language.text.source_text import source_text
from pipeline.language.text.tokens import stem_set, tokens

SOURCE = source_text(
    "Owls",
    [("METHODS", "", "Owls were given melatonin (group A) or valerian (group B).")],
)


def side(text: str, arms) -> list[int]:
    found, before = [], ""
    for token in tokens(text):
        if told := arms.side(token, before):
            found.append(told)
        before = token.stem
    return found


def test_group_labels_are_resolved_from_the_methods() -> None:
    arms = arms_of("melatonin", "valerian", SOURCE)
    assert (arms.arm_labels, arms.other_labels) == (frozenset("a"), frozenset("b"))
    assert side("more in group A than in group B", arms) == [1, -1]


def test_the_intervention_group_is_the_arm_where_the_other_is_a_control() -> None:
    arms = arms_of("melatonin", "placebo", SOURCE)
    assert side("the intervention group against the control group", arms) == [1, -1]


def test_words_that_both_arms_share_tell_nothing() -> None:
    arms = arms_of("high-dose melatonin", "low-dose melatonin", SOURCE)
    assert side("high dose, low dose, melatonin", arms) == [1, -1]


def test_words_of_the_outcome_are_left_out() -> None:
    arms = without(arms_of("sleep training", "placebo", SOURCE), stem_set("sleep time"))
    assert not stem_set("sleep") & arms.arm and stem_set("training") <= arms.arm


@pytest.mark.parametrize(
    ("methods", "labels"),
    [
        ("Group A received melatonin. Group B received valerian.", ("a", "b")),
        ("GROUP II received melatonin; Arm IV received valerian.", ("ii", "iv")),
        ("Owls got melatonin (Group M) or valerian (group V).", ("m", "v")),
        ("Owls got melatonin (M) or valerian (P).", ("m", "p")),
    ],
)
def test_the_word_before_a_label_may_begin_a_sentence(methods: str, labels: tuple[str, str]) -> None:
    arms = arms_of("melatonin", "valerian", source_text("Owls", [("METHODS", "", methods)]))
    assert (arms.arm_labels, arms.other_labels) == tuple(frozenset({label}) for label in labels)


def test_a_small_letter_is_no_label() -> None:
    methods = "In one group a dose of melatonin was given; arm b got valerian."
    arms = arms_of("melatonin", "valerian", source_text("Owls", [("METHODS", "", methods)]))
    assert not arms.arm_labels and not arms.other_labels


@pytest.mark.parametrize(("arm", "other"), [("Group A", "Group B"), ("sham (Group S)", "light (Arm L)")])
def test_a_claim_labels_its_own_arms_with_the_same_letters_as_a_source(arm: str, other: str) -> None:
    arms = arms_of(arm, other, SOURCE)
    labels = {label for found in (arms.arm_labels, arms.other_labels) for label in found}
    assert labels == {word.strip("()")[-1].lower() for word in (arm, other)}
