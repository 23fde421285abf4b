"""The tables about change: state and answers of sources, replacements, searches, new evidence, people's decisions."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import (
    CLAIM_ID_PATTERN,
    DOI_PATTERN,
    PMID_PATTERN,
    QUESTION_ID_PATTERN,
    REFERENCE_ID_PATTERN,
    SHA256_PATTERN,
)
from pipeline.schema.table import Table, column


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


class ReferenceSource(
    Table,
    name="reference_sources",
    title="The answer of each source that was asked about the integrity of each cited paper",
):
    reference_id: str = column("Cited paper", key=True, pattern=REFERENCE_ID_PATTERN)
    source: str = column("pubmed, crossref or retraction_watch", key=True, enum=vocabulary.INTEGRITY_SOURCES)
    outcome: str = column(
        "answered, not held (the source does not know the id), failed or not asked",
        required=True,
        enum=vocabulary.ASKED_OUTCOMES,
    )
    n_notices: int | None = column("Number of notices; empty if the source did not answer", minimum=0, default=None)
    since_date: str = column("Date since when the source has not answered", pattern=DATE_PATTERN, default="")
    known_as: str = column(
        "DOI under which the source answered, if it differs from the paper's: the prime DOI of an alias",
        pattern=DOI_PATTERN,
        default="",
    )


class Supersession(
    Table, name="supersessions", title="Newer evidence that may replace a cited reference; a person must judge it"
):
    reference_id: str = column("Cited reference", key=True, pattern=REFERENCE_ID_PATTERN)
    newer_id: str = column("Id of the newest version: pmid:..., else doi:..., else its citation", key=True)
    route: str = column("How the newest version was found", key=True, enum=vocabulary.SUPERSESSION_ROUTES)
    reason: str = column("Reason why it may replace the cited reference, in words", default="")
    chain: tuple[str, ...] = column("Ids from the cited reference (excluded) to the newest version", default=())
    is_partial: bool = column("Whether the newer version says that it updates only a part", default=False)
    newer_title: str = column("Title of the newest version", default="")
    newer_year: int | None = column("Year of the newest version", default=None)
    newer_integrity_status: str = column(
        "Integrity status of the newest version, from its own record",
        enum=vocabulary.INTEGRITY_STATUSES,
        default=vocabulary.UNKNOWN,
    )
    newer_notices: tuple[str, ...] = column("Notices on the newest version: id, kind and date", default=())
    newer_fallen: str = column(
        "Reason why the newest version must not be cited: retracted, withdrawn, notice, or unknown because of its "
        "title; empty if it may be cited",
        enum=(*vocabulary.FALLEN_STATUSES, vocabulary.UNKNOWN),
        default="",
    )


class Search(Table, name="searches", title="Each search made for a question, as PRISMA-S recommends"):
    search_id: str = column(
        "First 12 hex digits of sha256(question_id, source, query)", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    source: str = column("Database that was searched: pubmed", required=True, default="pubmed")
    purpose: str = column("Purpose of the search", enum=vocabulary.SEARCH_PURPOSES, default="")
    query: str = column(
        "Search string as sent; for citing articles, the PMIDs of the cited papers", required=True, default=""
    )
    searched_date: str = column("Date when the shown count was first seen", pattern=DATE_PATTERN, default="")
    n_found: int | None = column("Number of records found; empty if there was no answer", minimum=0, default=None)
    n_read: int | None = column(
        "Number of records read: if more than 200 were found, the newest; for citing articles, those that cite the "
        "most references",
        minimum=0,
        default=None,
    )
    unmatched: tuple[str, ...] = column("Phrases of the query that PubMed says it does not know", default=())
    reference_id: str = column(
        "Cited reference whose successor the search looks for", pattern=REFERENCE_ID_PATTERN, default=""
    )
    failed_since_date: str = column("Date since when repeating the search has failed", pattern=DATE_PATTERN, default="")


class Candidate(
    Table,
    name="candidates",
    title="New evidence that may affect a question, best first: at most ten new papers, then at most ten that were "
    "unread at the last approval",
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    pmid: str = column("PMID of the candidate", key=True, pattern=PMID_PATTERN)
    route: tuple[str, ...] = column("How it was found: citing, guideline, systematic review, trial", default=())
    rank: int | None = column("Rank, from 1", minimum=1, default=None)
    score: float | None = column("Score for the ranking (pipeline/evidence/newer/ranking.py)", default=None)
    title: str = column("Title", default="")
    year: int | None = column("Year", default=None)
    study_design: str = column("Study design, from PublicationType", enum=vocabulary.STUDY_DESIGNS, default="")
    claim_ids: tuple[str, ...] = column("Claims that it may affect", default=())
    cited_pmids: tuple[str, ...] = column("References of the question that it cites", default=())
    first_seen_date: str = column("Date when it was first seen", pattern=DATE_PATTERN, default="")
    integrity_status: str = column(
        "Integrity status, from its own record", enum=vocabulary.INTEGRITY_STATUSES, default=vocabulary.UNKNOWN
    )
    notices: tuple[str, ...] = column("Notices that its record names: id, kind and date", default=())
    is_from_before_approval: bool = column(
        "Whether it was found before the last approval, which neither cited nor dismissed it", default=False
    )


class Review(Table, name="reviews", title="People's decisions on each question (reviews/log.csv)"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Number among the question's rows in the log, from 1", key=True, minimum=1)
    review_date: str = column("Date of the decision", required=True, pattern=DATE_PATTERN, default="")
    action: str = column(
        "submit, return, approve or retire", required=True, enum=vocabulary.REVIEW_ACTIONS, default="submit"
    )
    by: str = column("Who decided", required=True, default="")
    note: str = column("Note", default="")
    evidence_hash: str = column("Evidence hash at that time", pattern=SHA256_PATTERN, default="")
    accepted_findings: tuple[str, ...] = column("Open critical findings accepted with this approval", default=())
    because: str = column("Reason why they were accepted", default="")


class Dismissal(
    Table, name="dismissals", title="Candidates that a person set aside permanently (reviews/dismissed.csv)"
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    pmid: str = column("PMID of the candidate", key=True, pattern=PMID_PATTERN)
    reason: str = column("Reason for the dismissal", required=True, default="")
    by: str = column("Who dismissed it", default="")
    dismissed_date: str = column("Date of the dismissal", pattern=DATE_PATTERN, default="")
