"""One reference in the style of the U.S. National Library of Medicine, with links.

Authority: Citing Medicine, 2nd edition, chapter 1 (journals), https://www.ncbi.nlm.nih.gov/books/NBK7256/. A long list
of authors is cut to the first six and "et al.", which it allows. Unknown parts are left out, never filled in.
"""

from collections.abc import Sequence
from urllib.parse import quote as percent_encode

from pipeline.schema.paper_tables import Article, ArticleAuthor, CitedReference
from pipeline.summaries.markdown import escape, link
from pipeline.summaries.wording import record_state

LONGEST_AUTHOR_LIST = 6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The commonest ISO 639-2/B codes in PubMed: https://www.nlm.nih.gov/bsd/language_table.html
_LANGUAGES = {
    "chi": "Chinese",
    "cze": "Czech",
    "dan": "Danish",
    "dut": "Dutch",
    "fin": "Finnish",
    "fre": "French",
    "ger": "German",
    "heb": "Hebrew",
    "hun": "Hungarian",
    "ita": "Italian",
    "jpn": "Japanese",
    "kor": "Korean",
    "nor": "Norwegian",
    "per": "Persian",
    "pol": "Polish",
    "por": "Portuguese",
    "rus": "Russian",
    "spa": "Spanish",
    "swe": "Swedish",
    "tur": "Turkish",
    "ukr": "Ukrainian",
}


def pubmed_url(pmid: str) -> str:
    """The record's page in PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def doi_url(doi: str) -> str:
    """The doi.org address of a DOI, with unsafe characters percent-encoded."""
    return f"https://doi.org/{percent_encode(doi, safe='/')}"


def pmc_url(pmcid: str) -> str:
    """The article's page in PubMed Central."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"


def dailymed_url(set_id: str) -> str:
    """The label's page in DailyMed."""
    return f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id}"


def id_link(key: str) -> str:
    """A key such as `pmid:123` as a link under its usual name ("PMID 123"); any other text is only escaped."""
    prefix, _, value = key.partition(":")
    makers = {"pmid": pubmed_url, "doi": doi_url, "pmcid": pmc_url, "setid": dailymed_url}
    names = {"pmid": f"PMID {value}", "doi": f"doi {value}", "pmcid": value, "setid": f"set id {value}"}
    if prefix not in makers or not value:
        return escape(key)
    return link(escape(names[prefix]), makers[prefix](value))


def url_of(reference: CitedReference) -> str:
    """The best address at which to read the reference; "" where it has none."""
    if reference.pmid:
        return pubmed_url(reference.pmid)
    if reference.doi:
        return doi_url(reference.doi)
    if reference.pmcid:
        return pmc_url(reference.pmcid)
    return dailymed_url(reference.set_id) if reference.set_id else ""


def render(reference: CitedReference, article: Article | None, authors: Sequence[ArticleAuthor]) -> str:
    """The reference as one line of Markdown. Without `article` or `authors`, it is built from `reference` alone.
    Without a title, it is the id and the state of its record ("pmid:123 — no record").
    """
    title = _title(reference, article)
    links = _links(reference, article)
    if not title:
        state = record_state(reference)
        untitled = "record found, no title" if reference.record_status == "found" else state
        return " ".join([f"{escape(reference.reference_id)} — {untitled}.", *links])
    if reference.set_id:
        return " ".join([*_label(reference), *links])
    parts = [_authors(reference, article, authors), title, *_journal(reference, article), _language(article), *links]
    return " ".join(part for part in parts if part)


def short_name(reference: CitedReference) -> str:
    """ "Greenspan SL 2015" for a paper, title and year for a label; else the id. For use beside its number; not
    escaped.
    """
    name = reference.title if reference.set_id else reference.first_author or reference.title
    return f"{name} {reference.year or ''}".strip() if name else reference.reference_id


def _authors(reference: CitedReference, article: Article | None, authors: Sequence[ArticleAuthor]) -> str:
    n_authors = article.n_authors if article else None
    names = [name for name in (_author(a) for a in authors) if name]
    if names and (n_authors is not None or reference.origin != "snapshot"):
        more = len(names) > LONGEST_AUTHOR_LIST
        return _ended(escape(", ".join(names[:LONGEST_AUTHOR_LIST]) + (", et al" if more else "")))
    first = (article.first_author if article else "") or reference.first_author
    if not first:
        return ""
    if n_authors is None and reference.origin == "snapshot":
        return escape(f"{first} (first author; snapshot).")
    return _ended(escape(first + (", et al" if (n_authors or 1) > 1 else "")))


def _author(author: ArticleAuthor) -> str:
    if author.collective_name:
        return author.collective_name.rstrip(".; ")
    return " ".join(part for part in (author.last_name, author.initials, author.suffix) if part)


def _title(reference: CitedReference, article: Article | None) -> str:
    """The title; a translation follows the original in brackets (Citing Medicine, "Titles in other languages")."""
    translated = article.article_title if article else ""
    original = article.vernacular_title if article else ""
    if original and translated:
        inner = translated.rstrip(". ").removeprefix("[").removesuffix("]")
        return _ended(escape(f"{original.rstrip('. ')} [{inner}]"))
    return _ended(escape(translated or original or reference.title))


def _label(reference: CitedReference) -> list[str]:
    """The parts of a label's reference. In the row of a label, `first_author` is its labeler."""
    parts = (reference.first_author, f"{reference.title.rstrip('. ')} [drug label]", reference.journal)
    return [_ended(escape(part)) for part in parts if part]


def _journal(reference: CitedReference, article: Article | None) -> tuple[str, str]:
    """Journal and "2015 Apr;175(6):913-21", each with a full stop; "" for an unknown part."""
    journal = reference.journal
    date = str(reference.year or "")
    where = ""
    if article:
        journal = article.medline_ta or article.iso_abbreviation or article.journal_title or journal
        date = _span(article) or _date(article.pub_date) or str(article.pub_year or "") or date
        date += _updated(article)
        where = article.volume + (f"({article.issue})" if article.issue else "")
    place = ";".join(part for part in (date, where) if part)
    pages = f":{article.pagination}" if article and article.pagination else ""
    return _ended(escape(journal)), _ended(escape(place + pages))


def _span(article: Article) -> str:
    """ "2013-2014" for an issue that spans two years and whose date has no month; else ""."""
    is_span = article.last_year is not None and len(article.pub_date) == len("2013")
    return f"{article.pub_year}-{article.last_year}" if is_span else ""


def _updated(article: Article) -> str:
    is_later = article.updated_date not in ("", article.pub_date)
    return f" [updated {_date(article.updated_date)}]" if is_later else ""


def _date(iso: str) -> str:
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    return " ".join(part for part in (year, _MONTHS[int(month) - 1] if month else "", day.lstrip("0")) if part)


def _language(article: Article | None) -> str:
    foreign = [code for code in (article.language if article else ()) if code not in ("eng", "und", "")]
    return _ended(escape(", ".join(_LANGUAGES.get(code, code) for code in foreign)))


def _links(reference: CitedReference, article: Article | None) -> list[str]:
    links = []
    doi = reference.doi or (article.doi if article else "")
    pmcid = reference.pmcid or (article.pmcid if article else "")
    if doi:
        links.append(f"doi: {link(escape(doi), doi_url(doi))}.")
    if reference.pmid:
        links.append(f"PubMed PMID: {link(reference.pmid, pubmed_url(reference.pmid))}.")
    if pmcid:
        links.append(f"PMC: {link(pmcid, pmc_url(pmcid))}.")
    if reference.set_id:
        links.append(f"DailyMed set id: {link(reference.set_id, dailymed_url(reference.set_id))}.")
    return links


def _ended(text: str) -> str:
    """`text` with a full stop, unless it already ends in `.`, `?` or `!`; "" stays ""."""
    return text if not text or text[-1] in ".?!" else text + "."
