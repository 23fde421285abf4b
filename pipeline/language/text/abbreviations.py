"""Find the abbreviations that a text explains, such as "bone mineral density (BMD)", and spell them out.

Rule: Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in biomedical text. Pac Symp
Biocomput 2003:451-62: the short form stands in brackets after the long form; its characters occur in the long form,
read from right to left, and the first of them begins a word. One more rule is ours: a short form is one word with a
capital letter.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_BRACKETS = re.compile(r"\s\((?P<short>(?=\S*[A-Z])[^\W_][^\s()\[\];:,=<>]{0,8}[^\W_])(?=[);,:])")
_ENDS = re.compile(r"[.;:](?:\s|$)|[()\[\]]")  # a long form does not cross any of these
_MORE_WORDS = 5
_FARTHEST = 300  # characters searched before the brackets
_MOST = 500  # abbreviations per text, far more than a whole article explains; the text is searched for each


def definitions(text: str) -> dict[str, str]:
    """The long form of each short form that `text` explains; the first explanation counts."""
    long_forms: dict[str, str] = {}
    for match in _BRACKETS.finditer(text):
        if len(long_forms) < _MOST and (
            long := _long_form(match["short"], text[max(0, match.start() - _FARTHEST) : match.start()])
        ):
            long_forms.setdefault(match["short"], long)
    return long_forms


def spelled_out(text: str, known: Mapping[str, str]) -> str:
    """`text` with every short form in `known` replaced by its long form. Where the text itself explains one ("bone
    mineral density (BMD)"), only the long form stays.
    """
    shorts = tuple(sorted((s for s in known if s in text), key=lambda s: (-len(s), s)))
    if not shorts:
        return text

    def full(match: re.Match[str]) -> str:
        if match["short"]:
            return known[match["short"]]
        long = known[match["explains"]]
        before = text[max(0, match.start() - len(long) - _FARTHEST) : match.start()]
        return "" if before.lower().endswith(long.lower()) else f" ({long})"

    return _pattern(shorts).sub(full, text)


@lru_cache(maxsize=4096)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, shorts))
    return re.compile(rf"\s\((?P<explains>{either})\)|(?<!\w)(?P<short>{either})s?(?!\w)")


def _long_form(short: str, before: str) -> str:
    """The end of `before` that `short` abbreviates; "" if there is none.

    The last words count if their initials spell `short`; otherwise the shortest end that contains the characters of
    `short` in order, the first of them at the beginning of a word.
    """
    clause = before[max((m.end() for m in _ENDS.finditer(before)), default=0) :]
    words = clause.split()[-min(len(short) + _MORE_WORDS, 2 * len(short)) :]
    wanted = [c for c in short.lower() if c.isalnum()]
    if [w[0].lower() for w in words[-len(wanted) :]] == wanted:
        return " ".join(words[-len(wanted) :])
    text = " ".join(words)
    at, lower = len(text), text.lower()
    for place in range(len(wanted) - 1, -1, -1):
        at = lower.rfind(wanted[place], 0, at)
        while place == 0 and at > 0 and text[at - 1].isalnum():
            at = lower.rfind(wanted[place], 0, at)
        if at < 0:
            return ""
    long = text[at:]
    return long if len(long) > len(short) and short not in long.split() else ""
