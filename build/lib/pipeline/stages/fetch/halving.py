"""A question about several ids that a source refuses is asked in halves until the ids to blame stand alone.

One id costs about two questions for each time that its batch can be halved. Where everything is refused, the fault is
no id's: after that many refusals in a row nothing more is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.stores.raw import Exchange

T = TypeVar("T")
HALF_RETRIES = 1


@dataclass(frozen=True)
class Part(Generic[T]):
    """What became of some of the ids: `answer` is None where none came, `is_split` where their halves follow."""

    ids: Sequence[str]
    exchange: Exchange
    answer: T | None
    is_split: bool = False


def ask_in_halves(
    ids: Sequence[str], ask: Callable[[Sequence[str], int | None], tuple[Exchange, T | None]]
) -> list[Part[T]]:
    """Ask for `ids`, in halves where need be; every question in the order asked. `ask` takes ids and how often a failed
    attempt is made again (None: as usual).
    """
    refused_in_a_row, most = 0, 2 * len(ids).bit_length()

    def go(some: Sequence[str], retries: int | None) -> Iterator[Part[T]]:
        nonlocal refused_in_a_row
        exchange, answer = ask(some, retries)
        refused_in_a_row = refused_in_a_row + 1 if answer is None else 0
        is_split = answer is None and exchange.is_unusable and len(some) > 1 and refused_in_a_row < most
        yield Part(some, exchange, answer, is_split)
        if is_split:
            middle = len(some) // 2
            yield from go(some[:middle], HALF_RETRIES)
            yield from go(some[middle:], HALF_RETRIES)

    return list(go(ids, None))
