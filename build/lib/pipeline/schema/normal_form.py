"""Unicode's normal forms in linear time.

Putting the marks of one letter in order takes the square of their number, so a text of marks alone would take minutes.
Authority: UAX #15, 13.1 "Stream-Safe Text Format" (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format): no
language puts more than 30 marks on a letter. What goes on after them is left out.
"""

import re
import unicodedata
from typing import Literal

_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(rf"[^\x00-\u02ff]{{{_MOST_MARKS + 1}}}")  # a look that nearly every text passes


def normal_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """`text` in the normal form NFC, NFKC or NFKD; of more than 30 marks on one letter the first 30."""
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
