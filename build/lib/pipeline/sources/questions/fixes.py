"""What to write in place of a table, HTML or a footnote in a question file.

A mistake names the text to write, so that an editor who knows no Markdown can mend the file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.sources.mistakes import expected, shown
from pipeline.sources.questions.citation_keys import Flaw, named_keys
from pipeline.sources.questions.key_offers import bracketed, joined

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?td)\b[^<>]*>", re.I)
# With the word that it stands at: a citation has a space before it.
_FOOTNOTE = re.compile(r"(?P<word>[^\s\[\]]{0,60})\[\^(?P<name>[^\]\s]+)\](?P<is_definition>:)?")
_DEFINITION = re.compile(r"[ \t]*\[\^(?P<name>[^\]\s]+)\]:(?P<text>.*)")
_CELL = re.compile(r"(?<!\\)\|")
_LONGEST_OFFER = 200
_LONGEST_HTML = 2_000  # characters; a line that is longer is not written out anew


def html_line(line: str) -> tuple[str, str]:
    """What to write in place of a line that holds tags, and what to do with a long one."""
    return (without_tags(line), "") if len(line) <= _LONGEST_HTML else ("", "take the tags away and keep the text")


def without_tags(text: str) -> str:
    """`text` on one line without HTML; what breaks a line becomes a space."""
    return " ".join(_TAG.sub("", _BREAK.sub(" ", text)).split())


def html_mend(lines: Iterable[str], *, is_item: bool) -> tuple[str, str]:
    """What to write in place of a block of HTML, and what to do with one that holds no text or much."""
    html = " ".join(lines)
    if len(html) > _LONGEST_HTML:
        return "", "take the tags away and keep the text"
    text = without_tags(html)
    offer = text if is_item else f"- {text}"
    if not text:
        return "", "delete it"
    return (offer, "") if len(offer) <= _LONGEST_OFFER else ("", "take the tags away and keep the text")


def table_mend(lines: Sequence[str]) -> str:
    """How to write a table as a list: its first row as an item."""
    rows = [[cell.strip() for cell in _CELL.split(line.strip().strip("|"))] for line in lines]
    first = next((row for row in rows[2:] if any(row)), [])
    item = f"- {first[0]}: {', '.join(filter(None, first[1:]))}" if first[1:] else f"- {''.join(first)}"
    example = f", the first as `{item}`" if first and len(item) <= _LONGEST_OFFER else ""
    return f"write one list item a row, each with its citation{example}"


def footnotes(lines: Iterable[str]) -> dict[str, list[str]]:
    """The keys that each footnote of the file names, by the footnote's name."""
    found = {d["name"]: d["text"] for line in lines if (d := _DEFINITION.match(line))}
    return {name: named_keys(text) for name, text in found.items()}


def is_only_footnote(text: str) -> bool:
    """Whether `text`, from which the citations are taken, is the mark of a footnote's text and nothing else."""
    found = _DEFINITION.fullmatch(text)
    return found is not None and not found["text"].strip(" .,;")


def footnote_flaws(text: str, mark: str, notes: Mapping[str, list[str]], *, is_flawed: bool) -> Iterable[Flaw]:
    """Each footnote mark of `text`, whose citations are masked by `mark`.

    The text of a footnote, told only where nothing else is wrong with it, is no claim.
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
