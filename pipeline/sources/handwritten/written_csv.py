"""Read a CSV file that people write: every value with its line and column, and a mistake for each line that has one.

Format: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) in UTF-8, but no value may contain a line break, so that a log
grows by whole lines and a diff shows whole decisions. Text is kept exactly as written, whatever a spreadsheet makes of
it.
"""

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.sources.mistakes import Mistake, decoded, expected, shown

_VALUE = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(,|$)')
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.A)


@dataclass(frozen=True)
class Row:
    """One line: its file, its number in the file, its text, its values, and the column where each value starts.

    A line that cannot be split into the right number of values has none.
    """

    file: str
    line: int
    text: str
    values: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()

    def mistake(self, position: int, what: str, found: str = "", offer: str = "") -> Mistake:
        """The mistake that `what` was expected as the value at `position`. `found` is by default the value itself."""
        value = self.values[position]
        told = found or (shown(value) if value.strip() else "none")
        return Mistake(self.line, self.starts[position], expected(what, told, offer), self.file)


Check = Callable[[Row], Mistake | None]


@dataclass(frozen=True)
class Once:
    """A rule that no two rows may have the same `key`: the value at `position` is then the mistake."""

    position: int
    what: str
    key: Callable[[Row], Hashable]


def header_line(header: Sequence[str]) -> bytes:
    """The bytes of a file without rows."""
    return f"{','.join(header)}\n".encode()


def read(
    path: str, data: bytes, header: Sequence[str], check: Check = lambda _: None
) -> Iterator[tuple[Row, Mistake | None]]:
    """The lines below the header in order, each with its first mistake or None. Never raises.

    `check` looks for a mistake in the values of a row. If the file is not UTF-8 or its header is wrong, the only result
    is that mistake, with a row without values.
    """
    text = decoded(path, data)
    if isinstance(text, Mistake):
        yield Row(path, text.line, ""), text
        return
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    first = _split(path, 1, lines[0], len(header))
    if isinstance(first, Mistake) or first.values != tuple(header):
        is_other = re.split("[;\t]", lines[0]) == list(header)
        mend = "save the file with commas between the values" if is_other else ""
        message = expected(f"the header {','.join(header)}", shown(lines[0]), mend=mend)
        yield Row(path, 1, ""), Mistake(1, 1, message, path)
        return
    for number, line in enumerate(lines[1:], 2):
        if line:
            row = _split(path, number, line, len(header))
            if isinstance(row, Mistake):
                yield Row(path, number, line), row
            else:
                yield row, check(row)


def good_rows(
    path: str, data: bytes, header: Sequence[str], check: Check, once: Once | None = None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows without a mistake, in order, and all mistakes as lines for a person."""
    rows: list[Row] = []
    told: list[str] = []
    lines: dict[Hashable, int] = {}
    for row, wrong in read(path, data, header, check):
        mistake = wrong or (once and _again(row, once, lines))
        if mistake:
            told.append(mistake.told)
        else:
            rows.append(row)
    return tuple(rows), tuple(told)


def _again(row: Row, once: Once, lines: dict[Hashable, int]) -> Mistake | None:
    """The mistake if an earlier row has the key of `row`. `lines` has the line of each key so far."""
    first = lines.setdefault(once.key(row), row.line)
    return None if first == row.line else row.mistake(once.position, once.what, f"that of line {first} again")


def _split(path: str, number: int, line: str, n_values: int) -> Row | Mistake:
    bad = _NO_TEXT.search(line)
    if bad:
        message = expected("text", f"the character U+{ord(bad[0]):04X}", mend="delete it")
        return Mistake(number, bad.start() + 1, message, path)
    values, starts, at = [], [], 0
    while True:
        found = _VALUE.match(line, at)
        if not found:
            what = "a value, in double quotes (those within it doubled) where it holds one, closed on its own line"
            return Mistake(number, at + 1, expected(what, shown(line[at : at + 20])), path)
        starts.append(at + 1)
        values.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if not found[3]:
            break
    if len(values) != n_values:
        return Mistake(number, 1, expected(f"{n_values} values", str(len(values))), path)
    return Row(path, number, line, tuple(values), tuple(starts))


def text_mistake(row: Row, position: int, what: str) -> Mistake | None:
    """The mistake if the value at `position` is empty."""
    return None if row.values[position].strip() else row.mistake(position, what)


def day_mistake(row: Row, position: int) -> Mistake | None:
    """The mistake if the value at `position` is not a real day in ISO 8601."""
    return None if is_day(row.values[position]) else row.mistake(position, "a date such as 2026-11-25")


def line(values: Iterable[str]) -> str:
    """The values as one CSV line with its line end; line breaks and control characters become spaces."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([one_line(v) for v in values])
    return out.getvalue()


def one_line(text: str) -> str:
    """`text` on one line with single spaces; a lone surrogate, which UTF-8 cannot encode, becomes a question mark."""
    carried = text.encode("utf-8", "replace").decode()
    return " ".join(_NO_TEXT.sub(" ", carried).split())


def is_day(text: str) -> bool:
    """Whether `text` is a real day in ISO 8601, such as 2026-11-25."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
