"""Whether the tables fit together: links to rows that do not exist, and rows that the history should have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.schema import claim_tables as c
from pipeline.schema import moving_tables as m
from pipeline.schema import tables as t
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.problems import Problem
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
    t.Claim, t.AuthorReference, t.LabelChoice, t.Finding, t.CheckCount, t.QuestionStatus, m.Search, m.Candidate,
)  # fmt: skip
OF_A_RECORD: tuple[type[Table], ...] = (
    t.ArticleAuthor, t.ArticleMeshHeading, t.ArticlePublicationType, t.ArticleCorrection, t.ArticleRegistration,
    t.ArticleReference,
)  # fmt: skip
LINKS = (
    *(Link(table, "question_id", t.Question) for table in OF_A_QUESTION),
    *(Link(table, "pmid", t.Article) for table in OF_A_RECORD),
    Link(t.Citation, "claim_id", t.Claim),
    Link(t.Finding, "claim_id", t.Claim),
    Link(c.ClaimVerdict, "claim_id", t.Claim),
    Link(t.Citation, "reference_id", t.CitedReference),
    Link(t.ReferenceNotice, "reference_id", t.CitedReference),
    Link(m.ReferenceSource, "reference_id", t.CitedReference),
    Link(c.ClaimVerdict, "reference_id", t.CitedReference),
    Link(t.LabelSection, "set_id", t.Label),
    Link(t.LabelChoice, "set_id", t.Label),
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
    checked = {s.question_id for s in rows[t.QuestionStatus]}
    answered = [r for r in rows[t.CitedReference] if r.origin == "live" and r.record_status == "found"]
    live = {r.reference_id for r in answered if not checked.isdisjoint(r.question_ids)}
    own = {x.claim_id for x in rows[t.Claim] if x.question_id in checked}
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
