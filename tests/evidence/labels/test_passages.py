"""Which sentences of a label stand behind a question and its claims."""

from pipeline.evidence.labels.passages import IndexedLabel, answered, passages
from pipeline.language.labels.passages import LabelIndex
from pipeline.schema.claim_tables import Claim
from pipeline.schema.label_tables import LabelChoice, LabelSection
from pipeline.schema.question_tables import Question

SET_ID = "00000000-0000-4000-8000-000000000001"
QUESTION = Question("q", "What is used for owl sickness?", "draft", condition="owl sickness", drugs=("examplumab",))
CHOICE = LabelChoice("q", "examplumab", 1, SET_ID, "used", "a claim cites it", (SET_ID,))


def label(**texts: str) -> IndexedLabel:
    sections = [
        LabelSection(SET_ID, name, 1, number=str(n), title=name, text=t) for n, (name, t) in enumerate(texts.items(), 1)
    ]
    return IndexedLabel(LabelIndex(sections, ("Examplumab",)), frozenset(texts))


FULL = label(
    indications_and_usage="Examplumab is indicated for owl sickness.",
    dosage_and_administration="The recommended dose is 5 mg once a week.\nOwlets are given 2 mg once a week.",
)


def claim(n: int, text: str, section: str = "fda", *, is_abstention: bool = False) -> Claim:
    return Claim(f"{n:012x}", "q", section, "", n, text, is_abstention)


def test_what_a_label_holds_for_a_question() -> None:
    assert answered(QUESTION, CHOICE, {SET_ID: FULL}).answer == "answers"
    unclear = label(indications_and_usage="Examplumab is indicated for hiccups.", dosage_and_administration="5 mg.")
    assert answered(QUESTION, CHOICE, {SET_ID: unclear}).answer == "unclear"
    silent = label(dosage_and_administration="Store in a dry place.\nSee full prescribing information.")
    assert answered(QUESTION, CHOICE, {SET_ID: silent}).answer == "silent"
    absent = answered(QUESTION, CHOICE, {SET_ID: label(description="A white powder.")})
    assert (absent.answer, "indications_and_usage" in absent.sections_asked) == ("section absent", True)
    assert answered(QUESTION, CHOICE, {}) == CHOICE


def test_a_dose_is_answered_though_neither_front_matter_nor_dosage_names_the_condition() -> None:
    asked = Question("q", "What is the dose of examplumab for owl sickness in adults?", "draft", drugs=("examplumab",))
    assert answered(asked, CHOICE, {SET_ID: FULL}).answer == "answers"
    (hit,) = [p for p in passages(asked, [], {}, [CHOICE], {SET_ID: FULL}) if not p.claim_id]
    assert hit.sentence == "The recommended dose is 5 mg once a week."
    other = Question("q", "What is the dose of examplumab for beak rot?", "draft", drugs=("examplumab",))
    assert answered(other, CHOICE, {SET_ID: FULL}).answer == "unclear"


def test_under_an_abstention_stand_the_nearest_sentences_where_the_label_is_unclear() -> None:
    other = Question("q", "What is the dose of examplumab for beak rot?", "draft", drugs=("examplumab",))
    abstention = claim(1, "The FDA drug label does not answer the question.", is_abstention=True)
    choice = answered(other, CHOICE, {SET_ID: FULL})
    rows = passages(other, [abstention], {}, [choice], {SET_ID: FULL})
    assert {r.claim_id for r in rows} == {abstention.claim_id}
    assert [r.sentence for r in rows] == [
        "The recommended dose is 5 mg once a week.",
        "Owlets are given 2 mg once a week.",
    ]
    assert passages(other, [claim(2, "Unlike.", "research")], {}, [choice], {SET_ID: FULL}) == []


def test_each_claim_has_its_sentence_and_the_question_its_own() -> None:
    claims = [claim(1, "5 mg is the dose, once a week."), claim(2, "Owlets are given 2 mg a week.")]
    cited = {c.claim_id: [SET_ID] for c in claims}
    rows = passages(QUESTION, claims, cited, [CHOICE], {SET_ID: FULL})
    assert [r.position for r in rows] == list(range(1, len(rows) + 1))
    by_claim = {r.claim_id: r.sentence for r in rows}
    assert by_claim[""] == "Examplumab is indicated for owl sickness."
    assert by_claim[claims[0].claim_id] == "The recommended dose is 5 mg once a week."
    assert by_claim[claims[1].claim_id] == "Owlets are given 2 mg once a week."
    assert all(0 < (r.share or 0) <= 1 for r in rows)


def test_whose_claims_are_looked_for_where() -> None:
    uncited, elsewhere = (
        claim(1, "The recommended dose is 5 mg once a week."),
        claim(2, "The dose is 5 mg a week.", "research"),
    )
    abstains, other = claim(3, "The label is silent.", is_abstention=True), claim(4, "The dose is 5 mg once a week.")
    cited = {other.claim_id: ["00000000-0000-4000-8000-000000000002"]}
    rows = passages(QUESTION, [uncited, elsewhere, abstains, other], cited, [CHOICE], {SET_ID: FULL})
    assert {r.claim_id for r in rows} == {"", uncited.claim_id}


def test_without_text_there_is_no_passage() -> None:
    assert passages(QUESTION, [claim(1, "5 mg")], {}, [CHOICE], {}) == []
