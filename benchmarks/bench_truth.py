"""Does the source say it? Figures of the claim checks on the labelled claims, cross-validated by PMID.

    make bench-truth

A model is trained on four fifths of the articles, in the templates and in our trained wordings, and asked about the
rest, in every wording; rarities of stems are of all records (they carry no label). The peer is the majority verdict.
"""

import re
import time
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import f1_score
from stand_in import shared_folder
from train_support import (
    WORDINGS,
    against,
    alarm_from,
    alarm_of,
    counts,
    matrix,
    out_of_fold,
    rarity_of,
    read,
    speaking_for,
)
from truth_claims import LabelledClaim, claims, sources
from wordings import HELD_OUT, reworded

from pipeline.language.support_features import Support
from pipeline.language.topics import Topics
from pipeline.language.verifying import is_other_article, verify

CODES = ("CONTRADICT", "NOINFO", "SUPPORT")


def is_hit(sentence: str, evidence: Sequence[str]) -> bool:
    """Whether the sentence is one of the experts': one holds the other (30 characters or more), or 0.6 of words."""
    said = _plain(sentence)
    return any(
        (min(len(said), len(e)) >= 30 and (said in e or e in said)) or _likeness(said, e) >= 0.6
        for e in map(_plain, evidence)
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _likeness(a: str, b: str) -> float:
    first, second = set(a.split()), set(b.split())
    return len(first & second) / len(first | second) if first | second else 0.0


def hits(rows: Sequence[LabelledClaim], held: Sequence[Support], most: int) -> float:
    """The share of claims with evidence of which one sentence is among the first `most`."""
    told = [(c, s) for c, s in zip(rows, held, strict=True) if c.evidence]
    return float(np.mean([any(is_hit(r.sentence.text, c.evidence) for r in s.read[:most]) for c, s in told]))


def report(
    name: str,
    rows: Sequence[LabelledClaim],
    held: Sequence[Support],
    p: np.ndarray,
    fits: Sequence[float | None],
    *,
    shipped: tuple[float, float],
) -> None:
    """Print the figures of one wording; `shipped` are the thresholds of an alarm and of "says so", of all wordings."""
    labels, kinds = np.array([c.label for c in rows]), np.array([c.kind for c in rows])
    guess = np.array(CODES)[p.argmax(1)]
    told = labels != "NOINFO"
    pair = np.mean([f1_score(labels[told] == v, guess[told] == v) for v in ("SUPPORT", "CONTRADICT")])
    is_contradicted = labels == "CONTRADICT"
    score = p[:, 0] * against(held)
    alarm = score >= alarm_from(score, is_contradicted)
    n_other = [is_other_article(c.claim, s, f) for c, s, f in zip(rows, held, fits, strict=True)]
    print(f"{name}: macro-F1 {f1_score(labels, guess, average='macro'):.3f}, SUPPORT/CONTRADICT F1 {pair:.3f}")
    print(f"  alarms for CONTRADICT at 0.90: recall {alarm[is_contradicted].mean():.3f}")
    for what, wanted, scored, threshold in (
        ("alarm", "CONTRADICT", score, shipped[0]),
        ("says so", "SUPPORT", p[:, 2] * speaking_for(held), shipped[1]),
    ):
        one, is_wanted = scored >= threshold, labels == wanted
        print(
            f"  {what} at the one threshold {threshold:.3f}: precision {is_wanted[one].mean():.3f},"
            f" recall {one[is_wanted].mean():.3f}"
        )
    print(f"  rationale hit at 1 {hits(rows, held, 1):.3f}, at 3 {hits(rows, held, 3):.3f}")
    for kind in sorted(set(kinds)):
        own = kinds == kind
        right, other = (guess[own] == labels[own]).mean(), np.array(n_other)[own].mean()
        print(f"  {kind}: right {right:.3f}, called another article {other:.3f}")


def main() -> None:
    """Print every figure."""
    shared = shared_folder()
    rows, texts = claims(shared), sources(shared / "data/pubmed/constructed/evidence_inference.xml.gz")
    rarity = rarity_of(counts(texts), len(texts))
    asked = {**WORDINGS, **{f"{w} (held out)": told for w, told in HELD_OUT.items()}}
    held = {w: read(rows, texts, rarity, told) for w, told in asked.items()}
    names = sorted({n for s in held["as written"] for n in s.values})
    x = {w: matrix(s, names) for w, s in held.items()}
    labels = np.array([c.label for c in rows])
    topics = Topics(texts)
    found = out_of_fold({w: x[w] for w in WORDINGS}, x, labels, [c.pmid for c in rows])
    shipped = (
        alarm_of((found[w][:, 0] * against(held[w]) for w in WORDINGS), labels == "CONTRADICT"),
        alarm_of((found[w][:, 2] * speaking_for(held[w]) for w in WORDINGS), labels == "SUPPORT"),
    )
    for wording, p in found.items():
        told = asked[wording]
        said = [c.claim if told is None else reworded(c.claim, told) or c.claim for c in rows]
        fits = [topics.fit(text, c.pmid) for text, c in zip(said, rows, strict=True)]
        report(wording, rows, held[wording], p, fits, shipped=shipped)
    majority = f1_score(labels, np.full(len(labels), "CONTRADICT"), average="macro")
    print(f"peer, always CONTRADICT or always SUPPORT: macro-F1 {majority:.3f}")
    started = time.process_time()
    for c in rows:
        verify(c.claim, texts[c.pmid], topics.fit(c.claim, c.pmid))
    print(f"{len(rows)} claims verified in {time.process_time() - started:.1f} s of CPU")


if __name__ == "__main__":
    main()
