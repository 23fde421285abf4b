"""openFDA drug labels: build the queries, read the answers, and parse one label object from bytes to rows.

Publisher: US Food and Drug Administration, openFDA. API documentation: https://open.fda.gov/apis/drug/label/ (fields:
/searchable-fields/, query: https://open.fda.gov/apis/query-syntax/). Licence: CC0 1.0
(https://open.fda.gov/license/), its disclaimer shown. Rate limit: 240 requests a minute and 1,000 a day; with a key,
sent in a Basic auth header, 120,000 a day. Caveats: nothing is validated. openFDA is updated weekly, so DailyMed may
have a newer version. The `openfda` block, which name searches use, can be missing although the label exists. A 404 with
NOT_FOUND is an answer, also if `skip` is past the end. Tables are flattened into the text, or also given as HTML.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.language.labels.boxed_warning import boxed_sentence
from pipeline.language.labels.values import clean_day, clean_name, clean_text, clean_version, doubt_of, shown
from pipeline.language.text.json_text import an_object, elements, keys, place, whole
from pipeline.schema.identifiers import SET_ID_PATTERN, clean_application_number, clean_set_id
from pipeline.schema.label_fields import section_of
from pipeline.schema.label_tables import Label
from pipeline.schema.records import ParsedLabel
from pipeline.sources.labels.openfda_fields import read_fields

# The fields in which a label lists its dosage forms, the better one first, and how many characters of it are searched.
_FORM_FIELDS, _FORM_LENGTH = ("dosage_forms_and_strengths", "how_supplied"), 400
_ANY_SET_ID = re.compile(rf'"set_id"\s*:\s*"({SET_ID_PATTERN})"', re.I)
_FORM_WORDS = (
    "TABLET CAPSULE INJECTION SOLUTION SUSPENSION SYRUP CREAM OINTMENT GEL PATCH AEROSOL INHALER SPRAY SUPPOSITORY "
    "LOTION FOAM POWDER EMULSION FILM LOZENGE IMPLANT INSERT SHAMPOO".split()
)


@dataclass(frozen=True)
class LabelPage:
    """One page of an answer.

    `total` is the number of all matching labels; `skip` and `limit` say which part this page is. `labels` has the set
    id and exact bytes of each readable label. `doubts` has the set id ("" if unknown) and the problem of each label
    that cannot be read, which is then not in `labels`, or that has an impossible value.
    """

    total: int
    skip: int
    limit: int
    labels: tuple[tuple[str, bytes], ...]
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def n_labels(self) -> int:
        """The number of labels on this page, including those that cannot be read."""
        read = {set_id for set_id, _ in self.labels}
        return len(self.labels) + sum(set_id not in read for set_id, _ in self.doubts)


def set_ids_query(set_ids: Iterable[str]) -> str:
    """The `search` parameter for labels by set id."""
    return " OR ".join(f'set_id:"{clean_set_id(set_id)}"' for set_id in set_ids)


def application_query(application_number: str) -> str:
    """The `search` parameter for the labels of one application number."""
    return f'openfda.application_number:"{clean_application_number(application_number)}"'


def name_query(name: str) -> str:
    """The `search` parameter for the labels of a drug by brand or generic name.

    Quotes, backslashes and control characters in `name` become spaces, so that nothing can end the quoted name.
    """
    return f"openfda.brand_name:{_quoted(name)} OR openfda.generic_name:{_quoted(name)}"


def description_query(name: str) -> str:
    """The `search` parameter for labels that name a drug as an ingredient or in their description.

    This also finds a label whose `openfda` block is missing. A hit counts only if the label's own names match the drug.
    """
    return f"spl_product_data_elements:{_quoted(name)} OR description:{_quoted(name)}"


def read_page(body: bytes) -> LabelPage:
    """A page of labels, each with its exact bytes. The error NOT_FOUND gives an empty page.

    A label that cannot be read does not spoil the page: it is listed in `doubts`. Raises TransientAnswer for anything
    but a whole answer (JSON cut short, HTML, another error), for fewer labels than the page says it has, and if no
    label has a set id.
    """
    text = _decoded(body)
    try:
        counts, pieces = _cut(text)
        if counts is None:
            return _empty_page(json.loads(text)["error"])
        total, skip, limit = (_count(counts[name]) for name in ("total", "skip", "limit"))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise TransientAnswer(f"expected a page of openFDA's labels; found {text[:60]!r}") from None
    if len(pieces) < min(limit, total - skip):
        raise TransientAnswer(f"expected {min(limit, total - skip)} labels on this page; found {len(pieces)}")
    labels: list[tuple[str, bytes]] = []
    doubts: list[tuple[str, str]] = []
    for set_id, piece, doubt in map(_read_piece, pieces):
        labels += [(set_id, piece.encode())] if piece else []
        doubts += [(set_id, doubt)] if doubt else []
    if doubts and not labels and not any(set_id for set_id, _ in doubts):
        raise TransientAnswer(doubts[0][1])
    return LabelPage(total, skip, limit, tuple(labels), tuple(doubts))


def _cut(text: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The counts of a page and the exact text of each label; (None, []) for an error.

    The labels themselves are not parsed here, so an unreadable one does no harm yet.
    """
    names = keys(text)
    if "error" in names:
        return None, []
    meta = json.loads(whole(text, place(text, 0, "meta")))
    return dict(meta["results"]), elements(text, place(text, 0, "results"))


def _read_piece(text: str) -> tuple[str, str, str]:
    """Set id, exact text ("" if unreadable) and problem ("" if none) of one label of a page."""
    try:
        label = json.loads(text)
    except (ValueError, RecursionError) as error:
        found = _ANY_SET_ID.search(text)
        return (
            found[1].lower() if found else "",
            "",
            f"expected a label; found JSON too deep or broken: {error}"[:120],
        )
    named = label.get("set_id") if isinstance(label, dict) else label
    try:
        set_id = clean_set_id(named if isinstance(named, str) else "")
    except InvalidIdentifier:
        return ("", "", f"expected a set id in every label; found {shown(named)}")
    return set_id, text, _doubt(label)


def read_not_found(body: bytes) -> LabelPage:
    """An empty page for NOT_FOUND, which comes with status 404. Raises TransientAnswer for any other body."""
    text = _decoded(body)
    try:
        return _empty_page(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer(f"expected openFDA's NOT_FOUND; found {text[:60]!r}") from None


def parse(data: bytes) -> ParsedLabel:
    """The rows of one label object. Raises TableError for bytes that are not one or have no set id.

    Names come only from the `openfda` block: without it they are empty, and nothing is guessed from the text.
    """
    label = an_object(data, "an openFDA label")
    row = _row(label, data)
    sections = read_fields(_texts_by_field(label), row.set_id, (*row.brand_name, *row.generic_name))
    boxed = [s for s in sections if s.section == "boxed_warning"]
    row.boxed_warning = boxed_sentence([line for b in boxed for line in (b.title, *b.text.split("\n"))])
    return ParsedLabel(row, sections)


def header(data: bytes) -> Label:
    """The label's row, without its boxed warning. Raises TableError for bytes that are not a label object."""
    return _row(an_object(data, "an openFDA label"), data)


def doubt(data: bytes) -> str:
    """What is impossible in the label's version, date or section fields, in words; "" if nothing.

    Raises TableError for bytes that are not a label object.
    """
    return _doubt(an_object(data, "an openFDA label"))


def _doubt(label: dict[str, Any]) -> str:
    wrong = doubt_of(label.get("version", "1"), label.get("effective_time", "2000"))
    fields = [f"{field}: expected a text; found {shown(v)}" for field, v in label.items() if not _is_text(field, v)]
    return "; ".join(filter(None, (wrong, *fields[:2])))


def _is_text(field: str, value: Any) -> bool:
    """Whether a section's field is a text or a list of texts; always True for a field that is not a section."""
    values = value if isinstance(value, list) else [value]
    return not section_of(field) or all(isinstance(v, str) for v in values)


def _row(label: dict[str, Any], data: bytes) -> Label:
    about = label.get("openfda")
    names: dict[str, Any] = about if isinstance(about, dict) else {}
    try:
        set_id = clean_set_id(_string(label.get("set_id")))
    except InvalidIdentifier as error:
        raise TableError(f"expected an openFDA label with a set id: {error}") from None
    return Label(
        set_id=set_id,
        version=clean_version(_string(label.get("version"))),
        effective_date=clean_day(_string(label.get("effective_time"))),
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
    """The dosage forms named at the start of the section that lists them; openFDA has no field for dosage forms."""
    texts = next((_strings(label.get(f)) for f in _FORM_FIELDS if _strings(label.get(f))), ())
    words = set(re.findall(r"[A-Z]+", " ".join(texts)[:_FORM_LENGTH].upper()))
    return tuple(form for form in _FORM_WORDS if not words.isdisjoint({form, form + "S"}))


def _flag(value: Any) -> bool | None:
    """The flag, which openFDA writes as `[true]`; None if it is missing."""
    return value[0] if isinstance(value, list) and value and isinstance(value[0], bool) else None


def _quoted(name: str) -> str:
    return '"' + " ".join("".join(c if c.isprintable() and c not in '"\\' else " " for c in name).split()) + '"'


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TransientAnswer("expected openFDA's JSON in UTF-8; found bytes that are not") from None


def _empty_page(error: dict[str, Any]) -> LabelPage:
    """An empty page for the error NOT_FOUND.

    Raises TransientAnswer for any other error: too many requests, a search that is down, a bad request.
    """
    code = error["code"]
    if code != "NOT_FOUND":
        raise TransientAnswer(f"openFDA answered with the error {str(code)[:60]!r}")
    return LabelPage(0, 0, 0, ())


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _texts_by_field(label: dict[str, Any]) -> dict[str, list[str]]:
    """The fields that have texts, in the object's order."""
    lists = ((field, value if isinstance(value, list) else [value]) for field, value in label.items())
    found = {field: [clean_text(v) for v in values if isinstance(v, str)] for field, values in lists}
    return {field: values for field, values in found.items() if values}


def _strings(value: Any) -> tuple[str, ...]:
    """The texts of a list, with single spaces and without duplicates."""
    found = (_string(v) for v in value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, found)))


def _string(value: Any) -> str:
    return clean_name(clean_text(value)) if isinstance(value, str) else ""


def _applications(numbers: Iterable[str]) -> tuple[str, ...]:
    """NDA, ANDA and BLA numbers, without duplicates; a monograph such as part333 is not an application."""
    found: list[str] = []
    for number in numbers:
        try:
            found.append(clean_application_number(number))
        except InvalidIdentifier:
            continue
    return tuple(dict.fromkeys(found))
