"""The identifiers of a PubMed record: its PMID and version, its DOIs and PMCID, its pages.

Caveats: NLM has withdrawn what it marks `ELocationID@ValidYN="N"`. A malformed id identifies nothing.
"""

from collections.abc import Callable, Iterable

from lxml.etree import _Element

from pipeline.errors import InvalidIdentifier, TableError
from pipeline.schema.identifiers import clean_pmid
from pipeline.sources.papers.pubmed_elements import Parts, children_in, first_in, parts_of, text_in
from pipeline.sources.papers.pubmed_text import text_of, version_of


def own_pmid(parts: Parts) -> tuple[str, int | None]:
    """The record's PMID and its version. Raises TableError if there is no valid PMID."""
    element = first_in(parts, "PMID")
    found = "" if element is None else text_of(element)
    try:
        pmid = clean_pmid(found)
    except InvalidIdentifier:
        raise TableError(f"expected a record with a PMID; found {found!r}") from None
    return pmid, version_of("" if element is None else element.get("Version", ""))


def article_ids(parts: Parts, wrapper: str) -> list[_Element]:
    """The record's own ArticleIds, from the list directly inside `wrapper`, never those of its references."""
    return children_in(parts_of(first_in(parts, wrapper)), "ArticleIdList", "ArticleId")


def clean_ids(
    clean: Callable[[str], str], own_ids: list[_Element], id_type: str, located: Parts | None = None
) -> tuple[str, ...]:
    """The well-formed ids of the type, without duplicates: first from the record's own list, then its ELocationIDs."""
    found = [e for e in own_ids if e.get("IdType") == id_type]
    found += _located(located, id_type) if located else []
    return tuple(dict.fromkeys(cleaned for e in found if (cleaned := first_clean(clean, [e]))))


def first_clean(clean: Callable[[str], str], elements: Iterable[_Element]) -> str:
    """The first well-formed id in `elements`, or "". A malformed id identifies nothing, so it is skipped."""
    for element in elements:
        try:
            return clean(text_of(element))
        except InvalidIdentifier:
            continue
    return ""


def pagination(parts: Parts, located: Parts) -> str:
    """MedlinePgn, else StartPage-EndPage, else the publisher's item id, which online journals use instead of pages."""
    pages = parts_of(first_in(parts, "Pagination"))
    span = "-".join(filter(None, (text_in(pages, "StartPage"), text_in(pages, "EndPage"))))
    return text_in(pages, "MedlinePgn") or span or next(filter(None, map(text_of, _located(located, "pii"))), "")


def _located(parts: Parts, id_type: str) -> list[_Element]:
    return [e for e in parts.get("ELocationID", []) if e.get("EIdType") == id_type and e.get("ValidYN") != "N"]
