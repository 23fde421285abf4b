from pipeline.language.claim_parts import claim_parts, whole
from pipeline.language.closest import MOST, Read, closest, share
from pipeline.language.source_text import source_text
from pipeline.language.support_features import support
from pipeline.language.support_model import rarity
from pipeline.language.tokens import stem_set

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


def test_no_difference_in_the_next_sentence_takes_back_what_was_told() -> None:
    assert first(CLAIM, LONGER).agrees == 1
    for taken_back in (
        "There was no significant difference between the two groups.",
        "However, this difference was not statistically significant (P = .4).",
        "No differences were found between treatments at 8 weeks.",
    ):
        found = first(CLAIM, LONGER, taken_back)
        assert (found.agrees, found.is_null) == (-1, True), taken_back


def test_no_difference_of_another_thing_takes_nothing_back() -> None:
    for other in (
        "There was no significant difference between the two groups in feathers.",
        "There were no demographic differences between the groups.",
        "There were no differences between the groups at baseline.",
    ):
        assert first(CLAIM, LONGER, other).agrees == 1, other


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
