import pytest

from pipeline.evidence.claims import number_conflicts as conflicts
from pipeline.evidence.claims.number_conflicts import number_conflicts
from pipeline.schema.claim_tables import Claim
from pipeline.schema.question_tables import Question


def asked(question_id: str, text: str, condition: str = "osteoporosis", drug: str = "zoledronic acid"):
    question = Question(question_id, "Which infusion?", "draft", condition=condition, drugs=(drug,))
    return question, (Claim(f"{sum(map(ord, question_id)):012x}", question_id, "fda", "", 1, text, False, 7),)


def found(*questions) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(r.question_id, r.kind, r.says, r.other_says) for r in number_conflicts(questions)]


ONE = asked("one", "Zoledronic acid is given as 5 mg once a year.")


def test_another_dose_and_another_frequency_are_found_on_both() -> None:
    other = asked("two", "Zoledronic acid is given as 4 mg every three months.")
    assert found(ONE, other) == [
        ("one", "dose", ("5 mg",), ("4 mg",)),
        ("one", "frequency", ("once a year",), ("every three months",)),
        ("two", "dose", ("4 mg",), ("5 mg",)),
        ("two", "frequency", ("every three months",), ("once a year",)),
    ]


def test_the_same_in_other_words_is_no_conflict() -> None:
    assert found(ONE, asked("two", "Zoledronic acid: 0.005 g every 12 months.")) == []


def test_another_condition_or_drug_or_none_is_no_conflict() -> None:
    text = "Zoledronic acid is given as 4 mg every three months."
    assert found(ONE, asked("two", text, condition="Paget's disease")) == []
    assert found(ONE, asked("two", text.replace("Zoledronic", "Ibandronic"), drug="ibandronic acid")) == []
    assert found(ONE, asked("two", text, condition="")) == []
    assert found(ONE, asked("one", text)) == []


def test_only_claims_on_one_drug_and_condition_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = []
    monkeypatch.setattr(conflicts, "_differ", lambda ours, theirs: pairs.append((ours, theirs)))
    text = "{} is given as 4 mg every three months."
    drugs = [f"{name}ic acid" for name in ("alendron", "ibandron", "risedron", "zoledron")]
    found(*(asked(f"q{i}-{n}", text.format(d), drug=d) for i, d in enumerate(drugs) for n in (1, 2)))
    assert len(pairs) == len(drugs) * 2 * len(conflicts.KINDS)  # each with the other one, both ways
