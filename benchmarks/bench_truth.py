"""How well the claim checks judge whether a source says a claim, on labelled claims, cross-validated by PMID.

    make bench-truth

A model is trained on four fifths of the articles, in the templates and our training wordings, and tested on the rest in
every wording. Rarities of stems come from all records, since they include no label. The peer is the majority verdict.
"""

import re
import time
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import f1_score
from stand_in import shared_folder
from train_support import (
    RECORDS,
    VERDICTS,
    WORDINGS,
    Examples,
    against,
    alarm_from,
    examples,
    out_of_fold,
    rarity_of,
    shipped,
    speaking_for,
    stem_counts,
    trained_on,
    worded,
)
from truth_claims import LabelledClaim, claims, sources
from wordings import HELD_OUT

from pipeline.language.claims.support_features import SupportFeatures
from pipeline.language.claims.topics import Topics
from pipeline.language.claims.verifying import is_other_article, verify


def is_hit(sentence: str, evidence: Sequence[str]) -> bool:
    """Whether the sentence matches one of the experts': one contains the other (30 characters or more), or they share
    0.6 of their words (Jaccard).
    """
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


def hits(rows: Sequence[LabelledClaim], held: Sequence[SupportFeatures], most: int) -> float:
    """The share of the claims with evidence for which one of the first `most` sentences read is a hit."""
    told = [(c, s) for c, s in zip(rows, held, strict=True) if c.evidence]
    return float(np.mean([any(is_hit(r.sentence.text, c.evidence) for r in s.read[:most]) for c, s in told]))


def report(
    rows: Sequence[LabelledClaim],
    held: Sequence[SupportFeatures],
    p: np.ndarray,
    fits: Sequence[float | None],
    thresholds: tuple[float, float],
) -> None:
    """Print the figures of one wording. `thresholds` are the two that the program uses, for an alarm and "says so"."""
    labels, kinds = np.array([c.label for c in rows]), np.array([c.kind for c in rows])
    guess = np.array(VERDICTS)[p.argmax(1)]
    told = labels != "NOINFO"
    pair = np.mean([f1_score(labels[told] == v, guess[told] == v) for v in ("SUPPORT", "CONTRADICT")])
    is_contradicted = labels == "CONTRADICT"
    score = p[:, 0] * against(held)
    alarm = score >= alarm_from(score, is_contradicted)
    n_other = [is_other_article(c.claim, s, lambda f=f: f) for c, s, f in zip(rows, held, fits, strict=True)]
    print(f"  macro-F1 {f1_score(labels, guess, average='macro'):.3f}, SUPPORT/CONTRADICT F1 {pair:.3f}")
    print(f"  alarms for CONTRADICT at 0.90: recall {alarm[is_contradicted].mean():.3f}")
    for what, wanted, scored, threshold in (
        ("alarm", "CONTRADICT", score, thresholds[0]),
        ("says so", "SUPPORT", p[:, 2] * speaking_for(held), thresholds[1]),
    ):
        one, is_wanted = scored >= threshold, labels == wanted
        precision = f"{is_wanted[one].mean():.3f}" if one.any() else "none"
        print(
            f"  {what} at the one threshold {threshold:.3f}: precision {precision}, recall {one[is_wanted].mean():.3f}"
        )
    unsaid = (guess == "NOINFO") & np.array([s.parts.compares for s in held])
    if unsaid.any():
        print(f"  does not say: precision {(~told[unsaid]).mean():.3f}, recall {unsaid[~told].mean():.3f}")
    print(f"  rationale hit at 1 {hits(rows, held, 1):.3f}, at 3 {hits(rows, held, 3):.3f}")
    for kind in sorted(set(kinds)):
        own = kinds == kind
        right, other = (guess[own] == labels[own]).mean(), np.array(n_other)[own].mean()
        print(f"  {kind}: right {right:.3f}, called another article {other:.3f}")


def main() -> None:
    """Print every figure."""
    shared = shared_folder()
    rows, texts = claims(shared), sources(shared / RECORDS)
    rarity, topics = rarity_of(*stem_counts(shared)), Topics(texts)
    trained = trained_on(shared, rarity)
    told = {**WORDINGS, **HELD_OUT}
    held_out = {w: examples(rows, texts, rarity, told[w]) for w in HELD_OUT}
    whole = {w: examples(rows, texts, rarity, told[w], as_statements=True) for w in ("as written", *HELD_OUT)}
    asked: dict[str, tuple[str, Examples]] = {w: (w, trained[w]) for w in WORDINGS}
    asked |= {f"{w} (held out)": (w, s) for w, s in held_out.items()}
    asked |= {f"{w}, as a statement": (w, s) for w, s in whole.items()}
    found = out_of_fold(trained, {name: s for name, (_, s) in asked.items()})
    thresholds = shipped({w: trained[w] for w in WORDINGS}, found)
    for name, (wording, s) in asked.items():
        print(f"{name}:")
        fits = [topics.fit(text, c.pmid) for text, c in zip(worded(rows, told[wording]), rows, strict=True)]
        report(rows, s.held, found[name], fits, thresholds)
    labels = np.array([c.label for c in rows])
    majority = f1_score(labels, np.full(len(labels), "CONTRADICT"), average="macro")
    print(f"peer, always CONTRADICT or always SUPPORT: macro-F1 {majority:.3f}")
    started = time.process_time()
    for c in rows:
        verify(c.claim, texts[c.pmid], lambda c=c: topics.fit(c.claim, c.pmid))
    print(f"{len(rows)} claims verified in {time.process_time() - started:.1f} s of CPU")


if __name__ == "__main__":
    main()
