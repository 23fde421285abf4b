"""Find the citations in a text: Pandoc's bracketed form with Manubot's prefixes, several joined by `;`.

Example: `[@pmid:25867538; @{doi:10.1016/S0140-6736(97)11096-0}]`. A text is scanned before its Markdown is parsed,
because a DOI of the SICI kind contains `<`, `>`, `;`, `(` and `:`, which Markdown would interpret.

Authorities: https://pandoc.org/MANUAL.html#extension-citations (keys, braces);
https://manubot.github.io/manubot/ (prefixes); docs/contract.md, Question files (setid and appl, what is a mistake).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import clean_key, without_marks_after
from pipeline.schema.vocabulary import CITATION_PREFIXES
from pipeline.sources.mistakes import expected, reworded, shown
from pipeline.sources.questions.key_offers import BARE, PLAIN_KEY, bracketed, joined, likely, named

_GROUP = re.compile(r"(?<!\\)\[(?=\s*-?@)((?:\{[^{}]*\}|[^\[\]{}])*)\]")
_UNCLOSED = re.compile(r"(?<!\\)\[\s*(?:-?@[^\s\[\]]*\s*)+\]?")
_SEPARATOR = re.compile(r"\{[^{}]*\}|;|,(?=\s*-?@)|(?<=[^\s;,-])\s+(?:(?:and|&)\s+)?(?=-?@)")
_ITEM = re.compile(r"@(?:\{(?P<braced>[^{}]*)\}|(?P<plain>[^\s{}]*))(?P<rest>.*)", re.S)
_WITHOUT_BRACKET = re.compile(r"(?<![\w@])@(?:\{[^{}]*\}|(?:[A-Za-z]+:|[0-9]{5})[^\s\];]*)")
_GOES_ON = re.compile(r"[^\s@-]")
_REGISTRY = re.compile(r"\bNCT\s?[0-9]|\b(?:ISRCTN|EUCTR|ACTRN|ChiCTR)", re.I)
_EXAMPLES = {
    "pmid": "pmid:25867538",
    "pmcid": "pmcid:PMC10885682",
    "doi": "doi:10.1056/NEJMoa0809493",
    "setid": "setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf",
    "appl": "appl:NDA021817",
}
_DASHES_OF_A_SET_ID = 4
_PREFIXES = ", ".join(f"@{prefix}:" for prefix in CITATION_PREFIXES)


class Flaw(NamedTuple):
    """A problem at one place of the scanned text; `offset` counts characters from 0."""

    offset: int
    message: str


class Key(NamedTuple):
    """A clean citation key, such as `pmid:1`, and the offset of its `@` in the scanned text."""

    offset: int
    key: str


class Scan(NamedTuple):
    """The citations of one text: clean keys with their offsets, the (start, end) spans that they fill, and flaws."""

    keys: tuple[Key, ...]
    spans: tuple[tuple[int, int], ...]
    flaws: tuple[Flaw, ...]


def scan(text: str) -> Scan:
    """All citations in `text`, which is raw Markdown; malformed ones are flaws. Never raises."""
    keys: list[Key] = []
    spans: list[tuple[int, int]] = []
    flaws: list[Flaw] = []
    start = 0
    while opening := _UNCLOSED.search(text, start):
        group = _GROUP.match(text, opening.start())
        if group:
            for item in _items(group[1], group.start(1)):
                if isinstance(item, Flaw):
                    flaws.append(item)
                else:
                    keys.append(item)
        else:
            bracket = "} and ]" if "{" in opening[0] and "}" not in opening[0] else "]"
            what = f"{bracket} to close the citation"
            flaws.append(Flaw(opening.start(), expected(what, shown(opening[0]), likely(opening[0]))))
        start = (group or opening).end()
        spans.append((opening.start(), start))
    for found in _WITHOUT_BRACKET.finditer(masked(text, tuple(spans), " ")):
        bare = without_marks_after(found[0])
        flaws.append(Flaw(found.start(), expected("a citation in brackets", shown(bare), likely(bare))))
        spans.append(found.span())
    return Scan(tuple(keys), tuple(sorted(spans)), tuple(flaws))


def masked(text: str, spans: tuple[tuple[int, int], ...], mark: str) -> str:
    """`text` with each character of the spans replaced by `mark`, except line ends, so that offsets and lines stay."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], re.sub(r"[^\n]", lambda _: mark, text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def bare_references(text: str) -> Iterator[Flaw]:
    """A flaw for each `PMID 123`, DOI or link to PubMed, PMC, DailyMed or doi.org in `text`, with the fix."""
    for found in BARE.finditer(text):
        offer = mend = ""
        try:
            if found.lastgroup:
                value = without_marks_after(found[found.lastgroup])
                offer = bracketed(clean_key(f"{found.lastgroup.split('_')[1]}:{value}"))
            elif "doi.org" in found[0].lower():
                clean_key(f"doi:{without_marks_after(found[0])}")
        except InvalidIdentifier as error:
            mend = str(error).partition(": ")[2]
        what = shown(without_marks_after(found[0]))
        yield Flaw(found.start(), expected("a citation in brackets", what, offer, mend))


def named_keys(text: str) -> list[str]:
    """The clean keys in `text`, without duplicates: first its citations, then its bare ids and links."""
    scanned = scan(text)
    return list(dict.fromkeys([*(key.key for key in scanned.keys), *named(masked(text, scanned.spans, " "))]))


def _items(inner: str, base: int) -> Iterator[Key | Flaw]:
    """The keys and flaws between two brackets, which are split at `;` outside braces."""
    begin = 0
    items: list[Key | Flaw] = []
    marks: list[tuple[int, str]] = []
    for mark in _SEPARATOR.finditer(inner):
        if mark[0].startswith("{") or _is_inside_doi(inner, begin, mark):
            continue
        if mark[0] != ";":
            found = mark[0].strip()
            marks.append((base + mark.start(), found if found in ("", ",") else shown(found)))
        items.append(_item(inner[begin : mark.start()], base + begin))
        begin = mark.end()
    items.append(_item(inner[begin:], base + begin))
    keys = [item.key for item in items if isinstance(item, Key)]
    offer = joined(keys) if len(keys) == len(items) else ""
    for place, found in marks:
        yield Flaw(place, expected("; between citations", found or "a space", offer, "" if offer else "put ; there"))
    yield from items


def _is_inside_doi(inner: str, begin: int, mark: re.Match[str]) -> bool:
    """Whether this `;` belongs to a DOI without braces (`...3.0.CO;2-2`), so that it is reported as one mistake."""
    follows = _GOES_ON.match(inner, mark.end())
    return mark[0] == ";" and follows is not None and inner.startswith("@doi:", begin)


def _item(text: str, offset: int) -> Key | Flaw:
    offset += len(text) - len(text.lstrip())
    text = text.strip()
    found = _ITEM.fullmatch(text)
    if not found:
        return Flaw(offset, expected("@ and a key", shown(text) if text else "nothing", *_way_out(text)))
    if found["rest"]:
        rest = found["rest"].lstrip()
        return Flaw(offset + len(text) - len(rest), expected("; or ] after the key", shown(rest), *_way_out(text)))
    name = "plain" if found["braced"] is None else "braced"
    key = found[name]
    value_offset = offset + found.start(name) + len(key) - len(key.lstrip()) + key.strip().find(":") + 1
    return _key(key.strip(), offset, value_offset, name == "braced")


def _way_out(text: str) -> tuple[str, str]:
    """The text to write instead of an unreadable citation, and what else to do."""
    if not text:
        return "", "take the ; away"
    offer = likely(text)
    return offer, "" if offer else f"write it as in [@pmid:25867538], with one of {_PREFIXES}"


def _key(key: str, offset: int, value_offset: int, is_braced: bool) -> Key | Flaw:
    prefix = key.partition(":")[0]
    if ":" not in key or prefix.lower() not in CITATION_PREFIXES:
        if _REGISTRY.search(key):
            mend = "a registry number cannot be cited: cite the trial's paper"
            return Flaw(offset, expected(f"one of {_PREFIXES}", shown("@" + key), mend=mend))
        return Flaw(offset, expected(f"one of {_PREFIXES}", shown("@" + key), likely(key)))
    try:
        clean = clean_key(key)
    except InvalidIdentifier as error:
        return Flaw(value_offset, reworded(error) + _value_way_out(key))
    if not is_braced and not PLAIN_KEY.fullmatch(key):
        return Flaw(offset, expected("a key without such marks, or braces", shown("@" + key), bracketed(clean)))
    return Key(offset, clean)


def _value_way_out(key: str) -> str:
    """The end of the message about a known prefix with an invalid value."""
    prefix, _, value = key.partition(":")
    prefix, value = prefix.lower(), value.strip()
    if _REGISTRY.search(value):
        return ": a registry number cannot be cited: cite the trial's paper"
    if offer := likely(key):
        more = f" (or ANDA{value:0>6}, BLA{value:0>6}: say which)" if prefix == "appl" and value.isdigit() else ""
        more = " (a DOI begins with 10.)" if prefix == "doi" and "doi:" in offer and value[:1].isdigit() else more
        return f", did you mean {offer}{more}"
    if not value:
        return f": write the id behind it, as in [@{_EXAMPLES[prefix]}]"
    if prefix == "setid" and value.count("-") >= _DASHES_OF_A_SET_ID - 1:
        return ": copy it whole from the label's page on DailyMed, 36 characters"
    if prefix == "setid":
        name = re.sub(r"[^\w-]", "", value)
        return f": cite the label by its set id; `python -m pipeline label {name}` shows it"
    return ""
