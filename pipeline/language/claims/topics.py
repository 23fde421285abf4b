"""Find which of the articles at hand a claim is about, by BM25 over title and text.

A claim's words match its own article best among thousands (97.7% first on real pairs); if another article matches them
far better, the claim cites the wrong one. The match is lexical, because an embedding calls two trials of one drug the
same.

The formula is Lucene's BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019; Kamphuis et al. 2020,
doi:10.1007/978-3-030-45442-5_4). It is written here because the libraries that offer it need scipy, a quarter of what a
user would install (docs/decisions/0015).
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
    """The articles at hand, by id. They are read, and the index is built, at the first question: most claims never ask
    one.
    """

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self._texts = texts
        self._ids = sorted(texts)
        self._places = {own: place for place, own in enumerate(self._ids)}

    @cached_property
    def _index(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """For each stem, the places of the articles that contain it, and its weight in each."""
        import numpy as np  # noqa: PLC0415  (a tenth of a second, for nothing where no claim is judged)

        read = [[t.stem for t in tokens(self._texts[i].text)] for i in self._ids]
        n_articles = len(read)
        mean_length = sum(map(len, read)) / n_articles
        by_stem: dict[str, list[tuple[int, float]]] = {}
        for place, stems in enumerate(read):
            damping = _K1 * (1 - _B + _B * len(stems) / mean_length) if stems else 0.0
            for stem, n in Counter(stems).items():
                by_stem.setdefault(stem, []).append((place, n / (n + damping)))
        index = {}
        for stem, shares in by_stem.items():
            rarity = math.log(1 + (n_articles - len(shares) + 0.5) / (len(shares) + 0.5))
            index[stem] = (np.array([p for p, _ in shares]), np.array([share for _, share in shares]) * rarity)
        return index

    def fit(self, claim: str, own: str) -> float | None:
        """How well the claim's words match the article `own`, compared with the article that they match best.

        1 means the best, 0 no match at all; it is also 1 if no article matches. None if `own` is not at hand or there
        is no other article.
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
