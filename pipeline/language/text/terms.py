"""The terms of a text: stems of its words, its numbers, and its numbers with their unit.

The English Snowball stemmer (https://snowballstem.org/algorithms/english/stemmer.html) unites the forms of a word. It
separates some medical words that mean one thing (psychosis and psychotic, pregnancy and pregnant) and knows only
American spelling, so the endings below are united first. Synonyms stay separate ("kidney" is not "renal"). The
exceptions are the words by which the FDA itself names its sections (21 CFR 201.57): nursing or lactation, pediatric,
geriatric; and the words for a disease: disorder, syndrome, illness.
"""

import re
from functools import lru_cache

import snowballstemmer

from pipeline.language.text.fold import folded
from pipeline.language.text.function_words import FUNCTION_WORDS
from pipeline.language.text.number_words import in_digits
from pipeline.language.text.quantities import plain_values, quantities

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"(?<![0-9])[0-9]*+[^\W\d_][^\W_]*")
# the first match counts; applied to folded text
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{3})o(?:tic|ses)$"), "osis"),  # psychotic, thrombotic
    (re.compile(r"(?<=[a-z]{3})itic$"), "itis"),  # arthritic
    (re.compile(r"(?<=[a-z]{2})a?emi(?:as?|c)$"), "emia"),  # anaemia, hyperglycemic
    (re.compile(r"(?<=[a-z]{4})([ae])n(?:cy|cies|ts?)$"), r"\1nt"),  # pregnancy, malignant, deficiencies
    (re.compile(r"^(?:breastfe(?:d|eding|eds?)|lactation|lactating|nursing)$"), "nursing"),
    (re.compile(r"^(?:children|child|paediatrics?|pediatrics)$"), "pediatric"),
    (re.compile(r"^elderly$"), "geriatric"),
    (re.compile(r"^(?:disorder|syndrome|illness)(?:e?s)?$"), "disease"),  # Tourette's disorder, Tourette syndrome
)
_DIGIT = re.compile(r"[0-9]")
_POSSESSIVE = re.compile(r"['’]s\b")


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` in order, without function words; `Crohn's` becomes `crohn`."""
    bare = _POSSESSIVE.sub("", text)
    plain = bare.replace("'", "").lower() if bare.isascii() else folded(bare)  # same words, and a label is mostly ASCII
    words = _WORD.findall(plain)
    return tuple(stem(word) for word in words if word not in FUNCTION_WORDS)


def numbers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `text` without unit (`40`), and those that have a unit with it (`40 mg`). Words from "two" on
    count too ("one" is often a pronoun).
    """
    written = in_digits(text, least=2)
    found = quantities(written) if _DIGIT.search(written) else ()
    bare = tuple(value for quantity in found for value in plain_values(quantity))
    with_unit = tuple(f"{value} {q.unit}" for q in found if q.unit for value in plain_values(q))
    return bare, with_unit


def terms(text: str) -> frozenset[str]:
    """Every term of `text`: stems, numbers and numbers with their unit."""
    bare, with_unit = numbers(text)
    return frozenset(stems(text)) | frozenset(bare) | frozenset(with_unit)


@lru_cache(maxsize=65536)  # a label has 20,000 words, but only 3,000 distinct ones
def stem(word: str) -> str:
    """The stem of one folded word."""
    for ending, one in _ENDINGS:
        word, count = ending.subn(one, word)
        if count:
            break
    return str(_STEMMER.stemWord(word))
