"""The text of a source, for comparison with a claim: its title and its sentences, each with its section."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.language.text.abbreviations import definitions, spelled_out
from pipeline.language.text.sentences import sentences

# NLM's five categories of a structured abstract (https://structuredabstracts.nlm.nih.gov/), and the labels that authors
# write instead; the first match counts
_CATEGORIES = (
    ("conclusions", re.compile(r"conclu|interpretation|implication|recommendation|relevance|discussion", re.I)),
    ("results", re.compile(r"result|finding|outcome|observation", re.I)),
    ("methods", re.compile(r"method|design|setting|patients?|participants?|subjects|intervention|procedure", re.I)),
    ("objective", re.compile(r"objective|aim|purpose|goal|hypothesis", re.I)),
    ("background", re.compile(r"background|introduction|context|rationale|importance", re.I)),
)
# "with satisfaction).There was": some records have lost the space between two sentences
_GLUED = re.compile(r"(?<=[a-z0-9)\]%]\.)(?=[A-Z][a-z]+\s)")


@dataclass(frozen=True)
class SourceSentence:
    """One sentence; its section's label as the source writes it ("" for none); its category (background, objective,
    methods, results, conclusions, or "" if the source does not say); its number in the whole text, from 1.
    """

    text: str
    label: str = ""
    category: str = ""
    number: int = 0


@dataclass(frozen=True)
class SourceText:
    """The text of one cited source: an abstract with its title, or sections of a drug label with the drug's name.

    `years` are those by which its study may be called: of print and electronic publication, and in its title. If this
    is a part of a text, `part_of` is the whole text, which explains the abbreviations.
    """

    title: str
    sentences: tuple[SourceSentence, ...]
    years: tuple[int, ...] = ()
    part_of: "SourceText | None" = None

    @cached_property
    def text(self) -> str:
        """The whole text, title first."""
        return " ".join((self.title, *(s.text for s in self.sentences)))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """The long form of every abbreviation that the text explains, by short form."""
        return self.part_of.abbreviations if self.part_of else definitions(self.text)

    def in_full(self, text: str) -> str:
        """`text`, from the source or from a claim about it, with these abbreviations spelled out."""
        return spelled_out(text, self.abbreviations)

    @cached_property
    def full_sentences(self) -> tuple[str, ...]:
        """The text of each sentence with its abbreviations spelled out."""
        return tuple(self.in_full(s.text) for s in self.sentences)

    @cached_property
    def full_text(self) -> str:
        """The whole text with its abbreviations spelled out."""
        return self.in_full(self.text)


def source_text(title: str, sections: Iterable[tuple[str, str, str]], years: Iterable[int] = ()) -> SourceText:
    """The text of `sections`, each (label, NLM category, text), in order."""
    cut: list[SourceSentence] = []
    for label, nlm_category, text in sections:
        category = _category(nlm_category) or _category(label)
        cut += [
            SourceSentence(s, label, category, number)
            for number, s in enumerate(sentences(_GLUED.sub(" ", text)), len(cut) + 1)
        ]
    return SourceText(title, tuple(cut), tuple(sorted(set(years))))


def _category(name: str) -> str:
    return next((category for category, words in _CATEGORIES if words.search(name)), "")
