"""Writes pipeline/evidence/newer/cue_rates.py: how common each cue of a record is, and how much likelier among the
included studies of a review. Counted in the eight drug-class reviews; the file contains no word of a record.

    python benchmarks/train_ranking.py [--shared DIR]
"""

from collections.abc import Iterable

import numpy as np
from screening import Review, reviews
from stand_in import ROOT, shared_folder

from pipeline.evidence.newer.ranking import CUES, Pool, Rates, bounded, log_odds, pool_of

POOL = 4.0  # pseudo-count: the cue's rate in the whole review counts as this many included studies
FULL = 20.0  # number of included studies at which a review gets half of the full weight
# Drug-class reviews include trials and list syntheses elsewhere. An answer rests on both, so this lift is not used.
NOT_LEARNT = frozenset({"title: synthesis", "text: synthesis"})
Counts = tuple[np.ndarray, np.ndarray, int]
HEAD = '''"""How usual each cue of a record is, and how much likelier among studies that a review rests on.

Data card. Made by benchmarks/train_ranking.py from the reviewers' judgements of eight systematic drug-class reviews
(Cohen and others 2006, doi:10.1197/jamia.M1929; MIT): {n_records} judged records, mostly of 1994 to 2003,
of which {n_included} are included. Each cue has two numbers: its usual rate, the mean over the reviews of the share of
records that have it; and its lift, the log odds of the cue among the included studies less those among all, as a mean
over the reviews weighted by n / (n + {full:.0f}) for n included studies. A positive lift means that reviewers kept
records with this cue. Known limits: drug trials only, few observational studies, records without publication types;
reviews and meta-analyses were not what these reviews include, so the lift of the cue "synthesis" is set to 0.
Measured leave-one-review-out in docs/measurements/ranking.md. Do not edit by hand.
"""

# cue -> (usual rate, lift)
CUE_RATES: dict[str, tuple[float, float]] = {{
'''


def counts(pool: Pool, review: Review) -> Counts:
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


def main() -> None:
    """Write the file from all eight reviews."""
    all_reviews = reviews(shared_folder())
    counted = [counts(pool_of(r.question, r.cited, r.candidates), r) for r in all_reviews]
    n_records = sum(len(r.cited) + len(r.candidates) for r in all_reviews)
    lines = [f'    "{cue}": ({usual}, {lift}),\n' for cue, (usual, lift) in rates(counted).items()]
    head = HEAD.format(n_records=f"{n_records:,}", n_included=sum(c[2] for c in counted), full=FULL)
    target = ROOT / "pipeline" / "evidence" / "newer" / "cue_rates.py"
    target.write_text(head + "".join(lines) + "}\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(lines)} cues")


if __name__ == "__main__":
    main()
