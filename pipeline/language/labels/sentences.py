"""Split a drug label into sentences, each with its own terms and those that it stands under.

A label is read line by line (a paragraph, a list item, a table row), so no sentence crosses from line to line. Often a
line is complete only with the line that announces it: "Examplumab is indicated for:", a heading, the first row of a
table.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.language.text.sentences import sentences
from pipeline.language.text.terms import terms
from pipeline.schema.label_tables import LabelSection

CELL = " | "  # separates the cells of a table row
# "[see Boxed Warning]" only says where else to look
_REFERENCE = re.compile(r"\[\s*see\b[^\]]{0,1000}\]|\(\s*see\b[^)]{0,1000}\)", re.I)
_REFERS = re.compile(r"\bsee full prescribing information\b", re.I)
LONGEST_HEADING = 12  # words
# nobody is treated for one of these: "risk factors such as smoking, hypertension or age"
_RISK_FACTORS = re.compile(r"\brisk factors?\b[^.;]{0,1000}?\bsuch as\b[^.;]*", re.I)


@dataclass(frozen=True)
class LabelSentence:
    """A sentence and where it stands; `sentence_number` counts from 1 within its row of `label_sections`."""

    section: str
    number: str
    title: str
    sentence_number: int
    text: str


@dataclass(frozen=True)
class IndexedSentence:
    """A sentence with its terms: `own` from its text, `titled` from its subsection's title, `announced` from the
    heading, lead-in or table head above it, `named` from the section's name. `about` is all of these except the
    section's name and what is only listed as a risk factor.
    """

    sentence: LabelSentence
    own: frozenset[str]
    titled: frozenset[str]
    announced: frozenset[str]
    named: frozenset[str]
    about: frozenset[str]
    is_heading: bool

    @property
    def under(self) -> frozenset[str]:
        """The terms that the sentence stands under, except the section's name."""
        return self.titled | self.announced


def label_sentences(sections: Iterable[LabelSection]) -> list[LabelSentence]:
    """Every sentence of a label, in order. If a subsection has only a title ("4.2 Hypersensitivity to any component"),
    the title is its sentence.
    """
    return [sentence for sentence, _ in _in_place(sections)]


def indexed_sentences(sections: Iterable[LabelSection]) -> Iterator[IndexedSentence]:
    """Every sentence of a label, in order, with its terms."""
    known: dict[str, frozenset[str]] = {"": frozenset()}  # one heading stands over many sentences

    def once(text: str) -> frozenset[str]:
        if text not in known:
            known[text] = terms(text)
        return known[text]

    for sentence, (lead, head) in _in_place(sections):
        said = _REFERENCE.sub("", sentence.text)
        plain, plain_lead = _RISK_FACTORS.sub("", said), _RISK_FACTORS.sub("", lead)
        own, titled = terms(said), once(sentence.title)
        yield IndexedSentence(
            sentence,
            own=own,
            titled=titled,
            announced=once(lead) | once(head),
            named=once(sentence.section.replace("_", " ")),
            about=(own if plain == said else terms(plain)) | titled | once(plain_lead) | once(head),
            is_heading=is_heading(sentence.text),
        )


def is_heading(line: str) -> bool:
    """Whether a line only announces others: it is short, capitalised as titles are, without a stop ("Malignancies in
    Adults"); or it refers to the full text, as the highlights do.
    """
    if _REFERS.search(line):
        return True
    words = line.split()
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    is_title = bool(long_words) and all(word[0].isupper() for word in long_words)
    return is_title and len(words) <= LONGEST_HEADING and line.rstrip()[-1] not in ".;:!?|" and CELL not in line


def _in_place(sections: Iterable[LabelSection]) -> Iterator[tuple[LabelSentence, tuple[str, str]]]:
    """Every sentence with the two lines that announce it from above: the heading or lead-in, and the first row of its
    table; "" if there is none.
    """
    rows = list(sections)
    numbers_in_use = {row.number for row in rows if row.text}
    for row in rows:
        count = 0
        for line, above in _announced(row.text.split("\n") if row.text else _title_alone(row, numbers_in_use)):
            for text in sentences(line):
                count += 1
                yield LabelSentence(row.section, row.number, row.title, count, text), above


def _announced(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    lead, head = "", ""
    for line in lines:
        is_row = CELL in line
        head = head if is_row else ""
        yield line, (lead, head)
        head = head or line if is_row else ""
        lead = line if is_heading(line) or line.rstrip().endswith(":") else lead


def _title_alone(row: LabelSection, numbers_in_use: Collection[str]) -> tuple[str, ...]:
    """The title of a numbered subsection as its only line, if no part of the subsection has any text."""
    is_written = any(f"{number}.".startswith(f"{row.number}.") for number in numbers_in_use)
    return (row.title,) if "." in row.number and row.title and not is_written else ()
