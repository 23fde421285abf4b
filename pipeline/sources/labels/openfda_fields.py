"""Turn the fields of one openFDA label into section rows: no text twice, and tables as lines.

Format and licence are those of `openfda`. Caveats: openFDA gives a subsection in the text of its section and again in
the field of its own code, or among the unclassified sections if it has no code. `<field>_table` has the tables as HTML
that the text flattens.
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
from pipeline.schema.label_fields import SAFETY_SECTIONS, SECTION_LOINC, TABLE_SUFFIX, UNCLASSIFIED
from pipeline.schema.label_tables import LabelSection
from pipeline.schema.records import number_sections
from pipeline.sources.labels.dailymed_text import table_lines
from pipeline.sources.labels.openfda_text import cut_text, read_part

_WORDS_AT_LEAST = 6  # a shorter text may occur in another by chance ("pain reliever")
_HEAD_WORDS = 3
_NUMBERED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2} [A-Z]")
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
Texts = Mapping[str, Sequence[str]]


def read_fields(texts: Texts, set_id: str, names: Sequence[str] = ()) -> list[LabelSection]:
    """The section rows of a label. `texts` are its fields in order, `names` its brand and generic names."""
    single = _without_tamper_notices({f: [" ".join(v.split()) for v in texts[f]] for f in texts if f in SECTION_LOINC})
    known = [value for values in single.values() for value in values]
    fields = each_once(single)
    rows = [row for field in fields for row in _rows(field, fields, known, set_id, names)]
    squeezed: dict[str, tuple[Sequence[int], str]] = {}
    # Unclassified tables come last: most also belong to a section, where they have been placed by then.
    for field in sorted(fields.keys() | _fields_of_tables(texts), key=lambda f: (f == UNCLASSIFIED, f)):
        for markup in texts.get(field + TABLE_SUFFIX, ()):
            for lines, flat in _read_tables(markup):
                _place_table(rows, field, set_id, (lines, flat), squeezed)
    return number_sections(rows)


def _without_tamper_notices(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The texts, with each "boxed warning" that only warns of an opened package moved to the unclassified ones."""
    boxed = texts.get("boxed_warning", [])
    notices = [v for v in boxed if is_tamper_notice(v)]
    if not notices:
        return texts
    kept = {"boxed_warning": [v for v in boxed if v not in notices]}
    return {**texts, **kept, UNCLASSIFIED: [*texts.get(UNCLASSIFIED, []), *notices]}


def each_once(texts: Texts) -> dict[str, list[str]]:
    """The texts without those that are part of another text.

    A value is compared with the longer values of its own field, an unclassified section with all other fields, and a
    box without the word "warning" (such as a box of doses) with the classified sections that are not safety sections.
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


def _rows(field: str, fields: Texts, known: Sequence[str], set_id: str, names: Sequence[str]) -> Iterator[LabelSection]:
    """The rows of one field: its own text and its numbered subsections, without the text that other fields repeat."""
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
                yield LabelSection(set_id, field, 1, SECTION_LOINC[field], part.number, part.title, text)


def _can_be_taken(value: str) -> bool:
    """Whether a text is long enough, or numbered, so that its occurrence in another text cannot be chance."""
    return value.count(" ") + 1 >= _WORDS_AT_LEAST or _NUMBERED.match(value) is not None


def _without(piece: str, inner: Sequence[str]) -> list[str]:
    """What is left of `piece`, as lines, when the texts of other fields are taken out."""
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
    """Whether `other` has the text of `value`: literally, by its number and title, or most of `said`, its sentences.

    A copy may differ in some words and still be the same section. If it differs in a number, such as a dose, both texts
    are kept.
    """
    if _find(other, value) >= 0:
        return True
    if _has_other_numbers(other, value):
        return False
    if _NUMBERED.match(value) and _find(other, _head(value)) >= 0 and 4 * len(value) <= 5 * len(other):
        return True  # a value much longer than `other` is more than a copy
    return len(said) > 1 and 2 * sum(_find(other, s) >= 0 for s in said) > len(said)


def _is_copy(piece: str, value: str) -> bool:
    """Whether a subsection is a copy of `value` with some words changed: same head, similar length, same numbers."""
    is_alike = _head(piece) == _head(value) and 4 * abs(len(piece) - len(value)) < len(value)
    return is_alike and _find(piece, value) < 0 and not _has_other_numbers(piece, value)


def _has_other_numbers(other: str, value: str) -> bool:
    """Whether `other` has a sentence of `value` word for word but with different numbers."""
    said = [s for s in sentences(value) if numbers_of(s) and _find(other, s) < 0]
    wanted = {bare(s) for s in said} | {bare(read_part(s, "").text.split("\n")[0]) for s in said[:1]}
    wanted = {w for w in wanted if w.count(" ") >= 3}
    return any(s.endswith(w) for s in (_bare_sentences(other) if wanted else ()) for w in wanted)


@lru_cache(maxsize=512)
def _bare_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without their numbers. Cached, because each text is compared with all others."""
    return tuple(map(bare, sentences(text)))


def _head(value: str) -> str:
    """A subsection's number and the first words of its title, which identify its copy."""
    return " ".join(value.split()[:_HEAD_WORDS])


def _find(text: str, part: str) -> int:
    """The offset of `part` in `text`, as whole words; -1 if it does not occur."""
    return f" {text} ".find(f" {part} ")


def _fields_of_tables(texts: Texts) -> set[str]:
    named = {field.removesuffix(TABLE_SUFFIX) for field in texts if field.endswith(TABLE_SUFFIX)}
    return {field for field in named if field in SECTION_LOINC}


def _place_table(
    rows: list[LabelSection],
    field: str,
    set_id: str,
    read: tuple[list[str], str],
    squeezed: dict[str, tuple[Sequence[int], str]],
) -> None:
    """Put a table's lines in place of its flattened text, in this section or else in any other row of the label.

    If the flattened text is nowhere and the table's lines are not there already, the table becomes a row of its own
    after the section's other rows. Two products of a kit may have the same table; then each gets its place. `read` is
    the table's lines and its text without white space; `squeezed` caches `_squeezed` of each row's text.
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
    table = LabelSection(set_id, field, 1, SECTION_LOINC[field], "", "Table", "\n".join(lines))
    rows.insert(own[-1] + 1 if own else len(rows), table)


def _read_tables(markup: str) -> list[tuple[list[str], str]]:
    """For each outermost table in the HTML, in order: its lines, and its text without white space.

    The latter is how the table is found in the flat text of a section.
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
    """The offset in `text` of each character that is not white space, and these characters as one text."""
    return array("L", (i for i, c in enumerate(text) if not c.isspace())), "".join(text.split())


def _span(text: str, places: Sequence[int], bare: str, flat: str) -> tuple[int, int] | None:
    """Start and end of `flat` in `text`, ignoring white space but only at word boundaries; None if it does not occur.

    `places` and `bare` are `_squeezed(text)`.
    """
    at = bare.find(flat) if flat else -1
    while at >= 0:
        start, end = places[at], places[at + len(flat) - 1] + 1
        if not text[max(0, start - 1) : start].strip() and not text[end : end + 1].strip():
            return start, end
        at = bare.find(flat, at + len(flat))
    return None
