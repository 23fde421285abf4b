"""Read one run of text in a question file: its plain text without citations, its citation keys, and its flaws.

Text is scanned for citations before its inline Markdown is parsed (see `citation_keys`).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.schema.normal_form import normal_form
from pipeline.sources.mistakes import expected, shown
from pipeline.sources.questions.citation_keys import Flaw, Key, bare_references, masked, scan
from pipeline.sources.questions.fixes import footnote_flaws, html_line

_INLINE = MarkdownIt("commonmark")
MENDS = {
    "fence": "take the lines of ``` away and write its text as a list item, `- ...`",
    "code_block": "begin its lines without spaces, or with `- ` for a list item",
    "blockquote": "take the > away, or write it as a list item, `- ...`",
    "code_inline": "take the ` away",
    "image": "say in words what it shows",
}
_FORBIDDEN_INLINE = {"html_inline": "HTML", "code_inline": "code", "image": "an image"}
# Claims are far shorter. The Markdown parser needs more than twice the time for a run of some marks twice as long.
_LONGEST_PASSAGE = 30_000
# A heading or list item that Markdown reads as plain text, because the space after its sign is missing or the sign is a
# pasted bullet.
_ALMOST = re.compile(r"^[ \t]*(#{1,6}(?=[^\W\d_])|-(?=[^\W\d_])|•)", re.M)
# For each of these signs the Markdown parser may search the whole rest of the text, and for a bracket every word of it.
# The numbers are the most signs times characters that it reads in a fraction of a second.
_MOST_LOOKS = {"[": 1_000_000, "<": 10_000_000}


def _crowded(text: str) -> Iterator[Flaw]:
    """A flaw for each sign that occurs too often for the text to be parsed as Markdown in time."""
    for sign, most in _MOST_LOOKS.items():
        if (number := text.count(sign)) * len(text) > most:
            yield Flaw(text.find(sign), expected("plain text and citations", f"{number} times the sign {sign}"))


# A citation is masked by a character that Markdown treats as punctuation, like the bracket that it replaces, so that
# emphasis beside it is parsed in the same way. These are rare characters of Unicode's category Po, such as the Runic
# ones; `read_passage` uses one that is not in the text.
_MARKS = [c for c in map(chr, range(0x16EB, 0x1E95F)) if unicodedata.category(c) == "Po"]


@dataclass(frozen=True)
class Passage:
    """One run of text: `text` is `content` without citations and Markdown; keys and flaws have offsets in `content`."""

    content: str
    text: str
    keys: tuple[Key, ...]
    flaws: tuple[Flaw, ...]
    lines: tuple[tuple[int, int], ...]  # for each line of `content`: its line in the file, and where it starts in it

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file, from 1, of the character at `offset` in `content`."""
        number = bisect_left(self._line_ends, offset)
        line, column = self.lines[number]
        return line, column + offset - (self._line_ends[number - 1] + 1 if number else 0)

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        return tuple(i for i, c in enumerate(self.content) if c == "\n")


def read_passage(
    content: str, lines: tuple[tuple[int, int], ...], notes: Mapping[str, list[str]], *, takes_bare: bool
) -> Passage:
    """`content` as a Passage. `notes` are the file's footnotes; `takes_bare` allows ids without brackets."""
    content, is_cut = content[:_LONGEST_PASSAGE], len(content) > _LONGEST_PASSAGE
    scanned = scan(content)
    mark = next(c for c in _MARKS if c not in content)
    rest = masked(content, scanned.spans, mark)
    crowded = tuple(_crowded(rest))
    tokens = (_INLINE.parseInline(rest)[0].children or []) if rest and not crowded else []
    bare = () if takes_bare else bare_references(rest)
    flaws = list(chain(scanned.flaws, bare, crowded, _forbidden(tokens, content, rest), _almost(rest)))
    if is_cut:
        what = f"at most {_LONGEST_PASSAGE:,} characters in one claim"
        flaws.append(Flaw(_LONGEST_PASSAGE, expected(what, "more", mend="split it, each part with its citation")))
    flaws += footnote_flaws(rest, mark, notes, is_flawed=bool(flaws))
    return Passage(content, _plain(tokens, mark), scanned.keys, tuple(sorted(flaws)), lines)


def _plain(tokens: Sequence[Token], mark: str) -> str:
    """The words as a reader sees them, without citations and the spaces before them."""
    parts = (" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens if _is_text(token))
    text = "".join(parts)
    text = re.sub(rf"\(\s*{mark}[\s{mark}]*\)", mark, text)  # parentheses around nothing but citations
    text = re.sub(rf"(?<!\s)\s*+{mark}(?:[\s{mark}]*{mark})?(?:\s+(?=[.,;:!?)]))?", "", text)
    return " ".join(normal_form("NFC", text).split())


def _is_text(token: Token) -> bool:
    return token.type in ("text", "softbreak", "hardbreak")


def _forbidden(tokens: Sequence[Token], content: str, text: str) -> Iterator[Flaw]:
    """A flaw for each code span, image or HTML tag; `text` is `content` with its citations masked.

    Only the first tag of a line is reported, with the line as it should be.
    """
    position, told = 0, -1
    for token in tokens:
        if token.type not in _FORBIDDEN_INLINE:
            continue
        opening = {"html_inline": token.content, "code_inline": token.markup, "image": "!["}[token.type]
        at = max(text.find(opening, position), position)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        is_html = token.type == "html_inline"
        if not is_html or start > told:
            line = content[start : end if end >= 0 else None]
            offer, mend = html_line(line) if is_html else ("", MENDS[token.type])
            yield Flaw(at, expected("plain text", _FORBIDDEN_INLINE[token.type], offer, mend))
        told = start if is_html else told
        position = at + len(opening)
        if token.type == "code_inline":
            position = max(text.find(opening, position + len(token.content)), position) + len(opening)


def _almost(text: str) -> Iterator[Flaw]:
    for found in _ALMOST.finditer(text):
        sign = found[1]
        what = "a heading" if sign.startswith("#") else "a list item"
        offer = f"'{sign if sign != '•' else '-'} ' with a space"
        yield Flaw(found.start(1), expected(f"{what} or text", shown(sign), offer))
