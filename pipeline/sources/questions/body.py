"""Read the Markdown body of a question file into entries by section; an entry is a list item or a paragraph.

Blocks follow CommonMark (https://spec.commonmark.org/), plus tables, so that they can be reported. Text is scanned for
citations before its inline Markdown is parsed (see `citation_keys`). Link definitions are switched off, because
CommonMark would silently drop `[@pmid:1]: a trial`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from pipeline.schema.vocabulary import REFERENCES_HEADING, SECTIONS
from pipeline.sources.mistakes import Mistake, expected, nearest, shown
from pipeline.sources.questions.fixes import (
    footnotes,
    html_mend,
    is_only_footnote,
    table_mend,
)
from pipeline.sources.questions.passage import MENDS, Passage, read_passage

SECTION_OF = {heading: section for section, heading in SECTIONS.items()} | {REFERENCES_HEADING: "references"}
_BLOCKS = MarkdownIt("commonmark").enable("table").disable(["reference", "inline", "text_join"])
# The Markdown parser silently leaves out lists that are nested deeper than this.
_DEEPEST = _BLOCKS.options.maxNesting - 1
_FORBIDDEN = {
    "table": "a table",
    "html_block": "HTML",
    "fence": "a code block",
    "code_block": "a code block (four spaces or a tab at the start of its lines)",
    "blockquote": "a block quote",
}
_SPACE = re.compile(r"\s*")
_MARKERS = re.compile(r"\s*(?:(?:[-+*]|[0-9]{1,9}[.)])\s+)*")
_PROSE = "a list item or a paragraph"


@dataclass(frozen=True)
class Entry:
    """One list item (its own text, without nested items) or one paragraph."""

    section: str  # guidelines, fda, research, references; "" if the heading was not recognised
    heading: str
    is_item: bool
    line: int
    column: int
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The text without citations, in NFC and with single spaces."""
        return " ".join(filter(None, (passage.text for passage in self.passages)))

    @property
    def keys(self) -> tuple[tuple[tuple[int, int], str], ...]:
        """The place (line, column) and key of each citation, in order."""
        return tuple((passage.place(k.offset), k.key) for passage in self.passages for k in passage.keys)


@dataclass
class Body:
    """The reader of one body; `read` fills `entries`, `mistakes` and `notes`. `lines` are those of the whole file."""

    lines: Sequence[str]
    first_line: int = 1
    entries: list[Entry] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)  # section -> the line of its heading
    section: str = ""
    heading: str = ""
    is_before_first: bool = True
    footnotes: dict[str, list[str]] = field(default_factory=dict)  # footnote's name -> citation keys in its text
    notes: list[Mistake] = field(default_factory=list)

    def read(self) -> None:
        """Read every block of the body. Never raises, whatever the text."""
        skipped = [""] * (self.first_line - 1)
        own = self.lines[self.first_line - 1 :]
        self.footnotes = footnotes(own)
        tokens = _BLOCKS.parse("\n".join([*skipped, *own]))
        self.mistakes += self._too_deep(tokens)
        early: list[SyntaxTreeNode] = []
        for node in SyntaxTreeNode(tokens).children:
            if node.type == "heading":
                self._heading(node)
            elif self.is_before_first and node.type != "hr":
                early.append(node)
            else:
                self._block(node)
        if self.is_before_first or (self.seen and not any(s in SECTIONS for s in self.seen)):
            self._no_section(early)
        else:
            self._too_early(early)

    def _no_section(self, early: Sequence[SyntaxTreeNode]) -> None:
        """Report one mistake for a body without a section; its text is still read, so that other mistakes show too."""
        line = self._start(early[0])[0] if early else 0
        mend = f"put ## {SECTIONS['research']} (or another section) {f'before line {line}' if line else 'there'}"
        place = min(self.first_line, len(self.lines)), 1
        self._add(place, f"one of {_headings(SECTIONS.values())}", "no section", mend=mend)
        for node in early:
            self._block(node)

    def _too_early(self, early: Sequence[SyntaxTreeNode]) -> None:
        for node in early:
            found = _FORBIDDEN.get(node.type, "text before it")
            mend = "move it below a section's heading"
            self._add(self._start(node), f"## {SECTIONS['guidelines']} or another section first", found, mend=mend)

    def _heading(self, node: SyntaxTreeNode) -> None:
        level, passage = int(node.tag[1]), self._passage(node.children[0])
        title = passage.text
        if passage.keys:
            place = passage.place(passage.keys[0].offset)
            self._add(place, "a heading without citations", "a citation", mend="move it to the claim that it supports")
        self._report(passage)
        if level == 3 and not self.is_before_first:
            self.heading = title
        elif level != 2:
            what = "## for a section or ### for a subheading" if not self.is_before_first else "## for a section"
            offer = nearest(title, SECTION_OF)
            self._add(self._start(node), what, "#" * level, f"## {offer}" if offer else "")
        else:
            self._section(title, self._start(node), passage.place(0) if title else self._start(node))

    def _section(self, title: str, start: tuple[int, int], place: tuple[int, int]) -> None:
        offer = nearest(title, SECTION_OF)
        if title not in SECTION_OF:
            mend = "" if offer else f"put its claims under one of these, or write ### {title} for a subheading"
            self._add(place, f"one of {_headings(SECTION_OF)}", shown(title), f"## {offer}" if offer else "", mend)
        elif SECTION_OF[title] in self.seen:
            found = f"## {title} again (first in line {self.seen[SECTION_OF[title]]})"
            self._add(start, "each section once", found, mend="move what is below it to the first, then delete it")
        # The text under a misspelt heading is read as the most likely section, so that its mistakes are reported too.
        self.section, self.heading, self.is_before_first = SECTION_OF.get(offer, ""), "", False
        if offer:
            self.seen.setdefault(self.section, start[0])

    def _block(self, node: SyntaxTreeNode) -> None:
        if node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                self._item(item)
        elif node.type == "paragraph":
            self._entry((node,), is_item=False)
        elif node.type == "heading":
            self._add(self._start(node), _PROSE, "a heading inside a list", mend="start it in a line without `-`")
        elif node.type in _FORBIDDEN:
            self._add(self._start(node), _PROSE, _FORBIDDEN[node.type], *self._way_out(node))

    def _way_out(self, node: SyntaxTreeNode) -> tuple[str, str]:
        """The text to write instead of a block that is not prose, and what else to do."""
        lines = self.lines[slice(*(node.map or (0, 0)))]
        if node.type == "html_block":
            text = [lines[0][self._start(node)[1] - 1 :], *lines[1:]] if lines else []
            return html_mend(text, is_item=node.level > 0)
        return "", table_mend(lines) if node.type == "table" else MENDS[node.type]

    def _item(self, item: SyntaxTreeNode) -> None:
        own = tuple(child for child in item.children if child.type == "paragraph")
        if own:
            self._entry(own, is_item=True)
        elif not item.children and item.level < _DEEPEST:
            self._add(self._start(item), "text in each list item", "an empty one", mend="delete it")
        for child in item.children:
            if child.type != "paragraph":
                self._block(child)

    def _entry(self, paragraphs: Sequence[SyntaxTreeNode], *, is_item: bool) -> None:
        passages = tuple(self._passage(paragraph.children[0]) for paragraph in paragraphs)
        for passage in passages:
            self._report(passage)
        line, column = passages[0].place(0)
        if is_only_footnote(" ".join(passage.text for passage in passages)):
            mend = "its citation belongs into the claim, see that it stands there and delete this line"
            self.notes.append(Mistake(line, column, f"note: {expected('a claim', 'a footnote', mend=mend)}"))
            return
        self.entries.append(Entry(self.section, self.heading, is_item, line, column, passages))

    def _report(self, passage: Passage) -> None:
        self.mistakes += [Mistake(*passage.place(flaw.offset), flaw.message) for flaw in passage.flaws]

    def _add(self, place: tuple[int, int], what: str, found: str, offer: str = "", mend: str = "") -> None:
        self.mistakes.append(Mistake(*place, expected(what, found, offer, mend)))

    def _passage(self, inline: SyntaxTreeNode) -> Passage:
        first, last = inline.map or (0, 1)
        lines = self._places(inline.content, range(first, last))
        return read_passage(inline.content, lines, self.footnotes, takes_bare=self.section == "references")

    def _places(self, content: str, numbers: range) -> tuple[tuple[int, int], ...]:
        """The place (line, column) where each line of `content` starts in the file.

        A line of `content` is the end of a line of the file, except in a heading that is closed by `#`.
        """
        places, number = [], numbers.start
        for part in content.split("\n"):
            wanted = part.strip()
            while number < numbers.stop - 1 and wanted not in self.lines[number]:
                number += 1
            line = self.lines[number].rstrip()
            at = len(line) - len(wanted) if line.endswith(wanted) else max(line.find(wanted), 0)
            places.append((number + 1, at + 1 - (len(part) - len(part.lstrip()))))
            number += 1
        return tuple(places)

    def _start(self, node: SyntaxTreeNode) -> tuple[int, int]:
        number = (node.map or (0, 1))[0]
        is_inside_item = node.level > 0 and node.type != "list_item"
        before = (_MARKERS if is_inside_item else _SPACE).match(self.lines[number])
        return number + 1, (before.end() if before else 0) + 1

    def _too_deep(self, tokens: Sequence[Token]) -> Iterator[Mistake]:
        for token in tokens:
            if token.level >= _DEEPEST and token.nesting == 1 and token.map:
                line = self.lines[token.map[0]]
                place = token.map[0] + 1, len(line) - len(line.lstrip()) + 1
                mend = "write it as a list item of its own, further left"
                yield Mistake(*place, expected("a shallower list", "one nested too deep to be read", mend=mend))
                return


def _headings(titles: Iterable[str]) -> str:
    return ", ".join(f"## {title}" for title in titles)
