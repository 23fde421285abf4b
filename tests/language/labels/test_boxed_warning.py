"""One sentence for a boxed warning; the drugs and dangers are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.labels.boxed_warning import boxed_sentence, is_tamper_notice

SENTENCE = "Patients treated with EXAMPLUMAB may hiccup for days [see Warnings (5.1)]."


@pytest.mark.parametrize(
    "lines",
    [
        [SENTENCE],
        ["WARNING: LONG HICCUPS", SENTENCE],
        ["WARNING: LONG HICCUPS", "LONG HICCUPS", SENTENCE, "They may last."],
        [f"WARNING: LONG HICCUPS AND YAWNS LONG HICCUPS {SENTENCE} They may last."],
        ["WARNING", "Increased Hiccups in Elderly Patients with Colds", SENTENCE],
        [f"WARNING Increased Hiccups in Elderly Patients with Colds {SENTENCE}"],
        ["WARNING", f"Increased Hiccups in Elderly Patients with Colds {SENTENCE}"],
        ["See full prescribing information for complete boxed warning.", f"• {SENTENCE}"],
        ["Reported hiccups include:", SENTENCE],
    ],
)
def test_the_first_sentence_after_the_headings(lines: list[str]) -> None:
    assert boxed_sentence(lines) == SENTENCE


def test_a_drug_name_in_capitals_begins_the_sentence() -> None:
    assert boxed_sentence(["WARNING: HICCUPS EXAMPLUMAB can cause long hiccups."]) == (
        "EXAMPLUMAB can cause long hiccups."
    )


def test_a_whole_warning_in_capitals_is_its_sentence() -> None:
    assert boxed_sentence(["WARNING", "HICCUPS CAN LAST FOR DAYS."]) == "HICCUPS CAN LAST FOR DAYS."


def test_without_a_sentence_the_heading_stands() -> None:
    assert boxed_sentence(["WARNING: HICCUPS"]) == "WARNING: HICCUPS"
    assert boxed_sentence(["", " "]) == boxed_sentence([]) == ""


@given(st.lists(st.text(alphabet="aA .!:•1", max_size=30), max_size=4))
def test_the_sentence_is_the_labels_own(lines: list[str]) -> None:
    single = [" ".join(line.split()) for line in lines]
    found = boxed_sentence(single)
    assert any(found in line for line in single) or found == ""


@pytest.mark.parametrize(
    "text",
    [
        "TAMPER EVIDENT: DO NOT USE IF SEAL UNDER CAP IS BROKEN OR MISSING",
        "Tamper evident feature: Do not use if carton is opened or if printed neck wrap is broken or missing.",
        "WARNING: Do not use if the foil seal imprinted with SEALED is torn.",
        "Do not use if blister unit is broken. Keep carton for full label information.",
        "TAMPER-RESISTANT PACKAGE\nDo not use if the bottle band is missing.",
        "■ Do not use if pouch is damaged ■ This package is child-resistant.",
    ],
)
def test_a_tamper_notice_is_no_boxed_warning(text: str) -> None:
    assert is_tamper_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WARNING: FALLS Owls may fall.",
        "WARNING: SERIOUS INFECTIONS Do not use if the seal is broken. Fatal infections occurred.",
        "Do not use if the bottle is open. Ask a doctor before use.",
        "Liver warning: severe liver damage may occur. Tamper evident: do not use if seal is broken.",
        "The bottle is blue.",
        "Stop in patients whose skin is broken.",
        "WARNING: TISSUE NECROSIS Do not inject from a vial whose cap is missing. Extravasation causes necrosis.",
    ],
)
def test_what_warns_of_more_than_the_package_stays_a_boxed_warning(text: str) -> None:
    assert not is_tamper_notice(text)
