"""The terms of a text: stems of its words, its numbers, and its numbers with their unit."""

import re

from pipeline.language.text.number_words import in_digits
from pipeline.language.text.quantities import plain_values, quantities
from pipeline.language.text.tokens import stems

_DIGIT = re.compile(r"[0-9]")


def numbers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `text` without unit (`40`), and those that have a unit with it (`40 mg`). Words from "two" on
    count too ("one" is often a pronoun).
    """
    written = in_digits(text, least=2)
    amounts = quantities(written) if _DIGIT.search(written) else ()
    bare = tuple(value for quantity in amounts for value in plain_values(quantity))
    with_unit = tuple(f"{value} {q.unit}" for q in amounts if q.unit for value in plain_values(q))
    return bare, with_unit


def terms(text: str) -> frozenset[str]:
    """Every term of `text`: stems, numbers and numbers with their unit."""
    bare, with_unit = numbers(text)
    return frozenset(stems(text)) | frozenset(bare) | frozenset(with_unit)
