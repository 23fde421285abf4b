"""Closed word lists, each with the authority it comes from. A word that is not here is *unknown*, never guessed."""

from pipeline.schema.notice_kinds import NOTICE_KINDS
from pipeline.schema.sources import LABELS, NOTICES, covering

QUESTION_STATUSES = ("draft", "submitted", "under review", "approved", "retired")
AUDIENCES = ("clinician", "patient")

# section -> its heading in a question file, and the evidence source that belongs in it (docs/contract.md,
# Question files)
SECTIONS = {"guidelines": "From the Guidelines", "fda": "From the FDA Drug Label", "research": "From the Research"}
SECTION_SOURCES = {"guidelines": "guideline", "fda": "fda", "research": "research"}
REFERENCES_HEADING = "References"
ABSTENTIONS = {
    "guidelines": "The guidelines do not answer the question.",
    "fda": "The FDA drug label does not answer the question.",
    "research": "The research does not answer the question.",
}

EVIDENCE_SOURCES = ("guideline", "fda", "research")
# from PublicationType; the first that applies, most specific first
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
# the first that applies, or unknown (docs/contract.md, integrity_status)
INTEGRITY_STATUSES = ("retracted", "withdrawn", "notice", "concern", "corrected", "no_notice_found", "unknown")
# A record of one of these is no evidence: it is cited only to tell of it, and never proposed.
FALLEN_STATUSES = ("retracted", "withdrawn", "notice")
ORIGINS = ("live", "library", "snapshot")
RESULTS = ("pass", "fail", "unknown")
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
# What a refresh asks for next: the notices and newer versions that a record names.
FOLLOWED_REF_TYPES = frozenset(NOTICE_KINDS) | {"UpdateIn"}
# PublicationType words, MeSH "Publication Types": https://www.nlm.nih.gov/mesh/pubtypes.html
RETRACTED_TYPES = frozenset({"Retracted Publication"})
NOTICE_TYPES = frozenset(
    {"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"}
)
# the links by which a record is a notice on another paper; the paper's own side of each ends in "In"
NOTICE_REF_TYPES = frozenset({"RetractionOf", "PartialRetractionOf", "ExpressionOfConcernFor", "ErratumFor"})
# A corrected and republished article may keep "Erratum:" before its title; it is the paper, not a notice.
REPUBLISHED_TYPES = frozenset({"Corrected and Republished Article"})
REPUBLISHED_REF_TYPES = frozenset({"RepublishedFrom", "CorrectedandRepublishedFrom", "RetractedandRepublishedFrom"})
GUIDELINE_TYPES = frozenset({"Practice Guideline", "Guideline", "Consensus Development Conference"})

# ---- FDA labels ----------------------------------------------------------------------------------------------------

LABEL_SOURCES = covering(LABELS)
# What became of looking for the label of a drug that a question names. "not findable by name" (a label is known by its
# set id, but the source does not find it by this name today) and "no label found" are different answers.
# "No label found" takes both openFDA and DailyMed; where openFDA alone answered it is "not asked of DailyMed".
LABEL_OUTCOMES = (
    *("used", "several", "not findable by name", "no label found", "not reached", "not asked"),
    "not asked of DailyMed",
)
# What the label in use holds for the question; "unclear" is unknown: it speaks of the use without a plain answer.
LABEL_ANSWERS = ("answers", "unclear", "silent", "section absent")
# A new or changed sentence here is critical for every answer that rests on the label (21 CFR 201.57(c)(1), (c)(5)).
CRITICAL_LABEL_SECTIONS = ("boxed_warning", "contraindications")

# ---- What moves ----------------------------------------------------------------------------------------------------

FROM_HISTORY = "history"  # the source of a notice that only an earlier run of this project saw
INTEGRITY_SOURCES = covering(NOTICES)
ASKED_OUTCOMES = ("answered", "not held", "failed", "not asked")
SUPERSESSION_ROUTES = ("update", "cochrane version", "newer guideline", "published article")
SEARCH_PURPOSES = ("citing", "guideline", "systematic review", "trial", "superseding guideline", "newer version")
MOST_CANDIDATES = 10  # of a question: as many new ones, and as many that were unread at the last approval
REVIEW_ACTIONS = ("submit", "return", "approve", "retire")
# What an evidence hash is made of; and what an approval accepted, knew and left open beside it.
HASHED_KINDS = ("claim", "reference", "label passage", "boxed warning")
LEFT_OPEN_KINDS = ("open warning", "could not be checked", "unread candidate")
PART_KINDS = (*HASHED_KINDS, "accepted finding", "accepted reason", "seen change", *LEFT_OPEN_KINDS)

# ---- Claims against their sources ----------------------------------------------------------------------------------

# the labels of SciFact (Wadden and others 2020, doi:10.18653/v1/2020.emnlp-main.609)
VERDICTS = ("SUPPORT", "CONTRADICT", "NOINFO")
# "unsure" and "not checked" are both unknown: of the first the text was read, of the second there was none
CLAIM_MARKS = ("says so", "says otherwise", "does not say", "unsure", "not checked")
NUMBER_RESULTS = ("same", "different", "not found", "not comparable")
ADJUDICATIONS = ("agree", "disagree")
