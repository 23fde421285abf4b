"""Every processed table, by the stage that writes it, and the history that CHECK adds to."""

from pipeline.schema.claim_tables import Adjudication, Citation, Claim, ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.finding_tables import CheckCount, Finding, QuestionStatus
from pipeline.schema.history_tables import (
    CandidateVersion,
    Change,
    ClaimVersion,
    LabelSectionVersion,
    LabelVersion,
    ReferenceVersion,
)
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage, LabelSection
from pipeline.schema.moving_tables import (
    Candidate,
    Dismissal,
    ReferenceSource,
    Review,
    Search,
    SourceState,
    Supersession,
)
from pipeline.schema.paper_tables import (
    Article,
    ArticleAbstract,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticlePublicationType,
    ArticleReference,
    ArticleRegistration,
    CitedReference,
    ReferenceNotice,
    SnapshotFact,
)
from pipeline.schema.question_tables import AuthorReference, Question, QuestionMistake
from pipeline.schema.table import Table

NORMALISED: tuple[type[Table], ...] = (
    Question,
    QuestionMistake,
    Claim,
    Citation,
    AuthorReference,
    CitedReference,
    ReferenceNotice,
    ReferenceSource,
    Supersession,
    Article,
    ArticleAuthor,
    ArticleMeshHeading,
    ArticlePublicationType,
    ArticleCorrection,
    ArticleRegistration,
    ArticleReference,
    ArticleAbstract,
    Label,
    LabelSection,
    LabelChoice,
    LabelPassage,
    Search,
    Candidate,
    Review,
    Dismissal,
    Adjudication,
    ClaimVerdict,
    ClaimNumber,
    NumberConflict,
    SnapshotFact,
    SourceState,
)
CHECKED: tuple[type[Table], ...] = (Finding, CheckCount, QuestionStatus)
PROCESSED = (*NORMALISED, *CHECKED)
# what CHECK compares today's tables with, and adds to; ApprovedPart is also written by `review`
HISTORY_OF_CHECK: tuple[type[Table], ...] = (
    ReferenceVersion,
    ClaimVersion,
    Change,
    LabelVersion,
    LabelSectionVersion,
    CandidateVersion,
)
