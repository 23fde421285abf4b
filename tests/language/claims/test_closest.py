from dataclasses import replace

import pytest

from pipeline.language.claims.closest import MOST, Read, closest
from pipeline.language.claims.parts import claim_parts, whole
from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import rarity
from pipeline.language.text.source_text import source_text
from pipeline.language.text.tokens import share, stem_set

SOURCE = source_text(
    "Melatonin in owls",
    [
        ("METHODS", "METHODS", "Sleep time was measured with melatonin and with placebo."),
        ("RESULTS", "RESULTS", "Sleep time was longer with melatonin than with placebo."),
        ("", "", " ".join(f"Feathers of kind {n} were counted." for n in range(9))),
    ],
)


def test_results_outrank_methods_and_only_the_closest_are_kept() -> None:
    read = closest(claim_parts("Melatonin increased sleep time compared with placebo."), SOURCE, rarity)
    assert [r.sentence.number for r in read[:2]] == [2, 1] and len(read) == MOST
    assert (read[0].agrees, read[0].is_null, read[0].share) == (1, False, 1.0)


def test_a_statement_speaks_of_what_the_sentence_speaks_of() -> None:
    for claim, agrees in (("Sleep time of owls was longer.", 1), ("Sleep time of owls was shorter.", -1)):
        assert closest(whole(claim), SOURCE, rarity)[0].agrees == agrees


def test_an_arm_that_the_sentence_does_not_name_leaves_it_open() -> None:
    read = closest(claim_parts("Colchicine increased sleep time compared with honey."), SOURCE, rarity)
    assert read[0].agrees == 0


def test_share_is_of_the_weight_that_is_wanted() -> None:
    wanted = stem_set("zebrafish owls")
    assert share(wanted, stem_set("zebrafish"), rarity) > 0.4
    assert share(frozenset(), wanted, rarity) == 0.0
    assert share(wanted, wanted, rarity) == 1.0


def first(claim: str, *sentences: str) -> Read:
    source = source_text("Owls", [("RESULTS", "RESULTS", " ".join(sentences))])
    return closest(claim_parts(claim), source, rarity)[0]


CLAIM = "Melatonin increased sleep time compared with placebo."
LONGER = "Sleep time was longer with melatonin than with placebo."


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no significant difference between the two groups.",
        "However, this difference was not statistically significant (P = .4).",
        "No differences were found between treatments.",
        "There was no difference between the groups (P = .3).",
    ],
)
def test_no_difference_in_the_next_sentence_takes_back_what_was_told(sentence: str) -> None:
    found = first(CLAIM, LONGER, sentence)
    assert (found.agrees, found.is_null) == (-1, True)
    assert found.taken_back_by is not None and found.taken_back_by.text == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no significant difference between the two groups in feathers.",
        "There were no demographic differences between the groups.",
        "There were no sex differences between the groups.",
        "No other differences between the groups were found.",
        "There were no differences between the groups at baseline.",
        "There was no difference between the groups at 1 year.",
        "No differences between the groups were observed after 12 months.",
        "This difference was not only statistically significant but large.",
    ],
)
def test_no_difference_of_another_thing_or_time_takes_nothing_back(sentence: str) -> None:
    assert first(CLAIM, LONGER, sentence).agrees == 1


def test_what_is_sure_of_itself_is_not_taken_back() -> None:
    sure = LONGER.replace(".", " (P < .001).")
    assert first(CLAIM, sure, "There was no difference between the groups.").agrees == 1


def test_a_part_of_a_text_and_another_place_take_nothing_back() -> None:
    whole_text = source_text(
        "Owls", [("RESULTS", "", f"{LONGER} Owls are birds. There was no difference between the groups.")]
    )
    part = replace(whole_text, sentences=(whole_text.sentences[0], whole_text.sentences[2]))
    assert closest(claim_parts(CLAIM), part, rarity)[0].agrees == 1


def test_a_word_inside_a_long_form_tells_no_direction() -> None:
    text = "Owls got a proton pump inhibitor (PPI) or no treatment (NT). {0}"
    for told, claim, agrees in (
        (
            "Ulcers were more frequent with PPI than with NT (P = .01).",
            "PPI increased ulcers compared with no treatment.",
            1,
        ),
        ("Ulcers were more frequent with PPI than with NT (P = .01).", "PPI reduced ulcers compared with NT.", -1),
        ("Pain in the NT group was higher than in the PPI group.", "PPI reduced pain compared with no treatment.", 1),
        ("Pain in the NT group was higher than in the PPI group.", "PPI did not change pain compared with NT.", -1),
    ):
        read = support(claim, source_text("Owls", [("RESULTS", "RESULTS", text.format(told))]), rarity).read[0]
        assert (read.sentence.text, read.agrees) == (told, agrees), claim


def test_a_change_from_baseline_is_a_finding() -> None:
    told = "The change in sleep time from baseline did not differ between melatonin and placebo (P = .40)."
    found = first(CLAIM, told, "Sleep time grew with melatonin (P < .01).")
    assert (found.sentence.text, found.agrees) == (told, -1)


def test_groups_that_were_alike_at_the_start_are_no_finding() -> None:
    found = first(CLAIM, "Sleep time of the groups was similar at baseline.", "Owls had longer sleep with melatonin.")
    assert found.sentence.number == 2


def test_an_abbreviation_is_what_it_stands_for() -> None:
    sentences = (
        "Owls got melatonin (MEL) or placebo (PBO).",
        "Total sleep time (TST) grew.",
        "TST was longer with MEL than PBO.",
    )
    for claim in (CLAIM, "MEL increased TST compared with PBO."):
        source = source_text("Owls", [("RESULTS", "RESULTS", " ".join(sentences))])
        read = support(claim, source, rarity).read[0]
        assert (read.agrees, read.sentence.text) == (1, sentences[2])


@pytest.mark.parametrize(
    ("text", "is_no_finding"),
    [
        ("Age was similar at baseline.", True),
        ("At baseline, age did not differ.", True),
        ("No large difference at entry differences.", True),
        ("Pain was no different from baseline.", False),
        ("Pain was reduced at baseline.", False),
        ("Pain was measured daily.", True),
        ("Pain was measured daily and was lower (p < 0.01).", False),
        ("Sleep was measured (p < 0.05) and mood was assessed.", True),
    ],
)
def test_what_was_measured_or_alike_before_the_treatment_weighs_little(text: str, is_no_finding: bool) -> None:
    source = source_text("Owls", [("RESULTS", "RESULTS", text)])
    (read,) = closest(whole(text), source, rarity)
    assert (read.relevance < 0.5) == is_no_finding
