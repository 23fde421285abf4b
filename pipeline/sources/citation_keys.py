"""Citations in the text of a claim: Pandoc's bracketed form with Manubot's prefixes, several joined by `;`.

`[@pmid:25867538; @{doi:10.1016/S0140-6736(97)11096-0}]`. A text is scanned before its Markdown is read, because a DOI
of the SICI kind holds `<`, `>`, `;`, `(` and `:`, which Markdown would take for its own.

Authorities: https://pandoc.org/MANUAL.html#extension-citations (keys, braces);
https://manubot.github.io/manubot/ (prefixes); the contract, section 5 (setid and appl, what is a mistake).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import PMCID_PATTERN, SET_ID_PATTERN, clean_key
from pipeline.schema.words import CITATION_PREFIXES
from pipeline.sources.question_mistakes import expected, nearest, shown

_GROUP = re.compile(r"(?<!\\)\[(?=\s*-?@)((?:\{[^{}]*\}|[^\[\]{}])*)\]")
_UNCLOSED = re.compile(r"(?<!\\)\[\s*(?:-?@[^\s\[\]]*\s*)+\]?")
_SEPARATOR = re.compile(r"\{[^{}]*\}|;|,(?=\s*-?@)|(?<=[^\s;,-])\s+(?=-?@)")
_ITEM = re.compile(r"@(?:\{(?P<braced>[^{}]*)\}|(?P<plain>[^\s{}]*))(?P<rest>.*)", re.S)
# What Pandoc reads in a key without braces; a key with anything else, or with a punctuation mark last, needs braces.
_PLAIN_KEY = re.compile(r"[\w:.#$%&+?<>~/-]*[\w/]")
_WITHOUT_BRACKET = re.compile(r"(?<![\w@])@(?:\{[^{}]*\}|(?:[A-Za-z]+:|[0-9]{5})[^\s\];]*)")
_BARE = re.compile(
    rf"""(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov(?:/m)?/pubmed)/(?P<a_pmid>[0-9]+)/?
    |\bPMIDs?\b\s*[:\#]?\s*(?P<b_pmid>[0-9]+)
    |(?:https?://)?(?:pmc|(?:www\.)?ncbi)\.(?:ncbi\.)?nlm\.nih\.gov/(?:pmc/)?articles/(?P<a_pmcid>{PMCID_PATTERN})/?
    |(?:\bPMCID:?\s*)?\b(?P<b_pmcid>{PMCID_PATTERN})\b
    |(?:https?://)?dailymed\.nlm\.nih\.gov/\S*?setid=(?P<a_setid>{SET_ID_PATTERN})
    |(?:(?:https?://)?(?:dx\.)?doi\.org/|\bdoi:?\s*)?(?<![\w.])(?P<a_doi>10\.[0-9]{{4,9}}/[^\s<>\]]+)
    |(?:https?://)?(?<![\w-])(?:www\.|dx\.)?(?:ncbi\.nlm\.nih\.gov|doi\.org)/[^\s<>\])]*""",
    re.X | re.I,
)
_SENTENCE_MARKS = ".,;:!?*_'\""
_PREFIXES = ", ".join(f"@{prefix}:" for prefix in CITATION_PREFIXES)


class Flaw(NamedTuple):
    """What is wrong at one place of the scanned text; `offset` counts characters from 0."""

    offset: int
    message: str


class Key(NamedTuple):
    """A clean citation key, such as `pmid:1`, and where its `@` stands in the scanned text."""

    offset: int
    key: str


class Scan(NamedTuple):
    """The citations of one text: clean keys with their offsets, the spans they fill, and what is wrong."""

    keys: tuple[Key, ...]
    spans: tuple[tuple[int, int], ...]
    flaws: tuple[Flaw, ...]


def scan(text: str) -> Scan:
    """Every citation of `text`, malformed ones as flaws. Reads raw Markdown, never raises."""
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
            flaws.append(Flaw(opening.start(), expected(f"{bracket} to close the citation", shown(opening[0]))))
        start = (group or opening).end()
        spans.append((opening.start(), start))
    for found in _WITHOUT_BRACKET.finditer(masked(text, tuple(spans), " ")):
        offer = _offer(_trimmed(found[0].strip("@{}")))
        flaws.append(Flaw(found.start(), expected("a citation in brackets", shown(_trimmed(found[0])), offer)))
        spans.append(found.span())
    return Scan(tuple(keys), tuple(sorted(spans)), tuple(flaws))


def masked(text: str, spans: tuple[tuple[int, int], ...], mark: str) -> str:
    """`text` with `mark` for each character of the spans but line ends, so that offsets and lines stay as they are."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], re.sub(r"[^\n]", lambda _: mark, text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def bare_references(text: str) -> Iterator[Flaw]:
    """Each `PMID 123`, DOI or link to PubMed, PMC, DailyMed, doi.org in `text`, with what to write instead."""
    for found in _BARE.finditer(text):
        prefix = found.lastgroup.split("_")[1] if found.lastgroup else ""
        value = _trimmed(found[found.lastgroup]) if found.lastgroup else ""
        offer = _offer(f"{prefix}:{value}")
        yield Flaw(found.start(), expected("a citation in brackets", shown(_trimmed(found[0])), offer))


def bracketed(key: str) -> str:
    """A clean key as a question file writes it: `[@pmid:1]`, or `[@{doi:10.1/a(b)}]` where Pandoc needs braces."""
    return f"[@{key}]" if _PLAIN_KEY.fullmatch(key) else f"[@{{{key}}}]"


def _items(inner: str, base: int) -> Iterator[Key | Flaw]:
    """The keys between the brackets, split at `;` outside braces."""
    begin = 0
    for mark in _SEPARATOR.finditer(inner):
        if mark[0].startswith("{") or _is_inside_doi(inner, begin, mark):
            continue
        if mark[0] != ";":
            yield Flaw(base + mark.start(), expected("; between citations", "," if mark[0] == "," else "a space"))
        yield _item(inner[begin : mark.start()], base + begin)
        begin = mark.end()
    yield _item(inner[begin:], base + begin)


def _is_inside_doi(inner: str, begin: int, mark: re.Match[str]) -> bool:
    """Whether this `;` belongs to a DOI that lacks its braces (`...3.0.CO;2-2`): one mistake then, not two."""
    follows = re.compile(r"[^\s@-]").match(inner, mark.end())
    return mark[0] == ";" and follows is not None and inner.startswith("@doi:", begin)


def _item(text: str, offset: int) -> Key | Flaw:
    offset += len(text) - len(text.lstrip())
    text = text.strip()
    found = _ITEM.fullmatch(text)
    if not found:
        return Flaw(offset, expected("@ and a key", shown(text) if text else "nothing", _offer(text.lstrip("-@ "))))
    if found["rest"]:
        rest = found["rest"].lstrip()
        return Flaw(offset + len(text) - len(rest), expected("; or ] after the key", shown(rest)))
    name = "plain" if found["braced"] is None else "braced"
    key = found[name]
    value_offset = offset + found.start(name) + len(key) - len(key.lstrip()) + key.strip().find(":") + 1
    return _key(key.strip(), offset, value_offset, name == "braced")


def _key(key: str, offset: int, value_offset: int, is_braced: bool) -> Key | Flaw:
    prefix = key.partition(":")[0]
    if ":" not in key or prefix.lower() not in CITATION_PREFIXES:
        return Flaw(offset, expected(f"one of {_PREFIXES}", shown("@" + key), _offer(key)))
    try:
        clean = clean_key(key)
    except InvalidIdentifier as error:
        return Flaw(value_offset, str(error).replace("; found", ", found", 1))
    if not is_braced and not _PLAIN_KEY.fullmatch(key):
        return Flaw(offset, expected("a key without such marks, or braces", shown("@" + key), _offer(_trimmed(key))))
    return Key(offset, clean)


def _offer(key: str) -> str:
    """The citation that `key` most likely stands for: as it is, with the nearest prefix, with the prefix that its
    value's shape suggests; "" where none of them is a valid key.
    """
    prefix, colon, value = key.partition(":")
    if not colon:
        prefix, value = "", key
    shape = "pmcid" if value.upper().startswith("PMC") else "doi" if value.startswith("10.") else "pmid"
    for candidate in (prefix, nearest(prefix, CITATION_PREFIXES), shape):
        try:
            return bracketed(clean_key(f"{candidate}:{value}"))
        except InvalidIdentifier:
            continue  # the next candidate may be valid; without one there is nothing to offer
    return ""


def _trimmed(value: str) -> str:
    """`value` without the punctuation of the sentence around it; a bracket that it opened itself is kept."""
    bare = value.rstrip(_SENTENCE_MARKS)
    while bare.endswith(")") and bare.count("(") < bare.count(")"):
        bare = bare[:-1].rstrip(_SENTENCE_MARKS)
    return bare
