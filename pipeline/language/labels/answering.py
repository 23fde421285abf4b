"""Whether a label sentence answers a question: by its section, the condition's words and the weights of all terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.language.labels.places import ANSWERING, CONTRAINDICATIONS, DOSAGE, USE, WARNINGS
from pipeline.language.labels.sentences import IndexedSentence
from pipeline.language.text.terms import numbers

MINIMUM = 0.3  # share of a claim below which no sentence is worth showing
ANSWERS = 0.6  # share of a question's terms that a sentence must contain to answer it
CONTEXT = 0.5  # for a term that occurs only in what the sentence stands under
_SAYS_NO = re.compile(
    r"\bnot (?:\w+ )?(?:approved|indicated|recommended|intended|be (?:used|given)|been (?:studied|established))", re.I
)
# a line of a dosage section that says nothing about the drug's use
_NO_USE = re.compile(
    r"(?:store|keep|protect|discard|dispose|do not (?:freeze|refrigerate|store)|not applicable|none)\b", re.I
)
_REFERS = re.compile(r"\bsee (?:the )?full prescribing information\b", re.I)


@dataclass(frozen=True)
class Asked:
    """A question made ready for search: the sections asked, the condition's terms, the weights of all its terms, and
    whether an indication names the condition.
    """

    sections: tuple[str, ...]
    condition: frozenset[str]
    weights: Mapping[str, float]
    is_indicated: bool = False

    @property
    def is_for_use(self) -> bool:
        """Whether the question asks what is used for a condition, or at what dose."""
        return bool(self.condition) and set(self.sections) <= {*USE, *DOSAGE}


def share_of(entry: IndexedSentence, weights: Mapping[str, float]) -> float:
    """The share of the terms' weight that the sentence contains; 1 without terms, because the question then asks only
    for a section.
    """
    total = sum(weights.values())
    found = sum(w * (1.0 if t in entry.own else CONTEXT if t in entry.under else 0.0) for t, w in weights.items())
    return found / total if total else 1.0


def answers(entry: IndexedSentence, asked: Asked) -> bool:
    """Whether a sentence plainly answers: `LabelIndex.answering` says when."""
    section = entry.sentence.section
    if section not in asked.sections:
        says_no = section in WARNINGS and _SAYS_NO.search(entry.sentence.text) is not None
        return bool(asked.condition) and (says_no or section in CONTRAINDICATIONS) and asked.condition <= entry.own
    if asked.is_for_use:
        is_for_it = asked.is_indicated or section in USE or USE[0] not in asked.sections
        return asked.condition <= (entry.about if is_for_it else entry.titled)
    held = sum(w for term, w in asked.weights.items() if term in entry.own | entry.under | entry.named)
    return held >= ANSWERS * sum(asked.weights.values())


def gives_dose(entry: IndexedSentence, asked: Asked) -> bool:
    """Whether a sentence of a section asked contains a number with its unit."""
    return entry.sentence.section in asked.sections and bool(numbers(entry.sentence.text)[1])


def may_answer(entry: IndexedSentence) -> bool:
    """Whether a sentence of a section asked says anything about the drug's use."""
    text = entry.sentence.text
    is_of_no_use = entry.sentence.section in DOSAGE and _NO_USE.match(text) is not None
    return not is_of_no_use and _REFERS.search(text) is None


def is_about(entry: IndexedSentence, share: float, subjects: Iterable[re.Pattern[str]]) -> bool:
    """Whether a sentence outside the sections asked may still answer, by its share of terms or by words for the
    subject.
    """
    if entry.sentence.section not in ANSWERING:
        return False
    return share >= MINIMUM or any(p.search(f"{entry.sentence.title} {entry.sentence.text}") for p in subjects)
