"""Turn the narrative block of an SPL section into lines of text: paragraphs, list items, table rows and footnotes.

Authority: HL7 SPL Release 5 narrative block as FDA uses it, "Structured Product Labeling Implementation Guide with
Validation Procedures", 2.2 "Sections" (https://www.fda.gov/media/84201/download). openFDA's `*_table` fields have the
same markup without its namespace, so elements are identified by their local names.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.sources.labels.dailymed_fractions import END, START, is_numerator, joined, joined_rows

CELL_SEPARATOR = " | "
BULLETS = "•·▪▫◦■□◼◻●‣∙⦁➤►*–—-"
_BREAK = "\x00"  # stands for a <br/>; XML forbids this character
_SPANS_AT_MOST = 100  # a larger span is an error in the label
_BLOCKS = frozenset(("paragraph", "item", "caption", "list", "text", "section", "highlight"))
# A footnote mark or a picture; a picture may have a caption.
_WITHOUT_TEXT = frozenset(("footnoteRef", "renderMultiMedia"))
_ROW_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
# The end of a text after which a <br/> starts a new line instead of wrapping one sentence.
_ENDS_A_LINE = re.compile(r"(?:[.:;!?][\"'”’)\]]*|[0-9]/[0-9]{4})$")
_UNIT = re.compile(r"(?:^|[^A-Za-zµμ])(?:[cdkmµμ]?m|in|ft)$")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_MARK_OR_POWER = re.compile(r"[A-Za-z0-9]|[-+−–][0-9]")


def lines_of(element: _Element) -> list[str]:
    """The lines of a `text`, `title` or other narrative element, with single spaces and without empty lines."""
    out = _Lines()
    _block(element, out)
    return joined(out.done)


def table_lines(table: _Element) -> list[str]:
    """The lines of a table: its caption, its rows (cells joined by ` | `, including empty cells) and its footnotes."""
    out = _Lines()
    _table(table, out)
    return joined(out.done)


def local_name(element: _Element) -> str:
    """The tag without its namespace; "" for a comment, a processing instruction or an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass
class _Lines:
    """The finished lines, the pieces of the current line, and the footnotes that follow when its block ends."""

    in_cell: bool = False
    done: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    parts: str = ""  # what the next piece must not merge with, without a space: "", "words" or "numbers"

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.parts and _would_join(self.before(), text, self.parts):
            self.pieces.append(" ")
        self.parts = ""
        self.pieces.append(text)

    def before(self) -> str:
        """The last eight characters of the current line, or fewer."""
        return "".join(self.pieces[-4:])[-8:]

    def end(self, breaks_are_spaces: bool = False) -> None:
        """End the current line; its footnotes still wait."""
        if self.pieces:
            self.done += _broken("".join(self.pieces), breaks_are_spaces or self.in_cell)
            self.pieces.clear()
        self.parts = ""

    def end_notes(self) -> None:
        if not self.in_cell:
            self.done += self.notes
            self.notes.clear()


def _would_join(before: str, text: str, kind: str) -> bool:
    if kind == "numbers":
        return before[-1:].isdigit() and text[0].isdigit()
    return before[-1:].isalnum() and text[0].isalnum()


def _block(element: _Element, out: _Lines) -> None:
    out.end()
    _inside(element, out)
    out.end(breaks_are_spaces=local_name(element) in ("caption", "title"))
    out.end_notes()


def _inside(element: _Element, out: _Lines) -> None:
    out.add(element.text)
    for child in element:
        name = local_name(child)
        if name == "table":
            out.end()
            _table(child, out)
        elif name == "caption" and local_name(element) == "item":  # the item's own mark: "1." or "a)"
            _inside(child, out)
            out.add(" ")
        elif name in _BLOCKS:
            _block(child, out)
        elif name:
            _inline(child, name, out)
        out.add(child.tail)


def _inline(child: _Element, name: str, out: _Lines) -> None:
    if name == "br":
        out.add(_BREAK)
    elif name in ("sup", "sub") and len(child) == 0:
        before, text = out.before(), child.text or ""
        out.parts = ""
        out.add(_raised(before, text) if name == "sup" else _lowered(before, text))
        out.parts = "words" if name == "sup" else "numbers"
    elif name == "footnote":
        out.notes += lines_of(child)
        out.parts = "words"
    else:
        if name in _WITHOUT_TEXT:
            out.parts = "words"
        is_over = _is_underlined(child) and is_numerator("".join(map(str, child.itertext())), out.before())
        out.add(START if is_over else "")
        _inside(child, out)
        out.add(END if is_over else "")


def _is_underlined(element: _Element) -> bool:
    return local_name(element) == "u" or "underline" in (element.get("styleCode") or "").lower().split()


def _raised(before: str, text: str) -> str:
    """A superscript as text: `10^9` and `5.2^a`, so that no exponent or footnote mark merges with a number or word.

    `m2`, `25th` and `®` need no `^`.
    """
    last = before[-1:]
    if not last or last.isspace() or last in _BREAK + "([{/" or not _MARK_OR_POWER.match(text):
        return text
    is_unit = text.strip() in ("2", "3") and _UNIT.search(before) is not None
    is_ordinal = last.isdigit() and text.strip() in _ORDINALS
    return text if is_unit or is_ordinal else f"^{text}"


def _lowered(before: str, text: str) -> str:
    """A subscript as text: plain as in `Cmax` and `H2O`, but with `_` where it would add a digit to a number."""
    return f"_{text}" if _would_join(before, text or " ", "numbers") else text


def _broken(text: str, breaks_are_spaces: bool) -> list[str]:
    """The lines of a paragraph.

    A break ends a line only after the end of a sentence, before a bullet, or if it occurs twice. Any other break is
    layout inside a sentence and becomes a space.
    """
    if END in text and _BREAK in text:
        text = _BREAK.join(joined([piece.rstrip() for piece in text.split(_BREAK)], is_whole=False))
    if breaks_are_spaces or _BREAK not in text:
        line = " ".join(text.replace(_BREAK, " ").split())
        return [line] if line else []
    lines: list[list[str]] = [[]]  # the parts of each
    for part in (" ".join(p.split()) for p in text.split(_BREAK)):
        is_own = not part or part[0] in BULLETS or (lines[-1] and _ENDS_A_LINE.search(lines[-1][-1]))
        if is_own:
            lines.append([part] if part else [])
        else:
            lines[-1].append(part)
    return [" ".join(parts) for parts in lines if parts]


def _table(table: _Element, out: _Lines) -> None:
    notes: list[str] = []
    rows: list[list[_Element]] = []
    for child in table:
        name = local_name(child)
        if name == "caption":
            out.done += _cell(child, notes)
        elif name == "tr":
            rows.append(_cells(child))
        elif name in _ROW_GROUPS:
            rows += [_cells(row) for row in child if local_name(row) == "tr"]
    out.done += _rows(rows, notes)
    out.notes += notes
    out.end_notes()


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if local_name(cell) in _CELLS]


def _rows(rows: list[list[_Element]], notes: list[str]) -> list[str]:
    """One line for each table row.

    The places that a cell covers by spanning columns or rows are empty cells, so that columns can be counted. A row
    with a single cell becomes a plain line of text.
    """
    table: list[list[str]] = []
    covered: dict[int, int] = {}  # column: rows below that a cell above still covers
    for row in rows:
        places: list[str] = []
        for cell in row:
            _skip_covered(places, covered)
            text, down = " ".join(_cell(cell, notes)), _span(cell, "rowspan")
            for place in range(_span(cell, "colspan")):
                if down > 1:
                    covered[len(places)] = down - 1
                places.append("" if place else text)
        _skip_covered(places, covered)
        if any(places):
            alone = len(row) == 1 and places[0]
            table.append(places[:1] if alone else places)
    return [CELL_SEPARATOR.join(row) for row in joined_rows(table)]


def _skip_covered(places: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(places), 0) > 0:
        covered[len(places)] -= 1
        places.append("")


def _cell(cell: _Element, notes: list[str]) -> list[str]:
    """The text of a cell or caption as a list of one line, or empty; its footnotes are added to `notes`."""
    inner = _Lines(in_cell=True)
    _block(cell, inner)
    notes += inner.notes
    return [" ".join(joined(inner.done, is_whole=False))] if inner.done else []


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), _SPANS_AT_MOST)) if re.fullmatch(r"[0-9]{1,9}", value) else 1
