"""The type of a reader of text, and how a function that refuses texts, or yields its results, becomes a reader."""

from collections.abc import Callable, Iterable
from typing import Any

Reader = Callable[[str], object]


def refused(reader: Reader) -> Reader:
    """A reader that may refuse a text with a documented error, which takes time too."""

    def read(text: str) -> object:
        try:
            return reader(text)
        except Exception as error:  # noqa: BLE001 - the fuzzing of parsers says which errors are documented
            return error

    return read


def drained(found: Iterable[Any]) -> list[Any]:
    return list(found)
