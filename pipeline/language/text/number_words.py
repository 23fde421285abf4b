"""The words for numbers: the one table for every reader of texts and titles.

Read are zero to ninety-nine, also "twenty four"; the words for large numbers stand after digits ("1.2 million").
"""

import re

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first|third|fourth|fifth|sixth|seventh|eighth|ninth"
SPELLED: dict[str, int] = {
    **{word: n for n, word in enumerate(["zero", *_ONES, *_TEENS])},
    **{word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{f"{ten}-{one}": 20 + 10 * i + n for i, ten in enumerate(_TENS) for n, one in enumerate(_ONES, 1)},
}
LARGE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
TIMES = {"once": 1, "twice": 2, "thrice": 3}
ROMAN: dict[str, int] = {word: n for n, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}


_DASH = "[-‐‑–]"
_BEGINS = "(?=[efnostz][ehilnow])"  # most words begin otherwise, and need no further look


def _pattern(small: list[str]) -> str:
    """The single words, "twenty-four" and "twenty four". In "twenty four-week courses" the number is twenty; an ordinal
    ("twenty-first") is none, but a "thirty-second pause" lasts thirty seconds.
    """
    ones = "|".join(_ONES)
    tens = rf"(?:{'|'.join(_TENS)})(?!(?:{_DASH}|\s)(?:{_ORDINALS})\b)"
    either = rf"{tens}(?:{_DASH}(?:{ones})\b|\s(?:{ones})\b(?!{_DASH}))?|{'|'.join(small + _TEENS)}"
    return rf"(?:{_BEGINS}(?:{either}))"


WORDS = _pattern(["zero", *_ONES])  # as a pattern, to stand between word boundaries
PLURAL_WORDS = _pattern(_ONES[1:])  # two and more; "one" is often a pronoun
_WORD = re.compile(rf"\b(?:{WORDS})\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:{_DASH}|\s)+")


def value_of(word: str) -> int | None:
    """24 for "twenty-four" and "Twenty four"; None if `word` is no word of SPELLED."""
    return SPELLED.get(_BETWEEN.sub("-", word.lower()))


def in_digits(text: str, least: int = 0) -> str:
    """`text` with its words for numbers from `least` on in digits: "two weeks" becomes "2 weeks"."""

    def digits(match: re.Match[str]) -> str:
        value = value_of(match[0])
        return match[0] if value is None or value < least else str(value)

    return _WORD.sub(digits, text)
