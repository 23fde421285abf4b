"""Append-only files against what raw kept of them: which rows are missing, and the file with them put back."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.stores import files
from pipeline.stores.bodies import sha256_of
from pipeline.stores.kept import Kept
from pipeline.stores.written_rows import Lines, parsed_rows, shown

MEND = "nothing was overwritten: run `python -m pipeline doctor --repair`, which puts them back"


@dataclass(frozen=True)
class Loss:
    """Rows that a file of the history lacks: in words, with file and line; and the bytes of the file with them."""

    told: str
    mended: bytes


def loss(kept: Kept, root: Path, path: Path) -> Loss | None:
    """What `path` lacks of what was kept of it; None where it only grew, or holds every row in whatever order.

    Raises DamagedBody where the kept bytes are needed and damaged, TableError where the file cannot be read.
    """
    name = path.relative_to(root).as_posix()
    size, whole = kept.newest(name)
    data = files.read(path) or b""
    if not whole or (len(data) >= size and sha256_of(data[:size]) == whole):
        return None
    before = kept.file(name)
    rows, then = parsed_rows(path, data, MEND), parsed_rows(path, before, MEND)
    missing = list((Counter(_keys(then)) - Counter(_keys(rows))).elements())
    if not missing:
        return None
    line, found = _first_difference(rows, then)
    told = (
        f"{path}:{line}: expected the row {shown(missing[0])}, which an earlier run wrote; found {found}; "
        f"{len(missing)} of {len(then)} rows are missing; {MEND}"
    )
    return Loss(told, before if before.startswith(data) else _with_rows(data, missing))


def _keys(lines: Lines) -> list[tuple[str, ...]]:
    return [tuple(row) for _, row in lines]


def _first_difference(rows: Lines, then: Lines) -> tuple[int, str]:
    """The line at which the file goes another way than what was kept, and what stands there."""
    for (line, row), (_, before) in zip(rows, then, strict=False):
        if row != before:
            return line, shown(row)
    return (rows[-1][0] + 1 if rows else 1), "the end of the file" if rows else "no file"


def _with_rows(data: bytes, rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return data + (b"" if not data or data.endswith(b"\n") else b"\n") + out.getvalue().encode()
