import pytest

from pipeline.language.labels.answering import MINIMUM
from pipeline.language.labels.passages import LabelIndex, label_sentences, sections_asked
from pipeline.schema.label_tables import LabelSection
from pipeline.schema.question_tables import Question

SET_ID = "00000000-0000-0000-0000-000000000001"
# an invented label of an invented drug
ROWS = (
    ("boxed_warning", "", "WARNING: FALLS", "Owls treated with Examplor may fall off branches."),
    ("indications_and_usage", "1.1", "Gout", "Examplor is indicated for adults with chronic gout."),
    (
        "indications_and_usage",
        "1.2",
        "Moult",
        "Examplor is indicated in owls with risk factors such as draught, to prevent moult.",
    ),
    ("dosage_and_administration", "2.1", "Gout", "The dose is 40 mg every other week. Inject it under the wing."),
    ("dosage_and_administration", "2.2", "Moult", "The dose is 80 mg every other week.\nWeight | Dose\n1 kg | 5 mg"),
    ("dosage_and_administration", "2.3", "Tests", "Look for feather mites before the first dose."),
    ("contraindications", "4", "CONTRAINDICATIONS", "Examplor is contraindicated in egg binding."),
    ("warnings_and_cautions", "5.1", "Tremor", "Tremor has been seen. Examplor is not approved for beak rot."),
    ("adverse_reactions", "6.1", "Trials", "The most common adverse reactions were hiccups and yawning."),
    ("drug_interactions", "7.1", "Mouse oil", "Mouse oil doubles the levels of examplumab."),
    ("use_in_specific_populations", "8.1", "Pregnancy", "No eggs were harmed."),
    ("clinical_studies", "14", "CLINICAL STUDIES", "In gout, 40 mg every other week was compared with rest."),
)
NAMES = ("Examplor", "examplumab")


@pytest.fixture(scope="module")
def index() -> LabelIndex:
    return LabelIndex([section(*row, position=i) for i, row in enumerate(ROWS, 1)], NAMES)


def section(name: str, number: str, title: str, text: str, position: int = 1) -> LabelSection:
    return LabelSection(SET_ID, name, position, "", number, title, text)


def asked(text: str, condition: str = "", population: str = "") -> Question:
    return Question("q", text, "draft", population=population, condition=condition, drugs=("examplumab",))


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("Examplumab 40 mg is injected every two weeks for gout.", "2.1"),
        ("Examplumab 80 mg is injected every two weeks.", "2.2"),
        ("Owls of 1 kg take 5 mg.", "2.2"),
        ("It is approved for gout.", "1.1"),
        ("It must not be used in egg binding.", "4"),
        ("It can cause falls.", ""),
        ("Hiccups are a common side effect.", "6.1"),
        ("It interacts with mouse oil.", "7.1"),
        ("In pregnancy no eggs were harmed.", "8.1"),
    ],
)
def test_closest(index: LabelIndex, claim: str, number: str) -> None:
    found = index.closest(claim)
    assert found is not None
    assert found[0].number == number
    assert MINIMUM <= found[1] <= 1


def test_the_number_with_its_unit_decides(index: LabelIndex) -> None:
    found = index.closest("80 mg every other week for gout")
    assert found is not None
    assert found[0].text == "The dose is 80 mg every other week."


def test_a_subheading_is_weak_evidence(index: LabelIndex) -> None:
    assert [index.closest("The dose every other week", s)[0].number for s in ("Gout", "Moult")] == ["2.1", "2.2"]  # type: ignore[index]
    assert index.closest("80 mg every other week", "Gout")[0].number == "2.2"  # type: ignore[index]


def test_too_little_in_common_is_none(index: LabelIndex) -> None:
    assert index.closest("Aspirin softens the plumage of parrots.") is None
    assert index.closest("Examplor") is None or index.closest("Examplor")[1] <= 1  # type: ignore[index]
    assert index.closest("") is None
    assert LabelIndex([], ()).closest("gout") is None


def test_the_earlier_of_equals_wins() -> None:
    rows = [section("warnings", "5.1", "", "Owls sleep. Owls sleep."), section("warnings", "5.2", "", "Owls sleep.")]
    found = LabelIndex(rows, ()).closest("Owls sleep")
    assert found is not None
    assert (found[0].number, found[0].sentence_number) == ("5.1", 1)


def test_what_is_used_for_a_condition_is_told_by_indications_and_dosage(index: LabelIndex) -> None:
    found = index.answering(asked("What is used for chronic gout?", "gout"))
    assert [(s.number, s.sentence_number) for s, _ in found] == [("1.1", 1), ("2.1", 1)]
    assert found[0][1] == 1.0


@pytest.mark.parametrize(
    ("question", "condition", "numbers"),
    [
        ("Does examplumab treat headache?", "headache", []),
        ("What dose is used for gout?", "gout", ["2.1"]),
        ("What is the dose?", "", ["2.1"]),
        ("Does examplumab treat feather mites?", "feather mites", []),
        ("Does examplumab treat draught?", "draught", []),
        ("Is examplumab used in beak rot?", "beak rot", ["5.1"]),
        ("Does examplumab treat egg binding?", "egg binding", ["4"]),
        ("Does examplumab treat tremor?", "tremor", []),
        ("Is examplumab used for chronic gout?", "", ["1.1"]),
        ("What are the side effects of examplumab?", "", ["6.1"]),
        ("Does examplumab interact with mouse oil?", "", ["7.1"]),
        ("Does examplumab interact with milk?", "", []),
        ("Is examplumab safe in tremor?", "tremor", ["5.1"]),
    ],
)
def test_answering(index: LabelIndex, question: str, condition: str, numbers: list[str]) -> None:
    assert [s.number for s, _ in index.answering(asked(question, condition))] == numbers


def test_the_dose_for_the_one_condition_of_a_label_need_not_name_it_again() -> None:
    rows = [
        section("indications_and_usage", "1", "", "Examplor is indicated for chronic gout."),
        section("dosage_and_administration", "2", "", "Keep it cool. The dose is 40 mg every other week."),
    ]
    found = LabelIndex(rows, NAMES).answering(asked("What is the dose of examplumab?", "gout"))
    assert [hit.text for hit, _ in found] == ["The dose is 40 mg every other week."]
    assert LabelIndex(rows, NAMES).answering(asked("What is the dose of examplumab?", "beak rot")) == []


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("What is the dose for headache?", ["2.1", "2.2"]),
        ("Does examplumab treat feather mites?", ["2.3", "2.1", "1.1"]),
        ("Is examplumab safe in hiccups?", ["6.1", "", "1.2"]),
        ("Does examplumab interact with milk?", ["7.1"]),
    ],
)
def test_nearest_where_no_sentence_plainly_answers(index: LabelIndex, question: str, numbers: list[str]) -> None:
    assert index.answering(asked(question)) == []
    found = [s.number for s, _ in index.nearest(asked(question))]
    assert found == numbers


SILENT = {
    "nothing asked": [("description", "A white powder of 5 mg.")],
    "storage alone": [("dosage_and_administration", "Store at 20 C.\nKeep dry.\nSee full prescribing information.")],
    "background": [("clinical_pharmacology", "In gout the dose of 5 mg is absorbed."), ("how_supplied", "5 mg")],
}
SPEAKING = {
    "indications in a word": [("dosage_and_administration", "Hypertension")],
    "as directed": [("dosage_and_administration", "As directed by a physician.")],
    "for the patient": [("spl_medguide", "Take it every day.")],
    "elsewhere": [("warnings", "Do not take more than 5 mg in 24 hours.")],
    "unclassified": [("spl_unclassified_section", "Directions: the dose is one tablet.")],
    "a condition elsewhere": [("precautions", "Patients with gout were hurt.")],
}


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_proof_of_silence(texts: list[tuple[str, str]]) -> None:
    index = LabelIndex([section(name, "", "", text) for name, text in texts], NAMES)
    assert index.nearest(asked("What is the dose of examplumab for gout?")) == []


@pytest.mark.parametrize("texts", SPEAKING.values(), ids=SPEAKING)
def test_what_is_no_proof_of_silence(texts: list[tuple[str, str]]) -> None:
    index = LabelIndex([section(name, "", "", text) for name, text in texts], NAMES)
    assert index.nearest(asked("What dose of examplumab is used for gout?"))


def test_labels_of_another_format_say_it_elsewhere() -> None:
    otc = LabelIndex([section("stop_use", "", "", "Liver damage may occur.")], NAMES)
    assert otc.nearest(asked("What are the side effects of examplumab?"))
    assert LabelIndex([section("warnings", "", "", "Falls.")], NAMES).nearest(asked("Is there a boxed warning?")) == []


def test_at_most_three_answers_the_best_of_each_section_first() -> None:
    names = ("indications_and_usage", "dosage_and_administration", "contraindications", "warnings")
    rows = [section(name, str(i), "", "Not approved for gout. For gout in old owls.") for i, name in enumerate(names)]
    rows[1].text = "For gout in owls."
    rows[0].text = "For gout."
    found = LabelIndex(rows, ()).answering(asked("Is it used for gout in owls?", "gout"))
    assert [s.section for s, _ in found] == ["dosage_and_administration", "contraindications", "indications_and_usage"]


def test_sections_asked() -> None:
    assert sections_asked(asked("What is used for gout?")) == ("indications_and_usage", "dosage_and_administration")
    assert sections_asked(asked("What dose is safe?"))[-1] == "dosage_and_administration"


def test_label_sentences_are_at_hand_here() -> None:
    assert [s.number for s in label_sentences([section("warnings", "5", "", "One. Two.")])] == ["5", "5"]
