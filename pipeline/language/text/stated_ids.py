"""Read the ids stated in the text of a listed reference: `PMID: 123`, `PMCID: PMC12`, `doi:10.1000/x`, `PMID- 123`."""

import re

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import PMCID_PATTERN, clean_doi, clean_pmcid, clean_pmid

_PATTERNS = {
    "pmid": re.compile(
        r"(?:\bPMID[\s:#-]{1,3}|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)([1-9][0-9]{0,8})\b", re.I
    ),
    "pmcid": re.compile(rf"\b({PMCID_PATTERN})\b", re.I),
    "doi": re.compile(r"(?<![\w.])(10\.[0-9]{4,9}(?:/|%2F)[^\s<>\]]+(?:<[^\s<>]*::[^\s<>]*>[^\s<>\]]+)?)", re.I),
}
_CLEANERS = {"pmid": clean_pmid, "pmcid": clean_pmcid, "doi": clean_doi}


def stated_ids(text: str) -> dict[str, set[str]]:
    """The clean ids by kind: `pmid`, `pmcid` and `doi`. A kind that the text does not state is absent."""
    ids: dict[str, set[str]] = {}
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            try:
                cleaned = _CLEANERS[kind](match[1])
            except InvalidIdentifier:
                continue  # an invalid id names no paper
            ids.setdefault(kind, set()).add(cleaned)
    return ids
