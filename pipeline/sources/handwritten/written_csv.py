"""Read a CSV file that people write: every value with its line and column, and a problem for each malformed line.

Format: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) in UTF-8, but no value may contain a line break, so that a log
grows by whole lines and a diff shows whole decisions. Text is kept exactly as written, whatever a spreadsheet makes of
it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process

from pipeline.sources.mistakes import save_as_utf_8

_VALUE = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(,|$)')
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LONGEST_SHOWN = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.A)


@dataclass(frozen=True)
class Row:
    """One line: its number in the file, its values, and the column where each value starts."""

    line: int
    values: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of the file. `text` is the whole line if it cannot be split into the right values."""

    line: int
    column: int
    message: str
    text: str = ""

    def told(self, path: str) -> str:
        """The message with its place: `reviews/log.csv:12:7: expected ...; found ...`."""
        return f"{path}:{self.line}:{self.column}: {self.message}"


def read(data: bytes, header: Sequence[str]) -> Iterator[Row | Problem]:
    """The rows below the header in order, and a problem for each line that is not a row. Never raises.

    If the file is not UTF-8 or its header is wrong, the only result is that problem.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = error.object[error.start]
        yield Problem(*place, f"expected UTF-8; found the byte 0x{byte:02X}: {save_as_utf_8(data, byte)}")
        return
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    first = _row(1, lines[0], len(header))
    if isinstance(first, Problem) or first.values != tuple(header):
        found = re.split("[;\t]", lines[0])
        mend = ": save the file with commas between the values" if found == list(header) else ""
        yield Problem(1, 1, f"expected the header {','.join(header)}; found {lines[0][:_LONGEST_SHOWN]!r}{mend}")
        return
    for number, line in enumerate(lines[1:], 2):
        if line:
            yield _row(number, line, len(header))


def _row(number: int, line: str, n_values: int) -> Row | Problem:
    bad = _NO_TEXT.search(line)
    if bad:
        return Problem(number, bad.start() + 1, f"expected text; found the character U+{ord(bad[0]):04X}", line)
    values, starts, at = [], [], 0
    while True:
        found = _VALUE.match(line, at)
        if not found:
            expected = "a value, in double quotes (those within it doubled) where it holds one, closed on its own line"
            return Problem(number, at + 1, f"expected {expected}; found {line[at : at + 20]!r}", line)
        starts.append(at + 1)
        values.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if not found[3]:
            break
    if len(values) != n_values:
        return Problem(number, 1, f"expected {n_values} values; found {len(values)}", line)
    return Row(number, tuple(values), tuple(starts))


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


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'approve'?` for the known word most like `word`; "" if none is similar enough."""
    best = process.extractOne(word, sorted(known), score_cutoff=60)
    return f"; did you mean {best[0]!r}?" if best else ""
