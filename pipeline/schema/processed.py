"""All processed tables, in the order in which first NORMALISE and then CHECK write them."""

from pipeline.schema import claim_tables as c
from pipeline.schema import moving_tables as m
from pipeline.schema import tables as t
from pipeline.schema.table import Table

PROCESSED: tuple[type[Table], ...] = (
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
    t.Finding,
    t.CheckCount,
    t.QuestionStatus,
)
