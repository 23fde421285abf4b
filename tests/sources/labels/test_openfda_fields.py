"""The fields of an invented openFDA label to rows: each text once, tables as rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.label_fields import SECTION_LOINC
from pipeline.sources.labels.openfda_fields import each_once, read_fields

SET_ID = "00000000-0000-4000-8000-000000000001"


def rows(**fields: list[str]) -> list[tuple[str, int, str, str, str]]:
    found = read_fields(fields, SET_ID)
    assert all(r.loinc_code == SECTION_LOINC[r.section] and len(r.text_sha256) == 64 for r in found)
    return [(r.section, r.position, r.number, r.title, r.text) for r in found]


def test_an_unclassified_text_that_stands_elsewhere_is_there() -> None:
    assert rows(
        warnings=["5 WARNINGS 5.1 Long Hiccups The hiccups last."],
        spl_unclassified_section=["5.1 Long Hiccups The hiccups last.", "ABC-1"],
    ) == [
        ("warnings", 1, "5.1", "Long Hiccups", "The hiccups last."),
        ("spl_unclassified_section", 1, "", "", "ABC-1"),
    ]


def test_a_classified_subsection_stands_once_under_its_own_field() -> None:
    pregnancy = "8.1 Pregnancy There is no study of it."
    assert rows(
        use_in_specific_populations=[f"8 USE IN SPECIFIC POPULATIONS {pregnancy} 8.6 Colds The dose is 5 mg."],
        pregnancy=[pregnancy],
    ) == [
        ("use_in_specific_populations", 1, "8.6", "Colds", "The dose is 5 mg."),
        ("pregnancy", 1, "8.1", "Pregnancy", "There is no study of it."),
    ]


def test_a_subsection_listed_again_in_its_own_field_is_the_same_text() -> None:
    whole = "6 ADVERSE REACTIONS Hiccups. 6.1 Clinical Trials The hiccups were loud."
    found = rows(adverse_reactions=[whole, "6.1 Clinical Trials The hiccups were loud."])
    assert [(r[2], r[4]) for r in found] == [("6", "Hiccups."), ("6.1", "The hiccups were loud.")]


def test_text_round_a_part_that_was_taken_out_stays() -> None:
    part = "Pediatric Use Safety has not been established in children."
    found = rows(precautions=[f"PRECAUTIONS Before it. {part} After it."], pediatric_use=[part])
    assert found[0] == ("precautions", 1, "", "PRECAUTIONS", "Before it.\nAfter it.")
    assert found[1][3:] == ("Pediatric Use", "Safety has not been established in children.")


def test_a_short_text_may_stand_twice_by_chance() -> None:
    found = rows(warnings=["Ask before any other hiccup remedy."], purpose=["hiccup remedy"])
    assert [r[4] for r in found] == ["Ask before any other hiccup remedy.", "hiccup remedy"]
    found = rows(dosage_and_administration=["Adults: take 5 mg daily."], active_ingredient=["5 mg"])
    assert [r[4] for r in found] == ["Adults: take 5 mg daily.", "5 mg"]


def test_a_box_of_doses_is_no_boxed_warning_and_a_warning_is() -> None:
    doses, danger = "Mild hiccups - 0.5 mg to 2 mg b.i.d.", "Hiccups of this kind may last for days."
    fields = {"boxed_warning": [doses, danger], "dosage_and_administration": [f"DOSAGE {doses}"], "warnings": [danger]}
    assert each_once(fields)["boxed_warning"] == [danger]
    assert each_once({**fields, "boxed_warning": [f"Warning {doses}"]})["boxed_warning"] == [f"Warning {doses}"]


ROWS = "<tr><td>Child</td><td>5<br/>mg</td></tr><tr><td>Adult</td><td/></tr>"
TABLE = f'<table width="1"><caption>Doses</caption>{ROWS}</table>'


def test_a_table_takes_the_place_of_its_flattened_cells() -> None:
    flat = "2 DOSAGE It is so. Doses Child 5 mg Adult No more than that."
    found = rows(dosage_and_administration=[flat], dosage_and_administration_table=[TABLE])
    assert [r[4] for r in found] == ["It is so.\nDoses\nChild | 5 mg\nAdult | \nNo more than that."]
    again = rows(dosage_and_administration=[flat], spl_unclassified_section_table=[TABLE], overdosage_table=[TABLE])
    assert [r[4] for r in again] == [r[4] for r in found]


def test_a_table_that_stands_nowhere_is_a_row_of_its_own() -> None:
    found = rows(warnings=["5 WARNINGS Hiccups."], overdosage=["10 OVERDOSAGE None."], warnings_table=[TABLE, "a b"])
    assert [(r[0], r[3], r[4]) for r in found] == [
        ("warnings", "WARNINGS", "Hiccups."),
        ("warnings", "Table", "Doses\nChild | 5 mg\nAdult | "),
        ("warnings", "Table", "a b"),
        ("overdosage", "OVERDOSAGE", "None."),
    ]
    assert rows(warnings_table=["<table/>", ""]) == []


def test_a_hostile_table_reads_no_file() -> None:
    hostile = '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/hosts">]><table><tr><td>a&e;</td></tr></table>'
    assert all("localhost" not in r[4] for r in rows(warnings_table=[hostile]))


FIELDS = st.sampled_from(["warnings", "boxed_warning", "pregnancy", "spl_unclassified_section", "warnings_table"])
TEXTS = st.sampled_from(
    [
        "5 WARNINGS",
        "5.1 Long Hiccups The hiccups last.",
        "a b c d e f g",
        "<td>",
        "<table><tr><td>a</td></tr></table>",
        " ",
    ]
)
VALUES = st.lists(st.lists(TEXTS, max_size=4).map(" ".join) | st.text(max_size=20), max_size=3)


@given(st.dictionaries(FIELDS, VALUES))
def test_any_fields_are_read_and_every_word_of_them_is_in_a_row(fields: dict[str, list[str]]) -> None:
    told = [f"{row.number} {row.title} {row.text}" for row in read_fields(fields, SET_ID)]
    texts = [v for field, values in fields.items() if not field.endswith("_table") for v in values]
    single = [v for v in texts if not is_listed_twice(v, texts)]
    missing = {w for text in single for w in text.split()} - {w for row in told for w in row.split()}
    squeezed = ["".join(row.split()) for row in told]  # the cells of a table may stand in its section as one word
    assert {w for w in missing if not any(w in row for row in squeezed)} <= {"5", "WARNINGS"}  # nothing below a heading


def is_listed_twice(value: str, texts: list[str]) -> bool:
    """Whether a subsection of `value` has its number and title in another text too: copies of one text are one."""
    heads = re.findall(r"[0-9]{1,2}\.[0-9]{1,2} [A-Z]\S*", value)
    return any(head in other for head in heads for other in texts if other != value)


def test_a_copy_of_a_subsection_that_differs_by_a_word_is_no_second_one() -> None:
    new, listed = "8.1 Pregnancy There is one study of it in owls.", "8.1 Pregnancy There is no study of it in owls."
    found = rows(use_in_specific_populations=[f"8 USE IN SPECIFIC POPULATIONS {listed}"], pregnancy=[new])
    assert [(r[0], r[4]) for r in found if r[2] == "8.1"] == [("pregnancy", "There is one study of it in owls.")]
    plain = "Hiccups One owl had hiccups all night. It was loud for the other owls. The dose was low."
    other = plain.replace("low", "high")
    found = rows(warnings=[f"WARNINGS {plain}"], spl_unclassified_section=[other])
    assert {r[0] for r in found} == {"warnings"}


def test_a_copy_that_gives_another_dose_is_kept_beside_the_first() -> None:
    """Which of the two is right no reader can tell: a claim is held against both."""
    dosage = "2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of Examplumab is 9 mg once a week."
    old = "2.1 Owls The recommended dose of Examplumab is 5 mg once a week."
    found = rows(dosage_and_administration=[dosage], spl_unclassified_section=[old])
    assert [(r[0], r[2], r[3], r[4]) for r in found] == [
        ("dosage_and_administration", "2.1", "Owls", "The recommended dose of Examplumab is 9 mg once a week."),
        ("spl_unclassified_section", "2.1", "Owls", "The recommended dose of Examplumab is 5 mg once a week."),
    ]
    plain = "Hiccups One owl had hiccups all night. It was loud for the other owls. The dose was 5 mg a day."
    found = rows(warnings=[f"WARNINGS {plain}"], spl_unclassified_section=[plain.replace("5 mg", "9 mg")])
    assert [r[0] for r in found] == ["warnings", "spl_unclassified_section"]
    listed = "8.3 Pediatric Use Owlets of 2 years are given 5 mg once a week."
    found = rows(
        use_in_specific_populations=[f"8 USE IN SPECIFIC POPULATIONS {listed}"],
        pediatric_use=[listed.replace("5 mg", "9 mg")],
    )
    assert [(r[0], r[4]) for r in found if r[2] == "8.3"] == [
        ("use_in_specific_populations", "Owlets of 2 years are given 5 mg once a week."),
        ("pediatric_use", "Owlets of 2 years are given 9 mg once a week."),
    ]


def test_a_tamper_notice_coded_as_boxed_warning_is_unclassified() -> None:
    notice = "TAMPER EVIDENT: DO NOT USE IF SEAL IS BROKEN."
    assert [(r[0], r[4]) for r in rows(boxed_warning=[notice])] == [("spl_unclassified_section", notice)]
    both = rows(boxed_warning=[notice, "WARNING: FALLS Owls may fall."])
    assert [r[0] for r in both] == ["boxed_warning", "spl_unclassified_section"]


KIT = "<table><tbody><tr><td>Age</td><td>Dose</td></tr><tr><td>{0} years</td><td>{1} mL</td></tr></tbody></table>"


@pytest.mark.parametrize("is_one_text", [True, False])
@pytest.mark.parametrize(("age", "dose"), [("9", "2"), ("4", "5")], ids=["two tables", "twice the same"])
def test_the_second_table_of_a_kit_is_a_table(age: str, dose: str, is_one_text: bool) -> None:
    markup = [KIT.format("4", "5"), KIT.format(age, dose)]
    flat = f"Directions Day Age Dose 4 years 5 mL Night Age Dose {age} years {dose} mL End."
    found = rows(
        dosage_and_administration=[flat], dosage_and_administration_table=["".join(markup)] if is_one_text else markup
    )
    first = ["Directions Day", "Age | Dose", "4 years | 5 mL"]
    second = ["Night", "Age | Dose", f"{age} years | {dose} mL", "End."]
    assert [r[4] for r in found] == ["\n".join([*first, *second])]


def test_a_table_of_two_kit_parts_in_two_texts() -> None:
    texts = ["Day pills: Age Dose 4 years 5 mL", "Night pills: Age Dose 4 years 5 mL"]
    found = rows(dosage_and_administration=texts, dosage_and_administration_table=[KIT.format("4", "5")] * 2)
    assert [r[4] for r in found] == [
        "Day pills:\nAge | Dose\n4 years | 5 mL",
        "Night pills:\nAge | Dose\n4 years | 5 mL",
    ]
