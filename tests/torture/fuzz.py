"""Fuzzing of every parser: spoiled documents, each of which must give rows or a documented error, and soon.

The same seed gives the same inputs, whatever the number of processes.
"""

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from types import FrameType

from tests.torture.mutate import LONGEST, spoiled
from tests.torture.parsers import PARSERS, Parser

MOST_SECONDS = 2.0  # of CPU for one input of at most LONGEST bytes
_GIVE_UP = 20.0  # seconds after which an input is taken from a parser that does not come back
_CHUNK = 500
_LARGEST_SEED, _MOST_SEEDS = 12_000, 12  # bytes and number of real ones
_SHARED = "EVIDENCE_WATCH_SHARED"


@dataclass
class Row:
    """What came of fuzzing one parser. `failing` holds its smallest input for each kind of crash or hang."""

    parser: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    crashes: int = 0
    hangs: int = 0
    refusals: int = 0
    failing: dict[str, bytes] = field(default_factory=dict)

    def add(self, other: "Row") -> None:
        """Take in the counts of another part of the same parser's inputs."""
        for name in ("inputs", "seconds", "crashes", "hangs", "refusals"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest = max(self.slowest, other.slowest)
        for kind, data in other.failing.items():
            self.failing[kind] = min(self.failing.get(kind, data), data, key=len)


class _Hang(BaseException):
    """Raised by the alarm: no parser catches it."""


def run(inputs: int = 0, seed: int = 0, only: str = "", processes: int = 2) -> list[Row]:
    """Fuzz every parser, or those whose name holds `only`, with `inputs` each; 0 is each parser's own number."""
    names = [name for name in PARSERS if only in name]
    tasks = [
        (name, seed, first, min(_CHUNK, total - first))
        for name in names
        for total in [inputs or PARSERS[name].inputs]
        for first in range(0, total, _CHUNK)
    ]
    rows = {name: Row(name) for name in names}
    with Pool(processes, maxtasksperchild=200) as pool:
        for part in pool.imap_unordered(_part, tasks):
            rows[part.parser].add(part)
    return list(rows.values())


def fuzz(name: str, seed: int, first: int, number: int) -> Row:
    """Feed one parser with the inputs from `first` on, in this process."""
    parser, row = PARSERS[name], Row(name, number)
    seeds = seeds_of(parser)
    for i in range(first, first + number):
        rng = random.Random(f"{seed} {name} {i}")
        data = spoiled(rng, rng.choice(seeds), rng.choice(seeds))
        seconds, kind = _fed(parser, data)
        row.seconds += seconds
        row.slowest = max(row.slowest, seconds)
        if kind == "refused":
            row.refusals += 1
        elif kind:
            row.hangs += kind == "hang"
            row.crashes += kind != "hang"
            row.failing[kind] = min(row.failing.get(kind, data), data, key=len)
    return row


def _part(task: tuple[str, int, int, int]) -> Row:
    signal.signal(signal.SIGALRM, _alarm)
    return fuzz(*task)


def _alarm(number: int, frame: FrameType | None) -> None:
    raise _Hang


def _fed(parser: Parser, data: bytes) -> tuple[float, str]:
    """CPU seconds, and "" for rows, "refused" for a documented error, "hang", or what a crash is known by."""
    has_alarm = signal.getsignal(signal.SIGALRM) is _alarm
    kind = ""
    start = time.process_time()
    try:
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, _GIVE_UP)
        parser.read(data)
    except parser.refusals:
        kind = "refused"
    except _Hang:
        kind = "hang"
    except Exception as error:  # noqa: BLE001 - every other error is a crash, whatever its kind
        trace, last = error.__traceback__, ""
        while trace is not None:
            if "/pipeline/" in trace.tb_frame.f_code.co_filename:
                last = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        kind = f"{type(error).__name__} at {last}"
    finally:
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, 0)
    seconds = time.process_time() - start
    return seconds, "hang" if seconds > MOST_SECONDS and not kind.startswith(("hang",)) else kind


def seeds_of(parser: Parser) -> tuple[bytes, ...]:
    """The parser's own seeds, and small real documents where the folder of them is known."""
    folder = os.environ.get(_SHARED)
    if not folder or not parser.real:
        return parser.seeds
    files = (p for p in sorted(Path(folder, "data").glob(parser.real)) if p.stat().st_size <= _LARGEST_SEED)
    return (*parser.seeds, *(p.read_bytes() for _, p in zip(range(_MOST_SEEDS), files, strict=False)))


def smallest(name: str, kind: str, data: bytes) -> bytes:
    """`data` with whatever can go taken out, as long as the parser fails on it in the same way."""
    parser, size, tries = PARSERS[name], max(len(data) // 2, 1), 400
    while size and tries and kind != "hang":
        for start in range(0, len(data), size):
            shorter = data[:start] + data[start + size :]
            tries -= 1
            if _fed(parser, shorter)[1] == kind:
                data = shorter
                break
            if not tries:
                break
        else:
            size //= 2
    return data


def save(rows: Iterable[Row]) -> Iterator[str]:
    """Write the smallest failing inputs into a new folder; a line for each, with its path."""
    folder = None
    for row in rows:
        for number, (kind, data) in enumerate(sorted(row.failing.items()), 1):
            folder = folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
            path = folder / f"{row.parser}-{number}.bin"
            path.write_bytes(smallest(row.parser, kind, data))
            yield f"{row.parser}: {kind}: {path}"


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| parser | inputs | CPU s | slowest s | refused | crashes | hangs |", "|---|---|---|---|---|---|---|"]
    lines += [
        f"| {r.parser} | {r.inputs:,} | {r.seconds:.0f} | {r.slowest:.2f} | {r.refusals:,} | {r.crashes} | {r.hangs} |"
        for r in rows
    ]
    return "\n".join(lines)


__all__ = ["LONGEST", "Row", "fuzz", "run", "save", "seeds_of", "table"]
