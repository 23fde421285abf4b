"""Read numbers as texts write them: 0·83, .05, 1,065, "170 000", and in words."""

import re

from pipeline.language.text.number_words import LARGE, WORDS, value_of

# each character is replaced by one character, so that places in the text stay the same
_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2009\u202f\u2007\u200a\u2002\u2003", " ")
    | {"·": ".", "∙": ".", "μ": "µ", "⩽": "≤", "⩾": "≥", "＜": "<", "＞": ">", "％": "%"}
)
# No number has more digits or thousands than this. The bounds keep every pattern with a number linear: without them,
# each start inside a long run of digits would read on to the end of the run.
_RUN, _GROUPS = "{1,30}", "{1,10}"
DIGITS = (
    rf"(?:(?<![0-9.,])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){_GROUPS}|[0-9]{{1,3}}(?: [0-9]{{3}}){_GROUPS})"
    rf"(?![0-9]|,[0-9]{{3}}| [0-9]{{3}}\b)"
    rf"|[0-9]{_RUN})(?:\.[0-9]{_RUN}|,[0-9](?![0-9,]))?|(?<![0-9])\.[0-9]{_RUN}"  # "7,5" is 7.5
)
NUMBER = rf"(?:(?:{DIGITS})(?:\s(?:{'|'.join(LARGE)})\b)?|\b(?:{WORDS})\b)"


def plain(text: str) -> str:
    """`text` with one kind of minus, space and decimal point; every character stays in its place."""
    return text.translate(_PLAIN)


def number_of(written: str) -> float:
    """The value of a match of NUMBER: `170 000` is 170000, `1.2 million` is 1200000, `six` is 6.

    Raises ValueError for anything else.
    """
    text = written.strip().lower()
    if (value := value_of(text)) is not None:
        return float(value)
    digits, _, word = text.rpartition(" ")
    if word in LARGE:
        return number_of(digits) * LARGE[word]
    return float(re.sub(r"[, ]", "", re.sub(r",(?=[0-9]$)", ".", text)))


def decimals_of(written: str) -> int:
    """How many digits follow the decimal point of `written`; negative for the zeros that end a whole number, so that
    `26,000` has -3: it may be rounded to thousands.
    """
    digits = re.sub(r"[^0-9.]", "", re.sub(r",(?=[0-9]$)", ".", written))
    if "." in digits:
        return len(digits.partition(".")[2])
    return -(len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else 0
