"""Closed word lists, each with its authority. A word that is not in its list is *unknown*; nothing is guessed."""

from pipeline.schema.notice_kinds import NOTICE_KINDS
from pipeline.schema.sources import LABELS, NOTICES, covering

QUESTION_STATUSES = ("draft", "submitted", "under review", "approved", "retired")
AUDIENCES = ("clinician", "patient")

# Section -> its heading in a question file, and section -> the evidence source that belongs in it (docs/contract.md,
# Question files).
SECTIONS = {"guidelines": "From the Guidelines", "fda": "From the FDA Drug Label", "research": "From the Research"}
SECTION_SOURCES = {"guidelines": "guideline", "fda": "fda", "research": "research"}
REFERENCES_HEADING = "References"
ABSTENTIONS = {
    "guidelines": "The guidelines do not answer the question.",
    "fda": "The FDA drug label does not answer the question.",
    "research": "The research does not answer the question.",
}

EVIDENCE_SOURCES = ("guideline", "fda", "research")
# From PublicationType, most specific first; the first that applies counts.
STUDY_DESIGNS = (
    "preprint",
    "practice guideline",
    "systematic review",
    "meta-analysis",
    "randomized controlled trial",
    "clinical trial",
    "observational study",
    "review",
    "case report",
    "other",
)
# Oxford Centre for Evidence-Based Medicine, "The Oxford 2011 Levels of Evidence", row "Does this intervention help?":
# https://www.cebm.ox.ac.uk/resources/levels-of-evidence/ocebm-levels-of-evidence (starting level by design)
EVIDENCE_LEVEL_SCHEME = "Oxford CEBM 2011"

RECORD_STATUSES = ("found", "not_found", "deleted", "not_fetched")
LOST_STATUSES = ("not_found", "deleted")  # the source has no such record
UNKNOWN = "unknown"  # the result of a check that could not decide, and the integrity status that no source could tell
NO_NOTICE = "no_notice_found"
# The first that applies, else unknown (docs/contract.md, integrity_status).
INTEGRITY_STATUSES = ("retracted", "withdrawn", "notice", "concern", "corrected", NO_NOTICE, UNKNOWN)
# A record with one of these is not evidence. It may be cited only to report the retraction, and is never proposed.
FALLEN_STATUSES = ("retracted", "withdrawn", "notice")
ORIGINS = ("live", "library", "snapshot")
RESULTS = ("pass", "fail", UNKNOWN)
SEVERITIES = ("critical", "warning", "info")
CURRENCIES = ("current", "new evidence pending", "update needed", "not checked")
CITATION_PREFIXES = ("pmid", "pmcid", "doi", "setid", "appl")

# CommentsCorrections@RefType, NLM PubMed DTD 2025:
# https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/att-RefType.html
REF_TYPES = frozenset(
    """AssociatedDataset AssociatedPublication Cites CommentIn CommentOn CorrectedandRepublishedFrom
    CorrectedandRepublishedIn ErratumFor ErratumIn ExpressionOfConcernFor ExpressionOfConcernIn OriginalReportIn
    PartialRetractionIn PartialRetractionOf ReprintIn ReprintOf RepublishedFrom RepublishedIn
    RetractedandRepublishedFrom RetractedandRepublishedIn RetractionIn RetractionOf SummaryForPatientsIn UpdateIn
    UpdateOf""".split()
)
# The links that a refresh follows: the notices and newer versions that a record names.
FOLLOWED_REF_TYPES = frozenset(NOTICE_KINDS) | {"UpdateIn"}
# PublicationType values, from MeSH "Publication Types": https://www.nlm.nih.gov/mesh/pubtypes.html
RETRACTED_TYPES = frozenset({"Retracted Publication"})
NOTICE_TYPES = frozenset(
    {"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"}
)
# The links that make a record a notice on another paper; the reverse link, in that paper, ends in "In".
NOTICE_REF_TYPES = frozenset({"RetractionOf", "PartialRetractionOf", "ExpressionOfConcernFor", "ErratumFor"})
# A corrected and republished article may have "Erratum:" before its title; it is still the paper, not a notice.
REPUBLISHED_TYPES = frozenset({"Corrected and Republished Article"})
REPUBLISHED_REF_TYPES = frozenset({"RepublishedFrom", "CorrectedandRepublishedFrom", "RetractedandRepublishedFrom"})
GUIDELINE_TYPES = frozenset({"Practice Guideline", "Guideline", "Consensus Development Conference"})

# ---- FDA labels ----------------------------------------------------------------------------------------------------

LABEL_SOURCES = covering(LABELS)
# The outcome of the search for the label of a drug that a question names. "not findable by name" means that a label is
# known by its set id, but the source does not find it by this name today; that differs from "no label found". "no label
# found" requires an answer from both openFDA and DailyMed; if only openFDA answered, it is "not asked of DailyMed".
LABEL_OUTCOMES = (
    *("used", "several", "not findable by name", "no label found", "not reached", "not asked"),
    "not asked of DailyMed",
)
# Whether the label in use answers the question. "unclear" counts as unknown: the label mentions the use, but without a
# plain answer.
LABEL_ANSWERS = ("answers", "unclear", "silent", "section absent")
# A new or changed sentence in these is critical for every answer that rests on the label (21 CFR 201.57(c)(1), (c)(5)).
CRITICAL_LABEL_SECTIONS = ("boxed_warning", "contraindications")

# ---- Changes and reviews -------------------------------------------------------------------------------------------

FROM_HISTORY = "history"  # the source of a notice that only an earlier run of this project has seen
INTEGRITY_SOURCES = covering(NOTICES)
ASKED_OUTCOMES = ("answered", "not held", "failed", "not asked")
SUPERSESSION_ROUTES = ("update", "cochrane version", "newer guideline", "published article")
SEARCH_PURPOSES = ("citing", "guideline", "systematic review", "trial", "superseding guideline", "newer version")
MOST_CANDIDATES = 10  # per question: at most 10 new ones, and 10 that were unread at the last approval
REVIEW_ACTIONS = ("submit", "return", "approve", "retire")
# The parts that an evidence hash covers. PART_KINDS adds what an approval accepted, had seen and left open.
HASHED_KINDS = ("claim", "reference", "label passage", "boxed warning")
LEFT_OPEN_KINDS = ("open warning", "could not be checked", "unread candidate")
PART_KINDS = (*HASHED_KINDS, "accepted finding", "accepted reason", "seen change", *LEFT_OPEN_KINDS)

# ---- Claims against their sources ----------------------------------------------------------------------------------

# The labels of SciFact (Wadden and others 2020, doi:10.18653/v1/2020.emnlp-main.609).
VERDICTS = ("SUPPORT", "CONTRADICT", "NOINFO")
# "unsure" and "not checked" both count as unknown. For "unsure" the source's text was read; for "not checked" there was
# none to read.
CLAIM_MARKS = ("says so", "says otherwise", "does not say", "unsure", "not checked")
NUMBER_RESULTS = ("same", "different", "not found", "not comparable")
ADJUDICATIONS = ("agree", "disagree")
