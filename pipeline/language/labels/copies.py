"""Find two copies of one sentence in one label that give different numbers.

A label states a dose in several places: in a section and, in openFDA's fields, in a copy of its subsection. If the
copies differ, neither counts as what the label says, so an editor must look at a claim that agrees with one of them.
Copies are sentences under one title with the same words and different numbers. The rows of a table and the lines of one
list are not copies.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.language.labels.sentences import CELL
from pipeline.language.text.source_text import SourceSentence, SourceText

_NUMBER = re.compile(r"[0-9]+(?:[.,·][0-9]+)*")
_FEWEST_WORDS = 5
_Copy = tuple[int, SourceSentence]  # the number of its place, and the sentence


def bare(text: str) -> str:
    """The words of `text` in lower case, with "#" in place of each number."""
    return " ".join(_NUMBER.sub("#", text.lower()).split())


def numbers_of(text: str) -> list[str]:
    """The numbers that `text` writes in digits, in order."""
    return _NUMBER.findall(text)


def differs_in_numbers(one: str, other: str) -> bool:
    """Whether two sentences are copies of one but give different numbers."""
    return bare(one) == bare(other) and numbers_of(one) != numbers_of(other)


def differing_copies(text: SourceText) -> Mapping[int, SourceSentence]:
    """For each sentence, by its number, the first copy in another place under the same title that gives different
    numbers. Sentences without such a copy are absent.
    """
    groups: dict[tuple[str, str], list[_Copy]] = defaultdict(list)
    place, label = 0, ""
    for sentence in text.sentences:
        place, label = (place + 1, sentence.label) if sentence.label != label else (place, label)
        if CELL not in sentence.text and len(sentence.text.split()) >= _FEWEST_WORDS and numbers_of(sentence.text):
            groups[sentence.label.lower(), bare(sentence.text)].append((place, sentence))
    differing: dict[int, SourceSentence] = {}
    for group in groups.values():
        telling = _telling(group)
        for here, sentence in group:
            other = next((s for there, s in telling if there != here and _differ(s, sentence)), None)
            if other:
                differing[sentence.number] = other
    return differing


def _telling(group: Sequence[_Copy]) -> list[_Copy]:
    """At most five copies of the group, in order. For every copy of the group, they include the first one that differs
    from it in place and numbers, so a label of thousands of copies need not be compared pair by pair.
    """
    place, sentence = group[0]
    elsewhere = [copy for copy in group if copy[0] != place]
    otherwise = [copy for copy in group if _differ(copy[1], sentence)]
    other_numbers = [copy for copy in elsewhere if _differ(copy[1], elsewhere[0][1])]
    other_places = [copy for copy in otherwise if copy[0] != otherwise[0][0]]
    first = (group[:1], elsewhere[:1], otherwise[:1], other_numbers[:1], other_places[:1])
    return sorted((copy for some in first for copy in some), key=lambda copy: copy[1].number)


def _differ(one: SourceSentence, other: SourceSentence) -> bool:
    return numbers_of(one.text) != numbers_of(other.text)
