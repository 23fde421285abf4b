"""Writes pipeline/language/numbers/weights.py from claims with numbers, made by rule. The file contains no sentence.

make train
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from stand_in import ROOT, shared_folder
from truth_claims import records
from truth_numbers import NumberClaim, half, paraphrased

from pipeline.language.claims.support_model import rarity
from pipeline.language.numbers.aligned_values import aligned
from pipeline.language.numbers.claimed_numbers import held
from pipeline.language.numbers.features import features
from pipeline.language.text.source_text import SourceText

FALSE = 0.027  # allowed share of false alarms among unchanged claims whose values are stated, cross-validated
C = 0.3
HEAD = '''"""The weights by which the words around two values say that they are two values of one thing.

Data card. Made by benchmarks/train_numbers.py: a logistic regression (scikit-learn, L2, C = {c}) over {n} values of
the conclusions of {n_articles} PubMed abstracts (randomized trials of Evidence Inference 2.0, drug-class reviews of
Cohen and others 2006, PubMedQA), each held against the rest of its abstract, as it is and with one value changed by
rule.
Known limits: a conclusion's value that the abstract states nowhere else counts as right; figures of full texts were not
seen. Measured on other abstracts in docs/measurements/claim-checks.md. Do not edit by hand.
"""

BASE = {base}
# from this probability on, {false:.1%} of the unchanged claims of cross-validation were called different
DIFFERENT = {different}

WEIGHTS: dict[str, float] = {{
'''

Row = tuple[int, bool, dict[str, float]]


def rows_of(claims: Iterable[NumberClaim]) -> tuple[list[Row], list[NumberClaim]]:
    """For every value that has comparable values in its source but no equal one: the number of its claim, whether the
    claim was changed, and the value's features. Claims that repeat a sentence of the source are skipped. Also returns
    the claims.
    """
    rows: list[Row] = []
    asked = list(claims)
    for i, c in enumerate(asked):
        if aligned(c.claim, c.source, rarity):
            continue
        rows += [
            (i, c.is_changed, features(each))
            for each in held(c.claim, c.source, rarity, {})
            if each.same is None and each.others
        ]
    return rows, asked


def matrix(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """The features as a matrix, rows x names."""
    return np.array([[f.get(n, 0.0) for n in names] for _, _, f in rows])


def threshold(chance: np.ndarray, rows: Sequence[Row], asked: Sequence[NumberClaim]) -> float:
    """The lowest probability at which at most FALSE of the unchanged claims raise an alarm."""
    best = np.zeros(len(asked))
    for (i, _, _), p in zip(rows, chance, strict=True):
        best[i] = max(best[i], p)
    unchanged = np.sort([b for b, c in zip(best, asked, strict=True) if not c.is_changed and c.is_stated])
    return float(unchanged[int(len(unchanged) * (1 - FALSE))])


def development(texts: Mapping[str, SourceText]) -> dict[str, SourceText]:
    """The half used for training."""
    return {pmid: t for pmid, t in texts.items() if half(pmid) == "dev"}


def main() -> None:
    """Train on the development half and write the file."""
    rows, asked = rows_of(paraphrased(development(records(shared_folder())), is_every=True))
    names = sorted({n for _, _, f in rows for n in f})
    # a changed value that the source does not state elsewhere teaches nothing
    used = [r for r in rows if not r[1] or asked[r[0]].is_stated]
    x, y = matrix(used, names), np.array([changed for _, changed, _ in used])
    pmids = [asked[i].id.split()[0] for i, _, _ in used]
    chance = np.zeros(len(used))
    for train, test in GroupKFold(5).split(x, y, pmids):
        chance[test] = LogisticRegression(C=C, max_iter=3000).fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    fitted = LogisticRegression(C=C, max_iter=3000).fit(x, y)
    head = HEAD.format(
        n=len(used),
        c=C,
        n_articles=len(set(pmids)),
        base=round(float(fitted.intercept_[0]), 3),
        different=round(threshold(chance, used, asked), 3),
        false=FALSE,
    )
    lines = (f'    "{n}": {round(float(w), 3)},\n' for n, w in zip(names, fitted.coef_[0], strict=True))
    path = ROOT / "pipeline/language/numbers/weights.py"
    path.write_text(head + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
