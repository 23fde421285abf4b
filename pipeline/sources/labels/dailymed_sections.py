"""Turn the nested sections of an SPL document into rows: section name, number, title and lines of text.

Publisher, format and licence are those of `dailymed`. Authority: FDA, "Section Headings (LOINC)"; SPL Implementation
Guide with Validation Procedures, 2.2 "Sections" (https://www.fda.gov/media/84201/download).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.language.labels.boxed_warning import is_tamper_notice
from pipeline.schema.label_fields import (
    LEFT_OUT_LOINC,
    SAFETY_SECTIONS,
    SECTION_LOINC,
    SECTION_OF_LOINC,
    UNCLASSIFIED,
    UNCLASSIFIED_LOINC,
)
from pipeline.schema.label_tables import LabelSection
from pipeline.schema.records import number_sections
from pipeline.sources.labels.dailymed_text import lines_of

HL7 = "{urn:hl7-org:v3}"
_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s+(?=\S)")


@dataclass(frozen=True)
class _Place:
    """Where a section belongs: the openFDA field, and the LOINC code of the section that the field comes from."""

    section: str = UNCLASSIFIED
    loinc_code: str = ""


def read_sections(document: _Element, set_id: str) -> list[LabelSection]:
    """One row for each section with text of its own, in the document's order.

    The text of an excerpt (the highlights) follows the section's own text. If a section has a title but no text, the
    title becomes its text, provided that the section is unclassified or has no subsections: a contraindication may be
    just a title, and "Adults" says whose doses follow.
    """
    found = (row for section in _top_sections(document) for row in _rows(section, _Place(), set_id))
    return number_sections(found)


def split_title(title: str) -> tuple[str, str]:
    """`"2.1 Chronic Hiccups"` to `("2.1", "Chronic Hiccups")`; the number is "" if none is printed."""
    found = _NUMBER.match(title)
    return (found[1], title[found.end() :]) if found else ("", title)


def _rows(section: _Element, above: _Place, set_id: str) -> Iterator[LabelSection]:
    code = _code(section)
    if code in LEFT_OUT_LOINC:
        return
    place = _place(section, code, above)
    number, title = split_title(" ".join(_lines(section, f"{HL7}title")))
    lines = [*_lines(section, f"{HL7}text"), *_lines(section, f"{HL7}excerpt//{HL7}text")]
    below = list(_sections_below(section))
    if not lines and title and (not below or code in ("", UNCLASSIFIED_LOINC)):
        lines, title = [title], ""
    if lines:
        is_parents = code in ("", UNCLASSIFIED_LOINC) or SECTION_OF_LOINC.get(code, place.section) != place.section
        own_code = place.loinc_code if is_parents else code
        yield LabelSection(set_id, place.section, 1, own_code, number, title, "\n".join(lines))
    for inner in below:
        yield from _rows(inner, place, set_id)


def _place(section: _Element, code: str, above: _Place) -> _Place:
    """The field for the section's code if openFDA has one, else that of its parent.

    A boxed warning that is only a drawn box, or that is only about the package, also belongs to its parent.
    """
    field = SECTION_OF_LOINC.get(code, UNCLASSIFIED)
    is_no_warning = field == "boxed_warning" and (_is_layout(section, above) or _is_of_package(section))
    if field == UNCLASSIFIED or is_no_warning:
        return above if above.loinc_code else _Place(UNCLASSIFIED, UNCLASSIFIED_LOINC if code else "")
    return _Place(field, SECTION_LOINC[field])


def _is_layout(section: _Element, above: _Place) -> bool:
    """Whether a box inside another section is mere layout, such as a box around a table of doses, and warns of nothing.

    A box in a safety section or outside any classified section always counts as a warning.
    """
    if above.section == UNCLASSIFIED or above.section in SAFETY_SECTIONS:
        return False
    return "warning" not in " ".join("".join(map(str, section.itertext())).split()).lower()


def _is_of_package(section: _Element) -> bool:
    """Whether a box says only that the package must be intact."""
    lines = [*_lines(section, f".//{HL7}title"), *_lines(section, f".//{HL7}text")]
    return is_tamper_notice("\n".join(lines))


def _code(section: _Element) -> str:
    code = section.find(f"{HL7}code")
    return "" if code is None else (code.get("code") or "").strip()


def _lines(section: _Element, path: str) -> list[str]:
    return [line for element in section.iterfind(path) for line in lines_of(element)]


def _top_sections(document: _Element) -> Iterator[_Element]:
    body = document.find(f"{HL7}component/{HL7}structuredBody")
    return iter(()) if body is None else _sections_below(body)


def _sections_below(element: _Element) -> Iterator[_Element]:
    return element.iterfind(f"{HL7}component/{HL7}section")
