"""Writes pipeline/language/claims/support_weights.json and stem_rates.json from the development claims. The
files contain no sentence of a claim or a record.

    make train
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from learnt_file import CHECK_COVID, EVIDENCE_INFERENCE, Card, write_learnt
from other_claims import Asked, check_covid
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from stand_in import ROOT, shared_folder
from truth_claims import LabelledClaim, claims, sources
from wordings import TRAINED, reworded

from pipeline.language.claims.closest import Rarity
from pipeline.language.claims.parts import whole
from pipeline.language.claims.support_features import SupportFeatures, support
from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import stem_set

PRECISION = 0.90  # of alarms for CONTRADICT
LEAST = 20  # number of texts that a stem must occur in to be listed
FOLDS = 5
VERDICTS = ("CONTRADICT", "NOINFO", "SUPPORT")
WORDINGS: dict[str, dict[int, str] | None] = {"as written": None, **TRAINED}
WHOLE = ("as written", "patients given", "rise under")  # wordings that are also used as statements
OF_WHOLE = 0.3  # the weight of each such claim, so that they do not outvote the news claims
RECORDS = "data/pubmed/constructed/evidence_inference.xml.gz"
CLAIMS = ROOT / "pipeline" / "language" / "claims"
C = 0.5


def counts(texts: Mapping[str, SourceText]) -> dict[str, int]:
    """The number of texts in which each stem occurs; stems in fewer than LEAST texts are left out."""
    found = Counter(s for text in texts.values() for s in stem_set(text.text))
    return {s: n for s, n in sorted(found.items()) if n >= LEAST}


def stem_counts(shared: Path) -> tuple[dict[str, int], int]:
    """`counts` for the records of Evidence Inference, and the number of records."""
    texts = sources(shared / RECORDS)
    return counts(texts), len(texts)


def rarity_of(counted: Mapping[str, int], n: int) -> Rarity:
    """The same function as pipeline.language.claims.support_model.rarity, from other counts."""
    return lambda stem: log((n + 1) / (counted.get(stem, 0) + 1)) / log(n + 1)


@dataclass(frozen=True)
class Examples:
    """Claims compared with their articles, the label that people gave each pair, and the weight of one in training."""

    held: Sequence[SupportFeatures]
    labels: np.ndarray
    articles: Sequence[str]
    weight: float = 1.0


def examples(
    rows: Sequence[LabelledClaim],
    texts: Mapping[str, SourceText],
    rarity: Rarity,
    wording: dict[int, str] | None,
    *,
    as_statements: bool = False,
) -> Examples:
    """The claims of Evidence Inference in one wording. With `as_statements`, their arms count as unrecognised, as in a
    claim whose words match no pattern.
    """
    held = [
        support(text, texts[c.pmid], rarity, whole(text) if as_statements else None)
        for text, c in zip(worded(rows, wording), rows, strict=True)
    ]
    weight = OF_WHOLE if as_statements else 1.0
    return Examples(held, np.array([c.label for c in rows]), [c.pmid for c in rows], weight)


def worded(rows: Sequence[LabelledClaim], wording: dict[int, str] | None) -> list[str]:
    """Each claim in the wording; as written if it cannot be reworded."""
    return [c.claim if wording is None else reworded(c.claim, wording) or c.claim for c in rows]


def others(asked: Sequence[Asked], texts: Mapping[str, SourceText], rarity: Rarity) -> Examples:
    """The claims of another set as examples."""
    held = [support(a.claim, texts[a.document], rarity) for a in asked]
    return Examples(held, np.array([a.label for a in asked]), [a.document for a in asked])


def trained_on(shared: Path, rarity: Rarity) -> dict[str, Examples]:
    """All training data for the weights: comparisons in our wordings, the same as statements, and news claims."""
    rows, texts = claims(shared), sources(shared / RECORDS)
    sets = {w: examples(rows, texts, rarity, told) for w, told in WORDINGS.items()}
    sets |= {f"{w}, whole": examples(rows, texts, rarity, WORDINGS[w], as_statements=True) for w in WHOLE}
    sets["check-covid"] = others(*check_covid(shared / "data/claims/check-covid"), rarity)
    return sets


def matrix(supports: Sequence[SupportFeatures], names: Sequence[str]) -> np.ndarray:
    """The features as a matrix, claims x names."""
    return np.array([[s.values.get(name, 0.0) for name in names] for s in supports])


def names_of(sets: Mapping[str, Examples]) -> list[str]:
    """The names of all features, sorted."""
    return sorted({name for s in sets.values() for each in s.held for name in each.values})


def fit(sets: Mapping[str, Examples], x: Mapping[str, np.ndarray], chosen: Mapping[str, Any] | None = None) -> Any:
    """The regression, trained on all claims in `sets` or on the `chosen` rows of each; `x` are their features."""
    at = chosen or dict.fromkeys(sets, slice(None))
    labels = {n: s.labels[at[n]] for n, s in sets.items()}
    weights = np.concatenate([np.full(len(labels[n]), s.weight) for n, s in sets.items()])
    fitted = LogisticRegression(C=C, max_iter=3000)
    return fitted.fit(
        np.concatenate([x[n][at[n]] for n in sets]), np.concatenate(list(labels.values())), sample_weight=weights
    )


def out_of_fold(trained: Mapping[str, Examples], asked: Mapping[str, Examples]) -> dict[str, np.ndarray]:
    """For each set in `asked`, probabilities (claims x verdicts) from models trained on no claim about that article."""
    names, sets = names_of(trained), {**trained, **asked}
    x = {n: matrix(s.held, names) for n, s in sets.items()}
    folds = {n: list(GroupKFold(FOLDS).split(s.labels, groups=s.articles)) for n, s in sets.items()}
    found = {n: np.zeros((len(s.labels), len(VERDICTS))) for n, s in asked.items()}
    for k in range(FOLDS):
        fitted = fit(trained, x, {n: folds[n][k][0] for n in trained})
        for n in asked:
            test = folds[n][k][1]
            found[n][test] = fitted.predict_proba(x[n][test])
    return found


def alarm_from(probability: np.ndarray, is_right: np.ndarray) -> float:
    """The lowest probability threshold at which at least PRECISION of all alarms are right; 1.0 if there is none."""
    order = np.argsort(-probability, kind="stable")
    precision = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    held = np.flatnonzero(precision >= PRECISION)
    return float(probability[order[held[-1]]]) if len(held) else 1.0


def alarm_of(scores: Iterable[np.ndarray], is_right: np.ndarray) -> float:
    """The one threshold that reaches PRECISION in every wording, even the worst: nobody knows how a claim is worded."""
    return max(alarm_from(score, is_right) for score in scores)


def against(supports: Sequence[SupportFeatures]) -> np.ndarray:
    """Whether the rules, too, find that the source says otherwise: the first condition of an alarm."""
    return np.array([s.speaks_against for s in supports])


def speaking_for(supports: Sequence[SupportFeatures]) -> np.ndarray:
    """Whether the rules, too, find that the source says so: the first condition of the mark "says so"."""
    return np.array([s.speaks_for for s in supports])


def shipped(compared: Mapping[str, Examples], guessed: Mapping[str, np.ndarray]) -> tuple[float, float]:
    """The thresholds that the program uses for an alarm and for "says so"."""
    told = compared.items()
    return (
        alarm_of((guessed[w][:, 0] * against(s.held) for w, s in told), compared["as written"].labels == "CONTRADICT"),
        alarm_of(
            (guessed[w][:, 2] * speaking_for(s.held) for w, s in told), compared["as written"].labels == "SUPPORT"
        ),
    )


def weights_card(n_claims: int, n_articles: int, n_news_claims: int) -> Card:
    """The card of support_weights.json."""
    return Card(
        what="The weights by which the features of a claim and its source make a verdict.",
        fields={
            "alarm": "the probability of CONTRADICT from which the alarms of cross-validation were right "
            f"{PRECISION:.0%} of the time or more in every wording",
            "base": "the intercept of each verdict",
            "sure": "the probability of SUPPORT from which it was right as often",
            "verdicts": "the order of the numbers in `base` and in each line of `weights`",
            "weights": "the weight of each feature for each verdict",
        },
        made_by="benchmarks/train_support.py",
        learnt_from=(
            "claims on randomized trials of Evidence Inference 2.0, each in several wordings",
            "the labels are the experts'; the wrong claims were made by rule (direction changed, arms swapped, other "
            "article, outcome or intervention)",
            "a statement, which compares no two arms, has features of its own, learnt from the same claims read as "
            "statements and from news claims of Check-COVID; the verdict on one is a guess",
        ),
        method=f"a multinomial logistic regression (scikit-learn, L2, C = {C})",
        examples={
            "claims": n_claims,
            "randomized trials": n_articles,
            "wordings": len(WORDINGS),
            "news claims": n_news_claims,
        },
        sources=(EVIDENCE_INFERENCE, CHECK_COVID),
        known_limits=("no dose, no label and no guideline was among them",),
        measured="cross-validated by article, in docs/decisions/0011-claim-checks.md",
    )


def rates_card(n_texts: int) -> Card:
    """The card of stem_rates.json."""
    return Card(
        what="In how many abstracts of randomized trials a stem occurs.",
        fields={
            "n_texts": "the number of abstracts",
            "stem_counts": "for each stem the number of abstracts that it occurs in",
        },
        made_by="benchmarks/train_support.py",
        learnt_from=("the records that Evidence Inference 2.0 cites",),
        method="counted",
        examples={"abstracts": n_texts},
        sources=(EVIDENCE_INFERENCE,),
        known_limits=(f"stems in fewer than {LEAST} abstracts are left out",),
        measured="not by itself; with the weights of support_weights.json, in docs/decisions/0011-claim-checks.md",
    )


def main() -> None:
    """Train on all claims and write both files."""
    shared = shared_folder()
    counted, n_texts = stem_counts(shared)
    sets = trained_on(shared, rarity_of(counted, n_texts))
    compared = {w: sets[w] for w in WORDINGS}
    guessed = out_of_fold(sets, compared)
    alarm, sure = shipped(compared, guessed)
    names, one = names_of(sets), sets["as written"]
    fitted = fit(sets, {n: matrix(s.held, names) for n, s in sets.items()})
    card = weights_card(len(one.labels), len(set(one.articles)), len(sets["check-covid"].labels))
    values = {
        "verdicts": VERDICTS,
        "base": [round(float(b), 3) for b in fitted.intercept_],
        "alarm": round(alarm, 3),
        "sure": round(sure, 3),
        "weights": {n: [round(float(w), 3) for w in fitted.coef_[:, i]] for i, n in enumerate(names)},
    }
    write_learnt(CLAIMS / "support_weights.json", card, values)
    write_learnt(CLAIMS / "stem_rates.json", rates_card(n_texts), {"n_texts": n_texts, "stem_counts": counted})


if __name__ == "__main__":
    main()
