"""Kept JSON as an object, and where a value stands in a JSON text, so that its exact bytes can be kept as they came.

`json.JSONDecoder.raw_decode` (https://docs.python.org/3/library/json.html) tells where a value ends. What is cut is
known to be JSON, and is not parsed again for its meaning.
"""

import json
from typing import Any

from pipeline.errors import TableError

_WHITE = " \t\r\n"  # what JSON takes for white space
_DECODER = json.JSONDecoder()


def an_object(data: bytes, expected: str) -> dict[str, Any]:
    """The JSON object that `data` is, a byte order mark aside. Raises TableError, which says what was `expected`."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TableError(f"expected {expected}; found no JSON ({str(error)[:80]})") from None
    if not isinstance(found, dict):
        raise TableError(f"expected {expected}; found {str(found)[:60]!r}")
    return found


def whole(text: str, at: int) -> str:
    """The exact text of the value that begins at `at`."""
    return text[at : _DECODER.raw_decode(text, at)[1]]


def place(text: str, at: int, key: str) -> int:
    """Where the value of `key` begins in the object that begins at `at`; `text` is known to be JSON. The last one
    counts where a key comes twice, as for every reader of JSON in Python. Raises KeyError.
    """
    at, found = _after(text, at), -1
    if text[at] != "{":
        raise TypeError
    at = _after(text, at + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _after(text, _after(text, at) + 1)  # the colon
        found = at if name == key else found
        at = _next(text, at)
    if found < 0:
        raise KeyError(key)
    return found


def elements(text: str, at: int) -> list[str]:
    """The exact text of each element of the array that begins at `at`."""
    if text[at] != "[":
        raise TypeError
    found: list[str] = []
    at = _after(text, at + 1)
    while text[at] != "]":
        found.append(text[at : _DECODER.raw_decode(text, at)[1]])
        at = _next(text, at)
    return found


def _next(text: str, at: int) -> int:
    """Past the value that begins at `at` and the comma after it, if there is one."""
    at = _after(text, _DECODER.raw_decode(text, at)[1])
    return _after(text, at + 1) if text[at] == "," else at


def _after(text: str, at: int) -> int:
    """The place of the next character that is no white space."""
    while at < len(text) and text[at] in _WHITE:
        at += 1
    return at
