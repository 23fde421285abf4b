"""The wording of a mistake in a file that people write: what was expected, what was found, and how to mend it."""

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from pipeline.errors import InvalidIdentifier

_LONGEST_SHOWN = 60
_LONGEST_OFFER = 300  # a longer suggestion would bury what was expected
_NEAR_ENOUGH = 55  # of 100; below this a suggestion would mislead more than it helps


class Mistake(NamedTuple):
    """One mistake. `line` and `column` count from 1, and a tab is one column. `file` is its path below the root."""

    line: int
    column: int
    message: str
    file: str = ""

    @property
    def told(self) -> str:
        """The mistake as one line for a person: `reviews/log.csv:12:7: expected ..., found ...`."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def expected(what: str, found: str, offer: str = "", mend: str = "") -> str:
    """The message of every mistake: `expected WHAT, found FOUND, did you mean OFFER: MEND`.

    `offer` is the text to write instead, `mend` says what else to do; each is left out if it is empty or too long. The
    message is always one line that UTF-8 can encode: characters that cannot be printed are shown as escapes.
    """
    message = f"expected {what}, found {found}"
    message += f", did you mean {offer}" if 0 < len(offer) <= _LONGEST_OFFER else ""
    message += f": {mend}" if 0 < len(mend) <= _LONGEST_OFFER else ""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)


def reworded(error: InvalidIdentifier) -> str:
    """The message of an invalid identifier, in the form of every mistake."""
    return str(error).replace("; found", ", found", 1)


def shown(text: str) -> str:
    """`text` as messages show it: quoted, on one line, cut if it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 3] + "...")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is most like `word`, ignoring case; "" if none is similar enough."""
    in_order = sorted(choices)
    best = process.extractOne(word, in_order, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR_ENOUGH)
    return best[0] if best else ""


def decoded(file: str, data: bytes) -> str | Mistake:
    """The text of a file in UTF-8, without its byte order mark; the mistake if it is not UTF-8."""
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
        message = expected("UTF-8", f"the byte 0x{body[error.start]:02X}", mend=_save_as_utf_8(body, body[error.start]))
        return Mistake(before.count("\n") + 1, len(before) - before.rfind("\n"), message, file)


def _save_as_utf_8(data: bytes, byte: int) -> str:
    """The advice for a file that is not UTF-8, with the character that its first wrong byte is in Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "save the file as UTF-8 (it is UTF-16)"
    meant = bytes([byte]).decode("cp1252", "ignore")
    return "save the file as UTF-8" + (f" (the byte is `{meant}` in Windows-1252)" if meant else "")
