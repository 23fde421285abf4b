"""The tables of what moves: who was asked about each reference, what replaced it, what is new, what people decided."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import DOI_PATTERN, PMID_PATTERN, QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN
from pipeline.schema.table import Table, column
from pipeline.schema.tables import CLAIM_ID_PATTERN, SHA256_PATTERN


class ReferenceSource(
    Table,
    name="reference_sources",
    title="Which source was asked about the integrity of each cited paper, and the answer",
):
    reference_id: str = column("The cited paper", key=True, pattern=REFERENCE_ID_PATTERN)
    source: str = column("pubmed, crossref, retraction_watch", key=True, enum=vocabulary.INTEGRITY_SOURCES)
    outcome: str = column(
        "answered, not held (it does not know the id), failed, not asked", required=True, enum=vocabulary.ASKED_OUTCOMES
    )
    n_notices: int | None = column("Notices that it names; empty where it did not answer", minimum=0, default=None)
    since_date: str = column("Since when it has not answered", pattern=DATE_PATTERN, default="")
    known_as: str = column(
        "The DOI under which it answered, where that is another than the paper's: the prime DOI of an alias",
        pattern=DOI_PATTERN,
        default="",
    )


class Supersession(
    Table, name="supersessions", title="Newer evidence that may replace a cited reference: to be judged"
):
    reference_id: str = column("The cited reference", key=True, pattern=REFERENCE_ID_PATTERN)
    newer_id: str = column("pmid:..., else doi:..., else the citation of the newest", key=True)
    route: str = column("How it was found", key=True, enum=vocabulary.SUPERSESSION_ROUTES)
    reason: str = column("Why it may replace the cited one, in words", default="")
    chain: tuple[str, ...] = column("The ids from the cited to the newest, the cited one left out", default=())
    is_partial: bool = column("Whether the newer one says that it updates a part only", default=False)
    newer_title: str = column("Title of the newest", default="")
    newer_year: int | None = column("Year of the newest", default=None)
    newer_integrity_status: str = column(
        "Integrity of the newest, from its own record", enum=vocabulary.INTEGRITY_STATUSES, default="unknown"
    )
    newer_notices: tuple[str, ...] = column("Notices that the newest names: id, kind and date", default=())
    newer_fallen: str = column(
        "Why the newest may not be cited: retracted, withdrawn, notice, or unknown by its title; empty where it may",
        enum=(*vocabulary.FALLEN_STATUSES, "unknown"),
        default="",
    )


class Search(Table, name="searches", title="Every search made for a question, as PRISMA-S asks"):
    search_id: str = column(
        "First 12 hex digits of sha256(question_id, source, query)", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    source: str = column("Where it was searched: pubmed", required=True, default="pubmed")
    purpose: str = column("What it looks for", enum=vocabulary.SEARCH_PURPOSES, default="")
    query: str = column(
        "The search string as sent; of citing articles, the PMIDs asked about", required=True, default=""
    )
    searched_date: str = column("When the shown count was first seen", pattern=DATE_PATTERN, default="")
    n_found: int | None = column("Records found; empty: no answer", minimum=0, default=None)
    n_read: int | None = column(
        "Records looked at: of more than 200 the newest, of citing articles those that cite most of the references",
        minimum=0,
        default=None,
    )
    unmatched: tuple[str, ...] = column("Phrases of the query that PubMed says it does not know", default=())
    reference_id: str = column(
        "The cited reference whose successor it looks for", pattern=REFERENCE_ID_PATTERN, default=""
    )
    failed_since_date: str = column("Asked again without an answer since", pattern=DATE_PATTERN, default="")


class Candidate(
    Table,
    name="candidates",
    title="New evidence that may bear on a question, best first: at most ten, then at most ten unread at the approval",
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    pmid: str = column("The candidate", key=True, pattern=PMID_PATTERN)
    route: tuple[str, ...] = column("How it was found: citing, guideline, systematic review, trial", default=())
    rank: int | None = column("Place, from 1", minimum=1, default=None)
    score: float | None = column("Score by which it is ranked (pipeline/evidence/newer/ranking.py)", default=None)
    title: str = column("Title", default="")
    year: int | None = column("Year", default=None)
    study_design: str = column("Design, from PublicationType", enum=vocabulary.STUDY_DESIGNS, default="")
    claim_ids: tuple[str, ...] = column("Claims that it bears on", default=())
    cited_pmids: tuple[str, ...] = column("References of the question that it cites", default=())
    first_seen_date: str = column("When it was first seen", pattern=DATE_PATTERN, default="")
    integrity_status: str = column(
        "Integrity, from its own record", enum=vocabulary.INTEGRITY_STATUSES, default="unknown"
    )
    notices: tuple[str, ...] = column("Notices that its record names: id, kind and date", default=())
    is_from_before_approval: bool = column(
        "Whether it was found before the last approval, which was given without citing or dismissing it", default=False
    )


class Review(Table, name="reviews", title="What people decided on each question (reviews/log.csv)"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Place in the log among the question's rows, from 1", key=True, minimum=1)
    review_date: str = column("When", required=True, pattern=DATE_PATTERN, default="")
    action: str = column(
        "submit, return, approve, retire", required=True, enum=vocabulary.REVIEW_ACTIONS, default="submit"
    )
    by: str = column("Who", required=True, default="")
    note: str = column("Note", default="")
    evidence_hash: str = column("Evidence hash of that moment", pattern=SHA256_PATTERN, default="")
    accepted_findings: tuple[str, ...] = column("Open critical findings accepted with this approval", default=())
    because: str = column("Why they were accepted", default="")


class Dismissal(Table, name="dismissals", title="Candidates that a person set aside (reviews/dismissed.csv), for ever"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    pmid: str = column("The candidate", key=True, pattern=PMID_PATTERN)
    reason: str = column("Why", required=True, default="")
    by: str = column("Who", default="")
    dismissed_date: str = column("When", pattern=DATE_PATTERN, default="")
