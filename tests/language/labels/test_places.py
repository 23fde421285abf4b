import re

import pytest

from pipeline.language.labels.places import (
    PLACES,
    PRESCRIBING,
    kin_of_question,
    sections_of_claim,
    sections_of_question,
    subjects_of_question,
)

DEFAULT = ("indications_and_usage", "dosage_and_administration")


@pytest.mark.parametrize(
    ("claim", "section"),
    [
        ("The dose is 40 mg.", "dosage_and_administration"),
        ("It is infused once a year.", "dosage_and_administration"),
        ("It must not be used in owls.", "contraindications"),
        ("It is contraindicated in owls.", "contraindications"),
        ("It is approved for gout.", "indications_and_usage"),
        ("It lowers the risk of stroke.", "indications_and_usage"),
        ("It has a boxed warning.", "boxed_warning"),
        ("It can cause gout.", "warnings_and_cautions"),
        ("Side effects are rare.", "adverse_reactions"),
        ("Pregnant women should know.", "pregnancy"),
        ("It passes into human milk.", "nursing_mothers"),
        ("It was not tried in children.", "pediatric_use"),
        ("The elderly take less.", "geriatric_use"),
        ("It interacts with grapefruit.", "drug_interactions"),
    ],
)
def test_the_words_of_a_claim_name_a_section(claim: str, section: str) -> None:
    assert section in sections_of_claim(claim)


def test_a_word_inside_another_names_none() -> None:
    assert sections_of_claim("Cancer, mayhem and a retreat.") == frozenset()
    assert "warnings" not in sections_of_claim("It lowers the risk of stroke.")


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("What infusion is used for osteoporosis?", DEFAULT),
        ("Does examplumab treat gout?", DEFAULT),
        ("Is examplumab better than rest?", DEFAULT),
        ("What lowers the risk of stroke?", DEFAULT),
        ("What dose of examplumab is used for gout?", ("dosage_and_administration",)),
        ("What are the side effects of examplumab?", ("adverse_reactions",)),
        ("Does examplumab interact with owls?", ("drug_interactions",)),
        ("Is examplumab contraindicated in gout?", ("contraindications", "do_not_use")),
    ],
)
def test_the_sections_a_question_asks(question: str, sections: tuple[str, ...]) -> None:
    assert sections_of_question(question) == sections


def test_every_row_reads_and_names_sections_as_openfda_does() -> None:
    for place in PLACES:
        re.compile(place.words)
        re.compile(place.hints)
        assert all(re.fullmatch("[a-z_]+", section) for section in place.sections)
        assert set(place.sections) <= PRESCRIBING | {"how_supplied"}


def test_a_question_for_the_boxed_warning_asks_for_no_other() -> None:
    assert sections_of_question("Is there a boxed warning?") == ("boxed_warning",)
    assert "warnings" in sections_of_question("Which warnings stand beside the boxed warning?")


def test_labels_of_another_format_have_the_answer_elsewhere() -> None:
    assert {"stop_use", "warnings"} <= kin_of_question("What are the side effects?")
    assert "purpose" in kin_of_question("What is examplumab used for?")
    assert "spl_medguide" in kin_of_question("Examplumab?")
    assert kin_of_question("Is there a boxed warning?") == frozenset()


def test_the_subject_of_a_question_is_known_by_its_words() -> None:
    (subject,) = subjects_of_question("What are the side effects?")
    assert subject.search("Adverse reactions were rare.")
    assert not subject.search("Store it in a dry place.")
    assert subjects_of_question("Examplumab?") == ()
