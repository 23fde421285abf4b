"""Whether the tables fit together: links to rows that do not exist, and rows that the history should have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.schema.claim_tables import Citation, Claim, ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, Finding, QuestionStatus
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.label_tables import Label, LabelChoice, LabelSection
from pipeline.schema.moving_tables import Candidate, ReferenceSource, Search
from pipeline.schema.paper_tables import (
    Article,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticlePublicationType,
    ArticleReference,
    ArticleRegistration,
    CitedReference,
    ReferenceNotice,
)
from pipeline.schema.problems import Problem
from pipeline.schema.question_tables import AuthorReference, Question
from pipeline.schema.table import Table, key_columns

MEND = "run `refresh --offline`, which writes the tables anew"
Rows = Mapping[type[Table], Sequence[Any]]


@dataclass(frozen=True)
class Link:
    """A column whose values, unless empty, are ids of rows of another table."""

    table: type[Table]
    column: str
    parent: type[Table]


OF_A_QUESTION: tuple[type[Table], ...] = (
    Claim, AuthorReference, LabelChoice, Finding, CheckCount, QuestionStatus, Search, Candidate,
)  # fmt: skip
OF_A_RECORD: tuple[type[Table], ...] = (
    ArticleAuthor, ArticleMeshHeading, ArticlePublicationType, ArticleCorrection, ArticleRegistration,
    ArticleReference,
)  # fmt: skip
LINKS = (
    *(Link(table, "question_id", Question) for table in OF_A_QUESTION),
    *(Link(table, "pmid", Article) for table in OF_A_RECORD),
    Link(Citation, "claim_id", Claim),
    Link(Finding, "claim_id", Claim),
    Link(ClaimVerdict, "claim_id", Claim),
    Link(Citation, "reference_id", CitedReference),
    Link(ReferenceNotice, "reference_id", CitedReference),
    Link(ReferenceSource, "reference_id", CitedReference),
    Link(ClaimVerdict, "reference_id", CitedReference),
    Link(LabelSection, "set_id", Label),
    Link(LabelChoice, "set_id", Label),
)
LINKED = tuple(dict.fromkeys(table for link in LINKS for table in (link.table, link.parent)))


def broken_links(rows: Rows) -> Iterator[Problem]:
    """One problem for each link whose values include ids without a row.

    The reference of a finding is not checked, because a finding may be about a label that nobody cites.
    """
    for link in LINKS:
        known = {getattr(row, key_columns(link.parent)[0]) for row in rows[link.parent]}
        values = (getattr(row, link.column) for row in rows[link.table])
        strange = list(dict.fromkeys(v for v in values if v and v not in known))
        if strange:
            where = f"data/processed/{link.table.table_name}.csv"
            what = f"expected each {link.column} to be in {link.parent.table_name}.csv; found {', '.join(strange[:5])}"
            yield Problem(where, what + (f" and {len(strange) - 5} more" if len(strange) > 5 else ""), MEND)


def unknown_to_history(
    rows: Rows, versions: Sequence[ReferenceVersion], claims: Sequence[ClaimVersion]
) -> list[Problem]:
    """References that a source answered for, and claims, that CHECK has seen but the history lacks."""
    checked = {s.question_id for s in rows[QuestionStatus]}
    answered = [r for r in rows[CitedReference] if r.origin == "live" and r.record_status == "found"]
    live = {r.reference_id for r in answered if not checked.isdisjoint(r.question_ids)}
    own = {x.claim_id for x in rows[Claim] if x.question_id in checked}
    counts = (
        ("reference_versions", live - {v.reference_id for v in versions}, "references of cited_references.csv"),
        ("claim_versions", own - {v.claim_id for v in claims}, "claims of claims.csv"),
    )
    return [
        Problem(
            f"data/history/{name}.csv",
            f"expected a row for each of the {what}; found none for {len(lost)}, such as {min(lost)}",
            "run `doctor --repair`, or `refresh`, which adds them with today's date",
        )
        for name, lost, what in counts
        if lost
    ]
