"""DailyMed: parse one SPL document from bytes to rows.

Publisher: US National Library of Medicine, with the labels that companies submit to the FDA. API documentation:
https://dailymed.nlm.nih.gov/dailymed/app-support-web-services.cfm (`/spls/{set id}.xml`; `dailymed_answers` reads its
other answers). Format: Structured Product Labeling, HL7 V3, read without its schema
(https://www.fda.gov/industry/fda-data-standards-advisory-board/structured-product-labeling-resources). Licence: labels
are in the public domain. Rate limit: none is published, so we send one request after the other. Caveats: a body with
status 200 may be an outage page. Labels are replaced without notice, and only the newest version is available. A
document may describe products, kits and their parts, each with names of its own.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.language.labels.boxed_warning import boxed_sentence
from pipeline.language.labels.values import clean_day, clean_name, clean_version, doubt_of
from pipeline.schema.identifiers import clean_application_number, clean_set_id
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.records import ParsedLabel
from pipeline.sources.labels.dailymed_sections import HL7, read_sections

# Without huge_tree: we want the limits on depth and on entities in attributes, and no label comes near them.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_PRODUCTS = ("manufacturedProduct", "manufacturedMedicine")
_PARTS = ("partProduct", "partMedicine")


def read_spl(body: bytes, set_id: str) -> bytes:
    """`body`, if it is the whole SPL document of `set_id`.

    Raises TransientAnswer for anything else: XML cut short, an HTML page, an error in JSON, another label.
    """
    try:
        found = _set_id(_document(body))
    except TableError as error:
        raise TransientAnswer(f"setid:{set_id}: {error}") from None
    if found != clean_set_id(set_id):
        raise TransientAnswer(f"expected the label with the set id {set_id}; found {found}")
    return body


def spl_reader(set_id: str) -> Callable[[bytes], bytes]:
    """`read_spl` for one set id, as a reader that takes only the body."""
    return lambda body: read_spl(body, set_id)


def parse(data: bytes) -> ParsedLabel:
    """The rows of one SPL document. Raises TableError for bytes that are not one or have no set id."""
    document = _document(data)
    row = _row(document, data)
    sections = read_sections(document, row.set_id)
    row.boxed_warning = boxed_warning(sections)
    return ParsedLabel(row, sections)


def header(data: bytes) -> Label:
    """The label's row, without its boxed warning. Raises TableError for bytes that are not an SPL document."""
    return _row(_document(data), data)


def doubt(data: bytes) -> str:
    """What is impossible in the document's version or date, in words; "" if nothing.

    Raises TableError for bytes that are not an SPL document.
    """
    document = _document(data)
    version, effective = (_value(document, tag, "value") for tag in ("versionNumber", "effectiveTime"))
    return doubt_of(version or "1", effective or "2000")


def _row(document: _Element, data: bytes) -> Label:
    return Label(
        set_id=_set_id(document),
        version=clean_version(_value(document, "versionNumber", "value")),
        effective_date=clean_day(_value(document, "effectiveTime", "value")),
        brand_name=_each_once(_names(document, _PRODUCTS)),
        generic_name=_each_once(_generic_names(document)),
        application_number=_applications(document),
        manufacturer=_manufacturer(document),
        source="dailymed",
        substances=_each_once(_substances(document)),
        dosage_forms=_display_names(document, "formCode", {*_PRODUCTS, *_PARTS}),
        routes=_display_names(document, "routeCode", None),
        label_sha256=hashlib.sha256(data).hexdigest(),
    )


def boxed_warning(sections: Iterable[LabelSection]) -> str:
    """One sentence of the boxed warning in these sections; "" if there is none."""
    boxed = [row for row in sections if row.section == "boxed_warning"]
    return boxed_sentence([line for row in boxed for line in (row.title, *row.text.split("\n"))])


def _document(data: bytes) -> _Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TableError(f"expected an SPL document; found no whole XML ({error})") from None
    if root.tag != f"{HL7}document":
        raise TableError(f"expected an SPL document; found {str(root.tag)[:80]!r}")
    if next(root.iter(etree.Entity), None) is not None:
        raise TableError("expected an SPL document without entities of its own; found one")
    return root


def _set_id(document: _Element) -> str:
    found = _value(document, "setId", "root")
    try:
        return clean_set_id(found)
    except InvalidIdentifier:
        raise TableError(f"expected an SPL document with a set id; found {found[:80]!r}") from None


def _names(document: _Element, holders: Iterable[str]) -> list[str]:
    """The names of the products, whose tags are `holders`, in the document's order, with suffixes such as "XR"."""
    tags = [f"{HL7}{holder}" for holder in holders]
    found = (holder.find(f"{HL7}name") for holder in document.iter(*tags))
    return [_text(name) for name in found if name is not None]


def _generic_names(document: _Element) -> list[str]:
    """The generic names of products and parts that have an active ingredient; the swab of a kit is not a drug."""
    found: list[str] = []
    for product in document.iter(*(f"{HL7}{name}" for name in (*_PRODUCTS, *_PARTS))):
        names = product.findall(f"{HL7}asEntityWithGeneric/{HL7}genericMedicine/{HL7}name")
        if names and any(map(_is_active, _ingredients(product))):
            found += [_text(name) for name in names]
    return found


def _ingredients(element: _Element) -> Iterator[_Element]:
    return element.iter(f"{HL7}ingredient", f"{HL7}activeIngredient")


def _is_active(ingredient: _Element) -> bool:
    return ingredient.tag == f"{HL7}activeIngredient" or ingredient.get("classCode", "").startswith("ACTI")


def _substances(document: _Element) -> list[str]:
    """The active moieties of each active ingredient, or the ingredient itself if it names no moiety."""
    found: list[str] = []
    for ingredient in filter(_is_active, _ingredients(document)):
        moieties = [_text(name) for name in ingredient.iterfind(f".//{HL7}activeMoiety/{HL7}name")]
        own = [_text(name) for name in ingredient.iterfind(f"./*/{HL7}name")]
        found += list(filter(None, moieties)) or own
    return found


def _applications(document: _Element) -> tuple[str, ...]:
    """NDA, ANDA and BLA numbers, without duplicates. An approval may also name a monograph, which is left out."""
    found: list[str] = []
    for number in document.iterfind(f".//{HL7}approval/{HL7}id"):
        try:
            found.append(clean_application_number(number.get("extension") or ""))
        except InvalidIdentifier:
            continue
    return tuple(dict.fromkeys(found))


def _manufacturer(document: _Element) -> str:
    name = document.find(f"{HL7}author/{HL7}assignedEntity/{HL7}representedOrganization/{HL7}name")
    return "" if name is None else _text(name)


def _display_names(document: _Element, tag: str, parents: set[str] | None) -> tuple[str, ...]:
    """The displayName of every code with `tag`, in capitals, without duplicates.

    `parents`, if given, are the only parent elements that count, so that a product's form is not mixed up with a
    package's.
    """
    found = (
        code.get("displayName") or ""
        for code in document.iter(f"{HL7}{tag}")
        if parents is None or _parent_name(code) in parents
    )
    return _each_once(" ".join(name.split()).upper() for name in found)


def _parent_name(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag).removeprefix(HL7)


def _value(document: _Element, tag: str, attribute: str) -> str:
    element = document.find(f"{HL7}{tag}")
    return "" if element is None else (element.get(attribute) or "").strip()


def _text(element: _Element) -> str:
    return clean_name("".join(map(str, element.itertext())))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names without empty ones and duplicates, ignoring case; the first spelling is kept."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
