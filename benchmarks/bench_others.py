"""The claim checks on other sets of claims (check-covid, citint, pubmedqa), beside the majority verdict.

    make bench-truth

We report these figures but do not optimise for them. A check-covid claim is judged by a model that was trained on no
claim about the same article; the other two sets were never used for training.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from other_claims import Asked, check_covid, citint, pubmedqa
from sklearn.metrics import f1_score
from stand_in import shared_folder
from train_support import VERDICTS, others, out_of_fold, rarity_of, stem_counts, trained_on

from pipeline.evidence.claims.verdicts import mark
from pipeline.language.claims.topics import Topics
from pipeline.language.claims.verifying import verify
from pipeline.language.text.source_text import SourceText
from pipeline.schema.vocabulary import CLAIM_MARKS

_SETS = {"check-covid": check_covid, "citint": citint, "pubmedqa": pubmedqa}
_ALARMS = ("contradiction", "number_differs", "other_article")


def report(
    name: str, asked: Sequence[Asked], texts: Mapping[str, SourceText], topics: Topics | None, p: np.ndarray
) -> None:
    """Print the figures of one set. `p` are its out-of-fold probabilities, claims x verdicts."""
    found = [
        verify(
            a.claim,
            texts[a.document],
            (lambda a=a: topics.fit(a.claim, a.document)) if topics else None,
            lambda _, row=row: dict(zip(VERDICTS, map(float, row), strict=True)),
        )
        for a, row in zip(asked, p, strict=True)
    ]
    labels, guess = [a.label for a in asked], [v.verdict for v in found]
    majority = Counter(labels).most_common(1)[0]
    right = sum(a == b for a, b in zip(labels, guess, strict=True)) / len(labels)
    print(f"{name}: {len(asked)} claims; accuracy {right:.3f}, always {majority[0]} {majority[1] / len(labels):.3f}")
    print(
        f"  macro-F1 {f1_score(labels, guess, average='macro'):.3f}, always {majority[0]} "
        f"{f1_score(labels, [majority[0]] * len(labels), average='macro'):.3f}"
    )
    for label in sorted(set(labels)):
        own = [v for v, a in zip(found, asked, strict=True) if a.label == label]
        rates = ", ".join(f"{c} {sum(c in v.alarms for v in own) / len(own):.3f}" for c in _ALARMS)
        marks = Counter(mark(v) for v in own)
        told = ", ".join(f"{m} {marks[m]}" for m in CLAIM_MARKS if marks[m])
        print(f"  {label} ({len(own)}): alarms {rates}; marks {told}")


def main() -> None:
    """Print every figure."""
    shared = shared_folder()
    rarity = rarity_of(*stem_counts(shared))
    sets = {name: read(shared / "data/claims" / name) for name, read in _SETS.items()}
    asked = {name: others(rows, texts, rarity) for name, (rows, texts) in sets.items()}
    found = out_of_fold(trained_on(shared, rarity), asked)
    for name, (rows, texts) in sets.items():
        report(name, rows, texts, Topics(texts) if name != "pubmedqa" else None, found[name])


if __name__ == "__main__":
    main()
