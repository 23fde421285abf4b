"""Every processed table, by the stage that writes it, and the history that CHECK adds to."""

from pipeline.schema import claim_tables as c
from pipeline.schema import history_tables as h
from pipeline.schema import moving_tables as m
from pipeline.schema import tables as t
from pipeline.schema.table import Table

NORMALISED: tuple[type[Table], ...] = (
    t.Question,
    t.QuestionMistake,
    t.Claim,
    t.Citation,
    t.AuthorReference,
    t.CitedReference,
    t.ReferenceNotice,
    m.ReferenceSource,
    m.Supersession,
    t.Article,
    t.ArticleAuthor,
    t.ArticleMeshHeading,
    t.ArticlePublicationType,
    t.ArticleCorrection,
    t.ArticleRegistration,
    t.ArticleReference,
    t.ArticleAbstract,
    t.Label,
    t.LabelSection,
    t.LabelChoice,
    t.LabelPassage,
    m.Search,
    m.Candidate,
    m.Review,
    m.Dismissal,
    c.Adjudication,
    c.ClaimVerdict,
    c.ClaimNumber,
    c.NumberConflict,
    t.SnapshotFact,
    t.SourceState,
)
CHECKED: tuple[type[Table], ...] = (t.Finding, t.CheckCount, t.QuestionStatus)
PROCESSED = (*NORMALISED, *CHECKED)
# what CHECK compares today's tables with, and adds to; ApprovedPart is also written by `review`
HISTORY_OF_CHECK: tuple[type[Table], ...] = (
    h.ReferenceVersion,
    h.ClaimVersion,
    h.Change,
    h.LabelVersion,
    h.LabelSectionVersion,
    h.CandidateVersion,
)
