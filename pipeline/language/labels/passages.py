"""Find the label sentence that a claim rests on, and the label sentences that answer a question; neither is a verdict.

Every term of the claim weighs by its rarity in this label (inverse document frequency over its sentences). A number
weighs more and a number with its unit most; words said of every drug weigh little, and the drug's own names next to
nothing. A sentence contains a term in its text or, at a discount, in what it stands under (title, heading, lead-in, the
section's name). The sentence with the largest share wins; the section that the claim's words name raises the share. The
numbers below were set by judgement on three real labels (tests/language/labels/test_passages_real.py measures them).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from math import log

from pipeline.language.labels.answering import (
    CONTEXT,
    MINIMUM,
    Asked,
    answers,
    gives_dose,
    is_about,
    may_answer,
    share_of,
)
from pipeline.language.labels.places import (
    DOSAGE,
    PRESCRIBING,
    USE,
    kin_of_question,
    sections_of_claim,
    sections_of_question,
    subjects_of_question,
)
from pipeline.language.labels.sentences import IndexedSentence, LabelSentence, indexed_sentences, label_sentences
from pipeline.language.text.terms import numbers
from pipeline.language.text.tokens import stems
from pipeline.schema.label_tables import LabelSection
from pipeline.schema.question_tables import Question

__all__ = ["LabelIndex", "LabelSentence", "label_sentences", "sections_asked"]

MOST_ANSWERS = 3
MOST_OF_A_SECTION = 2
NUMBER, NUMBER_WITH_UNIT = 1.0, 2.0  # times its rarity; "40 mg" counts as both
UNSEEN = 0.6  # a word that the whole label lacks is more often a synonym than another thing
SAID_OF_ALL = 0.5  # times its rarity
OWN_NAME = 0.05
SUBJECT = 0.15  # weight of the share of a claim's subheading
NAMED = 1.35  # factor for the section that the claim's own words name
BACKGROUND = 0.75  # factor for a section that supports or repeats the prescribing ones
HEADING = 0.6  # factor for a line that only announces what follows
HIGHLIGHT = 0.75  # factor for the highlights that open a section: the full text of its subsections comes first
# words said and asked of every drug; the other words tell what a claim or question is about
_SAID_OF_ALL = frozenset(
    stems(
        """use used treat treated treatment therapy drug medicine medication help work effective recommended
        recommendation approved indicated dose dosage give given take taken administer receive start best first time
        safe need option answer people patient side effect adverse reaction interact interaction risk contraindicated
        warning common"""
    )
)
# after these words a question says what the drug is for: "the dose of examplumab for gout in adults"
_FOR = re.compile(
    r"\b(?:for|in|of|with|against|to (?:treat|prevent)|(?:treat|prevent)(?:s|ing|ment of|ion of)?)\b", re.I
)
_CLAUSE = re.compile(r"[?.,;:()]")
_ASKED_OF_ALL = frozenset(stems("much many often long soon get getting usual usually typical"))
_PEOPLE = frozenset(stems("adults men women people patients persons children adolescents infants elderly years age"))


def sections_asked(question: Question) -> tuple[str, ...]:
    """The sections in which `question` must be answered."""
    return sections_of_question(question.question)


class LabelIndex:
    """One label, ready to be searched many times.

    `own_names` are its brand and generic names, which do not tell where to look. The same label and words give the same
    answer; the earlier of two equal sentences wins.
    """

    def __init__(self, sections: Iterable[LabelSection], own_names: Collection[str]) -> None:
        self._entries = list(indexed_sentences(sections))
        self._own_names = frozenset(stem for name in own_names for stem in stems(name))
        self._frequency = Counter(term for entry in self._entries for term in entry.own)
        self._held = _held(self._entries)
        self._highlights = _highlights(self._entries)

    def closest(self, text: str, subject: str = "") -> tuple[LabelSentence, float] | None:
        """The sentence that the claim `text` rests on, and the share (0 to 1) of the claim that it contains; None if no
        sentence reaches MINIMUM. `subject` is the subheading above the claim.
        """
        shares, extra = self._shares(text), self._shares(subject)
        named = sections_of_claim(text)
        ranked = (
            (round(self._factor(i, named) * (share + SUBJECT * extra.get(i, 0.0)), 6), -i)
            for i, share in shares.items()
            if share >= MINIMUM
        )
        best = max(ranked, default=None)
        return (self._entries[-best[1]].sentence, round(shares[-best[1]], 3)) if best else None

    def answering(self, question: Question) -> list[tuple[LabelSentence, float]]:
        """The sentences that answer `question`, each with the share of the question's terms that it contains: the best
        of each section, at most MOST_ANSWERS, best first; [] if the label is silent.

        A question about what is used for a condition, or at what dose: a sentence of the indications answers if it has
        every word of the condition. So does a sentence of the dosage, if an indication or the sentence's own title
        names the condition. If the question file gives no condition, the one that the question names counts. If the
        question asks only for a dose, and an indication names the condition but no sentence of the dosage does, a
        sentence that gives a dose answers: a label for one condition need not repeat it.

        Any other question: a sentence of the sections asked answers if it contains ANSWERS of the weight of the
        question's terms.

        Whatever the question, a contraindication, or a warning that says no ("is not approved for"), answers if it has
        every word of the condition.
        """
        asked = self._asked(question)
        best: dict[str, tuple[float, int]] = {}
        is_answer = gives_dose if self._is_dose_of_all(asked) else answers
        for i, entry in enumerate(self._entries):
            if is_answer(entry, asked):
                factor = HEADING if entry.is_heading else HIGHLIGHT if self._is_highlight(i) else 1.0
                found = (round(share_of(entry, asked.weights) * factor, 6), -i)
                best[entry.sentence.section] = max(found, best.get(entry.sentence.section, found))
        ranked = sorted(best.values(), reverse=True)[:MOST_ANSWERS]
        return [(self._entries[-i].sentence, round(share_of(self._entries[-i], asked.weights), 3)) for _, i in ranked]

    def nearest(self, question: Question) -> list[tuple[LabelSentence, float]]:
        """The sentences that may answer `question` if none plainly does, each with the share of the question's terms
        that it contains: at most MOST_ANSWERS and two of a section, nearest first.

        [] proves silence: the sections asked, in whatever format the label has, say nothing about the drug's use, and
        no sentence elsewhere is about what is asked.
        """
        asked = self._asked(question)
        there = {*asked.sections, *kin_of_question(question.question)}
        subjects = subjects_of_question(question.question)
        found = []
        for i, entry in enumerate(self._entries):
            share = share_of(entry, asked.weights) if asked.weights else 0.0
            is_there = entry.sentence.section in there
            if may_answer(entry) if is_there else is_about(entry, share, subjects):
                for_dose = 0.1 if is_there and numbers(entry.sentence.text)[1] else 0.0
                weight = (share + for_dose) * (1.0 if is_there else BACKGROUND) * (HEADING if entry.is_heading else 1)
                found.append((round(weight, 6), -i, share))
        taken: Counter[str] = Counter()
        nearest: list[tuple[LabelSentence, float]] = []
        for _, place, share in sorted(found, reverse=True):
            sentence = self._entries[-place].sentence
            taken[sentence.section] += 1
            if taken[sentence.section] <= MOST_OF_A_SECTION and len(nearest) < MOST_ANSWERS:
                nearest.append((sentence, round(share, 3)))
        return nearest

    def _is_dose_of_all(self, asked: Asked) -> bool:
        """Whether only the dose for an indicated condition is asked, and no sentence names that condition."""
        is_asked = asked.is_for_use and asked.is_indicated and not set(asked.sections) & set(USE)
        return is_asked and not any(answers(entry, asked) for entry in self._entries)

    def _is_highlight(self, i: int) -> bool:
        return self._entries[i].sentence.number in self._highlights

    def _factor(self, i: int, named: Collection[str]) -> float:
        entry = self._entries[i]
        section = entry.sentence.section
        factor = 1.0 if section in PRESCRIBING else BACKGROUND
        factor *= HIGHLIGHT if self._is_highlight(i) else 1.0
        return factor * (NAMED if section in named else 1.0) * (HEADING if entry.is_heading else 1.0)

    def _shares(self, text: str) -> dict[int, float]:
        """By place, the share of `text` that each sentence contains; sentences with none are left out."""
        weights = self._weights(text)
        total = sum(weights.values())
        shares: dict[int, float] = {}
        for term, weight in weights.items():
            for i, degree in self._held.get(term, {}).items():
                shares[i] = shares.get(i, 0.0) + degree * weight / total
        return shares

    def _weights(self, text: str) -> dict[str, float]:
        bare, with_unit = numbers(text)
        weights = {t: self._rarity(t, UNSEEN) * (SAID_OF_ALL if t in _SAID_OF_ALL else 1) for t in stems(text)}
        weights |= {number: NUMBER * self._rarity(number) for number in bare}
        weights |= {number: NUMBER_WITH_UNIT * self._rarity(number) for number in with_unit}
        return weights

    def _rarity(self, term: str, unseen: float = 1.0) -> float:
        """Inverse document frequency: 1 for a term in one sentence only, near 0 in every sentence. The drug's own names
        have OWN_NAME; a term that the label lacks has `unseen`.
        """
        if term in self._own_names:
            return OWN_NAME
        count = self._frequency[term]
        return log((1 + len(self._entries)) / count) / log(1 + len(self._entries)) if count else unseen

    def _asked(self, question: Question) -> Asked:
        """What `question` asks, without its drugs, the label's own names and the words asked of every drug."""
        text = " ".join((question.question, question.condition, question.population))
        nothing = (
            _SAID_OF_ALL | _ASKED_OF_ALL | self._own_names | {term for drug in question.drugs for term in _words(drug)}
        )
        weights = {term: self._rarity(term) for term in sorted(_words(text) - nothing)}
        sections = sections_asked(question)
        condition = _words(question.condition) - self._own_names
        if not condition and set(sections) <= {*USE, *DOSAGE}:
            condition = _named_condition(question.question, nothing)
        is_indicated = bool(condition) and any(
            e.sentence.section in USE and condition <= e.about for e in self._entries
        )
        return Asked(sections, condition, weights, is_indicated)


def _named_condition(text: str, nothing: Collection[str]) -> frozenset[str]:
    """The words for the condition that a question itself names, without those in `nothing` and words for people."""
    parts = [_CLAUSE.split(part)[0] for part in _FOR.split(text)[1:]]
    return frozenset(word for part in parts for word in _words(part) if word not in nothing and word not in _PEOPLE)


def _words(text: str) -> frozenset[str]:
    """The stems and bare numbers of `text`: type 1 diabetes is not type 2."""
    return frozenset((*stems(text), *numbers(text)[0]))


def _highlights(entries: list[IndexedSentence]) -> frozenset[str]:
    """The numbers of the sections whose own text refers to their subsections ("2" says "... (2.1)")."""
    texts: dict[str, list[str]] = {}
    for entry in entries:
        if entry.sentence.number.isdigit():
            texts.setdefault(entry.sentence.number, []).append(entry.sentence.text)
    return frozenset(n for n, said in texts.items() if re.search(rf"\([^()]{{0,1000}}\b{n}\.[0-9]", " ".join(said)))


def _held(entries: list[IndexedSentence]) -> dict[str, dict[int, float]]:
    """For each term the sentences that contain it: 1 in their own text, CONTEXT only in what they stand under."""
    held: dict[str, dict[int, float]] = {}
    for i, entry in enumerate(entries):
        for term in entry.under | entry.named:
            held.setdefault(term, {})[i] = CONTEXT
        for term in entry.own:
            held.setdefault(term, {})[i] = 1.0
    return held
