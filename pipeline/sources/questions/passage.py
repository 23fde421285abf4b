"""One run of text in a question file: plain text without citations, its citation keys, and what is wrong in it.

Text is scanned for citations before its inline Markdown is read (see `citation_keys`).
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
# A claim is far shorter; the readers of Markdown take more than twice the time for twice as long a run of some marks.
_LONGEST_PASSAGE = 30_000
# What Markdown takes for plain words though the author meant a heading or a list item: no space after it, a pasted dot.
_ALMOST = re.compile(r"^[ \t]*(#{1,6}(?=[^\W\d_])|-(?=[^\W\d_])|•)", re.M)
# For each of these signs the Markdown reader may look at the whole rest of the text, and for a bracket at every word:
# how many signs times characters it reads in a part of a second.
_MOST_LOOKS = {"[": 1_000_000, "<": 10_000_000}


def _crowded(text: str) -> Iterator[Flaw]:
    """The signs that a text has too many of to be read as Markdown."""
    for sign, most in _MOST_LOOKS.items():
        if (number := text.count(sign)) * len(text) > most:
            yield Flaw(text.find(sign), expected("plain text and citations", f"{number} times the sign {sign}"))


# A citation is masked by a mark that Markdown takes for punctuation, as it takes the bracket that stood there, so that
# emphasis beside it reads the same. The Runic and other rare marks of Unicode's category Po; one a text does not hold.
_MARKS = [c for c in map(chr, range(0x16EB, 0x1E95F)) if unicodedata.category(c) == "Po"]


@dataclass(frozen=True)
class Passage:
    """One run of text: plain text without citations, keys and flaws (offsets in `content`), and how to place them."""

    content: str
    text: str
    keys: tuple[Key, ...]
    flaws: tuple[Flaw, ...]
    lines: tuple[tuple[int, int], ...]  # of each line of content: its line in the file, and the column of its start

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `offset` of `content`."""
        number = bisect_left(self._line_ends, offset)
        line, column = self.lines[number]
        return line, column + offset - (self._line_ends[number - 1] + 1 if number else 0)

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        return tuple(i for i, c in enumerate(self.content) if c == "\n")


def read_passage(
    content: str, lines: tuple[tuple[int, int], ...], notes: Mapping[str, list[str]], *, takes_bare: bool
) -> Passage:
    """What `content` says; `notes` are the file's footnotes, and `takes_bare` lets ids stand without brackets."""
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
    """The words as a reader sees them, citations taken out with the space before them."""
    parts = (" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens if _is_text(token))
    text = "".join(parts)
    text = re.sub(rf"\(\s*{mark}[\s{mark}]*\)", mark, text)  # brackets that held nothing but citations
    text = re.sub(rf"(?<!\s)\s*+{mark}(?:[\s{mark}]*{mark})?(?:\s+(?=[.,;:!?)]))?", "", text)
    return " ".join(normal_form("NFC", text).split())


def _is_text(token: Token) -> bool:
    return token.type in ("text", "softbreak", "hardbreak")


def _forbidden(tokens: Sequence[Token], content: str, text: str) -> Iterator[Flaw]:
    """What is no plain text (`text` is `content` without its citations); of HTML the first tag of each line, with the
    line as it should be.
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
