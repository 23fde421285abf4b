"""Cut a text into words: the one place for every way in which the pipeline does it.

| function | for | numbers | hyphen | form of a word |
|---|---|---|---|---|
| `tokens`, `stem_set` | a claim beside a sentence | yes, by runs of digits | divides | stem, with its place |
| `stems` | labels, subjects of guidelines | only with letters (`5mg`) | divides | stem |
| `words_and_numbers` | what to quote of a text | yes, plain ("1,000" is 1000) | divides | without a plural s |
| `ranking_words`, `with_pairs` | ranking of new evidence | yes | divides | lower case, two characters or more |
| `folded_words` | names and titles | yes, with the decimal point | divides | folded |
| `written_words` | searches | yes | stays | as written |

They are several because each has users that were measured with it: the weights of the claim checks and the rates of the
cues hold only for words cut in the same way. A new user takes `folded_words`, or `stems` where the forms of a word are
to be one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.language.text.fold import folded
from pipeline.language.text.function_words import FUNCTION_WORDS, RANKING_SMALL_WORDS, STUDY_WORDS
from pipeline.language.text.quantities import plain_number
from pipeline.language.text.stem import stem

Rarity = Callable[[str], float]  # the weight of a stem: the rarer, the heavier
_TOKEN = re.compile(r"(?P<word>[^\W_]+)(?:['’][^\W_]+)?")  # without what follows an apostrophe
_POSSESSIVE = re.compile(r"['’]s\b")
_STEMMED = re.compile(r"(?<![0-9])[0-9]*+[^\W\d_][^\W_]*")
_WORD_OR_NUMBER = re.compile(r"[0-9]*[.·]?[0-9]+(?:[.,·][0-9]+)*|[^\W\d_]+")
_STOP_WORDS = FUNCTION_WORDS | STUDY_WORDS
_RANKED = re.compile(r"[a-z0-9][a-z0-9]+", re.ASCII)
_DIGIT = re.compile(r"[0-9]")
_WRITTEN = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True)
class Token:
    """The stem of a word, and where the word begins and ends."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of `text` in order. Function words are left out, unless in capitals ("group A"); single
    letters and digits stay.
    """
    stemmed = []
    for match in _TOKEN.finditer(text):
        word = _plain(match["word"])
        if word and (word not in FUNCTION_WORDS or match[0].isupper()):
            stemmed.append(Token(_stem_of_letters(word), match.start(), match.end()))
    return tuple(stemmed)


@lru_cache(maxsize=16384)
def stem_set(text: str) -> frozenset[str]:
    """The distinct stems of `text`."""
    return frozenset(t.stem for t in tokens(text))


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` in order, without function words; `Crohn's` becomes `crohn`."""
    bare = _POSSESSIVE.sub("", text)
    plain = bare.replace("'", "").lower() if bare.isascii() else folded(bare)  # same words, and a label is mostly ASCII
    return tuple(stem(word) for word in _STEMMED.findall(plain) if word not in FUNCTION_WORDS)


def words_and_numbers(text: str) -> tuple[str, ...]:
    """The words of `text` without a plural s, and its numbers in plain digits, in order. Function words and the words
    of every study are left out.
    """
    cleaned = (_singular(word) for word in _WORD_OR_NUMBER.findall(text.lower()))
    return tuple(word for word in cleaned if word and word not in _STOP_WORDS)


def ranking_words(text: str) -> list[str]:
    """The words of `text` in lower case, without small words; a hyphen separates words ("double-blind" is two)."""
    return [w for w in _RANKED.findall(text.lower()) if w not in RANKING_SMALL_WORDS]


def with_pairs(words: list[str]) -> list[str]:
    """Every word of `words`, then every pair of neighbours ("double blind")."""
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def masked(term: str) -> str:
    """`term` with each digit as "#": "245 patients" becomes "### patients"."""
    return _DIGIT.sub("#", term)


def folded_words(text: str, spell_umlauts: bool = False) -> tuple[str, ...]:
    """The words of `text` folded: `"Räkel-O’Brien, 0.5%"` is `rakel`, `obrien` and `0.5%`."""
    return tuple(folded(text, spell_umlauts).split())


def written_words(text: str) -> list[str]:
    """The words of `text` as written, with hyphens and apostrophes; each once."""
    return list(dict.fromkeys(_WRITTEN.findall(text)))


def share(wanted: frozenset[str], held: frozenset[str], rarity: Rarity) -> float:
    """The share of the weight of `wanted` that `held` contains; 0 if nothing is wanted."""
    total = sum(map(rarity, sorted(wanted)))
    return sum(rarity(s) for s in sorted(wanted & held)) / total if total else 0.0


@lru_cache(maxsize=65536)
def _stem_of_letters(word: str) -> str:
    return stem(word) if word.isalpha() else word


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else folded(word).replace(" ", "")


def _singular(token: str) -> str:
    """A number in plain digits; a word without its plural s; a stop word unchanged."""
    if token[-1].isdigit():
        return plain_number(token)
    is_plural = len(token) > 3 and token.endswith("s") and not token.endswith("ss") and token not in _STOP_WORDS
    return token[:-1] if is_plural else token
