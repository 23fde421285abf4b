"""Cues of the question: whether a record names the drugs and the condition that a question's front matter names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evidence.newer.ranked_record import Document
from pipeline.language.text.ranking_words import words
from pipeline.schema.tables import Question

DRUG_IN_TITLE, DRUGS_IN_TITLE = "title: a drug asked about", "title: two drugs asked about"
DRUG_IN_TEXT, DRUGS_IN_TEXT = "text: a drug asked about", "text: two drugs asked about"
CONDITION_IN_TITLE, CONDITION_IN_TEXT = "title: the condition asked about", "text: the condition asked about"
ASKED_CUES = (DRUG_IN_TITLE, DRUGS_IN_TITLE, DRUG_IN_TEXT, DRUGS_IN_TEXT, CONDITION_IN_TITLE, CONDITION_IN_TEXT)
Names = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Asked:
    """The words of each drug and of each condition (parted by commas) that a question names."""

    drugs: Names
    conditions: Names


def asked_by(question: Question) -> Asked:
    """The names in `question`; a name without a word that counts is left out."""
    return Asked(_names(question.drugs), _names(question.condition.split(",")))


def asked_cues(asked: Asked, document: Document) -> frozenset[str]:
    """The names, out of ASKED_CUES, of what the record names; "text" is title, abstract and indexing. A drug is named
    by all words of its name, a condition by half of them ("systolic dysfunction" by "systolic").
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
    """1 for a drug in the title, a quarter more for two (a comparison head to head), a half for one elsewhere only."""
    if DRUG_IN_TITLE in cues:
        return 1.25 if DRUGS_IN_TITLE in cues else 1.0
    return 0.5 if DRUG_IN_TEXT in cues else 0.0


def _names(names: Iterable[str]) -> Names:
    return tuple(stems for name in names if (stems := _stems(words(name))))


def _names_one(conditions: Names, found: frozenset[str]) -> bool:
    return any(2 * len(condition & found) >= len(condition) for condition in conditions)


def _stems(found: Sequence[str]) -> frozenset[str]:
    """The words without a plural s, so that "estrogens" is found in "estrogen"."""
    return frozenset(w.removesuffix("s") for w in found)
