"""The fixes for a table, HTML or a footnote in a question file.

A mistake quotes the text to write instead, so that an editor who knows no Markdown can fix the file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.sources.mistakes import expected, shown
from pipeline.sources.questions.citation_keys import Flaw, named_keys
from pipeline.sources.questions.key_offers import bracketed, joined

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?td)\b[^<>]*>", re.I)
# A footnote mark with the word before it, because the fix puts a space between the two.
_FOOTNOTE = re.compile(r"(?P<word>[^\s\[\]]{0,60})\[\^(?P<name>[^\]\s]+)\](?P<is_definition>:)?")
_DEFINITION = re.compile(r"[ \t]*\[\^(?P<name>[^\]\s]+)\]:(?P<text>.*)")
_CELL = re.compile(r"(?<!\\)\|")
_LONGEST_OFFER = 200
_LONGEST_HTML = 2_000  # characters; for a longer text no fix is written out


def html_line(line: str) -> tuple[str, str]:
    """The text to write instead of a line with tags, and the advice if the line is too long for that; one is ""."""
    return (without_tags(line), "") if len(line) <= _LONGEST_HTML else ("", "take the tags away and keep the text")


def without_tags(text: str) -> str:
    """`text` on one line without HTML tags; tags that break a line become spaces."""
    return " ".join(_TAG.sub("", _BREAK.sub(" ", text)).split())


def html_mend(lines: Iterable[str], *, is_item: bool) -> tuple[str, str]:
    """The text to write instead of a block of HTML, and the advice if it has no text or too much; one is ""."""
    html = " ".join(lines)
    if len(html) > _LONGEST_HTML:
        return "", "take the tags away and keep the text"
    text = without_tags(html)
    offer = text if is_item else f"- {text}"
    if not text:
        return "", "delete it"
    return (offer, "") if len(offer) <= _LONGEST_OFFER else ("", "take the tags away and keep the text")


def table_mend(lines: Sequence[str]) -> str:
    """The advice to write a table as a list, with its first row as an example."""
    rows = [[cell.strip() for cell in _CELL.split(line.strip().strip("|"))] for line in lines]
    first = next((row for row in rows[2:] if any(row)), [])
    item = f"- {first[0]}: {', '.join(filter(None, first[1:]))}" if first[1:] else f"- {''.join(first)}"
    example = f", the first as `{item}`" if first and len(item) <= _LONGEST_OFFER else ""
    return f"write one list item a row, each with its citation{example}"


def footnotes(lines: Iterable[str]) -> dict[str, list[str]]:
    """The citation keys in the text of each footnote of the file, by the footnote's name."""
    found = {d["name"]: d["text"] for line in lines if (d := _DEFINITION.match(line))}
    return {name: named_keys(text) for name, text in found.items()}


def is_only_footnote(text: str) -> bool:
    """Whether `text`, without its citations, is only the start of a footnote's definition, such as `[^1]:`."""
    found = _DEFINITION.fullmatch(text)
    return found is not None and not found["text"].strip(" .,;")


def footnote_flaws(text: str, mark: str, notes: Mapping[str, list[str]], *, is_flawed: bool) -> Iterable[Flaw]:
    """A flaw for each footnote in `text`, whose citations are masked by `mark`; `notes` are the keys of each footnote.

    A footnote's definition is not a claim. It is reported only if the text has no other flaw (`is_flawed` is False).
    """
    for found in _FOOTNOTE.finditer(text):
        if not found["is_definition"]:
            keys = notes.get(found["name"], [])
            offer = (joined(keys) if len(keys) > 1 else bracketed(keys[0])) if keys else ""
            mend = "" if keys else "write the citation there, as in [@pmid:25867538]"
            offer = f"{found['word']} {offer}".strip() if offer else ""
            yield Flaw(
                found.start(), expected("a citation in brackets", f"the footnote {shown(found[0])}", offer, mend)
            )
        elif not is_flawed and not found["word"] and not is_only_footnote(text.replace(mark, "")):
            mend = "write its citation into the claim, then delete this line"
            yield Flaw(found.start(), expected("a claim", f"the text of the footnote {found['name']}", mend=mend))
