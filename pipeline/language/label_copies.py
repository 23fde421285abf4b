"""Two copies of one sentence inside one label that give different numbers.

A label says a dose in several places: in a section and, in openFDA's fields, in a copy of its subsection. Where the
copies differ, neither is the label's word: a claim that agrees with one of them is to be looked at. Copies are
sentences under one title with the same words and other numbers; the rows of a table and the lines of one list are none.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from pipeline.language.source_text import SourceSentence, SourceText

CELL = " | "
_NUMBER = re.compile(r"[0-9]+(?:[.,·][0-9]+)*")
_FEWEST_WORDS = 5


def bare(text: str) -> str:
    """The words of `text` with a mark in the place of each number."""
    return " ".join(_NUMBER.sub("#", text.lower()).split())


def numbers_of(text: str) -> list[str]:
    """The numbers of `text` in digits, in order."""
    return _NUMBER.findall(text)


def differs_in_numbers(one: str, other: str) -> bool:
    """Whether two sentences are copies of one that give different numbers."""
    return bare(one) == bare(other) and numbers_of(one) != numbers_of(other)


def differing_copies(text: SourceText) -> Mapping[int, SourceSentence]:
    """For each sentence, by its number, the first copy of it in another place under the same title that gives other
    numbers.
    """
    groups: dict[tuple[str, str], list[tuple[int, SourceSentence]]] = defaultdict(list)
    place, label = 0, ""
    for sentence in text.sentences:
        place, label = (place + 1, sentence.label) if sentence.label != label else (place, label)
        if CELL not in sentence.text and len(sentence.text.split()) >= _FEWEST_WORDS and numbers_of(sentence.text):
            groups[sentence.label.lower(), bare(sentence.text)].append((place, sentence))
    found: dict[int, SourceSentence] = {}
    for group in groups.values():
        for here, sentence in group:
            own = numbers_of(sentence.text)
            others = [other for there, other in group if there != here and numbers_of(other.text) != own]
            if others:
                found[sentence.number] = others[0]
    return found
