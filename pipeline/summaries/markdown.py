"""Markdown that GitHub and Pandoc read alike. Fetched text is hostile until `escape` has made it plain.

Authorities: CommonMark 0.31 sections 2.4 and 2.5 (backslash escapes, entities), GitHub Flavored Markdown (tables,
autolinks; https://github.github.com/gfm/), Pandoc's manual (https://pandoc.org/MANUAL.html#pandocs-markdown: citations,
math, fancy lists, definition lists, spans). Typography is left to the renderer: Pandoc may curl a quotation mark.
GitHub always links a bare e-mail address; such a link shows the same text and leads to that address only.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Unicode TR9 "explicit directional formatting" and marks, which reorder what a reader sees, and the byte order mark.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = frozenset("\\`*_{}[]#|~^$@!")
_REPLACEMENTS = str.maketrans(_ENTITIES | {character: "\\" + character for character in _SPECIAL})
# Matches a line that would start a list, a rule, a definition or a title block, up to the character to be escaped.
_BLOCK_START = re.compile(r"(?=[-+:=%])|\(?(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")
_AUTOLINK = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)|(?<=www)(?=\.)", re.I)


def plain(text: str) -> str:
    """`text` on one line: control characters and runs of white space become one space; bidi controls are dropped.

    Lone surrogates, which UTF-8 cannot encode, become U+FFFD.
    """
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text if c not in _BIDI)
    line = "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in kept)
    return " ".join(line.split())


def escape(text: str) -> str:
    """`text`, escaped: GitHub and Pandoc show exactly `plain(text)`, no element, link, citation, mention or math."""
    line = plain(text)
    start = _BLOCK_START.match(line)
    cut = start.end() if start else 0
    head, tail = line[:cut], line[cut:]
    escaped = head.translate(_REPLACEMENTS) + ("\\" if start else "") + tail.translate(_REPLACEMENTS)
    return _AUTOLINK.sub(r"\\", escaped)


def link(text: str, url: str) -> str:
    """A link. The caller escapes `text`. `url` is built by our code from quoted parts, so that only brackets and spaces
    need encoding here.
    """
    target = url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{text}]({target})"


def quote(text: str) -> str:
    """A block quotation of `text`, which the caller has escaped; empty lines stay part of it."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table; the caller has escaped the cells. An empty cell shows a dash: a blank could pass for "fine"."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell or "–" for cell in line) + " |" for line in lines)


def nested(item: str, children: Iterable[str], *, marker: str = "-") -> str:
    """A list item with its own list below it, indented by at least four spaces, which every reader takes as nested."""
    indent = " " * max(4, len(marker) + 1)
    return "\n".join([f"{marker} {item}", *(f"{indent}- {child}" for child in children)])


def shorten(text: str, limit: int) -> str:
    """`text` (not yet escaped) in at most `limit` characters, cut at a word; "…" marks the cut."""
    line = plain(text)
    if len(line) <= limit:
        return line
    cut = line[:limit]
    at_word = cut[: cut.rfind(" ")] if " " in cut else cut[:-1]
    return at_word.rstrip(" ,;:(") + "…"


def document(parts: Iterable[str]) -> str:
    """The non-empty blocks, separated by one empty line, with one line end at the end."""
    return "\n\n".join(part for part in parts if part) + "\n"
