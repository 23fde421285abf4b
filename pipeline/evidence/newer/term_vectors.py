"""Texts as TF-IDF vectors of unit length (Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0).

Terms are words and pairs of neighbouring words, counts are logarithmic, and the inverse document frequency is that of
the texts at hand.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.language.text.tokens import with_pairs

Floats = NDArray[np.float64]
MIN_TEXTS = 2  # a term in only one text makes it similar to no other


@dataclass(frozen=True)
class TermVectors:
    """The entries of a sparse matrix, row by row: `weight` of `term` in `text`."""

    n_texts: int
    n_terms: int
    text: NDArray[np.int64]
    term: NDArray[np.int64]
    weight: Floats

    def mean(self, chosen: Sequence[bool] | NDArray[np.bool_]) -> Floats:
        """The mean vector of the chosen texts; zeros if none is chosen."""
        mask = np.asarray(chosen, dtype=bool)
        total = np.bincount(self.term, self.weight * mask[self.text], self.n_terms)
        return np.asarray(total / max(1, int(mask.sum())))

    def likeness(self, vector: Floats) -> Floats:
        """The inner product of every text with `vector`."""
        return np.asarray(np.bincount(self.text, self.weight * vector[self.term], self.n_texts), dtype=np.float64)


def term_vectors(texts: Sequence[list[str]]) -> TermVectors:
    """One vector for each text, in order; each text is a list of words."""
    known: dict[str, int] = {}
    text_ids, term_ids, counts = array("q"), array("q"), array("d")
    for number, found in enumerate(texts):
        counted = Counter(with_pairs(found))
        text_ids.extend([number] * len(counted))
        term_ids.extend([known.setdefault(term, len(known)) for term in counted])
        counts.extend(counted.values())
    return _weighted(len(texts), len(known), np.array(text_ids), np.array(term_ids), np.array(counts))


def _weighted(
    n_texts: int, n_terms: int, text: NDArray[np.int64], term: NDArray[np.int64], count: Floats
) -> TermVectors:
    text, term = text.astype(np.int64), term.astype(np.int64)
    frequency = np.bincount(term, minlength=n_terms)
    kept = (frequency >= MIN_TEXTS)[term]
    text, term, count = text[kept], term[kept], count[kept]
    rarity = np.log((1 + n_texts) / (1 + frequency)) + 1
    weight = (1 + np.log(count)) * rarity[term]
    length = np.sqrt(np.bincount(text, weight**2, n_texts))
    return TermVectors(n_texts, n_terms, text, term, weight / length[text])
