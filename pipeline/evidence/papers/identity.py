"""Reference identity: two ids of one paper become one reference, `pmid:...`, else `doi:...`, else `pmcid:...`."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.evidence.papers.integrity import integrity
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import Article
from pipeline.schema.records import ParsedRecord

LONGEST_TITLE = 80
_STATUS = {
    "retracted": "retracted",
    "withdrawn": "withdrawn",
    "notice": "a notice on another paper",
    "concern": "under an expression of concern",
    "corrected": "corrected",
    "no_notice_found": "no notice found",
    "unknown": "not known whether retracted or corrected",
}
# CommentsCorrections@RefType on the later of two versions (NLM PubMed DTD)
_REPUBLISHED = {
    "RetractedandRepublishedFrom": "republished after a retraction",
    "CorrectedandRepublishedFrom": "republished after a correction",
    "RepublishedFrom": "republished",
}


def article_keys(article: Article) -> tuple[str, ...]:
    """Every key that names `article`, the best first: pmid, doi, pmcid."""
    ids = (("pmid", article.pmid), ("doi", article.doi), ("pmcid", article.pmcid))
    return tuple(f"{prefix}:{value}" for prefix, value in ids if value)


def identities(records: Iterable[ParsedRecord]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The reference id of each key that one paper owns, and the reference ids of all papers that share a key.

    A notice can have the DOI of the paper that it is about, so a key shared by one paper and its notices belongs to the
    paper.
    """
    owners: dict[str, dict[str, bool]] = {}
    for record in records:
        keys = article_keys(record.article)
        is_notice = integrity(record, answered=True).status == "notice"
        for key in (*keys, *(ReferenceKey.of_doi(doi) for doi in record.other_dois)):
            owners.setdefault(key, {})[keys[0]] = is_notice
    known: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for key, claimants in owners.items():
        papers = [owner for owner, is_notice in claimants.items() if not is_notice] or list(claimants)
        if len(papers) == 1:
            known[key] = papers[0]
        else:
            shared[key] = tuple(sorted(papers))
    return known, shared


def owners_of(key: str, records: Iterable[ParsedRecord]) -> tuple[str, ...]:
    """The PMIDs of those `records` whose own id equals `key`: () for none, several if they share it.

    An id in a record's list of references belongs to another paper and does not count.
    """
    known, shared = identities(records)
    owners = shared.get(key) or ((known[key],) if key in known else ())
    return tuple(ReferenceKey(o).value for o in owners if ReferenceKey(o).is_pmid)


def shared_words(key: str, records: Sequence[tuple[ParsedRecord, str]]) -> str:
    """Words that say which records share `key`, what each of them is, and what to do.

    `records` are pairs of a record and its integrity status.
    """
    described = " and ".join(_described(record, status) for record, status in records)
    return f"{key} belongs to {len(records)} PubMed records: {described}; cite one of them by its PMID"


def _described(record: ParsedRecord, status: str) -> str:
    """`pmid:1 ("A trial", 2015, retracted)`."""
    article = record.article
    title = (article.article_title or article.vernacular_title).rstrip(". ")
    if len(title) > LONGEST_TITLE:
        title = title[:LONGEST_TITLE].rpartition(" ")[0] + " ..."
    again = next((_REPUBLISHED[c.ref_type] for c in record.corrections if c.ref_type in _REPUBLISHED), "")
    known = (f'"{title}"' if title else "", str(article.pub_year or ""), again, _STATUS.get(status, status))
    return f"{article_keys(article)[0]} ({', '.join(k for k in known if k)})"


def canonical(key: str, known: Mapping[str, str]) -> str:
    """The reference id of a cited key; the key itself if it is not in `known`."""
    return known.get(key, key)
