"""Versions of labels against each other, and to which claims a change is tied."""

from dataclasses import replace

from pipeline.evidence.labels.changes import LabelHistory, LabelInUse, LabelsMoved, compare_labels, standing
from pipeline.schema.claim_tables import Claim
from pipeline.schema.history_tables import LabelSectionVersion
from pipeline.schema.label_tables import Label, LabelSection

SET_ID = "00000000-0000-4000-8000-000000000001"
DATE = "2026-11-25"
DOSE = "The recommended dose of Examplumab is 5 mg once a week."
OWLETS = "Owlets are given 2 mg of Examplumab once a month."
CLAIM = Claim("0" * 12, "q", "fda", "", 1, "The recommended dose is 5 mg once a week.")
OTHER = Claim("1" * 12, "q", "fda", "", 2, "Owlets are given 2 mg once a month.")


def label(version: int, source: str = "openfda") -> Label:
    return Label(SET_ID, version, f"2025-01-0{version}", ("Examplumab",), source=source, label_sha256=f"{version}" * 64)


def sections(**texts: str) -> tuple[LabelSection, ...]:
    return tuple(LabelSection(SET_ID, name, 1, number="", title="", text=text) for name, text in texts.items())


def use(version: int, source: str = "openfda", **texts: str) -> LabelInUse:
    return LabelInUse(label(version, source), sections(**texts), {"q": (CLAIM, OTHER)})


def after(*uses: LabelInUse) -> tuple[LabelHistory, LabelsMoved]:
    """The history that a row of refreshes leaves, and what moved in the last."""
    history, moved = LabelHistory(), LabelsMoved()
    for one in uses:
        moved = compare_labels(history, [one], DATE)
        history = LabelHistory((*history.versions, *moved.versions), (*history.sections, *moved.sections))
    return history, moved


BEFORE = {"dosage_and_administration": f"{DOSE}\n{OWLETS}", "how_supplied": "In boxes of ten vials for owls."}


def test_a_first_version_is_kept_and_is_no_change() -> None:
    history, moved = after(use(1, **BEFORE))
    assert [(v.sequence, v.version) for v in history.versions] == [(1, 1)]
    assert [s.section for s in history.sections] == ["dosage_and_administration", "how_supplied"]
    assert moved.changes == []


def test_the_same_bytes_are_nothing_new() -> None:
    _, moved = after(use(1, **BEFORE), use(1, **BEFORE))
    assert (moved.versions, moved.sections, moved.changes) == ([], [], [])


def test_a_changed_dose_is_tied_to_the_claim_that_rests_on_it_alone() -> None:
    new = BEFORE | {"dosage_and_administration": f"{DOSE.replace('5 mg', '10 mg')}\n{OWLETS}"}
    _, moved = after(use(1, **BEFORE), use(2, **new))
    (change,) = moved.changes
    assert (change.kind, change.claim_id) == ("label_section:dosage_and_administration", CLAIM.claim_id)
    assert (change.before, change.after) == (DOSE, DOSE.replace("5 mg", "10 mg"))
    assert (change.reference_id, change.refreshed_date) == (f"setid:{SET_ID}", DATE)
    assert [s.section for s in moved.sections] == ["dosage_and_administration"]  # only what changed is kept again


def test_a_new_boxed_warning_is_the_questions_and_one_that_goes_too() -> None:
    boxed = BEFORE | {"boxed_warning": "Examplumab can harm owls at night."}
    _, moved = after(use(1, **BEFORE), use(2, **boxed))
    assert [(c.kind, c.claim_id, c.before, c.after) for c in moved.changes] == [
        ("label_section:boxed_warning", "", "", "Examplumab can harm owls at night.")
    ]
    _, moved = after(use(1, **BEFORE), use(2, **boxed), use(3, **BEFORE))
    assert [(c.kind, c.before, c.after) for c in moved.changes] == [
        ("label_section:boxed_warning", "Examplumab can harm owls at night.", "")
    ]
    assert [(s.section, s.event) for s in moved.sections] == [("boxed_warning", "removed")]


def test_a_title_of_a_boxed_warning_counts_and_white_space_does_not() -> None:
    one = use(1, boxed_warning="It can harm.")
    two = replace(one, label=label(2), sections=(replace(one.sections[0], title="WARNING: DEATH"),))
    assert [c.after for c in after(one, two)[1].changes] == ["WARNING: DEATH"]
    spaced = use(2, **(BEFORE | {"how_supplied": "In  boxes of ten\u00a0vials for owls."}))
    assert after(use(1, **BEFORE), spaced)[1].changes == []


def test_what_no_claim_rests_on_is_the_questions() -> None:
    new = BEFORE | {"how_supplied": "In boxes of twelve vials for owls."}
    (change,) = after(use(1, **BEFORE), use(2, **new))[1].changes
    assert (change.kind, change.claim_id) == ("label_section:how_supplied", "")


def test_another_source_is_compared_with_itself_alone() -> None:
    same = after(use(1, **BEFORE), use(1, "dailymed", dosage_and_administration="Other words."))
    assert same[1].changes == []
    history, moved = after(use(1, **BEFORE), use(2, "dailymed", dosage_and_administration="Other words."))
    assert [(c.kind, c.before) for c in moved.changes] == [("label_version", "version 1 (openfda)")]
    assert "not compared" in moved.changes[0].after
    new = BEFORE | {"dosage_and_administration": OWLETS}
    back = compare_labels(history, [use(3, **new)], DATE)
    assert [(c.kind, c.before, c.after) for c in back.changes] == [
        ("label_section:dosage_and_administration", DOSE, "")
    ]


def test_a_snapshot_has_no_versions() -> None:
    assert after(use(1, "snapshot"))[0].versions == ()


def test_a_question_that_uses_a_label_without_claims_hears_of_it_too() -> None:
    boxed = replace(use(2, boxed_warning="It can harm owls."), claims={"q": (), "r": ()})
    _, moved = after(use(1, **BEFORE), boxed)
    assert {c.question_id for c in moved.changes if c.kind == "label_section:boxed_warning"} == {"q", "r"}


def test_the_standing_text_is_that_of_the_latest_state_of_each_section() -> None:
    def row(sequence: int, section: str, position: int, event: str = "present") -> LabelSectionVersion:
        return LabelSectionVersion(SET_ID, "openfda", sequence, section, position, event, text=f"{sequence}.{position}")

    rows = [row(1, "a", 1), row(1, "a", 2), row(1, "b", 1), row(2, "a", 1), row(3, "b", 1, "removed")]
    assert {name: [r.text for r in held] for name, held in standing(rows).items()} == {"a": ["2.1"]}


def test_a_tamper_notice_that_was_kept_as_a_boxed_warning_is_not_told_as_removed() -> None:
    notice = "TAMPER EVIDENT: do not use if the seal is broken."
    _, moved = after(use(1, **BEFORE, boxed_warning=notice), use(2, **BEFORE, spl_unclassified_section=notice))
    assert [c.kind for c in moved.changes] == ["label_section:spl_unclassified_section"]
    _, moved = after(use(1, **BEFORE, boxed_warning="WARNING: FALLS. Owls may fall."), use(2, **BEFORE))
    assert [c.kind for c in moved.changes] == ["label_section:boxed_warning"]


def test_a_sentence_that_the_label_had_elsewhere_is_not_told_as_new() -> None:
    new = BEFORE | {"dosage_and_administration": f"{DOSE.replace('5 mg', '10 mg')}\n{OWLETS}"}
    _, moved = after(use(1, **BEFORE), use(2, **new, spl_unclassified_section=DOSE))
    assert {c.kind for c in moved.changes} == {"label_section:dosage_and_administration"}
    _, moved = after(use(1, **BEFORE), use(2, **BEFORE, contraindications=OWLETS))
    assert {c.kind for c in moved.changes} == {"label_section:contraindications"}
