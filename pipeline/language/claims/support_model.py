"""The learnt part of a verdict: a table of weights turns the features of a claim and its source into probabilities.

The model is a multinomial logistic regression. Its weights are in support_weights.json; the counts that say how rare a
word is are in stem_rates.json. Each file has its data card at the top.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log

from pipeline.language.text.learnt import learnt

PACKAGE = "pipeline.language.claims"


@dataclass(frozen=True)
class SupportWeights:
    """The values of support_weights.json. `base` and the weights of each feature are in the order of `verdicts`.

    `alarm` is the probability of CONTRADICT, and `sure` that of SUPPORT, from which a verdict has the precision of the
    data card.
    """

    verdicts: tuple[str, ...]
    base: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    alarm: float
    sure: float


@dataclass(frozen=True)
class StemRates:
    """The values of stem_rates.json: in how many of `n_texts` abstracts each stem occurs."""

    n_texts: int
    stem_counts: Mapping[str, int]


@cache
def support_weights() -> SupportWeights:
    """The weights of the package."""
    values = learnt(PACKAGE, "support_weights.json")
    return SupportWeights(
        verdicts=tuple(values["verdicts"]),
        base=tuple(values["base"]),
        weights={name: tuple(each) for name, each in values["weights"].items()},
        alarm=values["alarm"],
        sure=values["sure"],
    )


@cache
def stem_rates() -> StemRates:
    """The counts of the package."""
    values = learnt(PACKAGE, "stem_rates.json")
    return StemRates(values["n_texts"], values["stem_counts"])


def probabilities(values: Mapping[str, float], model: SupportWeights | None = None) -> dict[str, float]:
    """The probability of each verdict, CONTRADICT, NOINFO and SUPPORT, by `model` or else the weights of the package;
    they add up to 1.
    """
    model = model or support_weights()
    scores = list(model.base)
    for name, value in values.items():
        if value:
            for i, weight in enumerate(model.weights.get(name, ())):
                scores[i] += weight * value
    top = max(scores)
    odds = [exp(s - top) for s in scores]
    return {verdict: each / sum(odds) for verdict, each in zip(model.verdicts, odds, strict=True)}


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """How seldom a stem occurs in the texts that the rates were counted in: 0 if in all, 1 if in none."""
    rates = stem_rates()
    return log((rates.n_texts + 1) / (rates.stem_counts.get(stem, 0) + 1)) / log(rates.n_texts + 1)
