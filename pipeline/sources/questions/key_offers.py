"""Guess the citation that an editor most likely meant, from a malformed citation or a bare id or link.

A wrong suggestion does more harm than none, so nothing is suggested for a text that is not clear.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import PMCID_PATTERN, SET_ID_PATTERN, clean_key, without_marks_after
from pipeline.schema.vocabulary import CITATION_PREFIXES
from pipeline.sources.mistakes import nearest

# The keys that Pandoc reads without braces. A key with other characters, or with punctuation at the end, needs braces.
PLAIN_KEY = re.compile(r"[\w:.#$%&+?<>~/-]*[\w/]")
# The suffix of a DOI, after the slash; in the SICI kind it includes a part such as `<1661::AID-SIM968>`.
_DOI_REST = r"[^\s<>\]]+(?:<[^\s<>]*::[^\s<>]*>[^\s<>\]]+)?"
BARE = re.compile(
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
_WORD = re.compile(r"[^\s,;&]+")
_DIGITS = re.compile(r"[0-9]")
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
_LONGEST_SPAN = 10
_SHORTEST_UNKNOWN = 7  # digits that a PMID needs after a prefix that does not stand for PMIDs
_SHORTEST_BARE = 5  # digits that a PMID needs without a prefix; shorter numbers are more often pages and years
_DOI_TAIL = re.compile(r"[0-9]{4,9}/\S+")
# The kind of id that a value looks like, whatever its prefix.
_SHAPES = (
    ("pmcid", re.compile(PMCID_PATTERN, re.I)),
    ("doi", re.compile(r"(?:https?://)?(?:\w+\.)?doi\.org/|10[.][0-9]", re.I)),
    ("setid", re.compile(SET_ID_PATTERN, re.I)),
    ("appl", re.compile(r"(?:NDA|ANDA|BLA)[0-9]", re.I)),
    ("pmid", re.compile(r"(?:PMID:?)?[0-9]+\Z", re.I)),
)


def joined(keys: Iterable[str]) -> str:
    """Clean keys as one citation: `[@pmid:1; @pmid:2]`."""
    return "[" + "; ".join(bracketed(key)[1:-1] for key in keys) + "]"


def bracketed(key: str) -> str:
    """A clean key as a question file writes it: `[@pmid:1]`, or `[@{doi:10.1/a(b)}]` where Pandoc needs braces."""
    return f"[@{key}]" if PLAIN_KEY.fullmatch(key) else f"[@{{{key}}}]"


def likely(text: str) -> str:
    """The citation that `text` most likely stands for, followed by the words after its ids; "" if it is not clear."""
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
    """The citation prefix that `word` stands for or is most like; "" if none is similar enough."""
    return _ALIASES.get(word.lower()) or nearest(word, CITATION_PREFIXES)


def _keys_of(word: str, prefix: str, *, is_first: bool) -> list[str]:
    """The clean keys that a word without spaces names. A bare number needs a prefix right before it or many digits."""
    own, colon, value = word.partition(":")
    if not colon or not own.isalpha() or value.startswith("//"):
        own, value = "", word
    value = _LEAD.sub("", value)
    if _LINK.match(value):
        return list(named(value))[:1]
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
    """The clean key; "" if the value is invalid. A DOI without `10.` gets it, and bare application digits get `NDA`."""
    if prefix == "doi" and _DOI_TAIL.fullmatch(value):
        value = f"10.{value}"
    if prefix == "appl":
        value = f"NDA{value}" if value.isdigit() else re.sub(r"[^A-Za-z0-9]", "", value)
    try:
        return clean_key(f"{prefix}:{without_marks_after(value)}")
    except InvalidIdentifier:
        return ""


def _span(first: str, last: str) -> list[str]:
    """The PMIDs of a range such as `34375047-34375049`, or `34375047-9` as in page ranges.

    If the range has more than ten PMIDs or runs backwards, only its two ends are given.
    """
    last = first[: max(len(first) - len(last), 0)] + last
    numbers = range(int(first), int(last) + 1)
    return [str(n) for n in numbers] if 0 < len(numbers) <= _LONGEST_SPAN else [first, last]


def named(text: str) -> Iterator[str]:
    """The clean key of each bare id or link in `text`."""
    for found in BARE.finditer(text):
        if found.lastgroup:
            key = _clean(found.lastgroup.split("_")[1], found[found.lastgroup])
            if key:
                yield key
