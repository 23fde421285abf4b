"""The reference lists of a PubMed record, as far as PubMed has the PMIDs of the cited papers.

Caveats: ids inside ReferenceList belong to other papers; few records have such a list.
"""

import re

from lxml.etree import _Element

from pipeline.schema.identifiers import clean_pmid
from pipeline.schema.paper_tables import ArticleReference
from pipeline.sources.papers.pubmed_ids import first_clean

# The DTD gives ArticleId no attribute but `IdType`, so one pattern can read a reference list without parsing it.
_CITED = re.compile(rb"""<ArticleId\s+IdType\s*=\s*["']pubmed["']\s*>\s*([1-9][0-9]{0,8})\s*</ArticleId>""")


def references(pmid: str, data: bytes, root: _Element) -> list[ArticleReference]:
    """The cited papers that have a PMID in the reference lists, nested lists included, in order, without duplicates.

    Authority: the PubMed DTD, `ReferenceList (Title?, Reference*, ReferenceList*)`, `Reference/ArticleIdList`.
    """
    start, end = _reference_lists(data)
    if end:
        cited = [found.decode() for found in _CITED.findall(data, start, end)]
    elif b"<ReferenceList" not in data:
        return []
    else:
        ids = (e for each in root.iter("ReferenceList") for e in each.iter("ArticleId"))
        cited = [c for e in ids if e.get("IdType") == "pubmed" and (c := first_clean(clean_pmid, [e]))]
    return [ArticleReference(pmid, place, c) for place, c in enumerate(dict.fromkeys(cited), 1)]


def without_references(data: bytes) -> bytes:
    """`data` without its reference lists, which are often half of a record and describe other papers."""
    start, end = _reference_lists(data)
    return data[:start] + data[end:]


def _reference_lists(data: bytes) -> tuple[int, int]:
    """The offsets where the reference lists start and end; (0, 0) if there are none or only the tree can tell.

    Without comments and CDATA sections no tag's name is hidden, so the first start tag and the last end tag are theirs.
    """
    start = data.find(b"<ReferenceList")
    if start < 0 or b"<!" in data:
        return 0, 0
    end = data.rfind(b"</ReferenceList>")
    return (0, 0) if end < start else (start, end + len(b"</ReferenceList>"))
