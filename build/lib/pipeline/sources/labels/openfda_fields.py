"""The fields of one openFDA label to section rows: each text once, tables as rows.

Format and licence as in `fda_labels`. Caveats: openFDA lists a subsection in the text of its section, in the field of
its own code and, without a code, among the unclassified ones; `<field>_table` holds as HTML what the text flattens.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from lxml import etree

from pipeline.language.labels.boxed_warning import is_tamper_notice
from pipeline.language.labels.copies import bare, numbers_of
from pipeline.language.text.sentences import sentences
from pipeline.schema import tables
from pipeline.schema.label_fields import SAFETY_SECTIONS, SECTION_LOINC, TABLE_SUFFIX, UNCLASSIFIED
from pipeline.schema.records import number_sections
from pipeline.sources.labels.dailymed_text import table_lines
from pipeline.sources.labels.openfda_text import cut_text, read_part

_WORDS_AT_LEAST = 6  # a shorter text within another may stand there by chance ("pain reliever")
_HEAD_WORDS = 3
_NUMBERED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2} [A-Z]")
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
Texts = Mapping[str, Sequence[str]]


def read_fields(texts: Texts, set_id: str, names: Sequence[str] = ()) -> list[tables.LabelSection]:
    """The section rows of a label; `texts` are its fields in order, `names` its brand and generic names."""
    single = _without_tamper_notices({f: [" ".join(v.split()) for v in texts[f]] for f in texts if f in SECTION_LOINC})
    known = [value for values in single.values() for value in values]
    fields = each_once(single)
    rows = [row for field in fields for row in _rows(field, fields, known, set_id, names)]
    squeezed: dict[str, tuple[Sequence[int], str]] = {}
    # unclassified tables last: most are in the text of the section they belong to, and done by then
    for field in sorted(fields.keys() | _fields_of_tables(texts), key=lambda f: (f == UNCLASSIFIED, f)):
        for markup in texts.get(field + TABLE_SUFFIX, ()):
            for lines, flat in _read_tables(markup):
                _place_table(rows, field, set_id, (lines, flat), squeezed)
    return number_sections(rows)


def _without_tamper_notices(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The texts; one that is coded as a boxed warning and warns of nothing but an opened package is unclassified."""
    boxed = texts.get("boxed_warning", [])
    notices = [v for v in boxed if is_tamper_notice(v)]
    if not notices:
        return texts
    kept = {"boxed_warning": [v for v in boxed if v not in notices]}
    return {**texts, **kept, UNCLASSIFIED: [*texts.get(UNCLASSIFIED, []), *notices]}


def each_once(texts: Texts) -> dict[str, list[str]]:
    """The texts without those that another one holds: a further value of the same field, an
    unclassified section anywhere, a box of doses (it warns of nothing) in the section it is drawn in.
    """
    apart = {f: [v for v in dict.fromkeys(vs) if v and not _is_elsewhere(v, f, texts)] for f, vs in texts.items()}
    kept = {f: [v for v in vs if not _is_in_longer(v, vs)] for f, vs in apart.items()}
    return {field: values for field, values in kept.items() if values}


def _is_in_longer(value: str, others: Sequence[str]) -> bool:
    return any(len(other) > len(value) and _find(other, value) >= 0 for other in others)


def _is_elsewhere(value: str, field: str, texts: Texts) -> bool:
    if field == UNCLASSIFIED:
        others = [other for f, values in texts.items() if f != UNCLASSIFIED for other in values]
        said = [s for s in sentences(value) if s.count(" ") >= _WORDS_AT_LEAST - 1]
        return any(_holds(other, value, said) for other in others)
    if field == "boxed_warning" and "warning" not in value.lower():
        outside = chain.from_iterable(v for f, v in texts.items() if f not in SAFETY_SECTIONS and f != UNCLASSIFIED)
        return any(_find(other, value) >= 0 for other in outside)
    return False


def _rows(
    field: str, fields: Texts, known: Sequence[str], set_id: str, names: Sequence[str]
) -> Iterator[tables.LabelSection]:
    """The rows of one field: its own text and its numbered subsections, without what another field holds."""
    others = sorted((v for f, values in fields.items() if f != field for v in values), key=len, reverse=True)
    first_words = {name.split()[0].lower() for name in names if name.strip()}
    for value in fields[field]:
        inner = [v for v in others if len(v) < len(value) and _can_be_taken(v)]
        numbered = [v for v in inner if _NUMBERED.match(v)]
        pieces = cut_text(value, known)
        for place, piece in enumerate(pieces):
            lines = [] if any(_is_copy(piece, v) for v in numbered) else _without(piece, inner)
            if not lines:
                continue
            is_followed = place < len(pieces) - 1 or lines != [piece]
            part = read_part(lines[0], field, first_words, is_followed)
            text = "\n".join(filter(None, (part.text, *lines[1:])))
            if text:
                yield tables.LabelSection(set_id, field, 1, SECTION_LOINC[field], part.number, part.title, text)


def _can_be_taken(value: str) -> bool:
    """Whether a text is long enough, or so numbered, that it stands in another one because it is a part of it."""
    return value.count(" ") + 1 >= _WORDS_AT_LEAST or _NUMBERED.match(value) is not None


def _without(piece: str, inner: Sequence[str]) -> list[str]:
    """What is left of `piece` as lines, the texts of other fields taken out."""
    lines = [piece]
    for value in inner:
        for place, line in enumerate(lines):
            at = _find(line, value)
            if at >= 0:
                rest = (line[:at].strip(), line[at + len(value) :].strip())
                lines[place : place + 1] = filter(None, rest)
                break
    return lines


def _holds(other: str, value: str, said: Sequence[str]) -> bool:
    """Whether `value` is a part of `other`: as it stands, by its number and title, or in most of `said`, its sentences.
    The two are copies of one text; where they differ by a word, that word is no second section, but another dose is:
    both are kept.
    """
    if _find(other, value) >= 0:
        return True
    if _has_other_numbers(other, value):
        return False
    if _NUMBERED.match(value) and _find(other, _head(value)) >= 0 and 4 * len(value) <= 5 * len(other):
        return True  # much more text under the same head is more than a copy
    return len(said) > 1 and 2 * sum(_find(other, s) >= 0 for s in said) > len(said)


def _is_copy(piece: str, value: str) -> bool:
    """Whether a subsection is another text's copy with some words changed: one head, much the same length."""
    is_alike = _head(piece) == _head(value) and 4 * abs(len(piece) - len(value)) < len(value)
    return is_alike and _find(piece, value) < 0 and not _has_other_numbers(piece, value)


def _has_other_numbers(other: str, value: str) -> bool:
    """Whether a sentence of `value` stands in `other` word for word with other numbers."""
    said = [s for s in sentences(value) if numbers_of(s) and _find(other, s) < 0]
    wanted = {bare(s) for s in said} | {bare(read_part(s, "").text.split("\n")[0]) for s in said[:1]}
    wanted = {w for w in wanted if w.count(" ") >= 3}
    return any(s.endswith(w) for s in (_bare_sentences(other) if wanted else ()) for w in wanted)


@lru_cache(maxsize=512)
def _bare_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without their numbers; each text is asked about with every other one of its label."""
    return tuple(map(bare, sentences(text)))


def _head(value: str) -> str:
    """A subsection's number and the first words of its title, by which its copy is known."""
    return " ".join(value.split()[:_HEAD_WORDS])


def _find(text: str, part: str) -> int:
    """Where `part` stands in `text` as whole words; -1 where it does not."""
    return f" {text} ".find(f" {part} ")


def _fields_of_tables(texts: Texts) -> set[str]:
    named = {field.removesuffix(TABLE_SUFFIX) for field in texts if field.endswith(TABLE_SUFFIX)}
    return {field for field in named if field in SECTION_LOINC}


def _place_table(
    rows: list[tables.LabelSection],
    field: str,
    set_id: str,
    read: tuple[list[str], str],
    squeezed: dict[str, tuple[Sequence[int], str]],
) -> None:
    """Put a table's rows where its cells stand flattened, in this section or in a part of it that has a field of its
    own; else after the section's other rows. Two products of a kit may have one and the same table: each has a place.
    `read` are the table's lines and its text without white space; `squeezed` keeps each section's text without it.
    """
    lines, flat = read
    if not lines:
        return
    for row in sorted(rows, key=lambda r: r.section != field):
        if row.text not in squeezed:
            squeezed[row.text] = _squeezed(row.text)
        found = _span(row.text, *squeezed[row.text], flat)
        if found:
            before, after = row.text[: found[0]].rstrip(" "), row.text[found[1] :].lstrip(" ")
            row.text = "\n".join(filter(None, (before.rstrip("\n"), *lines, after.lstrip("\n"))))
            return
    if any("\n".join(lines) in row.text for row in rows):
        return
    own = [place for place, row in enumerate(rows) if row.section == field]
    table = tables.LabelSection(set_id, field, 1, SECTION_LOINC[field], "", "Table", "\n".join(lines))
    rows.insert(own[-1] + 1 if own else len(rows), table)


def _read_tables(markup: str) -> list[tuple[list[str], str]]:
    """Of each table given as HTML, one after the other, its lines and its text without white space as it stands in the
    flat text.
    """
    parser = etree.XMLParser(**_PARSER_OPTIONS, remove_comments=True, remove_pis=True)  # type: ignore[arg-type]
    try:
        root = etree.fromstring(f"<tables>{markup.strip()}</tables>".encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found = [] if root is None else [e for e in root.iter("table") if next(e.iterancestors("table"), None) is None]
    if not found:  # no markup at all
        text = " ".join(markup.split() if root is None else "".join(map(str, root.itertext())).split())
        return [([text] if text else [], "".join(text.split()))]
    return [(table_lines(table), "".join("".join(map(str, table.itertext())).split())) for table in found]


def _squeezed(text: str) -> tuple[Sequence[int], str]:
    """`text` without white space, and where each of its characters stands in `text`."""
    return array("L", (i for i, c in enumerate(text) if not c.isspace())), "".join(text.split())


def _span(text: str, places: Sequence[int], bare: str, flat: str) -> tuple[int, int] | None:
    """From where to where `flat` stands in `text`, in whole words, when white space is not looked at; `places` and
    `bare` are `text` squeezed.
    """
    at = bare.find(flat) if flat else -1
    while at >= 0:
        start, end = places[at], places[at + len(flat) - 1] + 1
        if not text[max(0, start - 1) : start].strip() and not text[end : end + 1].strip():
            return start, end
        at = bare.find(flat, at + len(flat))
    return None
