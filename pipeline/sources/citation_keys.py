"""Citations in the text of a claim: Pandoc's bracketed form with Manubot's prefixes, several joined by `;`.

`[@pmid:25867538; @{doi:10.1016/S0140-6736(97)11096-0}]`. A text is scanned before its Markdown is read, because a DOI
of the SICI kind holds `<`, `>`, `;`, `(` and `:`, which Markdown would take for its own.

Authorities: https://pandoc.org/MANUAL.html#extension-citations (keys, braces);
https://manubot.github.io/manubot/ (prefixes); the contract, section 5 (setid and appl, what is a mistake).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import PMCID_PATTERN, SET_ID_PATTERN, clean_key, without_marks_after
from pipeline.schema.words import CITATION_PREFIXES
from pipeline.sources.question_mistakes import expected, nearest, shown

_GROUP = re.compile(r"(?<!\\)\[(?=\s*-?@)((?:\{[^{}]*\}|[^\[\]{}])*)\]")
_UNCLOSED = re.compile(r"(?<!\\)\[\s*(?:-?@[^\s\[\]]*\s*)+\]?")
_SEPARATOR = re.compile(r"\{[^{}]*\}|;|,(?=\s*-?@)|(?<=[^\s;,-])\s+(?:(?:and|&)\s+)?(?=-?@)")
_ITEM = re.compile(r"@(?:\{(?P<braced>[^{}]*)\}|(?P<plain>[^\s{}]*))(?P<rest>.*)", re.S)
# What Pandoc reads in a key without braces; a key with anything else, or with a punctuation mark last, needs braces.
_PLAIN_KEY = re.compile(r"[\w:.#$%&+?<>~/-]*[\w/]")
_WITHOUT_BRACKET = re.compile(r"(?<![\w@])@(?:\{[^{}]*\}|(?:[A-Za-z]+:|[0-9]{5})[^\s\];]*)")
# The end of a DOI; one of the SICI kind goes on through `<1661::AID-SIM968>`.
_DOI_REST = r"[^\s<>\]]+(?:<[^\s<>]*::[^\s<>]*>[^\s<>\]]+)?"
_BARE = re.compile(
    rf"""(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov(?:/m)?/pubmed)/(?P<a_pmid>[0-9]+)/?
    |\bPMIDs?\b\s*+(?:[:\#]\s*+)?(?P<b_pmid>[0-9]+)
    |(?:https?://)?(?:pmc|(?:www\.)?ncbi)\.(?:ncbi\.)?nlm\.nih\.gov/(?:pmc/)?articles/(?P<a_pmcid>{PMCID_PATTERN})/?
    |(?:\bPMCID:?\s*)?\b(?P<b_pmcid>{PMCID_PATTERN})\b
     |(?:https?://)?dailymed\.nlm\.nih\.gov/\S{{0,300}}?setid=(?P<a_setid>{SET_ID_PATTERN})
     |(?P<l_doi>(?:https?://)?(?<![\w.-])(?:www\.|dx\.)?doi\.org/10\.[0-9]{{4,9}}(?:/|%2F){_DOI_REST})
     |(?:\bdoi:?\s*)*(?<![\w.])(?P<a_doi>10\.[0-9]{{4,9}}(?:/|%2F){_DOI_REST})
     |(?:https?://)?(?<![\w.-])(?:www\.|dx\.)?(?:ncbi\.nlm\.nih\.gov|doi\.org)/[^\s<>\])]*
     |\bdoi:?\s*10/[a-z0-9]{{3,10}}\b""",
    re.X | re.I,
)
_GOES_ON = re.compile(r"[^\s@-]")
_WORD = re.compile(r"[^\s,;&]+")
_DIGITS = re.compile(r"[0-9]")
_REGISTRY = re.compile(r"\bNCT\s?[0-9]|\b(?:ISRCTN|EUCTR|ACTRN|ChiCTR)", re.I)
_PMID_SPAN = re.compile(r"([1-9][0-9]{4,8})[-\u2010-\u2015\u2212]([0-9]{1,9})")
_PMID_LIST = re.compile(r"[1-9][0-9]{4,8}(?:[/|+][1-9][0-9]{4,8})+")
_THOUSANDS = re.compile(r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9,])")
_LEAD = re.compile(r"(?:PMID[:\s]*|#)+(?=[0-9])", re.I)
_LINK = re.compile(r"https?:|www\.|\w[\w.-]*\.(?:gov|org|com)/", re.I)
_ALIASES = {
    "pubmed": "pmid",
    "pm": "pmid",
    "medline": "pmid",
    "pmc": "pmcid",
    "label": "setid",
    "spl": "setid",
    "dailymed": "setid",
}
_EXAMPLES = {
    "pmid": "pmid:25867538",
    "pmcid": "pmcid:PMC10885682",
    "doi": "doi:10.1056/NEJMoa0809493",
    "setid": "setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf",
    "appl": "appl:NDA021817",
}
_DASHES_OF_A_SET_ID = 4
_LONGEST_SPAN = 10
_SHORTEST_UNKNOWN = 7  # digits behind a prefix that is like none
_SHORTEST_BARE = 5  # digits; shorter numbers are pages and years more often than PMIDs
_DOI_TAIL = re.compile(r"[0-9]{4,9}/\S+")
# What a value shows itself to be, whatever prefix stands before it.
_SHAPES = (
    ("pmcid", re.compile(PMCID_PATTERN, re.I)),
    ("doi", re.compile(r"(?:https?://)?(?:\w+\.)?doi\.org/|10[.][0-9]", re.I)),
    ("setid", re.compile(SET_ID_PATTERN, re.I)),
    ("appl", re.compile(r"(?:NDA|ANDA|BLA)[0-9]", re.I)),
    ("pmid", re.compile(r"(?:PMID:?)?[0-9]+\Z", re.I)),
)
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
    """`text` with `mark` for each character of the spans but line ends, so that offsets and lines stay as they are."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], re.sub(r"[^\n]", lambda _: mark, text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def bare_references(text: str) -> Iterator[Flaw]:
    """Each `PMID 123`, DOI or link to PubMed, PMC, DailyMed, doi.org in `text`, with what to write instead."""
    for found in _BARE.finditer(text):
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
    """The clean keys that `text` names, as citations or as bare ids and links."""
    scanned = scan(text)
    return list(dict.fromkeys([*(key.key for key in scanned.keys), *_named(masked(text, scanned.spans, " "))]))


def joined(keys: Iterable[str]) -> str:
    """Clean keys as one citation: `[@pmid:1; @pmid:2]`."""
    return "[" + "; ".join(bracketed(key)[1:-1] for key in keys) + "]"


def bracketed(key: str) -> str:
    """A clean key as a question file writes it: `[@pmid:1]`, or `[@{doi:10.1/a(b)}]` where Pandoc needs braces."""
    return f"[@{key}]" if _PLAIN_KEY.fullmatch(key) else f"[@{{{key}}}]"


def _items(inner: str, base: int) -> Iterator[Key | Flaw]:
    """The keys between the brackets, split at `;` outside braces."""
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
    """Whether this `;` belongs to a DOI that lacks its braces (`...3.0.CO;2-2`): one mistake then, not two."""
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
    """What to write in place of a citation that cannot be read, and what else to do."""
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
        return Flaw(value_offset, str(error).replace("; found", ", found", 1) + _value_way_out(key))
    if not is_braced and not _PLAIN_KEY.fullmatch(key):
        return Flaw(offset, expected("a key without such marks, or braces", shown("@" + key), bracketed(clean)))
    return Key(offset, clean)


def _value_way_out(key: str) -> str:
    """The end of the message on a known prefix whose value is none."""
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


def likely(text: str) -> str:
    """The citation that `text` most likely stands for, with the words that are no id behind it; "" where none is."""
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    keys: list[str] = []
    prefix, rest = "", ""
    for found in _WORD.finditer(text):
        word = found[0].lstrip("-@").strip("@{}[]")
        bare = word.rstrip(":")
        if not keys and not prefix and _prefix_of(bare) and not _DIGITS.search(bare):
            prefix = _prefix_of(bare)
            continue
        more = _keys_of(word, prefix, is_first=not keys)
        if not more and keys and word:
            rest = text[found.start() :].strip(" @{}[]")
            break
        keys += more
        prefix = prefix or (keys[0].partition(":")[0] if keys else "")
    if not keys:
        return ""
    return joined(list(dict.fromkeys(keys))) + (f", {rest}" if rest else "")


def _prefix_of(word: str) -> str:
    """The prefix that `word` stands for; "" where it is like none."""
    return _ALIASES.get(word.lower()) or nearest(word, CITATION_PREFIXES)


def _keys_of(word: str, prefix: str, *, is_first: bool) -> list[str]:
    """The clean keys that a word without spaces names; digits alone need a prefix right before them, or many digits."""
    own, colon, value = word.partition(":")
    if not colon or not own.isalpha() or value.startswith("//"):
        own, value = "", word
    value = _LEAD.sub("", value)
    if _LINK.match(value):
        return list(_named(value))[:1]
    if span := _PMID_SPAN.fullmatch(value):
        return [f"pmid:{n}" for n in _span(span[1], span[2])]
    if _PMID_LIST.fullmatch(value):
        return [f"pmid:{n}" for n in re.findall("[0-9]+", value)]
    shape = next((name for name, pattern in _SHAPES if pattern.match(value)), "")
    if own.lower() in ("nda", "anda", "bla"):
        return [key] if (key := _clean("appl", own + value)) else []
    meant = _prefix_of(own) if own else prefix
    needed = 1 if meant == "pmid" and (own or is_first) else _SHORTEST_BARE if not own else _SHORTEST_UNKNOWN
    for candidate in dict.fromkeys((meant, shape)):
        if candidate == "pmid" and len(value) < needed:
            continue
        if candidate and (key := _clean(candidate, value)):
            return [key]
    return []


def _clean(prefix: str, value: str) -> str:
    """The clean key; "" where the value is none. What lacks only its beginning is given it."""
    if prefix == "doi" and _DOI_TAIL.fullmatch(value):
        value = f"10.{value}"
    if prefix == "appl":
        value = f"NDA{value}" if value.isdigit() else re.sub(r"[^A-Za-z0-9]", "", value)
    try:
        return clean_key(f"{prefix}:{without_marks_after(value)}")
    except InvalidIdentifier:
        return ""


def _span(first: str, last: str) -> list[str]:
    """`34375047-34375049`, or `34375047-9` as pages are written: each of at most ten PMIDs; of others the two ends."""
    last = first[: max(len(first) - len(last), 0)] + last
    numbers = range(int(first), int(last) + 1)
    return [str(n) for n in numbers] if 0 < len(numbers) <= _LONGEST_SPAN else [first, last]


def _named(text: str) -> Iterator[str]:
    """The clean key of each bare id or link in `text`."""
    for found in _BARE.finditer(text):
        if found.lastgroup:
            key = _clean(found.lastgroup.split("_")[1], found[found.lastgroup])
            if key:
                yield key
