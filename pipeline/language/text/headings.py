"""Find where a heading ends in a text that has lost its line breaks: headings in capitals, titles in title case.

openFDA prints a label section as one line: "2 DOSAGE AND ADMINISTRATION Examplumab is given by ..." and "2.1 Chronic
Hiccups The recommended dose is ...". The sentence after a heading begins with a capital letter too. So it begins at the
last capitalised word before the first word that no title would contain. A doubtful heading counts as none.
"""

import re
from collections.abc import Collection, Sequence

# Small words of a title (The Chicago Manual of Style, 8.159: articles, prepositions, conjunctions).
_SMALL = frozenset("a an the of in on for and or to with by from at as nor but via than into - – — / &".split())
# If capitalised, these begin the sentence after a title: titles print them small, or do not use them.
_STARTERS = frozenset(
    "The A An It This That These Those There If When Because As No All Do We Avoid Advise Consider Discontinue Inform"
    " Instruct Provide".split()
)
_ARTICLES = frozenset("a an the".split())
_LOWER = re.compile(r"[a-z]")
_LETTER = re.compile(r"[^\W\d_]")
_OPENING = "([{\"'“‘"
_PARENTHESIS_AT_MOST = 10  # words; a longer parenthesis is not part of a title
_TITLE_AT_MOST = 30  # words


def capitals_end(words: Sequence[str], names: Collection[str] = ()) -> int:
    """How many of the first words form a heading in capitals; 0 if there is none or nothing follows it.

    A word before one in small letters belongs to the sentence ("EXAMPLUMAB may cause"). So does one of `names` (in
    lower case), because brand names are printed in capitals too.
    """
    end = 0
    while end < len(words) and is_capitals(words[end]) and (end == 0 or bare(words[end]).lower() not in names):
        end += 1
    if end == len(words):
        return 0
    if end == 0 or not words[end][:1].islower() or words[end - 1][-1] in ":.":
        return end
    is_torn = end > 1 and words[end - 2].lower() in _SMALL  # in "QUESTIONS OR COMMENTS call" nobody can tell
    return 0 if is_torn else end - 1


def title_end(words: Sequence[str], names: Collection[str] = ()) -> int:
    """How many of the first words form a title in title case; 0 if it cannot be told from the sentence after it.

    A word such as "The", or one of `names` (in lower case), begins the sentence at once.
    """
    run = _title_run(words)
    if run == len(words):
        return 0  # nothing follows the title, or it is not a title
    starts = [i for i in range(1, run) if _can_start(words, i)]
    named = [i for i in starts if bare(words[i]).lower() in names or _is_starter(words, i)]
    return (named or starts[-1:] or [0])[0]


def is_capitals(word: str) -> bool:
    """Whether a word has no small letters: it is in capitals, or a mark such as "&"."""
    return not _LOWER.search(word) and (_LETTER.search(word) is not None or word in ("&", "-", "–", "—", "/"))


def bare(word: str) -> str:
    """`word` without the brackets, quotation marks, stops and trade marks around it."""
    return word.strip(_OPENING + ")]}”’,;:.®™")


def _title_run(words: Sequence[str]) -> int:
    """How many of the first words could belong to a title."""
    at = 0
    while at < min(len(words), _TITLE_AT_MOST):
        if words[at].startswith("("):
            closing = next((i for i in range(at, min(at + _PARENTHESIS_AT_MOST, len(words))) if ")" in words[i]), -1)
            if closing < 0:
                break
            at = closing + 1
        elif words[at] in _SMALL or _is_capitalised(words[at]):
            at += 1
            if words[at - 1][-1] in ".;":  # a sentence ends here, so the title does too
                break
        else:
            break
    return at


def _is_capitalised(word: str) -> bool:
    return word.lstrip(_OPENING)[:1].isupper() or (word[:1].isdigit() and any(map(str.isupper, word)))  # 3A4


def _can_start(words: Sequence[str], at: int) -> bool:
    """Whether a sentence may start at `at`: the word has a capital letter, and the word before it can end a title,
    which never ends in a small word, a comma or a colon.
    """
    return words[at][:1].isupper() and words[at - 1] not in _SMALL and words[at - 1][-1] not in ",:"


def _is_starter(words: Sequence[str], at: int) -> bool:
    follows = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in _STARTERS or (words[at] in ("In", "For", "On") and follows in _ARTICLES)
