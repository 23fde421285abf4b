"""Reference identity: two ids of one paper become one reference, `pmid:...`, else `doi:...`, else `pmcid:...`."""

from collections.abc import Iterable, Mapping

from pipeline.schema.tables import Article
from pipeline.schema.words import NOTICE_TYPES


def article_keys(article: Article) -> tuple[str, ...]:
    """Every key that names `article`, the best first: pmid, doi, pmcid."""
    ids = (("pmid", article.pmid), ("doi", article.doi), ("pmcid", article.pmcid))
    return tuple(f"{prefix}:{value}" for prefix, value in ids if value)


def identities(articles: Iterable[Article]) -> tuple[dict[str, str], dict[str, str]]:
    """For every key of every article its reference id; and for keys that several papers claim, why none was taken.

    A published erratum can carry the DOI of the paper it corrects, so a key shared by one paper and its notices is
    the paper's.
    """
    owners: dict[str, dict[str, bool]] = {}
    for article in articles:
        keys = article_keys(article)
        is_notice = not NOTICE_TYPES.isdisjoint(article.publication_types)
        for key in keys:
            owners.setdefault(key, {})[keys[0]] = is_notice
    known: dict[str, str] = {}
    unclear: dict[str, str] = {}
    for key, claimants in owners.items():
        papers = [owner for owner, is_notice in claimants.items() if not is_notice] or list(claimants)
        if len(papers) == 1:
            known[key] = papers[0]
        else:
            unclear[key] = f"{key} is claimed by {', '.join(sorted(papers))}; cite one of them"
    return known, unclear


def owner_of(key: str, articles: Iterable[Article]) -> tuple[str, str]:
    """The PMID of the one article among `articles` whose own id equals `key`, and "" ; or "" and the reason."""
    known, unclear = identities(articles)
    owner = known.get(key, "")
    if owner.startswith("pmid:"):
        return owner.removeprefix("pmid:"), ""
    return "", unclear.get(key, f"no PubMed record has {key} as its own id")


def canonical(key: str, known: Mapping[str, str]) -> str:
    """The reference id of a cited key."""
    return known.get(key, key)
