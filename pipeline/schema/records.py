"""Rows that belong together: a parsed record, a parsed label, and a question with all its evidence."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.schema.claim_tables import Citation, Claim, ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import Change
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage, LabelSection
from pipeline.schema.moving_tables import Candidate, ReferenceSource, Review, Search, Supersession
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
from pipeline.schema.question_tables import AuthorReference, Question
from pipeline.schema.stable_ids import stable_id


@dataclass
class ParsedRecord:
    """One bibliographic record as rows. `other_dois` are further DOIs that the record gives as its own.

    A PubMed record always has an `article.pmid`. A record of the snapshot may have only a DOI or PMCID; the `pmid` of
    all its rows is then empty.
    """

    article: Article
    authors: list[ArticleAuthor] = field(default_factory=list)
    mesh_headings: list[ArticleMeshHeading] = field(default_factory=list)
    publication_types: list[ArticlePublicationType] = field(default_factory=list)
    corrections: list[ArticleCorrection] = field(default_factory=list)
    registrations: list[ArticleRegistration] = field(default_factory=list)
    references: list[ArticleReference] = field(default_factory=list)
    abstracts: list[ArticleAbstract] = field(default_factory=list)
    other_dois: tuple[str, ...] = ()


@dataclass
class ParsedLabel:
    """One drug label as rows: the label itself, and its sections in the document's order."""

    label: Label
    sections: list[LabelSection] = field(default_factory=list)


def number_sections(sections: Iterable[LabelSection]) -> list[LabelSection]:
    """The sections with their `position` among the rows of the same section, from 1, and their `text_sha256` set."""
    rows = list(sections)
    places: Counter[str] = Counter()
    for row in rows:
        places[row.section] += 1
        row.position = places[row.section]
        row.text_sha256 = hashlib.sha256(row.text.encode()).hexdigest()
    return rows


@dataclass(frozen=True)
class QuestionEvidence:
    """One question with its claims and everything known about what they cite.

    The rows in the mappings have the order of their tables. A missing key means that there is no such row.
    """

    question: Question
    claims: tuple[Claim, ...] = ()
    citations: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)  # by claim_id
    references: Mapping[str, CitedReference] = field(default_factory=dict)  # by reference_id
    notices: Mapping[str, tuple[ReferenceNotice, ...]] = field(default_factory=dict)  # by reference_id
    author_references: tuple[AuthorReference, ...] = ()
    facts: Mapping[str, tuple[SnapshotFact, ...]] = field(default_factory=dict)  # by reference_id
    articles: Mapping[str, Article] = field(default_factory=dict)  # by pmid
    authors: Mapping[str, tuple[ArticleAuthor, ...]] = field(default_factory=dict)  # by pmid
    abstracts: Mapping[str, tuple[ArticleAbstract, ...]] = field(default_factory=dict)  # by pmid
    mesh_descriptors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by pmid
    registrations: Mapping[str, tuple[ArticleRegistration, ...]] = field(default_factory=dict)  # by pmid
    # by pmid, for each cited paper whose reference list PubMed has: the papers of this question that it cites
    cited_pmids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked_pmids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # CommentsCorrections, by pmid

    reference_sources: Mapping[str, tuple[ReferenceSource, ...]] = field(default_factory=dict)  # by reference_id
    labels: Mapping[str, Label] = field(default_factory=dict)  # all labels of the tables, by set_id
    label_choices: tuple[LabelChoice, ...] = ()
    label_passages: tuple[LabelPassage, ...] = ()
    label_changes: tuple[Change, ...] = ()  # of the labels in use, since the last approval
    label_sections: Mapping[str, tuple[LabelSection, ...]] = field(default_factory=dict)  # by set_id

    supersessions: Mapping[str, tuple[Supersession, ...]] = field(default_factory=dict)  # by reference_id
    verdicts: tuple[ClaimVerdict, ...] = ()
    numbers: Mapping[tuple[str, str], tuple[ClaimNumber, ...]] = field(default_factory=dict)  # by claim and reference
    conflicts: tuple[NumberConflict, ...] = ()
    searches: tuple[Search, ...] = ()
    candidates: tuple[Candidate, ...] = ()  # best first; their records are in `articles`, `authors`, `abstracts`

    def cited_by(self, claim: Claim) -> tuple[CitedReference, ...]:
        """The references that `claim` cites, in order."""
        return tuple(self.references[c.reference_id] for c in self.citations.get(claim.claim_id, ()))


def reason_of(finding: Finding) -> str:
    """The reason and facts_hash of a finding. Two findings with the same id are the same if these are equal."""
    return f"{finding.reason} {finding.facts_hash}"


@dataclass(frozen=True)
class Acceptance:
    """A critical finding that somebody accepted with an approval.

    `reason` is its code and facts_hash; `message` and `quote` are its words at that time. Each is "" if it is not on
    record. `holds` is True while the evidence is that of the approval and nobody has returned the question since.
    """

    finding_id: str
    message: str
    by: str
    date: str
    because: str
    holds: bool
    quote: str = ""
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether this acceptance covers `finding`; a finding with another reason or other facts is open again."""
        return self.holds and self.finding_id == finding.finding_id and self._is_same(finding)

    def _is_same(self, finding: Finding) -> bool:
        if self.reason:
            return self.reason == reason_of(finding)
        # Accepted before reasons were recorded; CHECK records the reason once (`approval.reasons_to_keep`).
        return not self.message or (self.message, self.quote) == (finding.message, finding.evidence_quote)


@dataclass(frozen=True)
class LeftOpen:
    """A finding or candidate that an approval left open: its kind (`vocabulary.LEFT_OPEN_KINDS`), its id, and its words
    at that time.
    """

    kind: str
    item: str
    words: str


@dataclass(frozen=True)
class Standing:
    """The state of a question according to the review log.

    `approval` is the latest approval or None. `holds` is True while the evidence is unchanged since then. `moved` are
    the changes since then; they have no date if they were computed exactly from the approved parts. `accepted` are all
    acceptances, oldest first. `left_open` is what the approval left open.
    """

    reviews: tuple[Review, ...] = ()
    approval: Review | None = None
    holds: bool = False
    moved: tuple[Change, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()
    seen: frozenset[str] | None = None  # ids of changes on the approval's day, but before it; None: not recorded

    def came_after(self, change: Change) -> bool:
        """Whether `change` came after the latest approval; True if there is no approval, else False for question_added.

        If the approval has no record of the changes before it, a change on its day counts unless the approval holds.
        """
        if self.approval is None:
            return True
        if change.kind == "question_added" or change.change_id in (self.seen or ()):
            return False
        day, is_open = self.approval.review_date, self.seen is not None or not self.holds
        return change.refreshed_date > day or (change.refreshed_date == day and is_open)

    def is_accepted(self, finding: Finding) -> bool:
        """Whether somebody accepted `finding` and the acceptance still holds."""
        return any(a.covers(finding) for a in self.accepted)


def new_finding(
    question_id: str,
    check_code: str,
    result: str,
    severity: str,
    message: str,
    *,
    claim_id: str = "",
    reference_id: str = "",
    reason: str = "",
    facts_hash: str = "",
    quote: str = "",
    location: str = "",
) -> Finding:
    """A finding whose id depends only on question, claim, reference and check, so that rewording it keeps its id."""
    return Finding(
        finding_id=stable_id(question_id, claim_id, reference_id, check_code),
        question_id=question_id,
        claim_id=claim_id,
        reference_id=reference_id,
        check_code=check_code,
        result=result,
        severity=severity,
        message=message,
        reason=reason,
        facts_hash=facts_hash,
        evidence_quote=quote,
        evidence_location=location,
    )
