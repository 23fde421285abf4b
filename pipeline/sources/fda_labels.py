"""openFDA drug labels: what to ask, how to read an answer, and one label object, bytes to rows.

Publisher: US Food and Drug Administration, openFDA. API documentation: https://open.fda.gov/apis/drug/label/ (fields:
/searchable-fields/, query: https://open.fda.gov/apis/query-syntax/). Licence: CC0 1.0
(https://open.fda.gov/license/), its disclaimer shown. Rate limit: 240 requests a minute and 1,000 a day; with a key,
which travels in a Basic auth header, 120,000 a day. Caveats: nothing is validated; updated weekly, so DailyMed may have
a newer version; the `openfda` block, which the name searches look in, can vanish though the label exists; 404
with NOT_FOUND is an answer, also where `skip` lies past the end; tables come flattened, or as HTML beside the text.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.language.boxed_warning import boxed_sentence
from pipeline.language.json_text import an_object, elements, place
from pipeline.schema import tables
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_application_number, clean_set_id
from pipeline.schema.records import ParsedLabel
from pipeline.sources.fda_labels_fields import read_fields

# where a label lists its forms, the better place first, and how far into it they stand
_FORM_FIELDS, _FORM_LENGTH = ("dosage_forms_and_strengths", "how_supplied"), 400
_FORM_WORDS = (
    "TABLET CAPSULE INJECTION SOLUTION SUSPENSION SYRUP CREAM OINTMENT GEL PATCH AEROSOL INHALER SPRAY SUPPOSITORY "
    "LOTION FOAM POWDER EMULSION FILM LOZENGE IMPLANT INSERT SHAMPOO".split()
)


@dataclass(frozen=True)
class LabelPage:
    """One page of an answer: how many labels match in all, which part this is, and set id and exact bytes of each."""

    total: int
    skip: int
    limit: int
    labels: tuple[tuple[str, bytes], ...]


def set_ids_query(set_ids: Iterable[str]) -> str:
    """The `search` for labels by set id."""
    return " OR ".join(f'set_id:"{clean_set_id(set_id)}"' for set_id in set_ids)


def application_query(application_number: str) -> str:
    """The `search` for the labels of one application."""
    return f'openfda.application_number:"{clean_application_number(application_number)}"'


def name_query(name: str) -> str:
    """The `search` for the labels of a drug by brand or generic name. What could end the quotes is taken out, and so
    are control characters.
    """
    return f"openfda.brand_name:{_quoted(name)} OR openfda.generic_name:{_quoted(name)}"


def description_query(name: str) -> str:
    """The `search` for labels that name a drug as what they are made of. It finds one whose `openfda` block is gone;
    what it finds counts only when a label's own names lead back to the drug.
    """
    return f"spl_product_data_elements:{_quoted(name)} OR description:{_quoted(name)}"


def read_page(body: bytes) -> LabelPage:
    """A page of labels, each with its exact bytes. Raises TransientAnswer for what is no whole answer (JSON cut short,
    HTML, an error), for a label without a set id, and for fewer labels than the page says it holds. An error that says
    NOT_FOUND is an empty page.
    """
    text = _decoded(body)
    try:
        answer = json.loads(text)
        if isinstance(answer, dict) and "error" in answer:
            return _empty_page(answer["error"])
        counts = answer["meta"]["results"]
        total, skip, limit = (_count(counts[name]) for name in ("total", "skip", "limit"))
        found = answer["results"]
        pieces = elements(text, place(text, 0, "results"))
        labels = tuple((_own_set_id(label), piece.encode()) for label, piece in zip(found, pieces, strict=True))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected a page of openFDA's labels; found {text[:60]!r}") from None
    if len(labels) < min(limit, total - skip):
        raise TransientAnswer(f"expected {min(limit, total - skip)} labels on this page; found {len(labels)}")
    return LabelPage(total, skip, limit, labels)


def read_not_found(body: bytes) -> LabelPage:
    """The empty page of an answer that says NOT_FOUND (it comes with status 404). Raises TransientAnswer."""
    text = _decoded(body)
    try:
        return _empty_page(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected openFDA's NOT_FOUND; found {text[:60]!r}") from None


def parse(data: bytes) -> ParsedLabel:
    """The rows of one label object. Raises TableError for bytes that are none or that carry no set id.

    Names come from the `openfda` block alone: where it is missing they are empty, and nothing is guessed from the text.
    """
    label = an_object(data, "an openFDA label")
    row = _row(label, data)
    sections = read_fields(_texts_by_field(label), row.set_id, (*row.brand_name, *row.generic_name))
    boxed = [s for s in sections if s.section == "boxed_warning"]
    row.boxed_warning = boxed_sentence([line for b in boxed for line in (b.title, *b.text.split("\n"))])
    return ParsedLabel(row, sections)


def header(data: bytes) -> tables.Label:
    """What one label object says of the label, without its sections and its boxed warning. Raises TableError."""
    return _row(an_object(data, "an openFDA label"), data)


def _row(label: dict[str, Any], data: bytes) -> tables.Label:
    about = label.get("openfda")
    names: dict[str, Any] = about if isinstance(about, dict) else {}
    try:
        set_id = clean_set_id(_string(label.get("set_id")))
    except InvalidIdentifier as error:
        raise TableError(f"expected an openFDA label with a set id: {error}") from None
    return tables.Label(
        set_id=set_id,
        version=_version(_string(label.get("version"))),
        effective_date=_date(_string(label.get("effective_time"))),
        brand_name=_strings(names.get("brand_name")),
        generic_name=_strings(names.get("generic_name")),
        application_number=_applications(_strings(names.get("application_number"))),
        manufacturer=next(iter(_strings(names.get("manufacturer_name"))), ""),
        source="openfda",
        substances=_strings(names.get("substance_name")),
        dosage_forms=_forms(label),
        routes=tuple(route.upper() for route in _strings(names.get("route"))),
        is_original_packager=_flag(names.get("is_original_packager")),
        label_sha256=hashlib.sha256(data).hexdigest(),
    )


def _forms(label: dict[str, Any]) -> tuple[str, ...]:
    """The dosage forms that a label names where it lists them; openFDA has no field of its own for them."""
    texts = next((_strings(label.get(f)) for f in _FORM_FIELDS if _strings(label.get(f))), ())
    words = set(re.findall(r"[A-Z]+", " ".join(texts)[:_FORM_LENGTH].upper()))
    return tuple(form for form in _FORM_WORDS if not words.isdisjoint({form, form + "S"}))


def _flag(value: Any) -> bool | None:
    """openFDA writes `[true]`."""
    return value[0] if isinstance(value, list) and value and isinstance(value[0], bool) else None


def _quoted(name: str) -> str:
    return '"' + " ".join("".join(c if c.isprintable() and c not in '"\\' else " " for c in name).split()) + '"'


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TransientAnswer("expected openFDA's JSON in UTF-8; found bytes that are not") from None


def _empty_page(error: dict[str, Any]) -> LabelPage:
    """Raises TransientAnswer for any error but NOT_FOUND: too many requests, a search that is down, a bad request."""
    code = error["code"]
    if code != "NOT_FOUND":
        raise TransientAnswer(f"openFDA answered with the error {str(code)[:60]!r}")
    return LabelPage(0, 0, 0, ())


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _own_set_id(label: Any) -> str:
    found = label.get("set_id") if isinstance(label, dict) else label
    try:
        return clean_set_id(found if isinstance(found, str) else "")
    except InvalidIdentifier:
        raise TransientAnswer(f"expected a set id in every label; found {str(found)[:60]!r}") from None


def _texts_by_field(label: dict[str, Any]) -> dict[str, list[str]]:
    """The fields that hold texts, in the object's order."""
    lists = ((field, value if isinstance(value, list) else [value]) for field, value in label.items())
    found = {field: [_whole(v) for v in values if isinstance(v, str)] for field, values in lists}
    return {field: values for field, values in found.items() if values}


def _strings(value: Any) -> tuple[str, ...]:
    """The texts of a list, white space made single, each once."""
    found = (_string(v) for v in value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, found)))


def _string(value: Any) -> str:
    return " ".join(_whole(value).split()) if isinstance(value, str) else ""


def _whole(text: str) -> str:
    """`text` without halves of characters, which JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _date(value: str) -> str:
    return clean_date(value[:4], value[4:6], value[6:8])


def _applications(numbers: Iterable[str]) -> tuple[str, ...]:
    """NDA, ANDA and BLA numbers; a monograph such as part333 is no application."""
    found: list[str] = []
    for number in numbers:
        try:
            found.append(clean_application_number(number))
        except InvalidIdentifier:
            continue
    return tuple(dict.fromkeys(found))
