"""Whether two guidelines are about the same subject, judged by their titles and MeSH headings.

The thresholds were set on the superseded guidelines of eight questions and on series of one body that must stay apart
(the many statements of one task force); docs/measurements/searches.md has the figures. A wrong "same" costs an editor
a look, but a wrong "other" hides a newer guideline behind a green mark. The thresholds are therefore low.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evidence.papers.issuing_bodies import without_bodies
from pipeline.language.text.number_words import ROMAN
from pipeline.language.text.stem import stem
from pipeline.language.text.tokens import stems

LIKE_TITLES = 0.6  # Dice coefficient of the titles' stems
LIKE_HEADINGS = 0.5  # Dice coefficient of the main MeSH headings, if the titles share a stem too
# Words in many guideline titles that name no subject: kind of document, task, for whom and how.
_GENERIC = """guideline guidelines guidance guide recommendation recommendations statement statements position consensus
practice clinical living update updated updates version standards standard medical report policy scientific advisory
executive summary document expert panel committee joint evidence based evidence-based management managing treatment
treatments treating treat therapy therapies pharmacologic pharmacological pharmacotherapy nonpharmacologic diagnosis
diagnosing diagnostic evaluation care prevent prevention preventing preventive primary use using drug drugs medication
medications agent agents newer new adult adults patient patients people persons person person's individuals men women
older aged ages year years united states american european national international global world society college
association academy task force part section chapter focused partial interim full approach approaches role among reduce
reducing risk outcome outcomes mellitus"""
GENERIC = frozenset(stem(word) for word in _GENERIC.split())
# Two titles differ in subject if only one of them has one of these words.
_PARTING = tuple(stem(word) for word in ("children", "pregnancy", "screening", "lactation"))
_TYPED = re.compile(r"\b(type|stage|grade|phase|class)s?[\s-]+([0-9]+|i{1,3}|iv)\b", re.I)
_SEGMENT = re.compile(r"(?:[:.;]|\s[-–—])\s+|[—–]")
# MeSH check tags and headings about method or place (https://www.nlm.nih.gov/mesh/features2002.html, "Check Tags")
_HEADINGS = """
    Humans | Animals | Male | Female | Adult | Aged | Aged, 80 and over | Middle Aged | Young Adult | Adolescent |
    Child | Child, Preschool | Infant | Infant, Newborn | Pregnancy | United States | Europe | Treatment Outcome |
    Double-Blind Method | Single-Blind Method | Time Factors | Risk Factors | Risk Assessment | Follow-Up Studies
    | Prospective Studies | Retrospective Studies | Cohort Studies | Cross-Over Studies | Case-Control Studies |
    Randomized Controlled Trials as Topic | Clinical Trials as Topic | Practice Guidelines as Topic | Evidence-
    Based Medicine | Meta-Analysis as Topic | Systematic Reviews as Topic | Dose-Response Relationship, Drug |
    Drug Therapy, Combination | Drug Administration Schedule | Administration, Oral | Surveys and Questionnaires |
    Severity of Illness Index | Quality of Life | Incidence | Prevalence | Survival Analysis |
    Proportional Hazards Models | Kaplan-Meier Estimate | Advisory Committees | Societies, Medical | Consensus
"""
GENERIC_HEADINGS = frozenset(" ".join(h.split()) for h in _HEADINGS.split("|"))


@dataclass(frozen=True)
class Subject:
    """What a title is about: its stems in order, and the words that separate one subject from another."""

    words: tuple[str, ...]
    numbered: frozenset[str]
    parting: frozenset[str]


def subject(title: str) -> Subject:
    """The subject of a title: its first segment, between punctuation marks or dashes, that contains a subject word."""
    parts = [p for p in _SEGMENT.split(_typed(without_bodies(title))) if p.strip()]
    segments = [tuple(dict.fromkeys(w for w in stems(part) if w not in GENERIC and len(w) > 2)) for part in parts]
    chosen = next((words for words in segments if words), ())
    every = set(stems(title))
    return Subject(
        words=chosen,
        numbered=frozenset(w for words in segments for w in words if _is_numbered(w)),
        parting=frozenset(p for p in _PARTING if p in every),
    )


def same_subject(one: Subject, other: Subject, headings: tuple[Iterable[str], Iterable[str]] = ((), ())) -> bool:
    """Whether two titles, with their main MeSH headings, are about one subject.

    They are if the titles are alike (LIKE_TITLES), if one title contains all words of the other and begins with the
    same word, or if the headings are alike and the titles share a word. "Type 1" is not "type 2", and a title about
    children, pregnancy, lactation or screening differs from one that is not.
    """
    if not one.words or not other.words or one.parting != other.parting:
        return False
    if one.numbered and other.numbered and one.numbered.isdisjoint(other.numbered):
        return False
    ours, theirs = set(one.words), set(other.words)
    shared = ours & theirs
    if not shared:
        return False
    is_part = one.words[0] == other.words[0] and len(shared) == min(len(ours), len(theirs))
    return is_part or _dice(ours, theirs) >= LIKE_TITLES or _dice(*map(set, headings)) >= LIKE_HEADINGS


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _typed(title: str) -> str:
    """The title with `type 2` written as one word, so that it differs from `type 1`."""
    return _TYPED.sub(lambda m: f"{m[1].lower()}{ROMAN.get(m[2].lower(), m[2])}", title)


def _is_numbered(word: str) -> bool:
    return re.fullmatch(r"(?:type|stage|grade|phase|class)[0-9]+", word) is not None
