"""The processed tables, one class each. Add a column here in one line; everything else follows from the class."""

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
    status: str = column("Status that the file states", required=True, enum=vocabulary.QUESTION_STATUSES)
    population: str = column("Population (the P of PICO)", default="")
    condition: str = column("Condition", default="")
    drugs: tuple[str, ...] = column("Drugs that the question is about, generic or brand names", default=())
    specialty: str = column("Medical specialty", default="")
    audience: str = column("Reader the answer is written for", enum=vocabulary.AUDIENCES, default="")
    file: str = column("Path of the question file below the root", default="")


class QuestionMistake(
    Table, name="question_mistakes", title="Mistakes in question files; such a file gets no new report"
):
    file: str = column("Path of the file below the root", key=True)
    line: int = column("Line, from 1", key=True, minimum=1)
    column_number: int = column("Column, from 1", key=True, minimum=1)
    position: int = column("Number of the mistake in its file, from 1", key=True, minimum=1)
    message: str = column("What was expected, what was found, the nearest right word", required=True)


class QuestionStatus(Table, name="question_status", title="What the checks made of each question"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    effective_status: str = column("Status that holds, whatever the file says", enum=vocabulary.QUESTION_STATUSES)
    currency: str = column("How the answer stands to its evidence today", enum=vocabulary.CURRENCIES)
    reason: str = column("Why, in words", default="")
    since_date: str = column("Since when the shown state holds", pattern=DATE_PATTERN, default="")
    evidence_hash: str = column("SHA-256 of claims and evidence", pattern=SHA256_PATTERN, default="")
    evidence_date: str = column("Newest date of the evidence shown", pattern=DATE_PATTERN, default="")
    approved_by: str = column("Who approved last, also where that approval no longer holds", default="")
    approved_date: str = column("When", pattern=DATE_PATTERN, default="")


class Claim(Table, name="claims", title="Every claim of every answer"):
    claim_id: str = column(
        "First 12 hex digits of sha256(question_id + newline + text)", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    section: str = column("Section of the answer", required=True, enum=vocabulary.SECTIONS)
    heading: str = column("Subheading that the claim stands under", default="")
    position: int = column("Place in the question file, from 1", required=True, minimum=1, default=1)
    text: str = column("The claim without its citations, NFC, single spaces", required=True, default="")
    is_abstention: bool = column("Whether the section says only that its source does not answer", default=False)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


class Citation(Table, name="citations", title="What each claim cites"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    position: int = column("Place among the claim's citations, from 1", key=True, minimum=1)
    reference_id: str = column(
        "Reference, after two ids of one paper became one", required=True, pattern=REFERENCE_ID_PATTERN
    )
    cited_as: str = column(
        "The key as cleaned from the file, such as doi:10.1/x", required=True, pattern=REFERENCE_ID_PATTERN
    )


class AuthorReference(Table, name="author_references", title="What the author believes each id to be (## References)"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Place in the list, from 1", key=True, minimum=1)
    reference_id: str = column("Reference", required=True, pattern=REFERENCE_ID_PATTERN)
    cited_as: str = column("The key as cleaned from the file", required=True, pattern=REFERENCE_ID_PATTERN)
    text: str = column("The author's text", default="")
    first_author: str = column("First author as the author gives it; empty where not given", default="")
    title: str = column("Title as the author gives it; empty where not given", default="")
    year: int | None = column("Year as the author gives it", default=None)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


class CitedReference(Table, name="cited_references", title="Everything cited, tagged by evidence source and year"):
    reference_id: str = column(
        "pmid:..., else doi:..., else pmcid:..., else setid:...", key=True, pattern=REFERENCE_ID_PATTERN
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
    study_design: str = column("Design, from PublicationType", enum=vocabulary.STUDY_DESIGNS, default="")
    evidence_level: int | None = column(
        "Starting level by design; empty where the scheme gives none", minimum=1, default=None
    )
    evidence_level_scheme: str = column(
        "Scheme of evidence_level", enum=(vocabulary.EVIDENCE_LEVEL_SCHEME,), default=""
    )
    record_status: str = column(
        "What became of asking for the record", enum=vocabulary.RECORD_STATUSES, default="not_fetched"
    )
    integrity_status: str = column(
        "First that applies; unknown is never clean", enum=vocabulary.INTEGRITY_STATUSES, default="unknown"
    )
    superseded_by: tuple[str, ...] = column(
        "Newer versions that the record names (UpdateIn), as PMIDs or citations", default=()
    )
    origin: str = column("Where the record came from", enum=vocabulary.ORIGINS, default="")
    retrieved_date: str = column("When the shown state of the record was first seen", pattern=DATE_PATTERN, default="")
    stale_since_date: str = column("Asked again without an answer since", pattern=DATE_PATTERN, default="")
    unknown_codes: tuple[str, ...] = column(
        "Words that leave the integrity open: codes that our lists do not hold, title=... for a title's own words",
        default=(),
    )
    resolution: str = column("Why an id could not be tied to a PubMed record; empty when it was", default="")
    shared_by: tuple[str, ...] = column(
        "Where several PubMed records have this id: each with its integrity, such as pmid:1=retracted", default=()
    )
    question_ids: tuple[str, ...] = column("Questions that cite it", default=())


class ReferenceNotice(Table, name="reference_notices", title="Every integrity notice of every cited paper"):
    reference_id: str = column("The affected paper", key=True, pattern=REFERENCE_ID_PATTERN)
    notice_id: str = column("pmid:... of the notice, else doi:..., else its citation", key=True)
    source: str = column("Who says so: pubmed, snapshot, ...", key=True)
    kind: str = column("retraction, expression of concern, erratum, ...", required=True)
    notice_date: str = column("Date of the notice in the precision given", pattern=DATE_PATTERN, default="")
    first_seen_date: str = column("When this row was first seen", pattern=DATE_PATTERN, default="")
    note: str = column("What the link's own Note says of it, such as what an erratum corrects", default="")


class Article(Table, name="articles", title="PubMed records of everything cited and of what those name"):
    pmid: str = column("PubMed identifier", key=True, pattern=PMID_PATTERN)
    article_title: str = column("ArticleTitle; empty where the record has only a vernacular one", default="")
    vernacular_title: str = column("VernacularTitle", default="")
    journal_title: str = column("Journal/Title; of a book document, the book's title", default="")
    iso_abbreviation: str = column("Journal/ISOAbbreviation", default="")
    medline_ta: str = column("MedlineJournalInfo/MedlineTA", default="")
    pub_year: int | None = column(
        "Year of PubDate, or first year of its MedlineDate; of a book chapter, of its contribution",
        minimum=1500,
        default=None,
    )
    pub_date: str = column(
        "PubDate, or ContributionDate of a book chapter, ISO 8601 in the precision given",
        pattern=DATE_PATTERN,
        default="",
    )
    electronic_date: str = column("ArticleDate, DateType Electronic", pattern=DATE_PATTERN, default="")
    last_year: int | None = column(
        "Last year of a MedlineDate that spans years; of a book chapter, a later year of its book's issue",
        minimum=1500,
        default=None,
    )
    updated_date: str = column(
        "Of a book chapter its DateRevised, which PubMed prints as updated", pattern=DATE_PATTERN, default=""
    )
    volume: str = column("JournalIssue/Volume", default="")
    issue: str = column("JournalIssue/Issue", default="")
    pagination: str = column("MedlinePgn, else StartPage-EndPage, else the pii ELocationID", default="")
    doi: str = column("DOI of this record, lower case", pattern=DOI_PATTERN, default="")
    pmcid: str = column("PMCID of this record", pattern=PMCID_PATTERN, default="")
    language: tuple[str, ...] = column("Language codes (ISO 639-2/B)", default=())
    first_author: str = column("First valid author or collective name, NLM form", default="")
    n_authors: int | None = column(
        "Author elements but ValidYN=N; empty without an AuthorList", minimum=0, default=None
    )
    publication_types: tuple[str, ...] = column("PublicationType words in the record's order", default=())
    medline_status: str = column("MedlineCitation@Status", default="")
    date_revised: str = column("DateRevised", pattern=DATE_PATTERN, default="")
    pmid_version: int | None = column("PMID@Version", minimum=1, default=None)
    abstract_sha256: str = column(
        "SHA-256 of the abstract's sections; empty without abstract", pattern=SHA256_PATTERN, default=""
    )
    record_sha256: str = column("SHA-256 of the record's bytes in the raw store", pattern=SHA256_PATTERN, default="")


class ArticleAuthor(Table, name="article_authors", title="Authors in order, ValidYN=N left out"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    last_name: str = column("LastName", default="")
    fore_name: str = column("ForeName", default="")
    initials: str = column("Initials", default="")
    suffix: str = column("Suffix", default="")
    collective_name: str = column("CollectiveName", default="")
    orcid: str = column("Identifier of source ORCID, as given", default="")


class ArticleMeshHeading(Table, name="article_mesh_headings", title="MeSH descriptors and qualifiers"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    descriptor: str = column("DescriptorName", required=True)
    descriptor_ui: str = column("DescriptorName@UI", default="")
    qualifiers: tuple[str, ...] = column("QualifierName in order", default=())
    is_major_topic: bool = column("Whether descriptor or a qualifier is a major topic", default=False)


class ArticlePublicationType(Table, name="article_publication_types", title="Publication types"):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    publication_type: str = column("PublicationType", required=True)
    publication_type_ui: str = column("PublicationType@UI", default="")


class ArticleCorrection(Table, name="article_corrections", title="CommentsCorrections but the reference list (Cites)"):
    pmid: str = column("Record that carries the element", key=True, pattern=PMID_PATTERN)
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


class ArticleReference(Table, name="article_references", title="Reference lists, as far as PubMed ties them to PMIDs"):
    pmid: str = column("Record whose reference list it is", key=True, pattern=PMID_PATTERN)
    position: int = column("Place among the references with a PMID, from 1", key=True, minimum=1)
    cited_pmid: str = column("The paper that it cites", required=True, pattern=PMID_PATTERN)


class ArticleAbstract(
    Table, name="article_abstracts", title="Abstract sections (not committed: may be in copyright)", committed=False
):
    pmid: str = column("Record", key=True, pattern=PMID_PATTERN)
    position: int = column("Place, from 1", key=True, minimum=1)
    label: str = column("AbstractText@Label", default="")
    nlm_category: str = column("AbstractText@NlmCategory", default="")
    text: str = column("Text, inline markup removed, spaces kept", required=True, default="")


class Label(Table, name="labels", title="FDA drug labels: those cited, and those found for the drugs of the questions"):
    set_id: str = column("SPL set id, the key of a label through all its versions", key=True, pattern=SET_ID_PATTERN)
    version: int | None = column("Version number within its set id", minimum=1, default=None)
    effective_date: str = column("Effective time of the version", pattern=DATE_PATTERN, default="")
    brand_name: tuple[str, ...] = column("Brand (proprietary) names as the label has them", default=())
    generic_name: tuple[str, ...] = column("Generic names as the label has them", default=())
    application_number: tuple[str, ...] = column("NDA, ANDA or BLA numbers", default=())
    manufacturer: str = column("Labeler", default="")
    source: str = column("Whose copy is shown", enum=vocabulary.LABEL_SOURCES, default="")
    substances: tuple[str, ...] = column("Active ingredients", default=())
    dosage_forms: tuple[str, ...] = column("Dosage forms, upper case, where the source gives them", default=())
    routes: tuple[str, ...] = column("Routes of administration, upper case, where the source gives them", default=())
    is_original_packager: bool | None = column("Whether openFDA calls it the original packager's", default=None)
    names_source: str = column(
        "Whose copy the names come from, where the copy shown has none", enum=vocabulary.LABEL_SOURCES, default=""
    )
    boxed_warning: str = column("Of a label in use: one sentence of its boxed warning; empty: none", default="")
    newest_version: int | None = column("Newest version that DailyMed lists; empty: not asked", minimum=1, default=None)
    newest_date: str = column("When DailyMed published that version", pattern=DATE_PATTERN, default="")
    retrieved_date: str = column("When the shown version was first seen", pattern=DATE_PATTERN, default="")
    stale_since_date: str = column("Asked again without an answer since", pattern=DATE_PATTERN, default="")
    is_in_use: bool = column("Whether a claim cites it or a drug led to it: its sections are kept", default=False)
    found_by: tuple[str, ...] = column("The keys that led to it: setid:..., appl:..., drug:...", default=())
    label_sha256: str = column("SHA-256 of the label's bytes in the raw store", pattern=SHA256_PATTERN, default="")


class LabelSection(Table, name="label_sections", title="Sections of the labels in use, current version"):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    section: str = column("Section as openFDA names it; a subsection has its parent's name", key=True)
    position: int = column("Place within the section, from 1", key=True, minimum=1)
    loinc_code: str = column("LOINC code of the section or, where it has one of its own, subsection", default="")
    number: str = column("Number as printed: 2.1, 5.6; empty in labels without numbers", default="")
    title: str = column("Title as printed, without its number", default="")
    text: str = column("Text; one line per paragraph, list item or table row (cells joined by ` | `)", default="")
    text_sha256: str = column("SHA-256 of text", pattern=SHA256_PATTERN, default="")


class LabelChoice(Table, name="label_choices", title="For each drug of each question: which label, why, what it holds"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    drug: str = column("Drug as the front matter names it, or the cited label where no drug leads to it", key=True)
    position: int = column("Number of the label in use for this drug, from 1", key=True, minimum=1)
    set_id: str = column("The label in use; empty where none is", pattern=SET_ID_PATTERN, default="")
    outcome: str = column(
        "What became of the search", required=True, enum=vocabulary.LABEL_OUTCOMES, default="not asked"
    )
    reason: str = column("Why, in words", default="")
    candidates: tuple[str, ...] = column("Set ids of every label found for the drug", default=())
    answer: str = column("What the label in use holds for the question", enum=vocabulary.LABEL_ANSWERS, default="")
    sections_asked: tuple[str, ...] = column("Sections in which an answer was looked for", default=())
    since_date: str = column("Since when the source has not been reached", pattern=DATE_PATTERN, default="")


class LabelPassage(Table, name="label_passages", title="Label sentences closest to claims and questions; no verdict"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    position: int = column("Place among the question's passages of this label, from 1", key=True, minimum=1)
    claim_id: str = column("Claim; empty where the passage is for the question", pattern=CLAIM_ID_PATTERN, default="")
    section: str = column("Section as openFDA names it", default="")
    number: str = column("Number of the subsection as printed", default="")
    title: str = column("Title of the subsection as printed", default="")
    sentence_number: int = column("Number of the sentence in its subsection, from 1", minimum=1, default=1)
    sentence: str = column("The sentence as the label has it", required=True, default="")
    share: float | None = column("Share of the claim's weighted words found in it, 0 to 1", default=None)


class SnapshotFact(
    Table, name="snapshot_facts", title="Key facts of the bundled snapshot, in our words; no quotations"
):
    reference_id: str = column(
        "Reference; drug:... for a label whose set id is not confirmed", key=True, pattern=FACT_KEY_PATTERN
    )
    position: int = column("Place, from 1", key=True, minimum=1)
    fact: str = column("The fact in our own words", required=True)


class SourceState(Table, name="source_states", title="What each source answered"):
    source: str = column("Source: pubmed, snapshot, ...", key=True)
    state: str = column(
        "Whether the last question got an answer", enum=("answered", "down", "not asked"), required=True
    )
    since_date: str = column("Since when that is so", pattern=DATE_PATTERN, default="")
    newest_date: str = column("When the newest content shown was first seen", pattern=DATE_PATTERN, default="")
    n_records: int | None = column("Records shown from it", minimum=0, default=None)
    unanswered: tuple[str, ...] = column("Kinds of questions that it did not answer", default=())


class Finding(Table, name="findings", title="Fails, unknowns, and passes that carry a quote"):
    finding_id: str = column(
        "First 12 hex digits of sha256 of question, claim, reference, check", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    claim_id: str = column("Claim; empty where the finding is the question's", pattern=CLAIM_ID_PATTERN, default="")
    reference_id: str = column("Reference; empty where there is none", pattern=REFERENCE_ID_PATTERN, default="")
    check_code: str = column("The check, which is its file in pipeline/checks", required=True, default="")
    result: str = column("pass, fail or unknown", required=True, enum=vocabulary.RESULTS, default="unknown")
    severity: str = column("critical, warning or info", required=True, enum=vocabulary.SEVERITIES, default="info")
    message: str = column("What was found, what was expected, what to do next", required=True, default="")
    evidence_quote: str = column("The words the result rests on, as the source has them", default="")
    evidence_location: str = column("Where they stand", default="")
    reason: str = column("Why: a code of pipeline/schema/reasons.py, which has its sentence", enum=CODES, default="")
    facts_hash: str = column(
        "First 12 hex digits of sha256 of severity, quotation and facts: with the reason, what the finding is",
        pattern=CLAIM_ID_PATTERN,
        default="",
    )
    set_aside_by: str = column("Who disagreed with it, so that it counts as a pass", default="")


class CheckCount(Table, name="check_counts", title="How often each check passed, failed or could not tell"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    check_code: str = column("Check", key=True)
    n_pass: int = column("Passes", minimum=0, default=0)
    n_fail: int = column("Fails", minimum=0, default=0)
    n_unknown: int = column("Unknowns", minimum=0, default=0)
