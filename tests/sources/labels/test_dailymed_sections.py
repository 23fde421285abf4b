"""Sections of an invented SPL document: names, codes, numbers, places."""

from lxml import etree

from pipeline.schema.label_tables import LabelSection
from pipeline.sources.labels.dailymed_sections import read_sections, split_title

SET_ID = "00000000-0000-4000-8000-000000000001"


def section(code: str, title: str = "", text: str = "", inner: str = "", excerpt: str = "") -> str:
    parts = [f'<code code="{code}"/>']
    parts += [f"<title>{title}</title>"] if title else []
    parts += [f"<text><paragraph>{text}</paragraph></text>"] if text else []
    parts += [f"<excerpt><highlight><text>{excerpt}</text></highlight></excerpt>"] if excerpt else []
    return f"<component><section>{''.join(parts)}{inner}</section></component>"


def read(*sections: str) -> list[LabelSection]:
    body = f"<component><structuredBody>{''.join(sections)}</structuredBody></component>"
    return read_sections(etree.fromstring(f'<document xmlns="urn:hl7-org:v3">{body}</document>'), SET_ID)


def test_a_subsection_has_its_parents_name_and_its_own_number() -> None:
    inner = section("42229-5", "2.1 Chronic Hiccups", "Take 5 mg.") + section("42229-5", "2.10 Yawns", "Take 6 mg.")
    rows = read(section("34068-7", "2 DOSAGE AND ADMINISTRATION", "By mouth.", inner, "In short: 5 mg."))
    assert [(r.section, r.position, r.loinc_code, r.number, r.title, r.text) for r in rows] == [
        ("dosage_and_administration", 1, "34068-7", "2", "DOSAGE AND ADMINISTRATION", "By mouth.\nIn short: 5 mg."),
        ("dosage_and_administration", 2, "34068-7", "2.1", "Chronic Hiccups", "Take 5 mg."),
        ("dosage_and_administration", 3, "34068-7", "2.10", "Yawns", "Take 6 mg."),
    ]
    assert len({r.text_sha256 for r in rows}) == 3


def test_a_code_without_a_field_keeps_itself_and_has_its_parents_field() -> None:
    inner = section("77290-5", "8.2 Lactation", "None known.") + section("42228-7", "8.1 Pregnancy", "None known.")
    rows = read(section("43684-0", "8 USE IN SPECIFIC POPULATIONS", "", inner))
    assert [(r.section, r.loinc_code) for r in rows] == [
        ("use_in_specific_populations", "77290-5"),
        ("pregnancy", "42228-7"),
    ]


def test_what_nobody_classified_is_unclassified_and_what_is_left_out_gives_no_row() -> None:
    rows = read(section("42229-5", "", "ABC-1"), section("51945-4", "PANEL", "Box"), section("12345-6", "", "New"))
    assert [(r.section, r.loinc_code, r.text) for r in rows] == [
        ("spl_unclassified_section", "42229-5", "ABC-1"),
        ("spl_unclassified_section", "12345-6", "New"),
    ]


def test_recent_changes_have_their_text_in_the_highlights() -> None:
    assert read(section("43683-2", excerpt="Doses (2) 1/2020"))[0].text == "Doses (2) 1/2020"


def test_a_section_that_is_only_a_title_is_its_text() -> None:
    inner = section("42229-5", "4.1 Active hiccups") + section("42229-5", "Adults", "", section("42229-5", "", "5 mg"))
    rows = read(section("34070-3", "4 CONTRAINDICATIONS", "", inner))
    assert [(r.number, r.title, r.text) for r in rows] == [
        ("4.1", "", "Active hiccups"),
        ("", "", "Adults"),
        ("", "", "5 mg"),
    ]


def test_a_box_drawn_round_doses_is_no_boxed_warning() -> None:
    box = section("34066-1", "", "Mild hiccups - 0.5 mg to 2 mg b.i.d.")
    rows = read(section("34068-7", "DOSAGE", "", section("42229-5", "Adults", "As follows.", box)))
    assert [(r.section, r.loinc_code) for r in rows] == [("dosage_and_administration", "34068-7")] * 2


def test_a_real_boxed_warning_may_stand_inside_another_section() -> None:
    inside_warnings = section("34071-1", "WARNINGS", "", section("34066-1", "", "Hiccups may last."))
    that_warns = section("34068-7", "DOSAGE", "", section("34066-1", "Warning", "Hiccups may last."))
    assert [r.section for r in read(inside_warnings, that_warns)] == ["boxed_warning", "boxed_warning"]


def test_a_tamper_notice_coded_as_boxed_warning_is_none() -> None:
    notice = section("34066-1", "Tamper evident", "Do not use if the seal is broken.")
    rows = read(notice, section("34071-1", "WARNINGS", "", notice))
    assert [r.section for r in rows] == ["spl_unclassified_section", "warnings"]


def test_split_title() -> None:
    assert split_title("2.10 Yawns") == ("2.10", "Yawns")
    assert split_title("2. Yawns") == ("2", "Yawns")
    assert split_title("Yawns in 2 adults") == ("", "Yawns in 2 adults")
    assert split_title("") == ("", "")
