"""Writes pipeline/evidence/newer/cue_rates.json: how common each cue of a record is, and how much likelier among the
included studies of a review. Counted in the eight drug-class reviews; the file contains no word of a record.

    python benchmarks/train_ranking.py [--shared DIR]
"""

from collections.abc import Iterable

import numpy as np
from learnt_file import DRUG_CLASS_REVIEWS, Card, write_learnt
from screening import Review, reviews
from stand_in import ROOT, shared_folder

from pipeline.evidence.newer.ranking import CUES, CountedRecords, Rates, bounded, log_odds, pool_of

POOL = 4.0  # pseudo-count: the cue's rate in the whole review counts as this many included studies
FULL = 20.0  # number of included studies at which a review gets half of the full weight
# Drug-class reviews include trials and list syntheses elsewhere. An answer rests on both, so this lift is not used.
NOT_LEARNT = frozenset({"title: synthesis", "text: synthesis"})
Counts = tuple[np.ndarray, np.ndarray, int]


def counts(pool: CountedRecords, review: Review) -> Counts:
    """The share of all records with each cue, the number of included studies with it, and the number included."""
    included = np.array([True] * pool.n_cited + [pmid in review.relevant for pmid in pool.pmids])
    return pool.has_cue.mean(0), pool.has_cue[included].sum(0), int(included.sum())


def rates(counted: Iterable[Counts]) -> Rates:
    """The usual rate and the lift of every cue, from the counts of some reviews."""
    shares, lifts, voices = [], [], []
    for share, n_with, n_included in counted:
        among = (n_with + POOL * bounded(share)) / (n_included + POOL)
        shares.append(share)
        lifts.append(log_odds(bounded(among)) - log_odds(bounded(share)))
        voices.append(n_included / (n_included + FULL))
    usual, lift = np.mean(shares, axis=0), np.average(lifts, axis=0, weights=voices)
    made = zip(CUES, usual, np.where([c in NOT_LEARNT for c in CUES], 0, lift), strict=True)
    return {cue: (round(float(u), 3), round(float(w), 2)) for cue, u, w in made}


def card(n_records: int, n_included: int) -> Card:
    """The card of the file."""
    return Card(
        what="How common each cue of a record is, and how much likelier among studies that a review rests on.",
        fields={
            "rates": "for each cue its usual rate and its lift",
            "usual rate": "the mean over the reviews of the share of records that have the cue",
            "lift": "the log odds of the cue among the included studies less those among all, as a mean over the "
            f"reviews weighted by n / (n + {FULL:.0f}) for n included studies; if it is positive, reviewers kept "
            "records with this cue",
        },
        made_by="benchmarks/train_ranking.py",
        learnt_from=(
            "the reviewers' judgements of eight systematic drug-class reviews; records mostly of 1994 to 2003",
        ),
        method=f"counted; in each review a cue's rate among all records counts as {POOL:.0f} included studies",
        examples={"judged records": n_records, "included studies": n_included},
        sources=(DRUG_CLASS_REVIEWS,),
        known_limits=(
            "drug trials only, few observational studies, records without publication types",
            "reviews and meta-analyses were not what these reviews include, so the lift of the cue "
            '"synthesis" is set to 0',
        ),
        measured="leave-one-review-out, in docs/decisions/0006-ranking-new-evidence.md",
    )


def main() -> None:
    """Write the file from all eight reviews."""
    all_reviews = reviews(shared_folder())
    counted = [counts(pool_of(r.question, r.cited, r.candidates), r) for r in all_reviews]
    n_records = sum(len(r.cited) + len(r.candidates) for r in all_reviews)
    made = rates(counted)
    target = ROOT / "pipeline" / "evidence" / "newer" / "cue_rates.json"
    write_learnt(target, card(n_records, sum(c[2] for c in counted)), {"rates": made})
    print(f"{target.relative_to(ROOT)}: {len(made)} cues")


if __name__ == "__main__":
    main()
