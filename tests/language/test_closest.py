from pipeline.language.claim_parts import claim_parts, whole
from pipeline.language.closest import MOST, closest, share
from pipeline.language.source_text import source_text
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
