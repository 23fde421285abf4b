"""A PubMed record as people paste it into a list of references: the forms of PubMed's Cite button and some others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

SMALL = {"of", "the", "and", "in", "for", "on", "de", "der", "a", "et"}


@dataclass(frozen=True)
class RenderedReference:
    """What a reference shows of a record."""

    pmid: str
    title: str
    authors: tuple[tuple[str, str, str], ...]  # family, initials, given names; a group has its name alone
    journal: str
    abbreviation: str
    year: str
    month: str
    volume: str
    issue: str
    pages: str
    doi: str


def read(path: Path) -> RenderedReference | None:
    """The first article of a file; None for one without title, author, year or journal."""
    citation = ElementTree.parse(path).find(".//MedlineCitation")
    article = None if citation is None else citation.find("Article")
    if citation is None or article is None:
        return None

    def text(path: str) -> str:
        found = article.find(path)
        return "" if found is None else " ".join("".join(found.itertext()).split())

    def name(author: ElementTree.Element, *tags: str) -> str:
        return next((found.strip() for tag in tags if (found := author.findtext(tag))), "")

    authors = tuple(
        (name(author, "LastName", "CollectiveName"), name(author, "Initials"), name(author, "ForeName"))
        for author in article.findall("AuthorList/Author")
        if author.get("ValidYN") != "N"
    )
    date = "Journal/JournalIssue/PubDate/"
    year = text(date + "Year") or text(date + "MedlineDate")[:4]
    dois = [e.text or "" for e in article.findall("ELocationID") if e.get("EIdType") == "doi"]
    found = RenderedReference(
        citation.findtext("PMID") or "",
        text("ArticleTitle"),
        authors,
        text("Journal/Title"),
        citation.findtext("MedlineJournalInfo/MedlineTA") or text("Journal/ISOAbbreviation"),
        year,
        text(date + "Month"),
        text("Journal/JournalIssue/Volume"),
        text("Journal/JournalIssue/Issue"),
        text("Pagination/MedlinePgn"),
        dois[0] if dois else "",
    )
    is_whole = found.title and found.authors and all(a[0] for a in found.authors) and found.journal
    return found if is_whole and re.fullmatch(r"\d{4}", year) else None


def stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."


def names(c: RenderedReference, most: int, shown: int) -> str:
    written = [" ".join(filter(None, (family, initials))) for family, initials, _ in c.authors]
    return ", ".join(written) if len(written) <= most else ", ".join(written[:shown]) + ", et al"


def place(c: RenderedReference, mark: str = ":") -> str:
    return f"{c.volume}{f'({c.issue})' if c.issue else ''}{f'{mark}{c.pages}' if c.pages else ''}"


def nlm(c: RenderedReference) -> str:
    date = f"{c.year} {c.month}".strip()
    doi = f" doi: {c.doi}." if c.doi else ""
    return f"{names(c, 999, 999)}. {stop(c.title)} {c.abbreviation}. {date};{place(c)}.{doi} PMID: {c.pmid}."


def ama(c: RenderedReference) -> str:
    doi = f" doi:{c.doi}" if c.doi else ""
    return f"{names(c, 6, 3)}. {stop(c.title)} {c.abbreviation}. {c.year};{place(c)}.{doi}"


def vancouver(c: RenderedReference) -> str:
    return f"{names(c, 6, 6)}. {stop(c.title)} {c.abbreviation}. {c.year};{place(c)}."


def dotted(initials: str) -> str:
    return " ".join(f"{letter}." for letter in initials if letter.isalpha())


def turned(c: RenderedReference) -> list[str]:
    return [f"{family}, {dotted(initials)}" if initials else family for family, initials, _ in c.authors]


def apa(c: RenderedReference) -> str:
    written = turned(c)[:20]
    authors = written[0] if len(written) == 1 else f"{', '.join(written[:-1])}, & {written[-1]}"
    doi = f" https://doi.org/{c.doi}" if c.doi else ""
    where = ", ".join(
        filter(None, (c.journal, f"{c.volume}{f'({c.issue})' if c.issue else ''}", c.pages.replace("-", "–")))
    )
    return f"{authors} ({c.year}). {stop(c.title)} {where}.{doi}"


def mla(c: RenderedReference) -> str:
    family, _, given = c.authors[0]
    first = f"{family}, {given}" if given else family
    others = {1: "", 2: f", and {c.authors[-1][2]} {c.authors[-1][0]}".replace("  ", " ")}.get(len(c.authors), " et al")
    doi = f" doi:{c.doi}" if c.doi else ""
    volume = f" vol. {c.volume}{f',{c.issue}' if c.issue else ''}" if c.volume else ""
    return f"{first}{others}. “{stop(c.title)}” {c.journal}{volume} ({c.year}){f': {c.pages}' if c.pages else ''}.{doi}"


def nature(c: RenderedReference) -> str:
    written = turned(c)
    few = f"{', '.join(written[:-1])} & {written[-1]}" if len(written) > 1 else written[0]
    authors = few if len(written) <= 5 else f"{written[0]} et al."
    words = c.abbreviation.split()
    is_whole = len(words) == 1
    journal = " ".join(w if is_whole or w.lower() in SMALL or not w.isalpha() else f"{w}." for w in words)
    where = " ".join(filter(None, (journal, ", ".join(filter(None, (c.volume, c.pages)))))).replace("-", "–")
    return f"{authors if authors.endswith('.') else authors + '.'} {stop(c.title)} {where} ({c.year})."


def nbib(c: RenderedReference) -> str:
    lines = [f"PMID- {c.pmid}", "OWN - NLM", f"VI  - {c.volume}", f"DP  - {c.year} {c.month}", f"TI  - {c.title}"]
    lines += [f"LID - {c.doi} [doi]"] if c.doi else []
    for family, initials, given in c.authors:
        lines += [f"FAU - {family}, {given}", f"AU  - {family} {initials}"] if given else [f"CN  - {family}"]
    return "\n".join([*lines, "PT  - Journal Article", f"TA  - {c.abbreviation}", f"JT  - {c.journal}"])


FORMS: dict[str, Callable[[RenderedReference], str]] = {
    "NLM": nlm, "AMA": ama, "APA": apa, "MLA": mla, "Nature": nature, "Vancouver": vancouver, "nbib": nbib,
}  # fmt: skip
