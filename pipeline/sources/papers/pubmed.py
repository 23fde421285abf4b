"""PubMed: build the requests, and read every answer but records.

Publisher: US National Library of Medicine. API: E-utilities, https://www.ncbi.nlm.nih.gov/books/NBK25499/, and the PMC
ID converter, https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/. Licence: NLM terms; abstracts may be in copyright.
Rate limit: 3 requests a second, 10 with a key. Caveats: efetch silently leaves out ids that it does not know; esearch
rewrites unknown phrases unless they are quoted and field-tagged; the converter knows only articles in PMC.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from lxml import etree

from pipeline.errors import InvalidIdentifier, TransientAnswer
from pipeline.schema.identifiers import clean_doi, clean_pmcid, clean_pmid
from pipeline.schema.vocabulary import FOLLOWED_REF_TYPES
from pipeline.sources.papers import entrez_answer

T = TypeVar("T")
RECORDS_PER_REQUEST = 200
IDS_PER_SEARCH = 100
IDS_PER_CONVERSION = 50
IDS_PER_LINK = 50
LINK_NAME = "pubmed_pubmed_citedin"
_LINK_SET = re.compile(rb"<LinkSet>.*?</LinkSet>", re.S)
_COUNT = re.compile(r"[0-9]{1,9}")  # `int` refuses a number of more than 4,300 digits
FIELD_TAGS = {"doi": "doi", "pmcid": "pmcid"}
_NAMES_OTHERS = re.compile(rb'RefType="(?:%s)"' % b"|".join(sorted(w.encode() for w in FOLLOWED_REF_TYPES)))


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`items` in batches of `size`; the last one may be shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


def names_others(record: bytes) -> bool:
    """Whether a record names notices or newer versions. Searches the bytes, so that other records need no parsing."""
    return _NAMES_OTHERS.search(record) is not None


def id_query(keys: Iterable[str]) -> str:
    """The esearch term for DOIs and PMCIDs (`doi:...`, `pmcid:...`): quoted, field-tagged and joined with OR.

    Without quotes PubMed would read the parentheses in a DOI as grouping
    (https://pubmed.ncbi.nlm.nih.gov/help/#search-tags).
    """
    parts = (key.partition(":") for key in keys)
    return " OR ".join(f'"{value}"[{FIELD_TAGS[prefix]}]' for prefix, _, value in parts)


def read_search(body: bytes) -> tuple[str, ...]:
    """The PMIDs that esearch found. Raises TransientAnswer for anything but a whole eSearchResult, and for an answer
    whose number of ids differs from its count.
    """
    count, pmids, _ = _search_result(body)
    if len(pmids) != count:
        raise TransientAnswer(f"expected {count} ids; found {len(pmids)}")
    return pmids


@dataclass(frozen=True)
class SearchResult:
    """What a search found: the total number, the newest PMIDs, and the phrases that PubMed says it does not know."""

    count: int
    pmids: tuple[str, ...]
    unmatched: tuple[str, ...] = ()


def read_found(body: bytes, size: int) -> SearchResult:
    """The result of an esearch that asked for the first `size` PMIDs. Raises TransientAnswer for any other body.

    PubMed drops unknown phrases from the query and lists them in ErrorList or WarningList
    (https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESearch).
    """
    count, pmids, answer = _search_result(body)
    if len(pmids) != min(count, size):
        raise TransientAnswer(f"expected {min(count, size)} ids; found {len(pmids)}")
    errors, warnings = answer.get("ErrorList", {}), answer.get("WarningList", {})
    phrases = (
        *errors.get("PhraseNotFound", ()),
        *errors.get("FieldNotFound", ()),
        *warnings.get("QuotedPhraseNotFound", ()),
    )
    unmatched = dict.fromkeys(" ".join(phrase.split()) for phrase in phrases)
    return SearchResult(count, pmids, tuple(u for u in unmatched if u))


def _search_result(body: bytes) -> tuple[int, tuple[str, ...], Mapping[str, Any]]:
    """Count, PMIDs and the whole answer of esearch. Raises TransientAnswer."""
    answer = entrez_answer.read(body, "eSearchResult")
    count = answer.get("Count", "")
    if not _COUNT.fullmatch(count):
        raise TransientAnswer(f"expected an eSearchResult with a Count; found {count[:40]!r}")
    return int(count), tuple(map(_pmid, answer.get("IdList", ()))), answer


LinkSets = dict[str, tuple[tuple[str, ...], bytes]]


def read_link_sets(body: bytes, asked: Sequence[str]) -> LinkSets:
    """The PMIDs that cite each of `asked`, from an elink answer with one LinkSet per id; () if no paper cites it; and
    the exact bytes of each LinkSet.

    Raises TransientAnswer for anything but a whole eLinkResult, and if an id has no LinkSet of its own: a missing
    answer must never read as "nobody cites it".
    """
    sets, pieces = entrez_answer.read(body, "eLinkResult"), _LINK_SET.findall(body)
    if len(sets) != len(pieces):
        raise TransientAnswer(f"expected {len(sets)} LinkSets; cut {len(pieces)}")
    found: LinkSets = {}
    for link_set, piece in zip(sets, pieces, strict=True):
        ids = link_set.get("IdList", ())
        if len(ids) != 1 or piece.count(b"<IdList") != 1:
            raise TransientAnswer(f"expected one LinkSet per id; found one for {len(ids)} ids")
        own = (db for db in link_set.get("LinkSetDb", ()) if db.get("LinkName") == LINK_NAME)
        links = dict.fromkeys(_pmid(link.get("Id", "")) for db in own for link in db.get("Link", ()))
        found[_pmid(ids[0])] = (tuple(links), piece)
    missing = [p for p in asked if p not in found]
    if missing:
        raise TransientAnswer(f"expected a LinkSet for each of {len(asked)} ids; none for {', '.join(missing[:3])}")
    return {p: found[p] for p in asked}


def read_link_set(piece: bytes) -> tuple[str, ...]:
    """The PMIDs that one stored LinkSet names. Raises TransientAnswer.

    It was read as part of a whole answer before it was stored. lxml reads it again thirty times faster than Biopython,
    and a large root has tens of thousands.
    """
    try:
        root = etree.fromstring(piece, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise TransientAnswer(f"expected a LinkSet; found no whole XML ({error.msg})") from None
    if root.tag != "LinkSet" or root.find("ERROR") is not None or len(root.findall("IdList/Id")) != 1:
        raise TransientAnswer(f"expected a LinkSet of one id; found {piece[:80].decode('utf-8', 'replace')!r}")
    own = (db for db in root.iterfind("LinkSetDb") if db.findtext("LinkName") == LINK_NAME)
    return tuple(dict.fromkeys(_pmid(e.text or "") for db in own for e in db.iterfind("Link/Id")))


def _pmid(text: str) -> str:
    try:
        return clean_pmid(text)
    except InvalidIdentifier as error:
        raise TransientAnswer(str(error)) from None


def read_conversions(body: bytes) -> dict[str, tuple[str, ...]]:
    """The PMIDs that the PMC ID converter gives for each `doi:...` and `pmcid:...`, without duplicates.

    Raises TransientAnswer for anything but the converter's JSON.
    """
    try:
        rows = [{**row} for row in json.loads(body)["records"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TransientAnswer("expected the ID converter's JSON with `records`; found something else") from None
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for name, prefix, clean in (("doi", "doi", clean_doi), ("pmcid", "pmcid", clean_pmcid)):
            try:
                key, pmid = f"{prefix}:{clean(str(row[name]))}", clean_pmid(str(row["pmid"]))
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), pmid)))
            except (KeyError, InvalidIdentifier):
                continue  # the converter has no PMID for this id; the caller counts the missing ids
    return found
