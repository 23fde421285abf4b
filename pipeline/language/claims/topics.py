"""Which of the articles at hand a claim is about, by BM25 over title and text.

A claim's words meet its own article's best among thousands (97.7% first on real pairs); where another article meets
them far better, the claim cites the wrong one. Lexical, because an embedding calls two trials of one drug the same.

The formula is Lucene's BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019; Kamphuis et al. 2020,
doi:10.1007/978-3-030-45442-5_4). It stands here because the libraries that have it bring scipy along, a quarter of
what a user would install (docs/decisions/0015).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import tokens

if TYPE_CHECKING:
    import numpy as np

_K1, _B = 1.5, 0.75  # how fast a repeated word stops counting, and how much the length of an article counts


class Topics:
    """The articles at hand, by id. Built once; the index on the first question."""

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self._ids = sorted(texts)
        self._places = {own: place for place, own in enumerate(self._ids)}
        self._stems = [[t.stem for t in tokens(texts[i].text)] for i in self._ids]

    @cached_property
    def _index(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """By stem: the places of the articles that have it, and what it counts in each."""
        import numpy as np  # noqa: PLC0415  (a tenth of a second, for nothing where no claim is judged)

        n_articles = len(self._stems)
        mean_length = sum(map(len, self._stems)) / n_articles
        by_stem: dict[str, list[tuple[int, float]]] = {}
        for place, stems in enumerate(self._stems):
            damping = _K1 * (1 - _B + _B * len(stems) / mean_length) if stems else 0.0
            for stem, n in Counter(stems).items():
                by_stem.setdefault(stem, []).append((place, n / (n + damping)))
        index = {}
        for stem, found in by_stem.items():
            rarity = math.log(1 + (n_articles - len(found) + 0.5) / (len(found) + 0.5))
            index[stem] = (np.array([p for p, _ in found]), np.array([share for _, share in found]) * rarity)
        return index

    def fit(self, claim: str, own: str) -> float | None:
        """How well the claim's words meet the article `own`, against the article that they meet best: 1 for the best, 0
        where they do not meet at all; 1, too, where no article meets them. None where there is no other article.
        """
        if len(self._ids) < 2 or own not in self._places:
            return None
        import numpy as np  # noqa: PLC0415

        scores = np.zeros(len(self._ids))
        for token in tokens(claim):
            if token.stem in self._index:
                places, counts = self._index[token.stem]
                scores[places] += counts
        best = float(scores.max())
        return float(scores[self._places[own]]) / best if best else 1.0
