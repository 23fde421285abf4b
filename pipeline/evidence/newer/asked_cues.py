"""Cues of the question: whether a record names the drugs and the condition in a question's front matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evidence.newer.ranked_record import Document
from pipeline.language.text.tokens import ranking_words
from pipeline.schema.question_tables import Question

DRUG_IN_TITLE, DRUGS_IN_TITLE = "title: a drug asked about", "title: two drugs asked about"
DRUG_IN_TEXT, DRUGS_IN_TEXT = "text: a drug asked about", "text: two drugs asked about"
CONDITION_IN_TITLE, CONDITION_IN_TEXT = "title: the condition asked about", "text: the condition asked about"
ASKED_CUES = (DRUG_IN_TITLE, DRUGS_IN_TITLE, DRUG_IN_TEXT, DRUGS_IN_TEXT, CONDITION_IN_TITLE, CONDITION_IN_TEXT)
Names = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Asked:
    """The words of each drug and of each condition (separated by commas) in a question."""

    drugs: Names
    conditions: Names


def asked_by(question: Question) -> Asked:
    """The drugs and conditions of `question`; a name without any counted word is left out."""
    return Asked(_names(question.drugs), _names(question.condition.split(",")))


def asked_cues(asked: Asked, document: Document) -> frozenset[str]:
    """The cues of ASKED_CUES that the record shows; "text" is title, abstract and indexing.

    A record names a drug if it has all words of its name, and a condition if it has half of them ("systolic
    dysfunction" by "systolic").
    """
    title = _stems(document.title_words)
    text = title | _stems(document.abstract_words) | _stems(document.mesh_words)
    in_title, in_text = (sum(drug <= found for drug in asked.drugs) for found in (title, text))
    holds = (
        in_title >= 1,
        in_title >= 2,
        in_text >= 1,
        in_text >= 2,
        _names_one(asked.conditions, title),
        _names_one(asked.conditions, text),
    )
    return frozenset(cue for cue, is_so in zip(ASKED_CUES, holds, strict=True) if is_so)


def drug_share(cues: frozenset[str]) -> float:
    """1 for a drug in the title, 1.25 for two (a head-to-head comparison), 0.5 for one only elsewhere, else 0."""
    if DRUG_IN_TITLE in cues:
        return 1.25 if DRUGS_IN_TITLE in cues else 1.0
    return 0.5 if DRUG_IN_TEXT in cues else 0.0


def _names(names: Iterable[str]) -> Names:
    return tuple(stems for name in names if (stems := _stems(ranking_words(name))))


def _names_one(conditions: Names, found: frozenset[str]) -> bool:
    return any(2 * len(condition & found) >= len(condition) for condition in conditions)


def _stems(found: Sequence[str]) -> frozenset[str]:
    """The words without a plural s, so that "estrogens" matches "estrogen"."""
    return frozenset(w.removesuffix("s") for w in found)
