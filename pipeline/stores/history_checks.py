"""Compares append-only files with the copies in raw: which rows are missing, and what the whole file should be."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.stores import files
from pipeline.stores.archive import Kept
from pipeline.stores.bodies import sha256_of
from pipeline.stores.written_rows import Lines, parsed_rows, shown

# the lines that git writes around the two sides of a merge conflict
MERGE_MARK = re.compile(r"(?:<{7}|[|]{7}|={7}|>{7})(?: .*)?$")
MEND = "nothing was overwritten: run `python -m pipeline doctor --repair`, which puts them back"


def loss(kept: Kept, root: Path, path: Path) -> str:
    """A message with file and line on the rows kept in raw that `path` lacks; "" if the file only grew or has every row
    in any order.

    Raises DamagedBody if the kept bytes are needed and damaged, TableError if the file cannot be read.
    """
    name = path.relative_to(root).as_posix()
    size, whole = kept.newest(name)
    data = files.read(path) or b""
    if not whole or (len(data) >= size and sha256_of(data[:size]) == whole):
        return ""
    before = kept.file(name)
    rows, then = parsed_rows(path, data, MEND), parsed_rows(path, before, MEND)
    missing = list((Counter(_keys(then)) - Counter(_keys(rows))).elements())
    if not missing:
        return ""
    line, found = _first_difference(rows, then)
    return (
        f"{path}:{line}: expected the row {shown(missing[0])}, which an earlier run wrote; found {found}; "
        f"{len(missing)} of {len(then)} rows are missing; {MEND}"
    )


def mended(header: Sequence[str], keys: Sequence[int], data: bytes, known: bytes) -> bytes | None:
    """`data` with every row of `known` (the copy in raw or git), without conflict marks, repeated rows and truncated
    rows. Returns None, and leaves the case to a person, if a row contradicts `known` or an earlier row, if it is
    malformed, or if there are no rows at all.
    """
    rows = _readable(data, header)
    before = [row for row in _readable(known, header) if len(row) == len(header)]
    found = {_key(row, keys): row for row in before}
    more: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        key = _key(row, keys) if len(row) == len(header) else None
        if key is not None and row in (found.get(key), more.get(key)):
            continue
        if any(_begins(whole, row) for whole in before):
            continue
        if key is None or key in found or key in more:
            return None
        more[key] = row
    whole = known if before else _csv([header])
    return whole + (b"" if whole.endswith(b"\n") else b"\n") + _csv(more.values()) if before or more else None


def _readable(data: bytes, header: Sequence[str]) -> list[list[str]]:
    """The rows below the header, as far as they can be read, without conflict marks."""
    text = io.StringIO(data.decode("utf-8-sig", "replace"), newline="")
    lines = [line for line in text if not MERGE_MARK.match(line)]
    rows = [row for row in csv.reader(lines) if row]
    return rows[1:] if rows and rows[0] == list(header) else rows


def _begins(whole: Sequence[str], cut: Sequence[str]) -> bool:
    """Whether `cut` is the beginning of the row `whole`."""
    last = len(cut) - 1
    return last < len(whole) and list(cut[:last]) == list(whole[:last]) and whole[last].startswith(cut[last])


def _key(row: Sequence[str], keys: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[i] for i in keys)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _keys(lines: Lines) -> list[tuple[str, ...]]:
    return [tuple(row) for _, row in lines]


def _first_difference(rows: Lines, then: Lines) -> tuple[int, str]:
    """The first line at which the file differs from the kept copy, and the text there."""
    for (line, row), (_, before) in zip(rows, then, strict=False):
        if row != before:
            return line, shown(row)
    return (rows[-1][0] + 1 if rows else 1), "the end of the file" if rows else "no file"
