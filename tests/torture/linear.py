"""Whether a reader of text takes linear time: its CPU time at one size against that at eight times the size.

A reader in linear time takes 8 times as long, one in n log n 11 times, one in quadratic time 64 times. CPU time is what
counts, and a suspicious pair is measured again, so that a busy machine accuses nobody.
"""

import gc
import importlib
import pkgutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pool

import pipeline.language
from tests.torture.reader import Reader
from tests.torture.readers import READERS
from tests.torture.shapes import SHAPES, STANDARD, text_of

FACTOR = 8
MOST_GROWTH = 24.0  # far from 8 and from 64
_TOO_SHORT = 0.001  # seconds: a shorter time says nothing of growth
_SHORTEST = 0.00002  # seconds: what a smaller text is taken to need at least
_TRIES = 4
SHORT_SIZES = (3_000, 12_000, 48_000)  # characters: the first that takes long enough
LONG_SIZES = (1_000_000,)


@dataclass(frozen=True)
class Growth:
    """How a reader's time grew on one shape, from the smaller size to the larger; `growth` 0 where both took no time
    worth measuring.
    """

    reader: str
    shape: str
    size: int
    seconds: float
    growth: float

    @property
    def is_linear(self) -> bool:
        """Whether it grew no faster than linear time can look on a busy machine."""
        return self.growth <= MOST_GROWTH


def growth(reader: str, shape: str, sizes: tuple[int, ...]) -> Growth:
    """How the time of `reader` grows on `shape` up to the first of `sizes` at which it takes long enough to tell."""
    read = READERS[reader]
    size, seconds = sizes[0], 0.0
    for size in sizes:
        seconds = _seconds(read, text_of(shape, size))
        if seconds >= _TOO_SHORT:
            return Growth(reader, shape, size, seconds, _growth(read, shape, size, seconds))
    return Growth(reader, shape, size, seconds, 0.0)


def _growth(read: Reader, shape: str, size: int, seconds: float) -> float:
    """The least growth of several tries; one is enough where it is linear."""
    least = float("inf")
    for attempt in range(_TRIES):
        after = _seconds(read, text_of(shape, size)) if attempt else seconds
        least = min(least, after / max(_seconds(read, text_of(shape, size // FACTOR)), _SHORTEST))
        if least <= MOST_GROWTH:
            break
    return least


def _seconds(read: Reader, text: str) -> float:
    for clear in _CACHES:  # a text that was read before is not read again
        clear()
    gc.disable()  # a collection at the wrong moment would look like growth
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()


def _caches() -> Iterator[Callable[[], None]]:
    for module in pkgutil.walk_packages(pipeline.language.__path__, "pipeline.language."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "cache_clear"):
                yield value.cache_clear


_CACHES = tuple(_caches())


def run(names: Iterable[str] = (), processes: int = 2) -> list[Growth]:
    """Every reader, or those named, on every shape in the long form: up to a million characters."""
    wanted = tuple(names) or tuple(READERS)
    tasks = [(reader, shape, LONG_SIZES if shape in STANDARD else SHORT_SIZES) for reader in wanted for shape in SHAPES]
    with Pool(processes) as pool:
        return pool.starmap(growth, tasks, chunksize=1)


def table(found: Iterable[Growth]) -> str:
    """One line for each reader: its worst shape, and whether all were linear."""
    worst: dict[str, Growth] = {}
    for each in found:
        worst[each.reader] = max(worst.get(each.reader, each), each, key=lambda g: g.growth)
    lines = ["| reader | worst growth over 8 times the size | shape | characters | CPU s |", "|---|---|---|---|---|"]
    for g in worst.values():
        mark = "" if g.is_linear else " NOT LINEAR"
        lines.append(f"| {g.reader} | {g.growth:.1f}{mark} | {g.shape} | {g.size} | {g.seconds:.2f} |")
    return "\n".join(lines)
