"""Unicode normalisation in linear time.

Sorting the combining marks of one letter takes time proportional to the square of their number, so a text of marks
alone would take minutes. Therefore only the first 30 marks of a letter are kept. Authority: UAX #15, 13.1 "Stream-Safe
Text Format" (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format): no language uses more than 30.
"""

import re
import unicodedata
from typing import Literal

_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(rf"[^\x00-\u02ff]{{{_MOST_MARKS + 1}}}")  # quick test; few texts match


def normal_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """`text` in the normal form NFC, NFKC or NFKD, with at most 30 combining marks on one letter."""
    if not text.isascii() and _MAY_BE_MARKS.search(text):
        text = _stream_safe(text)
    return unicodedata.normalize(form, text)


def _stream_safe(text: str) -> str:
    kept: list[str] = []
    n_marks = 0
    for character in text:
        n_marks = n_marks + 1 if unicodedata.combining(character) else 0
        if n_marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
