"""The Retraction Watch database, one CSV file: select the rows on given papers, and parse one row.

Publisher: Crossref, which acquired it from The Center for Scientific Integrity:
https://gitlab.com/crossref/retraction-watch-data and
https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/ (columns). User guide:
https://retractionwatch.com/retraction-watch-database-user-guide/. Licence: open data, to be cited as
"The Retraction Watch Database [Internet]. New York: The Center for Scientific Integrity. ISSN: 2692-4579". Rate limit:
none published; the file changes once a working day, so once a day is enough. Caveats: expressions of concern and
corrections are incomplete. PMIDs are written as "36035816.0"; a missing PMID is 0 and a missing DOI "unavailable".
Dates are American, month first. The file has had bytes that are not UTF-8. People type the titles and notes, so a row
may have a quote where none belongs: such a row is left out and named, and all others are read.
"""

import csv
import io
import json
import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_doi, clean_pmid
from pipeline.schema.notice_kinds import kind_of

RECORD_ID, NATURE, DATE = "Record ID", "RetractionNature", "RetractionDate"
DOI, PMID = "OriginalPaperDOI", "OriginalPaperPubMedID"
NOTICE_DOI, NOTICE_PMID = "RetractionDOI", "RetractionPubMedID"
NEEDED = (RECORD_ID, DATE, NOTICE_DOI, NOTICE_PMID, DOI, PMID, NATURE)
MOST_ODD_LINES = 100  # a file with more of them is damaged
MOST_LINES = 1_000  # of one row
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:\s.*)?", re.A | re.S)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T\s].*)?", re.A | re.S)


@dataclass(frozen=True)
class RetractionWatchRow:
    """One notice. `doi` and `pmid` identify the paper, `notice_doi` and `notice_pmid` the notice; each may be "".

    `date` is ISO 8601, or "".
    """

    record_id: str
    doi: str
    pmid: str
    notice_doi: str
    notice_pmid: str
    kind: str
    date: str


@dataclass(frozen=True)
class OddRow:
    """A row that cannot be read: the number of its first line, its text as written, and why."""

    line: int
    text: str
    why: str

    @property
    def name(self) -> str:
        """The place of the row and how it begins, for a person who wants to look it up."""
        return f"line {self.line} ({' '.join(self.text[:60].split())!r}): {self.why}"

    def may_be_about(self, doi: str, pmids: Collection[str]) -> bool:
        """Whether the row contains the DOI (in lower case) or one of the PMIDs, in whichever field."""
        ids = [re.escape(each) for each in (doi, *pmids) if each]
        pattern = rf"(?<![\w.])(?:{'|'.join(ids)})(?:\.0)?(?![\w/-]|\.\w)"
        return bool(ids) and re.search(pattern, self.text.lower()) is not None


def rows_of(body: bytes, dois: Collection[str], pmids: Collection[str]) -> dict[str, bytes]:
    """The rows on the given papers: `rw:<Record ID>` to the row as JSON with sorted keys.

    A row gives the same bytes as long as it does not change, whatever else changes in the file. Rows that cannot be
    read are left out: see `odd_rows`. The whole file is read, so that no row is taken from a file that is cut short.
    Raises TransientAnswer for anything but a whole file: HTML, an empty body, a missing column, a last row longer or
    shorter than the header or with quotes that do not close, more than MOST_ODD_LINES lines that belong to no row.
    Bytes that are not UTF-8 become replacement characters, which is harmless: identifiers, dates and natures are ASCII.
    """
    names: dict[tuple[str, bytes], str] = {}
    numbers: Counter[str] = Counter()
    wanted_dois, wanted_pmids = {clean_doi(doi) for doi in dois}, {clean_pmid(pmid) for pmid in pmids}
    found: dict[str, bytes] = {}
    for row in _rows(_text(body)):
        if isinstance(row, OddRow):
            continue
        if _doi(row[DOI]) in wanted_dois or _pmid(row[PMID]) in wanted_pmids:
            data = json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
            record_id = f"rw:{row[RECORD_ID].strip()}"
            if (record_id, data) not in names:
                names[record_id, data] = _free(found, record_id, numbers)
            found[names[record_id, data]] = data
    return found


def odd_rows(body: bytes) -> tuple[OddRow, ...]:
    """The rows that cannot be read, in the order of the file. Raises TransientAnswer as `rows_of` does."""
    return tuple(row for row in _rows(_text(body)) if isinstance(row, OddRow))


def parse(data: bytes) -> RetractionWatchRow:
    """One row from its JSON. Raises TableError for bytes that are not such a row."""
    try:
        row = json.loads(data.decode())
        values = {name: row[name].strip() for name in NEEDED}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise TableError(f"expected a row of the Retraction Watch database; found {data[:60]!r}") from None
    return RetractionWatchRow(
        record_id=values[RECORD_ID],
        doi=_doi(values[DOI]),
        pmid=_pmid(values[PMID]),
        notice_doi=_doi(values[NOTICE_DOI]),
        notice_pmid=_pmid(values[NOTICE_PMID]),
        kind=kind_of("retraction_watch", values[NATURE]),
        date=_date(values[DATE]),
    )


def _text(body: bytes) -> str:
    text = body.decode("utf-8-sig", "replace")
    if not text.strip():
        raise TransientAnswer("expected the Retraction Watch file; found nothing")
    if text.lstrip().startswith("<"):
        raise TransientAnswer(f"expected the Retraction Watch file; found {text.lstrip()[:60]!r}")
    return text


class _Lines:
    """The lines of a text, up to MOST_LINES of one row. Those of a row, except the first, can be read again as the
    start of other rows.
    """

    def __init__(self, text: str) -> None:
        self._rest = io.StringIO(text, newline="")
        self._again: deque[str] = deque()
        self.row: list[str] = []
        self.number = 1  # of the first line of `row`

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.row) == MOST_LINES:
            raise StopIteration
        line = self._again.popleft() if self._again else next(self._rest)
        self.row.append(line)
        return line

    def begin_row(self) -> None:
        self.number += len(self.row)
        self.row = []

    def read_again(self) -> None:
        self._again.extendleft(reversed(self.row[1:]))
        del self.row[1:]


def _rows(text: str) -> Iterator[dict[str, str] | OddRow]:
    """The rows as column name to value. Lines in a row that belong to no row count as one odd row."""
    lines = _Lines(text)
    names = _header(lines)
    n_rows = n_odd_lines = 0
    odd: OddRow | None = None
    no_id: OddRow | None = None
    for fields in _records(lines, len(names)):
        if isinstance(fields, str):
            n_odd_lines += 1
            if n_odd_lines > MOST_ODD_LINES:
                raise TransientAnswer(
                    f"the Retraction Watch file is damaged: more than {MOST_ODD_LINES} lines belong to no row"
                )
            odd = replace(odd, text=odd.text + lines.row[0]) if odd else OddRow(lines.number, lines.row[0], fields)
            continue
        if odd:
            yield odd
            odd = None
        row = dict(zip(names, fields, strict=True))
        if row[RECORD_ID].strip():
            n_rows += 1
            yield row
        else:
            no_id = OddRow(lines.number, "".join(lines.row), "expected a Record ID; found none")
            yield no_id
    if odd:
        raise TransientAnswer(f"the Retraction Watch file is cut or damaged: {odd.name}")
    if not n_rows:
        found = no_id.name if no_id else "a header alone"
        raise TransientAnswer(f"expected the rows of the Retraction Watch file; found {found}")


def _header(lines: _Lines) -> list[str]:
    try:
        names = [name.strip() for name in next(csv.reader(lines, strict=True))]
    except csv.Error as error:
        raise TransientAnswer(f"the Retraction Watch file is no CSV: line 1: {error}") from None
    _check_header(names)
    return names


def _records(lines: _Lines, n_fields: int) -> Iterator[list[str] | str]:
    """The fields of each row, or why a line begins none; reading then goes on with the line after that one.

    A quote that opens where none belongs runs on into the rows below it, so a row of several lines counts only if its
    quotes close where a field ends.
    """
    reader = csv.reader(lines, strict=True)
    while True:
        lines.begin_row()
        try:
            fields = next(reader)
            why = f"expected {n_fields} fields; found {len(fields)}"
        except StopIteration:
            return
        except csv.Error as error:
            fields, why = _fields_of_line(lines.row[0]), f"its quotes do not close where a field ends ({error})"
            lines.read_again()
            reader = csv.reader(lines, strict=True)
        if len(fields) == n_fields:
            yield fields
        elif "".join(lines.row).strip("\r\n"):
            lines.read_again()
            reader = csv.reader(lines, strict=True)
            yield why


def _fields_of_line(line: str) -> list[str]:
    """The fields of one line, read leniently (`"a"b` is `ab`); none if its quotes do not close."""
    reader = csv.reader([line, ""])
    try:
        fields = next(reader)
    except csv.Error:
        return []
    return fields if reader.line_num == 1 else []


def _check_header(names: list[str]) -> None:
    if missing := [name for name in NEEDED if names.count(name) != 1]:
        raise TransientAnswer(
            f"expected the columns of the Retraction Watch file, each once; look for {', '.join(missing)}"
        )


def _free(found: Collection[str], record_id: str, numbers: Counter[str]) -> str:
    """`record_id`, with a number added if another row has it already, so that neither row is lost.

    `numbers` counts the numbers given out for each id.
    """
    name = record_id
    while name in found:
        numbers[record_id] += 1
        name = f"{record_id}-{numbers[record_id] + 1}"
    return name


def _doi(text: str) -> str:
    """The DOI in lower case; "" for "unavailable" and anything else that is not a DOI."""
    try:
        return clean_doi(text)
    except InvalidIdentifier:
        return ""


def _pmid(text: str) -> str:
    """`36035816.0` to `36035816`; "" for 0, an empty text and anything else that is not a PMID."""
    try:
        return clean_pmid(text.strip().removesuffix(".0"))
    except InvalidIdentifier:
        return ""


def _date(text: str) -> str:
    """`7/12/2023 0:00` to `2023-07-12`; "" for anything that is not a date.

    The first number is always read as the month. If it cannot be one, only the year is kept: the order is not guessed.
    """
    if american := _AMERICAN.fullmatch(text):
        return clean_date(american[3], american[1], american[2])
    iso = _ISO.fullmatch(text)
    return clean_date(iso[1], iso[2], iso[3]) if iso else ""
