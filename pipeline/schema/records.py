"""Rows that travel together: one parsed record, and one question with all the evidence it rests on."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.schema import tables
from pipeline.schema.claim_tables import ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import Candidate, ReferenceSource, Review, Search, Supersession


@dataclass
class ParsedRecord:
    """One bibliographic record as rows. From PubMed `article.pmid` is always set; a snapshot record may have only a
    DOI or PMCID, and its rows then carry an empty `pmid`. `other_dois` are further DOIs that it gives as its own.
    """

    article: tables.Article
    authors: list[tables.ArticleAuthor] = field(default_factory=list)
    mesh_headings: list[tables.ArticleMeshHeading] = field(default_factory=list)
    publication_types: list[tables.ArticlePublicationType] = field(default_factory=list)
    corrections: list[tables.ArticleCorrection] = field(default_factory=list)
    registrations: list[tables.ArticleRegistration] = field(default_factory=list)
    references: list[tables.ArticleReference] = field(default_factory=list)
    abstracts: list[tables.ArticleAbstract] = field(default_factory=list)
    other_dois: tuple[str, ...] = ()


@dataclass
class ParsedLabel:
    """One drug label as rows: what the source's copy says of the label, and its sections in the document's order."""

    label: tables.Label
    sections: list[tables.LabelSection] = field(default_factory=list)


def number_sections(sections: Iterable[tables.LabelSection]) -> list[tables.LabelSection]:
    """The sections with their place within their section name, from 1, and the SHA-256 of their text."""
    rows = list(sections)
    places: Counter[str] = Counter()
    for row in rows:
        places[row.section] += 1
        row.position = places[row.section]
        row.text_sha256 = hashlib.sha256(row.text.encode()).hexdigest()
    return rows


@dataclass(frozen=True)
class QuestionEvidence:
    """One question, its claims and everything known of what they cite. Mappings hold rows in the tables' order;
    a missing key means that there is no such row.
    """

    question: tables.Question
    claims: tuple[tables.Claim, ...] = ()
    citations: Mapping[str, tuple[tables.Citation, ...]] = field(default_factory=dict)  # by claim_id
    references: Mapping[str, tables.CitedReference] = field(default_factory=dict)  # by reference_id
    notices: Mapping[str, tuple[tables.ReferenceNotice, ...]] = field(default_factory=dict)  # by reference_id
    author_references: tuple[tables.AuthorReference, ...] = ()
    facts: Mapping[str, tuple[tables.SnapshotFact, ...]] = field(default_factory=dict)  # by reference_id
    articles: Mapping[str, tables.Article] = field(default_factory=dict)  # by pmid
    authors: Mapping[str, tuple[tables.ArticleAuthor, ...]] = field(default_factory=dict)  # by pmid
    abstracts: Mapping[str, tuple[tables.ArticleAbstract, ...]] = field(default_factory=dict)  # by pmid
    mesh_descriptors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by pmid
    registrations: Mapping[str, tuple[tables.ArticleRegistration, ...]] = field(default_factory=dict)  # by pmid
    # of each cited paper whose reference list PubMed has: the papers of this question that it cites, by pmid
    cited_pmids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked_pmids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # CommentsCorrections, by pmid

    reference_sources: Mapping[str, tuple[ReferenceSource, ...]] = field(default_factory=dict)  # by reference_id
    labels: Mapping[str, tables.Label] = field(default_factory=dict)  # every label of the tables, by set_id
    label_choices: tuple[tables.LabelChoice, ...] = ()
    label_passages: tuple[tables.LabelPassage, ...] = ()
    label_changes: tuple[Change, ...] = ()  # of the labels in use, since the last approval
    label_sections: Mapping[str, tuple[tables.LabelSection, ...]] = field(default_factory=dict)  # by set_id

    supersessions: Mapping[str, tuple[Supersession, ...]] = field(default_factory=dict)  # by reference_id
    verdicts: tuple[ClaimVerdict, ...] = ()
    numbers: Mapping[tuple[str, str], tuple[ClaimNumber, ...]] = field(default_factory=dict)  # by claim and reference
    conflicts: tuple[NumberConflict, ...] = ()
    searches: tuple[Search, ...] = ()
    candidates: tuple[Candidate, ...] = ()  # best first; their records are in `articles`, `authors`, `abstracts`

    def cited_by(self, claim: tables.Claim) -> tuple[tables.CitedReference, ...]:
        """The references that `claim` cites, in order."""
        return tuple(self.references[c.reference_id] for c in self.citations.get(claim.claim_id, ()))


def reason_of(finding: tables.Finding) -> str:
    """The reason of a finding with its facts: two findings of one id are the same one where this is the same."""
    return f"{finding.reason} {finding.facts_hash}"


@dataclass(frozen=True)
class Acceptance:
    """A critical finding that somebody accepted with an approval. `reason` is its code and facts_hash; `message` and
    `quote` are what it said then; each is "" where it is not on record. It `holds` while the evidence is that of the
    approval and nobody returned the question since.
    """

    finding_id: str
    message: str
    by: str
    date: str
    because: str
    holds: bool
    quote: str = ""
    reason: str = ""

    def covers(self, finding: tables.Finding) -> bool:
        """Whether it accepts `finding`: one with another reason or other facts is open again, however it is worded."""
        return self.holds and self.finding_id == finding.finding_id and self._is_same(finding)

    def _is_same(self, finding: tables.Finding) -> bool:
        if self.reason:
            return self.reason == reason_of(finding)
        # accepted before reasons were kept; CHECK puts the reason on record once (`approval.reasons_to_keep`)
        return not self.message or (self.message, self.quote) == (finding.message, finding.evidence_quote)


@dataclass(frozen=True)
class LeftOpen:
    """One thing that an approval left open: its kind (`words.LEFT_OPEN_KINDS`), the id of the finding or candidate, and
    what it said then.
    """

    kind: str
    item: str
    words: str


@dataclass(frozen=True)
class Standing:
    """What the log says of one question today. `approval` is the last one, `None` without; it `holds` while the
    evidence is that of its moment; `moved` is what differs from it, as changes without a date where that is exact;
    `left_open` is what it was given over.
    """

    reviews: tuple[Review, ...] = ()
    approval: Review | None = None
    holds: bool = False
    moved: tuple[Change, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()
    seen: frozenset[str] | None = None  # ids of the changes of the approval's day that came before it; None: not kept

    def came_after(self, change: Change) -> bool:
        """Whether `change` came after the last approval; all did where there is none. Where an approval kept no record
        of what it had seen, a change of its day counts unless the approval holds.
        """
        if self.approval is None:
            return True
        if change.kind == "question_added" or change.change_id in (self.seen or ()):
            return False
        day, is_open = self.approval.review_date, self.seen is not None or not self.holds
        return change.refreshed_date > day or (change.refreshed_date == day and is_open)

    def is_accepted(self, finding: tables.Finding) -> bool:
        """Whether somebody accepted `finding` and that acceptance holds."""
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
) -> tables.Finding:
    """A finding whose id follows from what it is about, so that it keeps its id while its words change."""
    identity = "\n".join((question_id, claim_id, reference_id, check_code))
    return tables.Finding(
        finding_id=hashlib.sha256(identity.encode()).hexdigest()[:12],
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
