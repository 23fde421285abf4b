"""Ranks articles that a question does not cite yet as candidates for new evidence, best first, with a score in parts.

The score has four parts. The first three are in standard deviations over the candidates, so that each question's own
spread is the measure:

- topic: similarity to the cited studies and the question, minus similarity to what was passed over (Rocchio's relevance
  feedback; Manning, Raghavan and Schuetze 2008, Introduction to Information Retrieval, section 9.1.1);
- design: how much likelier the record's cues (`design_cues.py`, `asked_cues.py`) are among studies that an answer rests
  on than among all records, as a sum of log odds. The odds come from the question's cited studies, drawn towards those
  of other reviews (`cue_rates.json`, with its data card); the fewer studies a question cites, the stronger the pull;
- drugs: whether title, indexing or abstract name the question's drugs;
- recency: the share of the cited studies that the record is newer than, to the fourth power. An article older than the
  newest cited studies could have been cited and was passed over; it can still be shown, but must score much higher.

The ranking uses no human judgement of the candidates. docs/decisions/0006-ranking-new-evidence.md has the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.evidence.newer.asked_cues import ASKED_CUES, asked_by, asked_cues, drug_share
from pipeline.evidence.newer.design_cues import DESIGN_CUES, design_cues
from pipeline.evidence.newer.ranked_record import Document
from pipeline.evidence.newer.term_vectors import Floats, TermVectors, term_vectors
from pipeline.language.text.learnt import learnt
from pipeline.language.text.tokens import ranking_words
from pipeline.schema.question_tables import Question

CUES = (*DESIGN_CUES, *ASKED_CUES)
Rates = Mapping[str, tuple[float, float]]
DECIMALS = 6  # scores are rounded before they are sorted, so that the last bit of another machine changes no rank
BASE_WEIGHT = 10.0  # a cue's usual rate counts as this many records beside the pool's own; it matters in small pools
SHARPNESS = 4  # a high power: one cited study that is newer than all others matters little
RARE, OFTEN = 0.002, 0.998  # no cue is treated as impossible or certain


@dataclass(frozen=True)
class Weights:
    """The weights that can be chosen.

    `topic`, `design`, `drugs` and `recency` weight the four parts. Within the topic, `words_asked` weights the
    question's words and `passed_over` what was passed over, against 1 for the cited studies. `experience` is the number
    of cited studies that the rates of other reviews count for. `recency` is set, not tuned: see
    docs/decisions/0006-ranking-new-evidence.md.
    """

    topic: float = 1.0
    design: float = 1.0
    drugs: float = 0.5
    recency: float = 1.5
    words_asked: float = 0.3
    passed_over: float = 0.5
    experience: float = 10.0


@dataclass(frozen=True)
class Ranked:
    """One candidate: its rank from 1, its score, and the four weighted parts that add up to the score."""

    pmid: str
    rank: int
    score: float
    topic: float
    design: float
    drugs: float
    recency: float


@dataclass(frozen=True)
class CountedRecords:
    """One question's records, read and counted.

    `has_cue` and `vectors` list the cited studies first, then the candidates; the last row of `vectors` is the
    question.
    """

    pmids: tuple[str, ...]  # of the candidates
    n_cited: int
    vectors: TermVectors
    has_cue: NDArray[np.bool_]
    drug_shares: Floats
    newer: Floats


@dataclass(frozen=True)
class Parts:
    """The parts of every candidate before they are weighted, in the order of `pmids`."""

    pmids: tuple[str, ...]
    topic: Floats
    design: Floats
    drugs: Floats
    recency: Floats


DEFAULT_WEIGHTS = Weights()


@cache
def cue_rates() -> Rates:
    """For each cue its usual rate and its lift, from cue_rates.json, whose card explains both."""
    rates = learnt("pipeline.evidence.newer", "cue_rates.json")["rates"]
    return {cue: (usual, lift) for cue, (usual, lift) in rates.items()}


def rank(
    question: Question,
    cited: Sequence[Document],
    candidates: Sequence[Document],
    weights: Weights = DEFAULT_WEIGHTS,
    rates: Rates | None = None,
) -> list[Ranked]:
    """Every candidate that is not cited, once, best first; equal scores by PMID, lower first.

    `rates` are those of the package unless given. Without cited studies, the topic is the question's own words and
    recency is 0.
    """
    known = {d.pmid: d for d in cited}
    new = {c.pmid: c for c in candidates if c.pmid not in known}
    if not new:
        return []
    # sorted by PMID, so that the order of the input cannot change the last digit of a sum
    pool = pool_of(question, *([own[p] for p in sorted(own, key=int)] for own in (known, new)))
    return ranked(parts_of(pool, weights, rates or cue_rates()), weights)


def ranked(parts: Parts, weights: Weights) -> list[Ranked]:
    """The candidates with their parts weighted, added and sorted."""
    columns = (
        weights.topic * parts.topic,
        weights.design * parts.design,
        weights.drugs * parts.drugs,
        weights.recency * parts.recency,
    )
    rows = [tuple(round(float(v), DECIMALS) for v in row) for row in zip(*columns, strict=True)]
    scored = [(round(sum(row), DECIMALS), pmid, row) for pmid, row in zip(parts.pmids, rows, strict=True)]
    scored.sort(key=lambda s: (-s[0], int(s[1])))
    return [Ranked(pmid, place, score, *row) for place, (score, pmid, row) in enumerate(scored, 1)]


def pool_of(question: Question, cited: Sequence[Document], candidates: Sequence[Document]) -> CountedRecords:
    """Reads every record once. `candidates` must contain none of `cited` and no PMID twice."""
    records = [*cited, *candidates]
    asked = asked_by(question)
    found = [asked_cues(asked, record) for record in records]
    return CountedRecords(
        pmids=tuple(c.pmid for c in candidates),
        n_cited=len(cited),
        vectors=term_vectors([*map(_all_words, records), _question_words(question)]),
        has_cue=_matrix([design_cues(record) | own for record, own in zip(records, found, strict=True)]),
        drug_shares=np.array([drug_share(own) for own in found[len(cited) :]]),
        newer=newer_shares(cited, candidates),
    )


def parts_of(pool: CountedRecords, weights: Weights, rates: Rates) -> Parts:
    """The four parts of every candidate: recency as a power of a share, the others in standard deviations."""
    return Parts(
        pmids=pool.pmids,
        topic=standardised(topics(pool, weights.words_asked, weights.passed_over)),
        design=standardised(designs(pool, weights.experience, rates)),
        drugs=standardised(pool.drug_shares),
        recency=pool.newer**SHARPNESS,
    )


def topics(pool: CountedRecords, words_asked: float, passed_over: float) -> Floats:
    """Similarity of each candidate to the cited studies and the question's words, minus that to what was passed over.

    Passed over are the candidates that are not newer than all cited studies; if there are none, every candidate is.
    Without cited studies, only similarity to the question's words counts.
    """
    position = np.arange(pool.vectors.n_texts)
    is_question = position == pool.vectors.n_texts - 1
    is_candidate = (position >= pool.n_cited) & ~is_question
    others = is_candidate.copy()
    others[is_candidate] = pool.newer < 1
    cited, asked, passed = (
        pool.vectors.mean(chosen)
        for chosen in (position < pool.n_cited, is_question, others if others.any() else is_candidate)
    )
    wanted = cited + words_asked * asked - passed_over * passed if pool.n_cited else asked
    return np.asarray(pool.vectors.likeness(wanted)[is_candidate])


def designs(pool: CountedRecords, experience: float, rates: Rates) -> Floats:
    """Log odds of the candidates' cues: how much likelier each is among the cited studies than among all records."""
    usual, lift = np.array([rates[cue] for cue in CUES]).T
    cited, candidates = pool.has_cue[: pool.n_cited], pool.has_cue[pool.n_cited :]
    among_all = bounded((pool.has_cue.sum(0) + BASE_WEIGHT * usual) / (len(pool.has_cue) + BASE_WEIGHT))
    expected = 1 / (1 + np.exp(-(log_odds(among_all) + lift)))
    among_cited = bounded((cited.sum(0) + experience * expected) / (pool.n_cited + experience))
    with_cue, without = np.log(among_cited / among_all), np.log((1 - among_cited) / (1 - among_all))
    return np.asarray(np.where(candidates, with_cue, without).sum(1))


def newer_shares(cited: Sequence[Document], candidates: Sequence[Document]) -> Floats:
    """For every candidate, the share of the cited studies that it is newer than; zero if nothing is cited."""
    return np.array([sum(c.is_newer_than(d) for d in cited) / max(1, len(cited)) for c in candidates])


def standardised(values: Floats) -> Floats:
    """`values` with mean 0 and standard deviation 1; all zero if they do not differ."""
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-12 else np.zeros(len(values))


def bounded(share: Floats) -> Floats:
    """`share`, kept between RARE and OFTEN."""
    return np.clip(share, RARE, OFTEN)


def log_odds(share: Floats) -> Floats:
    """The logarithm of share : 1 - share."""
    return np.log(share / (1 - share))


def _matrix(found: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Whether each record (row) has each cue of CUES (column)."""
    return np.array([[cue in own for cue in CUES] for own in found], dtype=bool).reshape(len(found), len(CUES))


def _all_words(document: Document) -> list[str]:
    return document.title_words + document.abstract_words + document.mesh_words


def _question_words(question: Question) -> list[str]:
    return ranking_words(" ".join((question.question, question.population, question.condition, *question.drugs)))
