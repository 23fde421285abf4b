"""The table of openFDA's label fields against the published list of fields, and against itself."""

from pathlib import Path

import pytest
import yaml

from pipeline.schema.label_fields import (
    LEFT_OUT,
    LEFT_OUT_LOINC,
    SAFETY_SECTIONS,
    SECTION_LOINC,
    SECTION_OF_LOINC,
    section_of,
)


@pytest.mark.real
def test_every_field_that_openfda_lists_is_mapped_or_left_out_with_a_reason(shared: Path) -> None:
    text = (shared / "data" / "labels" / "openfda_label_fields.yaml").read_text(encoding="utf-8")
    fields = yaml.safe_load(text)["properties"]
    neither = [f for f in fields if not section_of(f) and f.removesuffix("_table") not in LEFT_OUT]
    assert len(fields) == 178
    assert neither == []


def test_no_field_is_both_and_no_code_stands_for_two() -> None:
    assert not set(SECTION_LOINC) & set(LEFT_OUT)
    assert len(SECTION_OF_LOINC) == len(SECTION_LOINC)
    assert not LEFT_OUT_LOINC & set(SECTION_OF_LOINC)
    assert set(SECTION_LOINC) >= SAFETY_SECTIONS
    assert all(LEFT_OUT.values())


def test_section_of() -> None:
    assert section_of("warnings") == section_of("warnings_table") == "warnings"
    assert section_of("set_id") == section_of("spl_product_data_elements_table") == ""
