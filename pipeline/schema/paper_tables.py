"""The tables of the papers: each cited reference with its notices and facts, and the PubMed records as rows."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import (
    DOI_PATTERN,
    PMCID_PATTERN,
    PMID_PATTERN,
    REFERENCE_ID_PATTERN,
    SET_ID_PATTERN,
    SHA256_PATTERN,
)
from pipeline.schema.table import Table, column

FACT_KEY_PATTERN = rf"{REFERENCE_ID_PATTERN}|drug:\w+"


class CitedReference(Table, name="cited_references", title="Cited papers and labels with evidence source and year"):
    reference_id: str = column(
        "pmid:..., else doi:..., else pmcid:...; for a label setid:... or appl:...",
        key=True,
        pattern=REFERENCE_ID_PATTERN,
    )
    pmid: str = column("PubMed identifier", pattern=PMID_PATTERN, default="")
    doi: str = column("DOI in lower case", pattern=DOI_PATTERN, default="")
    pmcid: str = column("PubMed Central identifier", pattern=PMCID_PATTERN, default="")
    set_id: str = column("SPL set id of a drug label", pattern=SET_ID_PATTERN, default="")
    title: str = column("Title", default="")
    first_author: str = column("First author or collective name, NLM form (Greenspan SL)", default="")
    journal: str = column("Journal, NLM abbreviation", default="")
    year: int | None = column("Year of publication (print, else electronic)", minimum=1500, default=None)
    evidence_source: str = column("guideline, fda or research", enum=vocabulary.EVIDENCE_SOURCES, default="")
    study_design: str = column("Study design, from PublicationType", enum=vocabulary.STUDY_DESIGNS, default="")
    evidence_level: int | None = column(
        "Starting level for the study design; empty if the scheme gives none", minimum=1, default=None
    )
    evidence_level_scheme: str = column(
        "Scheme of evidence_level", enum=(vocabulary.EVIDENCE_LEVEL_SCHEME,), default=""
    )
    record_status: str = column(
        "Outcome of the request for the record", enum=vocabulary.RECORD_STATUSES, default="not_fetched"
    )
    integrity_status: str = column(
        "First that applies; unknown never means clean", enum=vocabulary.INTEGRITY_STATUSES, default=vocabulary.UNKNOWN
    )
    superseded_by: tuple[str, ...] = column(
        "Newer versions that the record names (UpdateIn), as PMIDs or citations", default=()
    )
    origin: str = column("Origin of the record", enum=vocabulary.ORIGINS, default="")
    retrieved_date: str = column("Date when this state of the record was first seen", pattern=DATE_PATTERN, default="")
    stale_since_date: str = column("Date since when new requests have failed", pattern=DATE_PATTERN, default="")
    unknown_codes: tuple[str, ...] = column(
        "Words that leave the integrity unknown: codes that are not in our lists, or title=... for words in the title",
        default=(),
    )
    resolution: str = column("Why the id could not be tied to a record; empty if it was", default="")
    shared_by: tuple[str, ...] = column(
        "If several PubMed records share this id: each record with its integrity status, such as pmid:1=retracted",
        default=(),
    )
    question_ids: tuple[str, ...] = column("Questions that cite it", default=())


class ReferenceNotice(Table, name="reference_notices", title="Each integrity notice on each cited paper"):
    reference_id: str = column("Affected paper", key=True, pattern=REFERENCE_ID_PATTERN)
    notice_id: str = column("Id of the notice: pmid:..., else doi:..., else its citation", key=True)
    source: str = column("Source that reports the notice: pubmed, snapshot, ...", key=True)
    kind: str = column('retraction, expression of concern, erratum, ...; several are joined by "; "', required=True)
    notice_date: str = column("Date of the notice in the precision given", pattern=DATE_PATTERN, default="")
    first_seen_date: str = column("Date when this row was first seen", pattern=DATE_PATTERN, default="")
    note: str = column("Note in the link to the notice, such as what an erratum corrects", default="")


class Article(Table, name="articles", title="PubMed records of all cited papers and of the papers that they name"):
    pmid: str = column("PubMed identifier", key=True, pattern=PMID_PATTERN)
    article_title: str = column("ArticleTitle; empty if the record has only a vernacular title", default="")
    vernacular_title: str = column("VernacularTitle", default="")
    journal_title: str = column("Journal/Title; for a book document, the book's title", default="")
    iso_abbreviation: str = column("Journal/ISOAbbreviation", default="")
    medline_ta: str = column("MedlineJournalInfo/MedlineTA", default="")
    pub_year: int | None = column(
        "Year of PubDate, or first year of its MedlineDate; for a book chapter, year of its ContributionDate",
        minimum=1500,
        default=None,
    )
    pub_date: str = column(
        "PubDate, or ContributionDate of a book chapter, in ISO 8601 and in the precision given",
        pattern=DATE_PATTERN,
        default="",
    )
    electronic_date: str = column("ArticleDate with DateType Electronic", pattern=DATE_PATTERN, default="")
    last_year: int | None = column(
        "Last year of a MedlineDate that spans years; for a book chapter, year of the book if it is later",
        minimum=1500,
        default=None,
    )
    updated_date: str = column(
        "For a book chapter, its DateRevised, shown by PubMed as updated", pattern=DATE_PATTERN, default=""
    )
    volume: str = column("JournalIssue/Volume", default="")
    issue: str = column("JournalIssue/Issue", default="")
    pagination: str = column("MedlinePgn, else StartPage-EndPage, else the pii ELocationID", default="")
    doi: str = column("DOI of this record, lower case", pattern=DOI_PATTERN, default="")
    pmcid: str = column("PMCID of this record", pattern=PMCID_PATTERN, default="")
    language: tuple[str, ...] = column("Language codes (ISO 639-2/B)", default=())
    first_author: str = column("First valid author or collective name, NLM form", default="")
    n_authors: int | None = column(
        "Number of Author elements except ValidYN=N; empty if there is no AuthorList", minimum=0, default=None
    )
    publication_types: tuple[str, ...] = column("PublicationType values in the record's order", default=())
    medline_status: str = column("MedlineCitation@Status", default="")
    date_revised: str = column("DateRevised", pattern=DATE_PATTERN, default="")
    pmid_version: int | None = column("PMID@Version", minimum=1, default=None)
    abstract_sha256: str = column(
        "SHA-256 of the abstract's sections; empty if there is no abstract", pattern=SHA256_PATTERN, default=""
    )
    record_sha256: str = column("SHA-256 of the record's bytes in the raw store", pattern=SHA256_PATTERN, default="")


class ArticleAuthor(Table, name="article_authors", title="Authors in order, except ValidYN=N"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    last_name: str = column("LastName", default="")
    fore_name: str = column("ForeName", default="")
    initials: str = column("Initials", default="")
    suffix: str = column("Suffix", default="")
    collective_name: str = column("CollectiveName", default="")
    orcid: str = column("Identifier with source ORCID, as given", default="")


class ArticleMeshHeading(Table, name="article_mesh_headings", title="MeSH descriptors and qualifiers"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    descriptor: str = column("DescriptorName", required=True)
    descriptor_ui: str = column("DescriptorName@UI", default="")
    qualifiers: tuple[str, ...] = column("QualifierName in order", default=())
    is_major_topic: bool = column("Whether the descriptor or a qualifier is a major topic", default=False)


class ArticlePublicationType(Table, name="article_publication_types", title="Publication types"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    publication_type: str = column("PublicationType", required=True)
    publication_type_ui: str = column("PublicationType@UI", default="")


class ArticleCorrection(Table, name="article_corrections", title="CommentsCorrections links, except Cites"):
    pmid: str = column("Record with the element", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    ref_type: str = column("CommentsCorrections@RefType; direction matters", required=True)
    ref_source: str = column("RefSource", default="")
    other_pmid: str = column("PMID of the other record", pattern=PMID_PATTERN, default="")
    note: str = column("Note", default="")


class ArticleRegistration(Table, name="article_registrations", title="Registry entries (DataBank)"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    data_bank: str = column("DataBankName", default="")
    registration_number: str = column("AccessionNumber", required=True, default="")


class ArticleReference(
    Table, name="article_references", title="The references of each paper, as far as PubMed has their PMIDs"
):
    pmid: str = column("Record of the citing paper", key=True, pattern=PMID_PATTERN)
    position: int = column("Place among the references with a PMID, from 1", key=True, minimum=1)
    cited_pmid: str = column("PMID of the cited paper", required=True, pattern=PMID_PATTERN)


class ArticleAbstract(
    Table, name="article_abstracts", title="Abstract sections (not committed: may be in copyright)", committed=False
):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    label: str = column("AbstractText@Label", default="")
    nlm_category: str = column("AbstractText@NlmCategory", default="")
    text: str = column("Text without inline markup, spaces kept", required=True, default="")


class SnapshotFact(
    Table, name="snapshot_facts", title="Key facts of the bundled snapshot, in our own words, not quotations"
):
    reference_id: str = column(
        "Reference; drug:... for a label whose set id is not confirmed", key=True, pattern=FACT_KEY_PATTERN
    )
    position: int = column("Place, from 1", key=True, minimum=1)
    fact: str = column("Fact in our own words", required=True)
