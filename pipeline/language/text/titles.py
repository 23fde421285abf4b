"""Decide whether two titles belong to one paper, and whether two names belong to one author.

Similar letters alone cannot decide: among 8,861 titles of drug trials, more than 200 pairs of different papers are 80 %
alike or more (rapidfuzz ratio) and a few 95 % or more, because one drug or one number differs. So numbers must agree,
words are compared one by one, and similarity only separates a small slip ("near") from another paper ("other").
"""

import re
from itertools import accumulate, chain
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.language.text.fold import folded
from pipeline.language.text.number_words import ROMAN, in_digits
from pipeline.language.text.title_notices import unmarked
from pipeline.language.text.tokens import folded_words

Likeness = Literal["same", "near", "other"]
NEAR = 85.0  # rapidfuzz ratio, 0 to 100; below it two titles differ by more than a slip
_SEGMENT = re.compile(r"(?<=[.?!])[\s\"”’')]+|(?:(?<!\s)\s++)?[“”\"]\s*")
_LONGEST = 5000  # characters; no title is so long, and the time to compare grows with the product of both lengths
_LONGEST_REFERENCE = 8_000  # characters; a list of five hundred authors stays below it
_SMALL = frozenset("a an the of in on for and or to with by from at as is s".split())
# "iv" can also mean "intravenous", "v" "versus" and "x" "times", so these count as numbers only after one of _NUMBERED.
_DOUBTFUL = frozenset({"i", "iv", "v", "x"})
_NUMBERED = frozenset("part phase type stage class grade group study trial ukpds jnc report".split())


def compare_titles(stated: str, recorded: str) -> Likeness:
    """Whether the title that an author gives is the record's: same, near (a slip or a few words off) or other.

    The beginning of the record's title is the same title. So is a longer one that begins with the record's title, if
    that has at least six words. Numbers (also roman or spelled out) decide: a number that the record lacks means
    another paper ("UKPDS 33" is not "UKPDS 34"); a number that the author leaves out in the middle allows "near" at
    most.
    """
    ours, theirs = _words(stated), _words(recorded)
    if _begins(theirs, ours) and len(ours) >= min(2, len(theirs)):
        return "same"
    our_numbers, their_numbers = _numbers(ours), _numbers(theirs)
    if not our_numbers <= their_numbers:
        return "other"
    if _begins(ours, theirs) and len(theirs) >= 6:
        return "same"
    one, other = " ".join(ours)[:_LONGEST], " ".join(theirs)[:_LONGEST]
    return "near" if max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= NEAR else "other"


def contains_title(text: str, recorded: str) -> bool:
    """Whether `recorded` occurs in `text` whole and on its own: between full stops or quotation marks.

    In a reference that somebody pasted, we cannot always tell where the title ends, but we can tell whether this title
    occurs there.
    """
    title = _words(recorded)
    segments = [words for segment in _SEGMENT.split(text[:_LONGEST_REFERENCE]) if (words := _words(segment))]
    words = list(chain.from_iterable(segments))
    ends = dict.fromkeys(accumulate(map(len, segments), initial=0))  # a set that keeps its order
    spans = ((start, start + len(title)) for start in ends if start + len(title) in ends)
    return bool(title) and any(_begins(words[start:end], title) for start, end in spans)


def same_family_name(stated: str, family: str) -> bool:
    """Whether the author as stated ("Räkel A", "A. Rakel et al.") has the family name `family`; accents are ignored.

    One part of a double name is enough ("Haeri N" for "Safai Haeri").
    """
    names = [(folded_words(stated, spell), folded_words(family, spell)) for spell in (False, True)]
    names.append((names[0][0], names[1][1]))
    return any(_is_named(ours, theirs) for ours, theirs in names)


def _is_named(stated: tuple[str, ...], family: tuple[str, ...]) -> bool:
    size = len(family)
    if any(stated[i : i + size] == family for i in range(len(stated) - size + 1)) and family:
        return True
    core = [w for w in stated if len(w) > 2 and w not in {"and", "colleagues", "others"}]
    return bool(core) and set(core) <= set(family)


def _words(title: str) -> list[str]:
    """The words of a title that matter, with numbers as digits."""
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}\b)", "", unmarked(unmarked(title).strip("[]")))
    words = [w for w in in_digits(folded(text)).split() if w not in _SMALL]
    return [_roman_number(word, words[i - 1] if i else "") for i, word in enumerate(words)]


def _roman_number(word: str, before: str) -> str:
    is_number = word in ROMAN and (word not in _DOUBTFUL or before in _NUMBERED)
    return str(ROMAN[word]) if is_number else word


def _numbers(words: list[str]) -> set[str]:
    return {n for w in words for n in re.findall(r"[0-9]+(?:\.[0-9]+)?", w)}


def _begins(whole: list[str], part: list[str]) -> bool:
    """Whether `whole` begins with the words of `part`; each word may have one slip ("randomised", "randomized")."""
    if len(part) > len(whole):
        return False
    return all(_is_slip(a, b) for a, b in zip(part, whole, strict=False))


def _is_slip(a: str, b: str) -> bool:
    """Whether two words are equal, or long words one letter apart; "nonischemic" and "ischemic" are further apart than
    that.
    """
    if a == b:
        return True
    has_digit = any(c.isdigit() for c in a + b)
    return not has_digit and min(len(a), len(b)) >= 5 and Levenshtein.distance(a, b, score_cutoff=1) <= 1
