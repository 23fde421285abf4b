"""Measure how much two texts share, and find the text that shares most with a claim: a reader should look there first.

The measure is plain overlap, without corpus statistics, so the same two texts always give the same sentence. Each
distinct word of the claim weighs 1, each distinct number 2 (a claim rests on its doses and rates), a stop word 0. The
share is the weight found in the sentence divided by the weight of the claim. Nothing below MINIMUM_SHARE is worth
showing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.language.text.tokens import words_and_numbers

MINIMUM_SHARE = 0.25


@dataclass(frozen=True)
class AbstractSentence:
    """A sentence; its section's label ("" for none); its number in the whole abstract, from 1; and the share of the
    claim's weight that it contains.
    """

    text: str
    label: str
    sentence: int
    share: float


def closest_text(claim_text: str, texts: Iterable[str]) -> str | None:
    """The text that shares most with the claim, the first among equals; None if none reaches MINIMUM_SHARE."""
    ranked = [(shared(claim_text, text), -i, text) for i, text in enumerate(texts)]
    best = max(ranked, default=None)
    return best[2] if best and best[0] >= MINIMUM_SHARE else None


def shared(claim_text: str, sentence: str) -> float:
    """The share of the claim's weight that `sentence` contains, from 0 to 1."""
    claim, other = _weights(claim_text), _weights(sentence)
    total = sum(claim.values())
    return sum(weight for token, weight in claim.items() if token in other) / total if total else 0.0


def _weights(text: str) -> dict[str, int]:
    return {word: 2 if word[0].isdigit() else 1 for word in words_and_numbers(text)}
