"""How much two texts share, and the one text that shares most with a claim: where a reader should look first.

Plain overlap, without corpus statistics, so that the same two texts give the same sentence for ever: each different
word of the claim weighs 1, each different number 2 (a dose or a rate is what a claim stands on), stop words 0. The
share is the weight found in the sentence over the weight of the claim. Below MINIMUM_SHARE nothing is worth showing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.language.text.function_words import FUNCTION_WORDS
from pipeline.language.text.quantities import plain_number

MINIMUM_SHARE = 0.25
_TOKEN = re.compile(r"[0-9]*[.·]?[0-9]+(?:[.,·][0-9]+)*|[^\W\d_]+")
# every study has these
_STOP_WORDS = FUNCTION_WORDS | frozenset("patient patients study trial found showed shown".split())


@dataclass(frozen=True)
class Passage:
    """A sentence; its section's label ("" where it has none); its number in the whole abstract, from 1; and the share
    of the claim's weight that it holds.
    """

    text: str
    label: str
    sentence: int
    share: float


def closest_text(claim_text: str, texts: Iterable[str]) -> str | None:
    """The one of `texts` that shares most with the claim, the first of equals; None when none holds MINIMUM_SHARE."""
    ranked = [(shared(claim_text, text), -i, text) for i, text in enumerate(texts)]
    best = max(ranked, default=None)
    return best[2] if best and best[0] >= MINIMUM_SHARE else None


def shared(claim_text: str, sentence: str) -> float:
    """The share of the claim's weight that `sentence` holds, from 0 to 1."""
    claim, other = _weights(claim_text), _weights(sentence)
    total = sum(claim.values())
    return sum(weight for token, weight in claim.items() if token in other) / total if total else 0.0


def _weights(text: str) -> dict[str, int]:
    tokens = (_clean(token) for token in _TOKEN.findall(text.lower()))
    return {token: 2 if token[0].isdigit() else 1 for token in tokens if token and token not in _STOP_WORDS}


def _clean(token: str) -> str:
    """A number in plain digits; of a word a plural s is dropped, a stop word is left as it is."""
    if token[-1].isdigit():
        return plain_number(token)
    is_plural = len(token) > 3 and token.endswith("s") and not token.endswith("ss") and token not in _STOP_WORDS
    return token[:-1] if is_plural else token
