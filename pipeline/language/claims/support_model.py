"""The learnt part of a verdict: a table of weights turns the features of a claim and its source into probabilities.

The model is a multinomial logistic regression. Its weights are in support_weights.py, open to readers, with their data
card.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import exp, log

from pipeline.language.claims.support_weights import BASE, VERDICTS, WEIGHTS
from pipeline.language.text.stem_rates import N_TEXTS, STEM_COUNTS

Weights = Mapping[str, tuple[float, ...]]


def probabilities(
    values: Mapping[str, float], weights: Weights = WEIGHTS, base: tuple[float, ...] = BASE
) -> dict[str, float]:
    """The probability of each verdict, CONTRADICT, NOINFO and SUPPORT; they add up to 1."""
    scores = list(base)
    for name, value in values.items():
        if value:
            for i, weight in enumerate(weights.get(name, ())):
                scores[i] += weight * value
    top = max(scores)
    odds = [exp(s - top) for s in scores]
    return {verdict: each / sum(odds) for verdict, each in zip(VERDICTS, odds, strict=True)}


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """How seldom a stem occurs in the texts that the rates were counted in: 0 if in all, 1 if in none."""
    return log((N_TEXTS + 1) / (STEM_COUNTS.get(stem, 0) + 1)) / log(N_TEXTS + 1)
