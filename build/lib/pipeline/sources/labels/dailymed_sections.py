"""The sections of an SPL document, nested as they are, to rows: which section, number, title, lines of text.

Publisher, format and licence as in `dailymed`. Authority: FDA, "Section Headings (LOINC)"; SPL Implementation Guide
with Validation Procedures, 2.2 "Sections" (https://www.fda.gov/media/84201/download).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.language.labels.boxed_warning import is_tamper_notice
from pipeline.schema import tables
from pipeline.schema.label_fields import (
    LEFT_OUT_LOINC,
    SAFETY_SECTIONS,
    SECTION_LOINC,
    SECTION_OF_LOINC,
    UNCLASSIFIED,
    UNCLASSIFIED_LOINC,
)
from pipeline.schema.records import number_sections
from pipeline.sources.labels.dailymed_text import lines_of

HL7 = "{urn:hl7-org:v3}"
_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s+(?=\S)")


@dataclass(frozen=True)
class _Place:
    """What a section has from those around it: the openFDA field, and the LOINC code of the one it comes from."""

    section: str = UNCLASSIFIED
    loinc_code: str = ""


def read_sections(document: _Element, set_id: str) -> list[tables.LabelSection]:
    """One row for each section with text of its own, in the document's order; the text of an excerpt (the highlights)
    follows the section's own. Where an unclassified section is only a title, the title is its text: a contraindication
    may be no more than that, and "Adults" says whose doses follow.
    """
    found = (row for section in _top_sections(document) for row in _rows(section, _Place(), set_id))
    return number_sections(found)


def split_title(title: str) -> tuple[str, str]:
    """`"2.1 Chronic Hiccups"` to `("2.1", "Chronic Hiccups")`; the number is "" where none is printed."""
    found = _NUMBER.match(title)
    return (found[1], title[found.end() :]) if found else ("", title)


def _rows(section: _Element, above: _Place, set_id: str) -> Iterator[tables.LabelSection]:
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
        yield tables.LabelSection(set_id, place.section, 1, own_code, number, title, "\n".join(lines))
    for inner in below:
        yield from _rows(inner, place, set_id)


def _place(section: _Element, code: str, above: _Place) -> _Place:
    """Its own field where openFDA has one for its code, else its parent's; a box that is only drawn is its parent's."""
    field = SECTION_OF_LOINC.get(code, UNCLASSIFIED)
    is_no_warning = field == "boxed_warning" and (_is_layout(section, above) or _is_of_package(section))
    if field == UNCLASSIFIED or is_no_warning:
        return above if above.loinc_code else _Place(UNCLASSIFIED, UNCLASSIFIED_LOINC if code else "")
    return _Place(field, SECTION_LOINC[field])


def _is_layout(section: _Element, above: _Place) -> bool:
    """Whether a box inside another section, such as a table of doses, warns of nothing and is drawn for its looks."""
    if above.section == UNCLASSIFIED or above.section in SAFETY_SECTIONS:
        return False
    return "warning" not in " ".join("".join(map(str, section.itertext())).split()).lower()


def _is_of_package(section: _Element) -> bool:
    """Whether a box says nothing but that the package must be whole."""
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
