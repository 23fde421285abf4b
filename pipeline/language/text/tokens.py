"""The words of a text as stems with their places, for comparing a claim with a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.text.fold import folded
from pipeline.language.text.function_words import FUNCTION_WORDS
from pipeline.language.text.terms import stem

Rarity = Callable[[str], float]  # the weight of a stem: the rarer, the heavier
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True)
class Token:
    """The stem of a word, and where the word begins and ends."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of `text` in order. Function words are left out, unless in capitals ("group A"); single
    letters and digits stay.
    """
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lower() if match[0].isascii() else folded(match[0]).replace(" ", "")
        word = word.partition("'")[0]
        if word and (word not in FUNCTION_WORDS or match[0].isupper()):
            found.append(Token(_stem(word), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=16384)
def stem_set(text: str) -> frozenset[str]:
    """The distinct stems of `text`."""
    return frozenset(t.stem for t in tokens(text))


def share(wanted: frozenset[str], held: frozenset[str], rarity: Rarity) -> float:
    """The share of the weight of `wanted` that `held` contains; 0 if nothing is wanted."""
    total = sum(map(rarity, sorted(wanted)))
    return sum(rarity(s) for s in sorted(wanted & held)) / total if total else 0.0


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return stem(word) if word.isalpha() else word
