"""PubMed: what to ask, and how to read what is not a record.

Publisher: US National Library of Medicine. API: E-utilities, https://www.ncbi.nlm.nih.gov/books/NBK25499/, and the PMC
ID converter, https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/. Licence: NLM terms; abstracts may be in copyright.
Rate limit: 3 requests a second, 10 with a key. Caveats: efetch leaves out ids it does not know without a word; esearch
rewrites phrases it does not know unless they are quoted and field-tagged; the converter knows only articles in PMC.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from lxml import etree

from pipeline.errors import InvalidIdentifier, TransientAnswer
from pipeline.schema.identifiers import clean_doi, clean_pmcid, clean_pmid
from pipeline.schema.words import FOLLOWED_REF_TYPES

T = TypeVar("T")
RECORDS_PER_REQUEST = 200
IDS_PER_SEARCH = 100
IDS_PER_CONVERSION = 50
FIELD_TAGS = {"doi": "doi", "pmcid": "pmcid"}
_NAMES_OTHERS = re.compile(rb'RefType="(?:%s)"' % b"|".join(sorted(w.encode() for w in FOLLOWED_REF_TYPES)))


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`items` in pieces of `size`, the last one shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


def names_others(record: bytes) -> bool:
    """Whether a record names notices or newer versions: a look at the bytes saves parsing those that do not."""
    return _NAMES_OTHERS.search(record) is not None


def id_query(keys: Iterable[str]) -> str:
    """The esearch term for DOIs and PMCIDs (`doi:...`, `pmcid:...`): quoted, field-tagged, joined with OR.

    Quotes keep parentheses in a DOI from being read as grouping
    (https://pubmed.ncbi.nlm.nih.gov/help/#search-tags).
    """
    parts = (key.partition(":") for key in keys)
    return " OR ".join(f'"{value}"[{FIELD_TAGS[prefix]}]' for prefix, _, value in parts)


def read_search(body: bytes) -> tuple[str, ...]:
    """The PMIDs of an esearch answer. Raises TransientAnswer for anything that is no whole eSearchResult, and for
    an answer that holds fewer ids than it counts.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise TransientAnswer(f"expected an eSearchResult; found no whole XML ({error.msg})") from None
    count = root.findtext("Count")
    if root.tag != "eSearchResult" or count is None or not count.isdecimal() or root.find("ERROR") is not None:
        found = root.findtext(".//ERROR") or root.tag
        raise TransientAnswer(f"expected an eSearchResult with a Count; found {found[:120]!r}")
    pmids = tuple(clean_pmid(e.text or "") for e in root.iterfind("IdList/Id"))
    if len(pmids) != int(count):
        raise TransientAnswer(f"expected {count} ids; found {len(pmids)}")
    return pmids


def read_conversions(body: bytes) -> dict[str, str]:
    """What the PMC ID converter ties together: `doi:...` and `pmcid:...` to a PMID. Raises TransientAnswer."""
    try:
        answer = json.loads(body)
        rows = answer["records"]
    except (ValueError, KeyError, TypeError):
        raise TransientAnswer("expected the ID converter's JSON with `records`; found something else") from None
    found: dict[str, str] = {}
    for row in rows:
        for name, prefix, clean in (("doi", "doi", clean_doi), ("pmcid", "pmcid", clean_pmcid)):
            try:
                found[f"{prefix}:{clean(str(row[name]))}"] = clean_pmid(str(row["pmid"]))
            except (KeyError, InvalidIdentifier):
                continue  # the converter ties nothing to this id; the caller counts what is missing
    return found
