"""A mistake in a question file and how it is worded: what was expected, what was found, the nearest right word."""

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

_LONGEST_SHOWN = 60
_LONGEST_OFFER = 300  # a longer one would bury what was expected
_NEAR_ENOUGH = 55  # of 100; below it a suggestion would mislead more than it helps


class Mistake(NamedTuple):
    """One mistake; `line` and `column` count characters from 1, a tab as one."""

    line: int
    column: int
    message: str


def expected(what: str, found: str, offer: str = "", mend: str = "") -> str:
    """The wording of every mistake: `expected ..., found ...`; then, where there is one, the text to write in place of
    what was found (`did you mean ...`); then, where more is to be done, what (`: ...`).

    Always one line that any encoding of Unicode can hold: what cannot be printed is shown as its escape.
    """
    message = f"expected {what}, found {found}"
    message += f", did you mean {offer}" if 0 < len(offer) <= _LONGEST_OFFER else ""
    message += f": {mend}" if 0 < len(mend) <= _LONGEST_OFFER else ""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)


def shown(text: str) -> str:
    """`text` as a message shows it: quoted, on one line, cut where it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 3] + "...")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` most likely stands for, whatever its case; "" where none is near."""
    best = process.extractOne(word, list(choices), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR_ENOUGH)
    return best[0] if best else ""


def save_as_utf_8(data: bytes, byte: int) -> str:
    """What to do about a file that is not UTF-8, with what the byte most likely stands for."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "save the file as UTF-8 (it is UTF-16)"
    meant = bytes([byte]).decode("cp1252", "ignore")
    return "save the file as UTF-8" + (f" (the byte is `{meant}` in Windows-1252)" if meant else "")
