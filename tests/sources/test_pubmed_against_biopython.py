"""Every real record, field by field, against Biopython's reading of it: a second reader that shares no code with ours.

What is expected is worked out here from Biopython's structure alone. Every difference is explained one by one in
EXPLAINED; an unexplained one fails, and so does an explanation that nothing needs any longer.
"""

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from Bio import Entrez
from Bio.Entrez.Parser import DataHandler

from pipeline.errors import InvalidIdentifier
from pipeline.schema.identifiers import clean_doi, clean_pmcid
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse

pytestmark = pytest.mark.real
HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_{}0101.dtd">\n<PubmedArticleSet>\n'
)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
N_RECORDS = 907
Answers = tuple[dict[str, Any], dict[str, Any]]

# (pmid, field): why ours differs from what Biopython's reading gives
EXPLAINED: dict[tuple[str, str], str] = {
    ("23633646", "record"): "VernacularTitle stands in MedlineJournalInfo, which no DTD allows; Biopython gives up",
    (
        "38833407",
        "abstracts",
    ): "a formula's <mspace/> is a space: `5 mg/kg-day`, which Biopython's tags leave as `5mg/kg-day`",
    (
        "669788",
        "publication_types",
    ): "two PublicationTypeLists, which the DTD forbids: Biopython keeps the last, we both",
}


@pytest.fixture(scope="module")
def answers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """What Biopython reads and what we read, by PMID. It asks nobody for a DTD: those it needs come with it."""
    before, DataHandler.directory = DataHandler.directory, str(tmp_path_factory.mktemp("dtds"))
    folder = shared / "data" / "pubmed" / "records"
    fragments = {p: f for path in sorted(folder.glob("*.xml")) for p, _, f in split(path.read_bytes())}
    by_dtd: dict[str, list[bytes]] = {"25": [], "14": []}
    for pmid, fragment in fragments.items():
        if (pmid, "record") not in EXPLAINED:
            by_dtd["14" if has_old_affiliation(fragment) else "25"].append(fragment)
    theirs: dict[str, Any] = {}
    for year, wanted in by_dtd.items():
        body = HEAD.format(year).encode() + b"\n".join(wanted) + b"</PubmedArticleSet>"
        answer = Entrez.read(io.BytesIO(body), validate=False, escape=True)
        for record in answer if year == "14" else answer["PubmedArticle"]:  # the set held no books then
            theirs[str(record["MedlineCitation"]["PMID"])] = expected(record)
    DataHandler.directory = before
    yield theirs, {pmid: ours(parse(fragment)) for pmid, fragment in fragments.items()}


def has_old_affiliation(fragment: bytes) -> bool:
    """Before 2015 an Affiliation stood in the Author itself; Biopython reads it with the DTD of its time only."""
    return b"<Affiliation>" in fragment and b"<AffiliationInfo>" not in fragment


def ours(record: ParsedRecord) -> dict[str, Any]:
    """Our rows without what Biopython does not say (hashes) and without PMID and position."""
    row = vars(record.article).copy()
    del row["abstract_sha256"], row["record_sha256"]
    for name in ("authors", "mesh_headings", "corrections", "registrations", "abstracts"):
        row[name] = [tuple(vars(r).values())[2:] for r in getattr(record, name)]
    row["publication_types"] = [tuple(vars(r).values())[2:] for r in record.publication_types]
    return row


def expected(record: Any) -> dict[str, Any]:
    """The same from Biopython's structure."""
    citation = record["MedlineCitation"]
    article = citation["Article"]
    journal, issue = article["Journal"], article["Journal"]["JournalIssue"]
    own_ids = record.get("PubmedData", {}).get("ArticleIdList", [])
    located = [e for e in article.get("ELocationID", []) if e.attributes["ValidYN"] == "Y"]
    authors = [author_of(a) for a in article.get("AuthorList", []) if a.attributes.get("ValidYN") != "N"]
    pub_date = pub_date_of(issue["PubDate"])
    return {
        "pmid": str(citation["PMID"]),
        "article_title": text(article["ArticleTitle"]),
        "vernacular_title": text(article.get("VernacularTitle", "")),
        "journal_title": text(journal["Title"]),
        "iso_abbreviation": text(journal["ISOAbbreviation"]),
        "medline_ta": text(citation["MedlineJournalInfo"]["MedlineTA"]),
        "pub_year": int(pub_date[:4]) if pub_date else None,
        "pub_date": pub_date,
        "electronic_date": next((iso(d) for d in article["ArticleDate"]), ""),
        "last_year": last_year_of(issue["PubDate"]),
        "updated_date": "",  # of a book chapter
        "volume": text(issue.get("Volume", "")),
        "issue": text(issue.get("Issue", "")),
        "pagination": pages_of(article.get("Pagination", {}), located),
        "doi": first_id(clean_doi, ids(own_ids, "IdType", "doi") + ids(located, "EIdType", "doi")),
        "pmcid": first_id(clean_pmcid, ids(own_ids, "IdType", "pmc")),
        "language": tuple(text(x) for x in article["Language"]),
        "first_author": (" ".join(filter(None, (authors[0][0], *authors[0][2:4]))) or authors[0][4]) if authors else "",
        "n_authors": len(authors) if "AuthorList" in article else None,
        "medline_status": citation.attributes["Status"],
        "date_revised": iso(citation.get("DateRevised", {})),
        "pmid_version": int(citation["PMID"].attributes["Version"]),
        "authors": authors,
        "mesh_headings": [mesh_of(heading) for heading in citation.get("MeshHeadingList", [])],
        "publication_types": [(text(t), t.attributes.get("UI", "")) for t in article["PublicationTypeList"]],
        "corrections": [
            (c.attributes["RefType"], text(c["RefSource"]), str(c.get("PMID", "")), text(c.get("Note", "")))
            for c in citation.get("CommentsCorrectionsList", [])
            if c.attributes["RefType"] != "Cites"
        ],
        "registrations": [
            (text(bank["DataBankName"]), text(number))
            for bank in article.get("DataBankList", [])
            for number in bank.get("AccessionNumberList", [])
        ],
        "abstracts": [
            (section.attributes.get("Label", ""), section.attributes.get("NlmCategory", ""), text(section))
            for section in article.get("Abstract", {}).get("AbstractText", [])
            if text(section)
        ],
    }


def text(value: str) -> str:
    """Biopython keeps inline markup as tags and, with escape=True, escapes the text around it."""
    return re.sub(r"[ \t\r\n]+", " ", html.unescape(re.sub(r"<[^<>]*>", "", str(value)))).strip()


def author_of(author: Any) -> tuple[str, ...]:
    names = ("LastName", "ForeName", "Initials", "Suffix", "CollectiveName")
    orcid = [text(i) for i in author["Identifier"] if i.attributes["Source"] == "ORCID"]
    return (*(text(author.get(name, "")) for name in names), *(orcid[:1] or [""]))


def mesh_of(heading: Any) -> tuple[Any, ...]:
    name = heading["DescriptorName"]
    qualifiers = heading.get("QualifierName", [])
    is_major = any(n.attributes["MajorTopicYN"] == "Y" for n in (name, *qualifiers))
    return text(name), name.attributes.get("UI", ""), tuple(text(q) for q in qualifiers), is_major


def pub_date_of(date: Any) -> str:
    if "MedlineDate" in date:
        found = re.search(r"\d{4}", date["MedlineDate"])
        return found[0] if found else ""
    return iso(date)


def last_year_of(date: Any) -> int | None:
    years = [int(y) for y in re.findall(r"\d{4}", date.get("MedlineDate", ""))]
    return years[-1] if years and years[-1] != years[0] else None


def iso(date: Any) -> str:
    month = str(date.get("Month", ""))
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month or 0)
    parts = [str(date.get("Year", "")), f"{number:02d}" if number else "", str(date.get("Day", "")).zfill(2)]
    return "-".join(parts[: 3 if "Day" in date else 2 if number else 1])


def pages_of(pages: Any, located: list[Any]) -> str:
    span = "-".join(text(pages[name]) for name in ("StartPage", "EndPage") if name in pages)
    return text(pages.get("MedlinePgn", "")) or span or next(iter(ids(located, "EIdType", "pii")), "")


def ids(elements: list[Any], attribute: str, kind: str) -> list[str]:
    return [text(e) for e in elements if e.attributes[attribute] == kind]


def first_id(clean: Any, found: list[str]) -> str:
    for value in found:
        try:
            return str(clean(value))
        except InvalidIdentifier:
            continue
    return ""


def test_every_difference_is_explained(answers: Answers) -> None:
    theirs, mine = answers
    differences = {(pmid, "record"): (None, "read") for pmid in mine if pmid not in theirs}
    for pmid, wanted in theirs.items():
        assert wanted.keys() == mine[pmid].keys()
        differences |= {(pmid, f): (wanted[f], mine[pmid][f]) for f in wanted if wanted[f] != mine[pmid][f]}
    unexplained = {key: values for key, values in differences.items() if key not in EXPLAINED}
    assert unexplained == {}
    assert [key for key in EXPLAINED if key not in differences] == []


def test_all_records_were_compared(answers: Answers) -> None:
    theirs, mine = answers
    assert len(mine) == N_RECORDS
    assert len(theirs) == N_RECORDS - sum(field == "record" for _, field in EXPLAINED)
    assert sum(bool(r["abstracts"]) for r in mine.values()) > N_RECORDS / 2
    assert sum(bool(r["corrections"]) for r in mine.values()) > 30


def test_every_name_is_one_that_the_explanations_know() -> None:
    fields = {"record", *vars(parse(b"<MedlineCitation><PMID>1</PMID></MedlineCitation>").article), "authors"}
    assert {field for _, field in EXPLAINED} <= fields | {"abstracts", "mesh_headings", "corrections", "registrations"}
