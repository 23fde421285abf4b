"""Which of the articles at hand a claim is about, by BM25 over title and text (bm25s, https://bm25s.github.io).

A claim's words meet its own article's best among thousands (97.7% first on real pairs); where another article meets
them far better, the claim cites the wrong one. Lexical, because an embedding calls two trials of one drug the same.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import bm25s

from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import tokens


class Topics:
    """The articles at hand, by id. Built once; the index on the first question."""

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self._ids = sorted(texts)
        self._places = {own: place for place, own in enumerate(self._ids)}
        self._stems = [[t.stem for t in tokens(texts[i].text)] for i in self._ids]

    @cached_property
    def _index(self) -> Any:
        index = bm25s.BM25(method="lucene")
        index.index(self._stems, show_progress=False)
        return index

    def fit(self, claim: str, own: str) -> float | None:
        """How well the claim's words meet the article `own`, against the article that they meet best: 1 for the best, 0
        where they do not meet at all; 1, too, where no article meets them. None where there is no other article.
        """
        if len(self._ids) < 2 or own not in self._places:
            return None
        asked = [t.stem for t in tokens(claim) if t.stem in self._index.vocab_dict]
        if not asked:
            return 1.0
        scores = self._index.get_scores(asked)
        best = float(scores.max())
        return float(scores[self._places[own]]) / best if best else 1.0
