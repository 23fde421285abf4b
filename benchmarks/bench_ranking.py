"""How well candidates are ranked: ours against the TF-IDF centroid of the cited studies, on eight systematic reviews.

    python benchmarks/bench_ranking.py [--shared DIR]

Leave-one-review-out: cue rates are counted on the other seven reviews and, in the run "tuned", weights are chosen on
them; when weights are tried on one of the seven, its own counts are left out too. A review's judgements affect its own
ranking only through the studies that are cited. The weight of recency is not tuned: the split is by PMID, so that every
study to be found is newer than every cited one, and tuning would increase the weight without limit. The run "no dates"
shows the tuned ranking without recency (and without using dates to recognise records that were passed over). The last
lines show what recency costs if the studies to be found are of any age.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import numpy as np
from screening import Review, at_random, average_precision, pmids_of, recall, reviews
from stand_in import shared_folder
from train_ranking import Counts, counts, rates

from pipeline.evidence.newer.ranking import (
    DEFAULT_WEIGHTS,
    CountedRecords,
    Rates,
    Weights,
    parts_of,
    pool_of,
    rank,
    ranked,
)

GRID = [
    replace(DEFAULT_WEIGHTS, design=design, drugs=drugs, words_asked=words_asked, passed_over=passed_over)
    for design, drugs, words_asked, passed_over in product(
        (0.7, 1.0, 1.4), (0.25, 0.5, 1.0), (0.1, 0.2, 0.3, 0.4), (0.0, 0.5)
    )
]
CENTROID = Weights(topic=1.0, design=0.0, drugs=0.0, recency=0.0, words_asked=0.0, passed_over=0.0)
SEEDS = (1, 2, 3)
Figures = tuple[float, float, float]


def main() -> None:
    """Print average precision and recall at 50 for each review, their means, and the time that one ranking takes."""
    all_reviews = {review.name: review for review in reviews(shared_folder())}
    pools = {name: pool_of(r.question, r.cited, r.candidates) for name, r in all_reviews.items()}
    counted = {name: counts(pools[name], review) for name, review in all_reviews.items()}
    chosen = {name: best_weights(name, all_reviews, pools, counted) for name in pools}
    runs = {
        "centroid": dict.fromkeys(pools, CENTROID),
        "+ recency": dict.fromkeys(pools, replace(CENTROID, recency=DEFAULT_WEIGHTS.recency)),
        "no dates": {name: replace(w, recency=0.0, passed_over=0.0) for name, w in chosen.items()},
        "as set": dict.fromkeys(pools, DEFAULT_WEIGHTS),
        "tuned": chosen,
    }
    results = {
        run: {n: figures(all_reviews[n], pools[n], w, rates_without(counted, n)) for n, w in weights.items()}
        for run, weights in runs.items()
    }
    print_table(all_reviews, results)
    print_chosen(chosen)
    print_at_random(all_reviews, {run: runs[run]["ADHD"] for run in ("centroid", "as set")})
    print_time(max(all_reviews.values(), key=lambda r: len(r.candidates)))


def best_weights(
    left_out: str, all_reviews: Mapping[str, Review], pools: Mapping[str, CountedRecords], counted: Mapping[str, Counts]
) -> Weights:
    """The weights of GRID with the best mean over all reviews except `left_out`; the first of equals."""
    others = {name: rates_without(counted, name, left_out) for name in pools if name != left_out}

    def mean(weights: Weights) -> float:
        found = [figures(all_reviews[n], pools[n], weights, own)[:2] for n, own in others.items()]
        return round(float(np.mean(found)), 6)

    return max(GRID, key=mean)


def rates_without(counted: Mapping[str, Counts], *unseen: str) -> Rates:
    """The cue rates from all reviews except `unseen`."""
    return rates(c for name, c in counted.items() if name not in unseen)


def figures(review: Review, pool: CountedRecords, weights: Weights, own_rates: Rates) -> Figures:
    """Average precision, recall at 50 and precision at 10."""
    found = pmids_of(ranked(parts_of(pool, weights, own_rates), weights))
    of_ten = len(review.relevant.intersection(found[:10])) / 10
    return average_precision(found, review.relevant), recall(found, review.relevant), of_ten


def print_table(all_reviews: Mapping[str, Review], results: Mapping[str, Mapping[str, Figures]]) -> None:
    """Print one line per review: average precision / recall at 50 of every run."""
    print(f"{'review':24}{'cited':>6}{'find':>6}{'pool':>6}" + "".join(f"{run:>14}" for run in results))
    for name, review in all_reviews.items():
        sizes = f"{len(review.cited):>6}{len(review.relevant):>6}{len(review.candidates):>6}"
        print(
            f"{name:24}{sizes}"
            + "".join(f"{ap:>8.3f} /{r:>4.2f}" for ap, r, _ in (own[name] for own in results.values()))
        )
    means = [np.mean(list(own.values()), axis=0) for own in results.values()]
    print(f"{'mean':42}" + "".join(f"{ap:>7.3f} /{r:.3f}" for ap, r, _ in means))
    print(f"{'relevant among the first ten, mean':42}" + "".join(f"{10 * ten:>14.1f}" for _, _, ten in means))


def print_chosen(chosen: Mapping[str, Weights]) -> None:
    """Print the weights that were chosen for each review on the other seven."""
    for name, w in chosen.items():
        print(f"{name:24} design {w.design} drugs {w.drugs} words asked {w.words_asked} passed over {w.passed_over}")


def print_at_random(all_reviews: Mapping[str, Review], runs: Mapping[str, Weights]) -> None:
    """Print means over the reviews and SEEDS, with a random half of the included studies cited."""
    runs = {**runs, "as set, no dates": replace(DEFAULT_WEIGHTS, recency=0.0, passed_over=0.0)}
    found: dict[str, list[Figures]] = {run: [] for run in runs}
    for seed in SEEDS:
        halves = [at_random(r, seed) for r in all_reviews.values()]
        pools = [pool_of(r.question, r.cited, r.candidates) for r in halves]
        counted = {r.name: counts(pool, r) for r, pool in zip(halves, pools, strict=True)}
        for review, pool in zip(halves, pools, strict=True):
            own_rates = rates_without(counted, review.name)
            for run, weights in runs.items():
                found[run].append(figures(review, pool, weights, own_rates))
    for run, own in found.items():
        print(f"random halves, {run:27}" + "{:>7.3f} /{:.3f}".format(*np.mean(own, axis=0)))


def print_time(review: Review) -> None:
    """Print the seconds of CPU for ranking `review` from fresh records, without cached words."""
    cited, candidates = ([replace(d) for d in own] for own in (review.cited, review.candidates))
    start = time.process_time()
    rank(review.question, cited, candidates)
    print(f"one ranking of {len(candidates)} candidates: {time.process_time() - start:.1f} s of CPU (at most 2 wanted)")


if __name__ == "__main__":
    main()
