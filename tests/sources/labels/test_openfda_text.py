"""openFDA's flat text to parts; every text here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.labels.openfda_text import SectionPart, read_part, split_text, with_lines

FLAT = (
    "2 DOSAGE AND ADMINISTRATION EXAMPLUMAB is taken by mouth. In short (2.1) : 5 mg ( 2.2 ). 2.1 Chronic Hiccups,"
    " Colds, and Yawns The dose is 5 mg, see Table 2.2 Doses [see Warnings (5.1) ] . 2.2 Children • 1 mg. • 2 mg."
    " 2.4 Adults EXAMPLUMAB is for adults."
)


def test_a_section_is_cut_at_its_numbers() -> None:
    assert split_text(FLAT, "dosage_and_administration", ["Examplumab"]) == [
        SectionPart("2", "DOSAGE AND ADMINISTRATION", "EXAMPLUMAB is taken by mouth. In short (2.1) : 5 mg ( 2.2 )."),
        SectionPart(
            "2.1", "Chronic Hiccups, Colds, and Yawns", "The dose is 5 mg, see Table 2.2 Doses [see Warnings (5.1) ] ."
        ),
        SectionPart("2.2", "", "Children\n• 1 mg.\n• 2 mg."),
        SectionPart("2.4", "Adults", "EXAMPLUMAB is for adults."),
    ]


def test_without_a_name_the_heading_ends_at_the_fields_own() -> None:
    assert split_text(FLAT, "dosage_and_administration")[0].title == "DOSAGE AND ADMINISTRATION"


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("14 CLINICAL STUDIES 14.1 Hiccups The trial was small. 14.2 Yawns The trial was big.", ["14", "14.1", "14.2"]),
        ("5 WARNINGS In 5.1 Percent of patients. Then 5.2 Million more.", ["5"]),
        ("5 WARNINGS Look up www.example.org/hiccups 5.1 Long Hiccups They may last.", ["5", "5.1"]),
        ("5 WARNINGS As in Section 5.1 Long Hiccups They may last.", ["5"]),
        ("8 USE Text. 8.1 Pregnancy None. 8.3 Nursing None. 8.9 Far None.", ["8", "8.1", "8.3"]),
        ("8.4 Pediatric Use It is not for children. 8.5 Geriatric Use No.", ["8.4"]),
        ("5 tablets are taken. 5.1 Never is a number.", [""]),
        ("WARNINGS 5.1 Hiccups The hiccups last. 5.2 Yawns The yawns last.", ["", "5.1", "5.2"]),
        ("", []),
    ],
)
def test_numbers(value: str, numbers: list[str]) -> None:
    assert [part.number for part in split_text(value, "warnings")] == numbers


def test_the_text_of_another_field_tells_where_a_subsection_begins() -> None:
    value = "4 CONTRAINDICATIONS 4.1 Loud hiccups 4.2 hypersensitivity to it 4.9 Colds Never."
    known = ["4.2 hypersensitivity to it", "4.9 Colds Never."]
    assert [(p.number, p.text) for p in split_text(value, "contraindications", (), known)][1:] == [
        ("4.1", "Loud hiccups"),
        ("4.2", "hypersensitivity to it"),
        ("4.9", "Colds Never."),
    ]
    assert len(split_text(value, "contraindications")) == 2


def test_titles_that_the_regulation_fixes_end_where_they_end() -> None:
    (part,) = split_text("8.1 Pregnancy Pregnancy Category X It harms.", "use_in_specific_populations")
    assert (part.title, part.text) == ("Pregnancy", "Pregnancy Category X It harms.")
    (part,) = split_text("8.3 Nursing mothers It is not known.", "contraindications")
    assert part.title == "Nursing mothers"


def test_a_sentence_in_capitals_is_no_heading() -> None:
    (part,) = split_text("FOR EXTERNAL USE ONLY. Keep away.", "warnings")
    assert (part.title, part.text) == ("", "FOR EXTERNAL USE ONLY. Keep away.")
    assert split_text("WARNINGS FOR EXTERNAL USE ONLY.", "warnings")[0].title == "WARNINGS"


PIECES = st.sampled_from(
    "2 2.1 2.2 2.3 2.4 2.10 (2.1) DOSAGE AND ADMINISTRATION Chronic Hiccups (Types I and II) The dose is 5 mg. • see"
    " Table A [see ] : EXAMPLUMAB of the Pediatric Use 0.5 \u2003 \n".split(" ")
)


@given(st.lists(PIECES, max_size=40), st.lists(st.sampled_from(["2.2 Chronic", "2.3 The dose"]), max_size=2))
def test_no_word_is_lost_or_doubled(words: list[str], known: list[str]) -> None:
    value = " ".join(words)
    parts = split_text(value, "dosage_and_administration", ["examplumab"], known)
    assert " ".join(part.whole for part in parts).split() == value.split()


@given(st.text(max_size=60))
def test_any_text_is_read(value: str) -> None:
    whole = " ".join(part.whole for part in split_text(value, "warnings", [value]))
    assert "".join(whole.split()) == "".join(value.split())  # a bullet begins a line, whatever stands before it


@pytest.mark.parametrize("mark", "■□▪▫◼◻●•◦‣·∙")
def test_every_bullet_begins_a_line(mark: str) -> None:
    assert with_lines(f"Take {mark} one {mark} two, 5 mg {mark} three") == (
        f"Take\n{mark} one\n{mark} two, 5 mg\n{mark} three"
    )


@pytest.mark.parametrize("text", ["5 µg·h/mL", "ng•hr/mL", "2 · 5 mL", "3 • 10 cells", "a - b", "5 * 4"])
def test_a_mark_within_a_quantity_is_no_bullet(text: str) -> None:
    assert with_lines(text) == text


def test_a_square_needs_no_space() -> None:
    assert with_lines("Uses:■reduces fever ■relieves pain") == "Uses:\n■reduces fever\n■relieves pain"
    assert with_lines("■ one ■ two") == "■ one\n■ two"


@pytest.mark.parametrize(
    ("text", "title", "lines"),
    [
        ("Directions Directions ■ take one ■ rest", "Directions", "Directions\n■ take one\n■ rest"),
        ("Uses Uses temporarily: ■ lessens hiccups", "Uses", "Uses temporarily:\n■ lessens hiccups"),
        ("Other information Other information ■ keep dry", "Other information", "Other information\n■ keep dry"),
        (
            "Active owl Active owl (in each 5 mL) A",
            "Active owl",
            "Active owl (in each 5 mL) A",
        ),
        ("Hiccups hiccups are loud.", "", "Hiccups hiccups are loud."),
    ],
)
def test_a_heading_that_is_printed_twice_is_the_title(text: str, title: str, lines: str) -> None:
    part = read_part(text, "dosage_and_administration")
    assert (part.title, part.text) == (title, lines)
    assert " ".join(part.whole.split()) == text
