"""The processed tables, one class each. A new column needs one line here; everything else follows from the class."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import (
    DOI_PATTERN,
    PMCID_PATTERN,
    PMID_PATTERN,
    QUESTION_ID_PATTERN,
    REFERENCE_ID_PATTERN,
    SET_ID_PATTERN,
)
from pipeline.schema.reasons import CODES
from pipeline.schema.table import Table, column

CLAIM_ID_PATTERN = r"[0-9a-f]{12}"
SHA256_PATTERN = r"[0-9a-f]{64}"
FACT_KEY_PATTERN = rf"{REFERENCE_ID_PATTERN}|drug:\w+"


class Question(Table, name="questions", title="The clinical questions, from the front matter of their files"):
    question_id: str = column("Name of the question file without .md", key=True, pattern=QUESTION_ID_PATTERN)
    question: str = column("The clinical question in words", required=True)
    status: str = column("Status as stated in the file", required=True, enum=vocabulary.QUESTION_STATUSES)
    population: str = column("Population (the P of PICO)", default="")
    condition: str = column("Condition", default="")
    drugs: tuple[str, ...] = column("Drugs that the question is about, generic or brand names", default=())
    specialty: str = column("Medical specialty", default="")
    audience: str = column("Intended reader of the answer", enum=vocabulary.AUDIENCES, default="")
    file: str = column("Path of the question file below the root", default="")


class QuestionMistake(
    Table, name="question_mistakes", title="Mistakes in question files; a file with mistakes gets no new report"
):
    file: str = column("Path of the file below the root", key=True)
    line: int = column("Line, from 1", key=True, minimum=1)
    column_number: int = column("Column, from 1", key=True, minimum=1)
    position: int = column("Number of the mistake in its file, from 1", key=True, minimum=1)
    message: str = column("What was expected, what was found, and the most likely correction", required=True)


class QuestionStatus(Table, name="question_status", title="Status of each question after the checks"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    effective_status: str = column(
        "Status by review log and evidence, whatever the file states", enum=vocabulary.QUESTION_STATUSES
    )
    currency: str = column("Whether the answer is up to date with its evidence today", enum=vocabulary.CURRENCIES)
    reason: str = column("Reason for status and currency, in words", default="")
    since_date: str = column("First day of this status, currency and reason", pattern=DATE_PATTERN, default="")
    evidence_hash: str = column("SHA-256 of the claims and their evidence", pattern=SHA256_PATTERN, default="")
    evidence_date: str = column("Latest retrieved_date of the cited references", pattern=DATE_PATTERN, default="")
    approved_by: str = column("Who gave the last approval, even if it is no longer valid", default="")
    approved_date: str = column("Date of the last approval", pattern=DATE_PATTERN, default="")


class Claim(Table, name="claims", title="Each claim of each answer"):
    claim_id: str = column(
        "First 12 hex digits of sha256(question_id + newline + text)", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    section: str = column("Section of the answer", required=True, enum=vocabulary.SECTIONS)
    heading: str = column("Subheading above the claim", default="")
    position: int = column("Place in the question file, from 1", required=True, minimum=1, default=1)
    text: str = column("Text without citations, NFC, single spaces", required=True, default="")
    is_abstention: bool = column("Whether the claim says that its source does not answer the question", default=False)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


class Citation(Table, name="citations", title="The citations of each claim"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    position: int = column("Place among the claim's citations, from 1", key=True, minimum=1)
    reference_id: str = column(
        "Reference, with different ids of the same paper joined", required=True, pattern=REFERENCE_ID_PATTERN
    )
    cited_as: str = column(
        "Citation key in canonical form, such as doi:10.1000/x", required=True, pattern=REFERENCE_ID_PATTERN
    )


class AuthorReference(Table, name="author_references", title="Reference lists of question files, as written"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Place in the list, from 1", key=True, minimum=1)
    reference_id: str = column("Reference", required=True, pattern=REFERENCE_ID_PATTERN)
    cited_as: str = column("Citation key in the file, in canonical form", required=True, pattern=REFERENCE_ID_PATTERN)
    text: str = column("Text of the entry", default="")
    first_author: str = column("First author in the text; empty if not recognised", default="")
    title: str = column("Title in the text; empty if not recognised", default="")
    year: int | None = column("Year in the text; empty if not recognised", default=None)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


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


class Label(Table, name="labels", title="FDA drug labels that are cited or were found for the drugs of the questions"):
    set_id: str = column("SPL set id, which is the same for all versions of a label", key=True, pattern=SET_ID_PATTERN)
    version: int | None = column("Version number within its set id", minimum=1, default=None)
    effective_date: str = column("Effective date of the version", pattern=DATE_PATTERN, default="")
    brand_name: tuple[str, ...] = column("Brand (proprietary) names in the label", default=())
    generic_name: tuple[str, ...] = column("Generic names in the label", default=())
    application_number: tuple[str, ...] = column("NDA, ANDA or BLA numbers", default=())
    manufacturer: str = column("Labeler", default="")
    source: str = column("Source of the copy that is shown", enum=vocabulary.LABEL_SOURCES, default="")
    substances: tuple[str, ...] = column("Active ingredients", default=())
    dosage_forms: tuple[str, ...] = column("Dosage forms in upper case, if the source gives them", default=())
    routes: tuple[str, ...] = column("Routes of administration in upper case, if the source gives them", default=())
    is_original_packager: bool | None = column("Whether openFDA marks it as the original packager's", default=None)
    names_source: str = column(
        "Source of the names, if the copy that is shown has none", enum=vocabulary.LABEL_SOURCES, default=""
    )
    boxed_warning: str = column("For a label in use, one sentence of its boxed warning, if any", default="")
    newest_version: int | None = column("Newest version listed by DailyMed, if known", minimum=1, default=None)
    newest_date: str = column("Date when DailyMed published the newest version", pattern=DATE_PATTERN, default="")
    retrieved_date: str = column("Date when the shown version was first seen", pattern=DATE_PATTERN, default="")
    stale_since_date: str = column("Date since when new requests have failed", pattern=DATE_PATTERN, default="")
    is_in_use: bool = column(
        "Whether a claim cites the label or a drug of a question leads to it; only then are its sections stored",
        default=False,
    )
    found_by: tuple[str, ...] = column("Keys that led to the label: setid:..., appl:..., drug:...", default=())
    label_sha256: str = column("SHA-256 of the label's bytes in the raw store", pattern=SHA256_PATTERN, default="")


class LabelSection(Table, name="label_sections", title="Sections of the labels in use, current version"):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    section: str = column("Section, by openFDA's field name; a subsection has its parent's name", key=True)
    position: int = column("Place within the section, from 1", key=True, minimum=1)
    loinc_code: str = column("LOINC code of the subsection if it has one of its own, else of the section", default="")
    number: str = column("Number as printed, such as 2.1; empty in labels without numbers", default="")
    title: str = column("Title as printed, without its number", default="")
    text: str = column("Text, one line per paragraph, list item or table row (cells joined by ` | `)", default="")
    text_sha256: str = column("SHA-256 of the text", pattern=SHA256_PATTERN, default="")


class LabelChoice(
    Table, name="label_choices", title="The label for each drug of each question, and whether it answers the question"
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    drug: str = column("Drug as named in the front matter, or the cited label if no drug leads to it", key=True)
    position: int = column("Number of the label in use for this drug, from 1", key=True, minimum=1)
    set_id: str = column("Label in use; empty if there is none", pattern=SET_ID_PATTERN, default="")
    outcome: str = column("Outcome of the search", required=True, enum=vocabulary.LABEL_OUTCOMES, default="not asked")
    reason: str = column("Reason for the choice, in words", default="")
    candidates: tuple[str, ...] = column("Set ids of all labels found for the drug", default=())
    answer: str = column("Whether the label in use answers the question", enum=vocabulary.LABEL_ANSWERS, default="")
    sections_asked: tuple[str, ...] = column("Sections that were searched for an answer", default=())
    since_date: str = column("Date since when the source has not answered", pattern=DATE_PATTERN, default="")


class LabelPassage(Table, name="label_passages", title="Label sentences closest to claims and questions; no verdict"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    position: int = column("Place among the question's passages from this label, from 1", key=True, minimum=1)
    claim_id: str = column("Claim; empty if the passage is for the question", pattern=CLAIM_ID_PATTERN, default="")
    section: str = column("Section, by openFDA's field name", default="")
    number: str = column("Number of the subsection as printed", default="")
    title: str = column("Title of the subsection as printed", default="")
    sentence_number: int = column("Number of the sentence in its subsection, from 1", minimum=1, default=1)
    sentence: str = column("Sentence, word for word", required=True, default="")
    share: float | None = column("Weighted share of the claim's words that the sentence has, 0 to 1", default=None)


class SnapshotFact(
    Table, name="snapshot_facts", title="Key facts of the bundled snapshot, in our own words, not quotations"
):
    reference_id: str = column(
        "Reference; drug:... for a label whose set id is not confirmed", key=True, pattern=FACT_KEY_PATTERN
    )
    position: int = column("Place, from 1", key=True, minimum=1)
    fact: str = column("Fact in our own words", required=True)


class SourceState(Table, name="source_states", title="State of each source after the last refresh"):
    source: str = column("Source: pubmed, snapshot, ...", key=True)
    state: str = column(
        "answered, down (a request failed) or not asked", enum=("answered", "down", "not asked"), required=True
    )
    since_date: str = column(
        "Date since when the source has been down; for the snapshot, its date", pattern=DATE_PATTERN, default=""
    )
    newest_date: str = column("Date when its newest content was first seen", pattern=DATE_PATTERN, default="")
    n_records: int | None = column("Number of records shown from it", minimum=0, default=None)
    unanswered: tuple[str, ...] = column("Kinds of requests that it did not answer", default=())


class Finding(Table, name="findings", title="Fails and unknowns; passes that have a quote or were set aside"):
    finding_id: str = column(
        "First 12 hex digits of sha256 of question, claim, reference and check", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    claim_id: str = column("Claim, if the finding is about one", pattern=CLAIM_ID_PATTERN, default="")
    reference_id: str = column("Reference, if the finding is about one", pattern=REFERENCE_ID_PATTERN, default="")
    check_code: str = column("Check, named after its file in pipeline/checks", required=True, default="")
    result: str = column("pass, fail or unknown", required=True, enum=vocabulary.RESULTS, default=vocabulary.UNKNOWN)
    severity: str = column("critical, warning or info", required=True, enum=vocabulary.SEVERITIES, default="info")
    message: str = column("What was found, what was expected and what to do next", required=True, default="")
    evidence_quote: str = column("Words of the source behind the result, word for word", default="")
    evidence_location: str = column("Place of the quote in the source", default="")
    reason: str = column("Code of the reason; pipeline/schema/reasons.py explains each", enum=CODES, default="")
    facts_hash: str = column(
        "First 12 hex digits of sha256 of severity, quote and facts; with the reason it identifies the finding",
        pattern=CLAIM_ID_PATTERN,
        default="",
    )
    set_aside_by: str = column("Who disagreed with the finding, so that it counts as a pass", default="")


class CheckCount(Table, name="check_counts", title="How often each check passed, failed or gave unknown"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    check_code: str = column("Check", key=True)
    n_pass: int = column("Number of passes", minimum=0, default=0)
    n_fail: int = column("Number of fails", minimum=0, default=0)
    n_unknown: int = column("Number of unknowns", minimum=0, default=0)
