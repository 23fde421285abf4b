"""Facts of three real labels, each read by eye in the SPL document: doses, units, ranges, thresholds, table rows.

A row is: document, section, place in the section, number, number of the sentence there from 1, the fact as a few words
of it, and the first 12 hex digits of the SHA-256 of the whole sentence, so that no label text stands here.
"""

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.language.text.sentences import sentences
from pipeline.schema.label_fields import LEFT_OUT_LOINC, SECTION_LOINC, UNCLASSIFIED
from pipeline.schema.label_tables import LabelSection
from pipeline.schema.records import ParsedLabel
from pipeline.sources.labels import dailymed
from pipeline.sources.labels import openfda as fda_labels

pytestmark = pytest.mark.real
SET_IDS = {
    "humira": "608d4f0d-b19f-46d3-749a-7159aa5f933d",
    "lipitor-orig": "c6e131fe-e7df-4876-83f7-9156fc4e8228",
    "no-title": "0027b8a3-73bf-4005-a7e3-b035f451a861",
}
FACTS = (
    ("humira", "dosage_and_administration", 1, "2", 4, "40 mg every other week", "040ad5fb51d9"),
    (
        "humira",
        "dosage_and_administration",
        1,
        "2",
        7,
        "15 kg (33 lbs) to < 30 kg (66 lbs): 20 mg every other week",
        "d5a79c94cf22",
    ),
    ("humira", "dosage_and_administration", 1, "2", 8, "≥ 30 kg (66 lbs): 40 mg every other week", "f3c761b7e635"),
    ("humira", "dosage_and_administration", 1, "2", 15, "80 mg initial dose", "e063f3010dff"),
    ("humira", "dosage_and_administration", 2, "2.1", 1, "40 mg administered every other week", "b239bc1885cb"),
    (
        "humira",
        "dosage_and_administration",
        3,
        "2.2",
        4,
        "15 kg (33 lbs) to <30 kg (66 lbs) | 20 mg every other week (20 mg Prefilled Syringe)",
        "56f91d622d4e",
    ),
    ("humira", "dosage_and_administration", 3, "2.2", 5, "≥30 kg (66 lbs) | 40 mg every other week", "8a06b3bdfc2d"),
    ("humira", "dosage_and_administration", 4, "2.3", 1, "160 mg initially on Day 1", "400d67b9707b"),
    ("humira", "dosage_and_administration", 4, "2.3", 2, "maintenance dose of 40 mg every other week", "4f92b624b3ef"),
    ("humira", "dosage_and_administration", 8, "2.7", 8, "(0.4 mL), which provides 20 mg", "27efbc04ed19"),
    ("humira", "dosage_forms_and_strengths", 1, "3", 8, "40 mg/0.8 mL", "0408faf6ec6c"),
    ("humira", "warnings_and_cautions", 2, "5.1", 18, "≥ 5 mm", "4038e7e6b455"),
    ("humira", "warnings_and_cautions", 3, "5.2", 9, "0.7 (0.49, 1.08) per 100 patient-years", "99569126dde6"),
    ("humira", "adverse_reactions", 2, "6.1", 67, "Upper respiratory infection | 17% | 13%", "039829f37195"),
    ("humira", "overdosage", 1, "10", 1, "up to 10 mg/kg", "dfd011b248db"),
    ("humira", "pharmacokinetics", 1, "12.3", 1, "4.7 ± 1.6 µg/mL", "1ff2b791dd22"),
    ("humira", "pharmacokinetics", 1, "12.3", 3, "0.5 to 10.0 mg/kg", "cd1f6f1dde15"),
    ("humira", "pharmacokinetics", 1, "12.3", 6, "12 mL/hr", "bb24dded93b4"),
    ("humira", "clinical_studies", 1, "14.1", 30, "Month 12 | NA | NA | NA | 24% | 59%", "261b942a8af4"),
    ("humira", "clinical_studies", 2, "14.2", 6, "24 mg/m", "33543dff72c3"),
    ("humira", "clinical_studies", 7, "14.7", 17, "PASI 75 | 578 (71%) | 26 (7%)", "6e2237879327"),
    ("lipitor-orig", "dosage_and_administration", 1, "2", 3, "(>45%) may start at 40 mg once daily", "5df55deca3ed"),
    ("lipitor-orig", "dosage_and_administration", 2, "2.1", 1, "10 or 20 mg once daily", "7774fd70fee4"),
    ("lipitor-orig", "dosage_and_administration", 2, "2.1", 6, "within 2 to 4 weeks", "a64d060f54ce"),
    ("lipitor-orig", "dosage_and_administration", 3, "2.2", 1, "maximum recommended dose is 20 mg/day", "383257a8d560"),
    ("lipitor-orig", "dosage_and_administration", 4, "2.3", 1, "10 to 80 mg daily", "68195f61cc41"),
    ("lipitor-orig", "dosage_and_administration", 7, "2.6", 3, "limited to 20 mg", "2f0d32115845"),
    ("lipitor-orig", "warnings_and_cautions", 2, "5.1", 4, ">10 times ULN", "e87681e458c3"),
    ("lipitor-orig", "warnings_and_cautions", 2, "5.1", 21, "Do not exceed 20 mg atorvastatin daily", "f565b8a7c9e3"),
    ("lipitor-orig", "warnings_and_cautions", 3, "5.2", 3, "0.2%, 0.2%, 0.6%, and 2.3%", "2dad54977ab4"),
    ("lipitor-orig", "warnings_and_cautions", 5, "5.4", 4, "10 mg/kg/day and one at 120 mg/kg/day", "46b475fb5d7b"),
    (
        "lipitor-orig",
        "adverse_reactions",
        2,
        "6.1",
        10,
        "Arthralgia | 6.9 | 8.9 | 11.7 | 10.6 | 4.3 | 6.5",
        "a69944c1c4fa",
    ),
    ("lipitor-orig", "drug_interactions", 12, "7.8", 1, "approximately 20%", "0f5879741ae7"),
    ("lipitor-orig", "geriatric_use", 1, "8.5", 1, "15,813 (40%) were ≥65 years old", "dcd619cf03fc"),
    ("lipitor-orig", "clinical_studies", 2, "14.2", 13, "80 | 23 | -45 | -60 | -50 | -37 | 5 | -53", "dbfc710b6b32"),
    ("lipitor-orig", "clinical_studies", 5, "14.5", 3, "range of 7% to 53%, median of 24%", "3b0b89ef934f"),
    ("no-title", "boxed_warning", 1, "", 5, "4.5%, compared to a rate of about 2.6%", "c40795ff6c86"),
    ("no-title", "precautions", 1, "", 14, "3.3-fold increase", "e92dd8467bd4"),
    ("no-title", "precautions", 1, "", 21, "5 mg/kg daily for 24 months", "de53fbea7a8a"),
    ("no-title", "dosage_and_administration", 5, "", 1, "0.5 mg to 2 mg b.i.d. or t.i.d.", "4868da06013f"),
    ("no-title", "dosage_and_administration", 5, "", 2, "3 mg to 5 mg b.i.d. or t.i.d.", "9889d509955d"),
    ("no-title", "dosage_and_administration", 7, "", 4, "up to 100 mg", "07d3f6819a7b"),
    ("no-title", "dosage_and_administration", 8, "", 1, "15 kg to 40 kg", "04b54ba7b9ec"),
    ("no-title", "dosage_and_administration", 8, "", 4, "0.5 mg at 5 to 7 day intervals", "e2c924930e97"),
    ("no-title", "dosage_and_administration", 9, "", 1, "0.05 mg/kg/day to 0.15 mg/kg/day", "50ce39781fa5"),
    ("no-title", "dosage_and_administration", 9, "", 2, "0.05 mg/kg/day to 0.075 mg/kg/day", "2e16ca9a5c91"),
    ("no-title", "how_supplied", 1, "", 6, "20° to 25°C (68° to 77°F)", "2da4d667b42e"),
)


@cache
def spl(shared: Path, document: str) -> ParsedLabel:
    return dailymed.parse((shared / "data" / "labels" / "spl" / f"{document}.xml").read_bytes())


@cache
def openfda(shared: Path, document: str) -> ParsedLabel:
    return fda_labels.parse((shared / "data" / "labels" / "openfda" / f"{SET_IDS[document]}.json").read_bytes())


def row_sentences(row: LabelSection) -> list[str]:
    return [sentence for line in row.text.split("\n") for sentence in sentences(line)]


def in_section(label: ParsedLabel, section: str, number: str) -> list[LabelSection]:
    return [row for row in label.sections if (row.section, row.number) == (section, number)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[0]} {fact[3]} {fact[5]}")
def test_a_fact_stands_where_the_label_has_it(shared: Path, fact: tuple[str, str, int, str, int, str, str]) -> None:
    document, section, position, number, place, words, sha256 = fact
    (row,) = (r for r in in_section(spl(shared, document), section, number) if r.position == position)
    sentence = row_sentences(row)[place - 1]
    assert words in sentence
    assert hashlib.sha256(sentence.encode()).hexdigest()[:12] == sha256
    # openFDA's copy has the same words in the same section, its tables flattened
    flat = [r.text for r in in_section(openfda(shared, document), section, number)]
    assert any(words.replace(" | ", " ") in text for text in flat)


def test_there_are_forty_facts_and_more() -> None:
    assert len(set(FACTS)) == len(FACTS) == 47


@pytest.mark.parametrize(("document", "n_boxed"), [("humira", 1), ("lipitor-orig", 0), ("no-title", 1)])
def test_a_box_drawn_round_doses_is_no_boxed_warning_in_either_copy(shared: Path, document: str, n_boxed: int) -> None:
    for label in (spl(shared, document), openfda(shared, document)):
        assert label.label.set_id == SET_IDS[document]
        assert len([row for row in label.sections if row.section == "boxed_warning"]) == n_boxed
        assert bool(label.label.boxed_warning) == bool(n_boxed)


@pytest.mark.parametrize("document", SET_IDS)
def test_every_section_is_a_row_and_no_character_of_its_text_is_lost(shared: Path, document: str) -> None:
    hl7 = "{urn:hl7-org:v3}"
    root = ElementTree.parse(shared / "data" / "labels" / "spl" / f"{document}.xml").getroot()
    n_rows, characters = 0, Counter[str]()
    for section in root.iter(f"{hl7}section"):
        code = section.find(f"{hl7}code")
        if code is None or code.get("code") in LEFT_OUT_LOINC:
            continue
        blocks = [*section.findall(f"{hl7}text"), *section.findall(f"{hl7}excerpt")]
        text = "".join("".join("".join(block.itertext()) for block in blocks).split())
        title = "".join("".join(t.itertext()) for t in section.findall(f"{hl7}title")).strip()
        n_rows += bool(text or (title and code.get("code") == SECTION_LOINC[UNCLASSIFIED]))
        characters.update(text)
    rows = spl(shared, document).sections
    assert len(rows) == n_rows
    assert characters - Counter("".join(row.text for row in rows)) == Counter()


@pytest.mark.parametrize("document", SET_IDS)
def test_every_word_of_openfdas_copy_is_in_a_row(shared: Path, document: str) -> None:
    body = (shared / "data" / "labels" / "openfda" / f"{SET_IDS[document]}.json").read_bytes()
    texts = {f: " ".join(values) for f, values in json.loads(body).items() if f in SECTION_LOINC}
    words = {w for row in openfda(shared, document).sections for w in f"{row.number} {row.title} {row.text}".split()}
    lost = {w for text in texts.values() for w in text.split()} - words
    assert lost <= set("8 12 14 CLINICAL PHARMACOLOGY STUDIES USE IN SPECIFIC POPULATIONS".split())  # bare headings


@pytest.mark.parametrize("document", SET_IDS)
def test_both_copies_tell_the_same_label(shared: Path, document: str) -> None:
    ours, theirs = spl(shared, document).label, openfda(shared, document).label
    same = ("version", "effective_date", "application_number", "manufacturer", "substances")
    assert [getattr(ours, name) for name in same] == [getattr(theirs, name) for name in same]
    assert [n.lower() for n in ours.brand_name] == [n.lower() for n in theirs.brand_name]


@pytest.mark.parametrize(("document", "at_least"), [("humira", 45), ("lipitor-orig", 45)])
def test_both_copies_number_and_name_the_same_subsections(shared: Path, document: str, at_least: int) -> None:
    ours = {row.number: row.title for row in spl(shared, document).sections if row.number}
    theirs = {row.number: row.title for row in openfda(shared, document).sections if row.number}
    both = ours.keys() & theirs.keys()
    assert len(both) >= at_least
    assert [(n, theirs[n]) for n in both if theirs[n] not in (ours[n], "")] == []
