"""Write pipeline/language/support_weights.py and stem_rates.py from the development claims; no sentence of a claim or a
record enters a file.

    make train
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from stand_in import ROOT, shared_folder
from truth_claims import LabelledClaim, claims, sources
from wordings import TRAINED, reworded

from pipeline.language.source_text import SourceText
from pipeline.language.support_features import Rarity, Support, support
from pipeline.language.tokens import stem_set

PRECISION = 0.90  # of alarms for CONTRADICT
LEAST = 20  # texts that a stem must stand in to be listed
FOLDS = 5
VERDICTS = ("CONTRADICT", "NOINFO", "SUPPORT")
WORDINGS: dict[str, dict[int, str] | None] = {"as written": None, **TRAINED}
LANGUAGE = ROOT / "pipeline/language"
WEIGHTS_HEAD = '''"""The weights by which the features of a claim and its source make a verdict.

Data card. Made by benchmarks/train_support.py: a multinomial logistic regression (scikit-learn, L2, C = 0.5)
over {n_claims} claims on {n_articles} randomized trials of Evidence Inference 2.0 (DeYoung and others 2020,
doi:10.18653/v1/2020.bionlp-1.13; MIT), each in {n_wordings} wordings. The labels are the experts'; the wrong claims
were made by rule (direction changed, arms swapped, other article, outcome or intervention). Known limits: comparisons
of two arms in trials only; no dose, no label and no guideline was among them. Measured, cross-validated by PMID, in
docs/decisions/0011-claim-checks.md. Do not edit by hand.
"""

VERDICTS = {verdicts}
BASE = {base}
# probability of CONTRADICT from which the alarms of cross-validation were right {precision:.0%} of the time or more in
# every wording
ALARM = {alarm}
# probability of SUPPORT from which it was right as often
SURE = {sure}

# feature -> weight for each verdict, in the order above
WEIGHTS: dict[str, tuple[float, float, float]] = {{
'''
RATES_HEAD = '''"""In how many of {n} abstracts of randomized trials a stem stands; stems of fewer than {least} are
left out.

Counted by benchmarks/train_support.py in the records that Evidence Inference 2.0 cites (MIT). Do not edit by hand.
"""

N_TEXTS = {n}
_COUNTED = """
{counted}
"""
STEM_COUNTS: dict[str, int] = {{
    stem: int(n) for stem, _, n in (pair.rpartition("=") for pair in _COUNTED.split())
}}
'''


def counts(texts: Mapping[str, SourceText]) -> dict[str, int]:
    """In how many texts each stem stands, the seldom ones left out."""
    found = Counter(s for text in texts.values() for s in stem_set(text.text))
    return {s: n for s, n in sorted(found.items()) if n >= LEAST}


def rarity_of(counted: Mapping[str, int], n: int) -> Rarity:
    """As pipeline.language.support_model.rarity, of other counts."""
    return lambda stem: log((n + 1) / (counted.get(stem, 0) + 1)) / log(n + 1)


def read(
    rows: Sequence[LabelledClaim], texts: Mapping[str, SourceText], rarity: Rarity, wording: dict[int, str] | None
) -> list[Support]:
    """Each claim, in the wording, held against its article."""
    said = (c.claim if wording is None else reworded(c.claim, wording) or c.claim for c in rows)
    return [support(text, texts[c.pmid], rarity) for text, c in zip(said, rows, strict=True)]


def matrix(supports: Sequence[Support], names: Sequence[str]) -> np.ndarray:
    """Claims x features."""
    return np.array([[s.values.get(name, 0.0) for name in names] for s in supports])


def model() -> Any:
    """The regression, untrained."""
    return LogisticRegression(C=0.5, max_iter=3000)


def out_of_fold(
    trained: Mapping[str, np.ndarray], asked: Mapping[str, np.ndarray], labels: np.ndarray, pmids: Sequence[str]
) -> dict[str, np.ndarray]:
    """For each wording in `asked` claims x verdicts: probabilities by a model that saw no claim on that article."""
    found = {w: np.zeros((len(labels), len(VERDICTS))) for w in asked}
    for train, test in GroupKFold(FOLDS).split(labels, labels, pmids):
        fitted = model().fit(np.concatenate([x[train] for x in trained.values()]), np.tile(labels[train], len(trained)))
        for w, x in asked.items():
            found[w][test] = fitted.predict_proba(x[test])
    return found


def alarm_from(probability: np.ndarray, is_right: np.ndarray) -> float:
    """The lowest probability from which PRECISION of all alarms are right."""
    order = np.argsort(-probability, kind="stable")
    precision = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    held = np.flatnonzero(precision >= PRECISION)
    return float(probability[order[held[-1]]]) if len(held) else 1.0


def alarm_of(scores: Iterable[np.ndarray], is_right: np.ndarray) -> float:
    """The one probability that holds PRECISION in every wording, the worst too: nobody knows how a claim is worded."""
    return max(alarm_from(score, is_right) for score in scores)


def against(supports: Sequence[Support]) -> np.ndarray:
    """Where the rules, too, say that the source says otherwise: the first condition of an alarm."""
    return np.array([s.speaks_against for s in supports])


def speaking_for(supports: Sequence[Support]) -> np.ndarray:
    """Where the rules, too, say that the source says so: the first condition of the mark "says so"."""
    return np.array([s.speaks_for for s in supports])


def main() -> None:
    """Train on all claims and write both files."""
    shared = shared_folder()
    rows, texts = claims(shared), sources(shared / "data/pubmed/constructed/evidence_inference.xml.gz")
    counted = counts(texts)
    rarity = rarity_of(counted, len(texts))
    held = {w: read(rows, texts, rarity, wording) for w, wording in WORDINGS.items()}
    names = sorted({name for s in held["as written"] for name in s.values})
    x = {w: matrix(s, names) for w, s in held.items()}
    labels, pmids = np.array([c.label for c in rows]), [c.pmid for c in rows]
    guessed = out_of_fold(x, x, labels, pmids)
    alarm = alarm_of((p[:, 0] * against(held[w]) for w, p in guessed.items()), labels == "CONTRADICT")
    sure = alarm_of((p[:, 2] * speaking_for(held[w]) for w, p in guessed.items()), labels == "SUPPORT")
    fitted = model().fit(np.concatenate(list(x.values())), np.tile(labels, len(x)))
    head = WEIGHTS_HEAD.format(
        n_claims=len(rows),
        n_articles=len(set(pmids)),
        n_wordings=len(x),
        verdicts=VERDICTS,
        alarm=round(alarm, 3),
        sure=round(sure, 3),
        base=tuple(round(float(b), 3) for b in fitted.intercept_),
        precision=PRECISION,
    )
    lines = (f'    "{n}": {tuple(round(float(w), 3) for w in fitted.coef_[:, i])},\n' for i, n in enumerate(names))
    (LANGUAGE / "support_weights.py").write_text(head + "".join(lines) + "}\n", encoding="utf-8")
    _write_rates(LANGUAGE / "stem_rates.py", counted, len(texts))


def _write_rates(path: Path, counted: Mapping[str, int], n: int) -> None:
    lines, line = [], ""
    for pair in (f"{s}={c}" for s, c in counted.items()):
        if len(line) + len(pair) > 118:
            lines.append(line)
            line = ""
        line = f"{line} {pair}".strip()
    counted_text = "\n".join([*lines, line])
    path.write_text(RATES_HEAD.format(n=n, least=LEAST, counted=counted_text), encoding="utf-8")


if __name__ == "__main__":
    main()
