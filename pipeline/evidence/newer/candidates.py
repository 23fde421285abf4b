"""New evidence for one question, ranked: what its searches and the articles that cite its references brought.

At most ten candidates are new since the last approval, and at most ten are older. Left out are papers that the question
cites or that a person dismissed (for ever), notices, retracted and withdrawn papers (even if only the title says so),
and comments, editorials and news, which are no evidence. An approval sets nothing aside: an older candidate that is
neither cited nor dismissed comes after the new ones and is marked. What may replace a cited reference is a candidate
too. `ranking.py` computes the score.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.newer.ranked_record import Document
from pipeline.evidence.newer.searches import KINDS
from pipeline.evidence.papers.paper import Paper
from pipeline.language.text.passages import shared
from pipeline.schema.claim_tables import Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate, Supersession
from pipeline.schema.question_tables import Question
from pipeline.schema.vocabulary import MOST_CANDIDATES

MOST_CLAIMS = 3  # claims tied to a candidate by their words alone
CLAIM_SHARE = 0.25  # of a claim's weighted words (language/text/passages.py) that title and conclusion must contain
ROUTES = ("guideline", "systematic review", "trial", "citing")
NO_EVIDENCE = frozenset({"comment", "editorial", "news", "newspaper article", "biography", "interview"})
DECIMALS = 3


@dataclass(frozen=True)
class FoundPaper:
    """A record that was found: the paper, its fields for ranking, its conclusion, and when it was first seen."""

    paper: Paper
    document: Document
    conclusion: str = ""
    first_seen_date: str = ""


@dataclass(frozen=True)
class LastApproval:
    """The last approval of a question.

    `unread` are the PMIDs of the candidates that were unread then; None if that was not stored, as in a log written by
    hand.
    """

    date: str
    unread: frozenset[str] | None = None

    def came_after(self, found: FoundPaper) -> bool:
        """Whether `found` was already known when the approval was given."""
        if self.unread is None:
            return found.first_seen_date <= self.date
        return found.paper.pmid in self.unread or found.first_seen_date < self.date


@dataclass(frozen=True)
class SearchedQuestion:
    """What is known for one question.

    `routes` maps a PMID to the ways in which it was found; `citing` maps a cited PMID to the PMIDs that cite it;
    `claims_citing` maps a cited PMID to the ids of the claims that cite it.
    """

    question: Question
    claims: Sequence[Claim]
    cited: Sequence[FoundPaper]
    found: Mapping[str, FoundPaper]
    routes: Mapping[str, Collection[str]]
    citing: Mapping[str, Collection[str]]
    claims_citing: Mapping[str, Sequence[str]]
    supersessions: Sequence[Supersession] = ()
    dismissed: Collection[str] = ()
    approval: LastApproval | None = None
    cited_pmids: Collection[str] = field(default_factory=frozenset)


def candidates(pool: SearchedQuestion) -> list[Candidate]:
    """The candidates of one question, best first; those from before the last approval come after the others."""
    from pipeline.evidence.newer.ranking import rank  # noqa: PLC0415 - numpy, for nothing where all are kept

    met = {pmid: pool.found[pmid] for pmid in pool.routes if pmid in pool.found}  # `found` is of all questions
    able = {pmid: f for pmid, f in met.items() if _routes(pool, f) and _is_wanted(pool, pmid, f)}
    ranked = rank(pool.question, [f.document for f in pool.cited], [f.document for f in able.values()])
    old = {pmid for pmid, f in able.items() if pool.approval is not None and pool.approval.came_after(f)}
    new = [r for r in ranked if r.pmid not in old][:MOST_CANDIDATES]
    shown = [*new, *[r for r in ranked if r.pmid in old][:MOST_CANDIDATES]]
    return [_row(pool, able[r.pmid], place, r.score, r.pmid in old) for place, r in enumerate(shown, 1)]


def _is_wanted(pool: SearchedQuestion, pmid: str, found: FoundPaper) -> bool:
    if pmid in pool.cited_pmids or pmid in pool.dismissed or found.paper.is_out:
        return False
    types = {t.lower() for t in found.document.publication_types}
    return not types & NO_EVIDENCE or found.paper.study_design not in ("other", "review")


def _routes(pool: SearchedQuestion, found: FoundPaper) -> list[str]:
    """The ways in which a record was found, if they fit its kind.

    A search for guidelines that returns a trial protocol has not found a guideline.
    """
    kinds = {"guideline": found.paper.is_guideline} | {
        purpose: found.paper.study_design in designs for purpose, designs in KINDS.items() if purpose != "guideline"
    }
    own = [r for r in pool.routes.get(found.paper.pmid, ()) if kinds.get(r, True)]
    return sorted(own, key=lambda r: (ROUTES.index(r) if r in ROUTES else len(ROUTES), r))


def _row(pool: SearchedQuestion, found: FoundPaper, place: int, score: float, is_old: bool) -> Candidate:
    pmid = found.paper.pmid
    cited = tuple(sorted((p for p, who in pool.citing.items() if pmid in who), key=int))
    return Candidate(
        question_id=pool.question.question_id,
        pmid=pmid,
        route=tuple(_routes(pool, found)),
        rank=place,
        score=round(score, DECIMALS),
        title=found.paper.title,
        year=found.paper.year,
        study_design=found.paper.study_design,
        claim_ids=_claims(pool, found, cited),
        cited_pmids=cited,
        first_seen_date=found.first_seen_date,
        integrity_status=found.paper.integrity_status,
        notices=found.paper.notices,
        is_from_before_approval=is_old,
    )


def _claims(pool: SearchedQuestion, found: FoundPaper, cited: Sequence[str]) -> tuple[str, ...]:
    """The claims that cite what the candidate cites or may replace; else those that share most words with it."""
    replaced = [
        ReferenceKey(s.reference_id).value
        for s in pool.supersessions
        if s.newer_id == ReferenceKey.of_pmid(found.paper.pmid)
    ]
    tied = {claim for pmid in (*cited, *replaced) for claim in pool.claims_citing.get(pmid, ())}
    if tied:
        return tuple(c.claim_id for c in pool.claims if c.claim_id in tied)
    text = f"{found.paper.title} {found.conclusion}"
    shares = [(shared(c.text, text), -i, c.claim_id) for i, c in enumerate(pool.claims) if not c.is_abstention]
    best = sorted((s for s in shares if s[0] >= CLAIM_SHARE), reverse=True)[:MOST_CLAIMS]
    chosen = {claim_id for _, _, claim_id in best}
    return tuple(c.claim_id for c in pool.claims if c.claim_id in chosen)
