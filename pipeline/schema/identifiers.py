"""Identifiers are strings, cleaned once, at the door. `clean_*` returns the canonical form or raises InvalidIdentifier.

Authorities: PMID and PMCID, NLM (https://www.ncbi.nlm.nih.gov/pmc/pmctopmid/); DOI, ISO 26324 and the DOI Handbook 2.2
(case-insensitive; kept in lower case); set id, SPL Implementation Guide (a UUID); application numbers, openFDA's
`application_number` field; ClinicalTrials.gov NCT numbers.
"""

import re
import unicodedata

from pipeline.errors import InvalidIdentifier

PMID_PATTERN = r"[1-9][0-9]{0,8}"
PMCID_PATTERN = r"PMC[1-9][0-9]{0,8}"
DOI_PATTERN = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+"
SET_ID_PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
APPLICATION_PATTERN = r"(?:NDA|ANDA|BLA)[0-9]{6}"
QUESTION_ID_PATTERN = r"[a-z0-9-]+(?:\.patient)?"
REFERENCE_ID_PATTERN = (
    rf"pmid:{PMID_PATTERN}|doi:{DOI_PATTERN}|pmcid:{PMCID_PATTERN}|setid:{SET_ID_PATTERN}|appl:{APPLICATION_PATTERN}"
)
_DOI_LEAD = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


def clean_pmid(text: str) -> str:
    """`" 012345 "` to `"12345"`: ASCII digits without leading zeros, nine at most."""
    value = text.strip()
    return _checked(value.lstrip("0") if value.isascii() else value, PMID_PATTERN, text, "a PMID such as 25867538")


def clean_pmcid(text: str) -> str:
    """`"pmc123"`, `"123"` or `"PMC123.2"` (a version, dropped) to `"PMC123"`."""
    digits = re.sub(r"^PMC", "", text.strip(), flags=re.I).partition(".")[0]
    value = "PMC" + (digits.lstrip("0") if digits.isascii() else digits)
    return _checked(value, PMCID_PATTERN, text, "a PMCID such as PMC10885682")


def clean_doi(text: str) -> str:
    """A DOI in lower case without `https://doi.org/` or `doi:` before it."""
    value = _DOI_LEAD.sub("", text.strip(), count=1)
    value = unicodedata.normalize("NFC", value).lower()
    return _checked(value, DOI_PATTERN, text, "a DOI such as 10.1056/NEJMoa0809493")


def clean_set_id(text: str) -> str:
    """A label's set id (UUID) in lower case."""
    return _checked(text.strip().lower(), SET_ID_PATTERN, text, "a set id such as 5a9b3737-9ce6-4a89-b76e-6aab79eba9cf")


def clean_application_number(text: str) -> str:
    """`"nda 21817"` to `"NDA021817"`: NDA, ANDA or BLA and six digits."""
    found = re.fullmatch(r"(NDA|ANDA|BLA)\s*([0-9]{1,6})", text.strip().upper())
    value = f"{found[1]}{int(found[2]):06d}" if found else text.strip()
    return _checked(value, APPLICATION_PATTERN, text, "an application number such as NDA021817 or BLA125320")


CLEANERS = {
    "pmid": clean_pmid,
    "pmcid": clean_pmcid,
    "doi": clean_doi,
    "setid": clean_set_id,
    "appl": clean_application_number,
}


def clean_key(text: str) -> str:
    """A citation key such as `pmid:25867538` or `doi:10.1/X` in canonical form `prefix:value`."""
    prefix, _, value = text.strip().partition(":")
    cleaner = CLEANERS.get(prefix.lower())
    if cleaner is None:
        raise InvalidIdentifier(f"expected one of {', '.join(p + ':' for p in CLEANERS)}; found {text.strip()!r}")
    return f"{prefix.lower()}:{cleaner(value)}"


def is_question_id(text: str) -> bool:
    """Whether `text` may name a question file (its stem), so that it is safe as a file name everywhere."""
    return re.fullmatch(QUESTION_ID_PATTERN, text) is not None


def _checked(value: str, pattern: str, found: str, expected: str) -> str:
    if re.fullmatch(pattern, value, re.A) is None:
        raise InvalidIdentifier(f"expected {expected}; found {found.strip()!r}")
    return value
