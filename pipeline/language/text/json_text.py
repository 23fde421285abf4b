"""Parse kept JSON as an object, and locate a value in a JSON text so that its exact bytes can be kept.

Only the requested level is parsed (RFC 8259, section 2), and a value ends where its brackets close. So if no reader can
parse one value, because it is nested too deep or has a number with thousands of digits, only that value is lost.
"""

import json
import re
from typing import Any

from pipeline.errors import TableError

_WHITE = " \t\r\n"  # white space in JSON
_DECODER = json.JSONDecoder()
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_SCALAR = re.compile(rf"{_STRING}|[-+.0-9A-Za-z]+", re.DOTALL)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}


def an_object(data: bytes, expected: str) -> dict[str, Any]:
    """The JSON object in `data`, without its byte order mark. Raises TableError, which says what was `expected`."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TableError(f"expected {expected}; found no JSON ({str(error)[:80]})") from None
    if not isinstance(found, dict):
        raise TableError(f"expected {expected}; found {str(found)[:60]!r}")
    return found


def whole(text: str, at: int) -> str:
    """The exact text of the value that begins at `at`."""
    return text[at : _end(text, at)]


def keys(text: str) -> list[str]:
    """The keys of the object `text`, in order. Raises TypeError if it is another value, ValueError or IndexError if it
    is cut short or is not JSON at this level.
    """
    found, end = _members(text, 0)
    if _after(text, end) != len(text):
        raise ValueError("expected one JSON object; found more behind it")
    return [name for name, _ in found]


def place(text: str, at: int, key: str) -> int:
    """Where the value of `key` begins in the object that begins at `at`. If a key occurs twice, the last one counts, as
    for every reader of JSON in Python. Raises KeyError if the key is missing, and whatever `keys` raises.
    """
    places = dict(_members(text, at)[0])
    return places[key]


def elements(text: str, at: int) -> list[str]:
    """The exact text of each element of the array that begins at `at`, without checking that each is JSON."""
    if text[at] != "[":
        raise TypeError
    found: list[str] = []
    at = _after(text, at + 1)
    while text[at] != "]":
        end = _end(text, at)
        found.append(text[at:end])
        at = _next(text, end, "]")
    return found


def _members(text: str, at: int) -> tuple[list[tuple[str, int]], int]:
    """The keys of an object, each with the place where its value begins, and the place after the object."""
    at, found = _after(text, at), []
    if text[at] != "{":
        raise TypeError
    at = _after(text, at + 1)
    while text[at] != "}":
        name, colon = _DECODER.raw_decode(text, at)
        colon = _after(text, colon)
        if not isinstance(name, str) or text[colon] != ":":
            raise ValueError(f"expected a key and a colon at character {at}")
        at = _after(text, colon + 1)
        found.append((name, at))
        at = _next(text, _end(text, at), "}")
    return found, at + 1


def _end(text: str, at: int) -> int:
    """Where the value that begins at `at` ends. It counts brackets without recursion, so any depth will do."""
    if text[at] not in "[{":
        found = _SCALAR.match(text, at)
        if found is None:
            raise ValueError(f"expected a JSON value at character {at}")
        return found.end()
    depth = 0
    for token in _TOKEN.finditer(text, at):
        depth += _DEPTH.get(token[0], 0)
        if depth == 0:
            return token.end()
    raise ValueError("expected the end of a JSON value; the text is cut short")


def _next(text: str, end: int, closing: str) -> int:
    """The place after the comma that follows a value, which ends at `end`; if `closing` follows, its place."""
    at = _after(text, end)
    if text[at] == ",":
        return _after(text, at + 1)
    if text[at] != closing:
        raise ValueError(f"expected a comma or {closing!r} at character {at}")
    return at


def _after(text: str, at: int) -> int:
    """The place of the next character that is not white space."""
    while at < len(text) and text[at] in _WHITE:
        at += 1
    return at
