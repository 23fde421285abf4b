"""Patterns and cleaners of identifiers, which are strings cleaned once, when they are read.

Each `clean_*` function returns the canonical form or raises InvalidIdentifier.

Authorities: PMID and PMCID, NLM (https://www.ncbi.nlm.nih.gov/pmc/pmctopmid/); DOI, ISO 26324 and the DOI Handbook 2.2
(case-insensitive; we use lower case); set id, SPL Implementation Guide (a UUID); application numbers, openFDA's
`application_number` field.
"""

import re
import unicodedata
from urllib.parse import unquote

from pipeline.errors import InvalidIdentifier
from pipeline.schema.normal_form import normal_form

PMID_PATTERN = r"[1-9][0-9]{0,8}"
PMCID_PATTERN = r"PMC[1-9][0-9]{0,8}"
DOI_PATTERN = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+"
SET_ID_PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
APPLICATION_PATTERN = r"(?:NDA|ANDA|BLA)[0-9]{6}"
QUESTION_ID_PATTERN = r"[a-z0-9-]+(?:\.patient)?"
CLAIM_ID_PATTERN = r"[0-9a-f]{12}"
SHA256_PATTERN = r"[0-9a-f]{64}"
REFERENCE_ID_PATTERN = (
    rf"pmid:{PMID_PATTERN}|doi:{DOI_PATTERN}|pmcid:{PMCID_PATTERN}|setid:{SET_ID_PATTERN}|appl:{APPLICATION_PATTERN}"
)
PAPER_KINDS = ("pmid", "doi", "pmcid")
LABEL_KINDS = ("setid", "appl")
# What may precede a DOI, also repeatedly: `https://doi.org/`, a library's proxy (`doi-org.proxy.example.edu`), `doi:`,
# `DOI `, `info:doi/`.
_DOI_LEAD = re.compile(
    r"(?:(?P<link>(?:https?:/{1,2})?(?:www\.|dx\.)?doi[.-]org(?:\.[\w.-]+)?/)|(?:info:|urn:)?doi(?:\.org)?[:/\s]*)+",
    re.I,
)
_SHORT_DOI = re.compile(r"(?:10/)?([a-z0-9]{3,10})")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")  # the hyphens of PDF files
_MARKS_AFTER = ".,;:!?*_'\"’”"
_LONGEST_SHOWN = 100
_MOST_ENCODINGS = 5
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_ENTITY = re.compile(r"&(lt|gt|amp);", re.I)


class ReferenceKey(str):
    """The key of a paper or label, such as `pmid:25867538`: what a person cites, raw stores and tables join by. It is a
    text, so that it stands in a table as it is; the kind is what comes before the colon.
    """

    __slots__ = ()

    @classmethod
    def of_pmid(cls, pmid: str) -> "ReferenceKey":
        """The key of a PubMed record."""
        return cls(f"pmid:{pmid}")

    @classmethod
    def of_doi(cls, doi: str) -> "ReferenceKey":
        """The key of a paper that is known by its DOI."""
        return cls(f"doi:{doi}")

    @classmethod
    def of_set_id(cls, set_id: str) -> "ReferenceKey":
        """The key of a drug label."""
        return cls(f"setid:{set_id}")

    @property
    def kind(self) -> str:
        """pmid, doi, pmcid, setid or appl; in raw also the prefixes of other records (`search`, `spl`, ...)."""
        return self.partition(":")[0]

    @property
    def value(self) -> str:
        """What comes after the kind; the whole text if there is no colon."""
        return self.partition(":")[2] if ":" in self else str(self)

    @property
    def is_pmid(self) -> bool:
        """Whether it is the key of a PubMed record."""
        return self.startswith("pmid:")

    @property
    def is_paper(self) -> bool:
        """Whether it is the key of a paper."""
        return self.kind in PAPER_KINDS

    @property
    def is_label(self) -> bool:
        """Whether it is the key of a drug label."""
        return self.kind in LABEL_KINDS


def clean_pmid(text: str) -> str:
    """`" 012345 "` to `"12345"`: at most nine ASCII digits, without leading zeros."""
    value = _visible(text)
    return _checked(value.lstrip("0") if value.isascii() else value, PMID_PATTERN, text, "a PMID such as 25867538")


def clean_pmcid(text: str) -> str:
    """`"pmc123"`, `"123"` or `"PMC123.2"` to `"PMC123"`; a version such as `.2` is dropped."""
    digits = re.sub(r"^PMC", "", _visible(text), flags=re.I).partition(".")[0]
    value = "PMC" + (digits.lstrip("0") if digits.isascii() else digits)
    return _checked(value, PMCID_PATTERN, text, "a PMCID such as PMC10885682")


def clean_doi(text: str) -> str:
    """The DOI in lower case, also if it was copied as a link, percent-encoded, after `doi:` or before a full stop.

    A `%` that encodes nothing and the `<`, `>`, `;` of old SICI DOIs are part of the DOI. Raises InvalidIdentifier also
    for a shortDOI (https://shortdoi.org), because only doi.org can resolve it.
    """
    found = _ENTITY.sub(lambda m: _ENTITIES[m[1].lower()], _visible(text)).translate(_HYPHENS).lstrip("<\"'“‘")
    lead = _DOI_LEAD.match(found)
    is_link = lead is not None and lead["link"] is not None
    value = (
        re.split(r"[?#]", found[lead.end() :] if lead else found)[0] if is_link else found[lead.end() if lead else 0 :]
    )
    value = normal_form("NFC", without_marks_after(_visible(_percent_decoded(value)))).lower()
    short = _SHORT_DOI.fullmatch(value)
    if short and (is_link or value.startswith("10/")):
        raise InvalidIdentifier(
            f"expected a full DOI such as 10.1056/NEJMoa0809493; found the shortDOI {text.strip()!r}: open "
            f"https://doi.org/{short[1]} or look it up at https://shortdoi.org, and copy the full DOI"
        )
    return _checked(value, DOI_PATTERN, text, "a DOI such as 10.1056/NEJMoa0809493")


def _percent_decoded(value: str) -> str:
    """`value` decoded, repeatedly if it was encoded twice (`%2528`), as long as the result is valid UTF-8."""
    for _ in range(_MOST_ENCODINGS):
        try:
            decoded = unquote(value, errors="strict")
        except UnicodeDecodeError:
            break
        if decoded == value:
            break
        value = decoded
    return value


def without_marks_after(value: str) -> str:
    """`value` without the punctuation after it; a closing bracket is kept if `value` has its opening bracket."""
    end = len(value)
    n_open = {closing: value.count(opening) for opening, closing in ("()", "[]", "<>")}
    n_closed = {closing: value.count(closing) for closing in n_open}
    while end:
        mark = value[end - 1]
        if mark in n_open and n_closed[mark] > n_open[mark]:
            n_closed[mark] -= 1
        elif mark not in _MARKS_AFTER:
            break
        end -= 1
    return value[:end]


def _visible(text: str) -> str:
    """`text` stripped, and without invisible characters such as zero-width spaces and soft hyphens."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip()


def clean_set_id(text: str) -> str:
    """The set id of a label, a UUID, in lower case."""
    return _checked(
        _visible(text).lower(), SET_ID_PATTERN, text, "a set id such as 5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
    )


def clean_application_number(text: str) -> str:
    """`"nda 21817"` to `"NDA021817"`: NDA, ANDA or BLA, then six digits."""
    found = re.fullmatch(r"(NDA|ANDA|BLA)\s*([0-9]{1,6})", _visible(text).upper())
    value = f"{found[1]}{int(found[2]):06d}" if found else text.strip()
    return _checked(value, APPLICATION_PATTERN, text, "an application number such as NDA021817 or BLA125320")


CLEANERS = {
    "pmid": clean_pmid,
    "pmcid": clean_pmcid,
    "doi": clean_doi,
    "setid": clean_set_id,
    "appl": clean_application_number,
}


def clean_key(text: str) -> ReferenceKey:
    """The canonical form `prefix:value` of a citation key such as `pmid:25867538` or `DOI:10.1000/X`."""
    prefix, _, value = text.strip().partition(":")
    cleaner = CLEANERS.get(prefix.lower())
    if cleaner is None:
        raise InvalidIdentifier(f"expected one of {', '.join(p + ':' for p in CLEANERS)}; found {text.strip()!r}")
    return ReferenceKey(f"{prefix.lower()}:{cleaner(value)}")


def is_question_id(text: str) -> bool:
    """Whether `text` is a valid question id, which is the stem of a file name and safe on every system."""
    return re.fullmatch(QUESTION_ID_PATTERN, text) is not None


def _checked(value: str, pattern: str, found: str, expected: str) -> str:
    if re.fullmatch(pattern, value, re.A) is None:
        text = found.strip()
        cut = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."
        raise InvalidIdentifier(f"expected {expected}; found {cut!r}")
    return value
