"""Whether one label sentence answers a question: by its section and by the words of the condition."""

import re

import pytest

from pipeline.language.labels.answering import Asked, answers, gives_dose, is_about, may_answer, share_of
from pipeline.language.labels.sentences import IndexedSentence, indexed_sentences
from pipeline.language.text.terms import stems
from pipeline.schema.label_tables import LabelSection

USE, DOSAGE = "indications_and_usage", "dosage_and_administration"
GOUT = frozenset(stems("gout"))
FOR_GOUT = Asked((USE, DOSAGE), GOUT, {})


def sentence(section: str, text: str, title: str = "") -> IndexedSentence:
    (entry,) = indexed_sentences([LabelSection("s", section, 1, "", "1", title, text)])
    return entry


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        (USE, "It is indicated for gout.", True),
        (USE, "It is indicated for moult.", False),
        (DOSAGE, "The dose for gout is 40 mg.", False),  # unless an indication or the title names the condition
        ("contraindications", "It is contraindicated in gout.", True),
        ("warnings", "It is not approved for gout.", True),
        ("warnings", "Owls with gout may fall.", False),
        ("description", "It is not approved for gout.", False),
    ],
)
def test_a_question_about_use(section: str, text: str, expected: bool) -> None:
    assert answers(sentence(section, text), FOR_GOUT) is expected


def test_a_dosage_answers_where_title_or_indication_names_the_condition() -> None:
    assert answers(sentence(DOSAGE, "The dose is 40 mg.", title="Gout"), FOR_GOUT)
    assert answers(sentence(DOSAGE, "The dose for gout is 40 mg."), Asked((USE, DOSAGE), GOUT, {}, is_indicated=True))


def test_any_other_question_needs_most_of_its_terms() -> None:
    asked = Asked(("drug_interactions",), frozenset(), dict.fromkeys(stems("mouse oil"), 1.0))
    assert answers(sentence("drug_interactions", "Mouse oil doubles the levels."), asked)
    assert not answers(sentence("drug_interactions", "Milk doubles the levels of mouse."), asked)


def test_a_dose_is_a_number_with_its_unit() -> None:
    assert gives_dose(sentence(DOSAGE, "The dose is 40 mg."), FOR_GOUT)
    assert not gives_dose(sentence(DOSAGE, "Give one."), FOR_GOUT)
    assert not gives_dose(sentence("warnings", "More than 40 mg harms."), FOR_GOUT)


def test_storage_and_a_reference_elsewhere_answer_nothing() -> None:
    assert may_answer(sentence(DOSAGE, "As directed by a physician."))
    assert not may_answer(sentence(DOSAGE, "Store at 20 C."))
    assert not may_answer(sentence(USE, "See full prescribing information."))


def test_a_sentence_elsewhere_needs_a_share_or_a_word_for_the_subject() -> None:
    entry = sentence("warnings", "Liver damage may occur.")
    assert is_about(entry, 0.3, ())
    assert is_about(entry, 0.0, [re.compile("damage")])
    assert not is_about(entry, 0.29, [re.compile("rash")])
    assert not is_about(sentence("description", "Liver damage may occur."), 1.0, ())


def test_the_share_counts_half_for_the_title() -> None:
    entry = sentence(DOSAGE, "The dose is 40 mg.", title="Gout")
    (gout,), (dose,) = stems("gout"), stems("dose")
    assert share_of(entry, {gout: 1.0, dose: 1.0}) == 0.75
    assert share_of(entry, {}) == 1.0
