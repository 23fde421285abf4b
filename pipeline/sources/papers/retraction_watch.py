"""The Retraction Watch database, one CSV file: select the rows on given papers, and parse one row.

Publisher: Crossref, which acquired it from The Center for Scientific Integrity:
https://gitlab.com/crossref/retraction-watch-data and
https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/ (columns). User guide:
https://retractionwatch.com/retraction-watch-database-user-guide/. Licence: open data, to be cited as
"The Retraction Watch Database [Internet]. New York: The Center for Scientific Integrity. ISSN: 2692-4579". Rate limit:
none published; the file changes once a working day, so once a day is enough. Caveats: expressions of concern and
corrections are incomplete. PMIDs are written as "36035816.0"; a missing PMID is 0 and a missing DOI "unavailable".
Dates are American, month first. The file has had bytes that are not UTF-8.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.schema.dates import clean_date
from pipeline.schema.identifiers import clean_doi, clean_pmid
from pipeline.schema.notice_kinds import kind_of

RECORD_ID, NATURE, DATE = "Record ID", "RetractionNature", "RetractionDate"
DOI, PMID = "OriginalPaperDOI", "OriginalPaperPubMedID"
NOTICE_DOI, NOTICE_PMID = "RetractionDOI", "RetractionPubMedID"
NEEDED = (RECORD_ID, DATE, NOTICE_DOI, NOTICE_PMID, DOI, PMID, NATURE)
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


def rows_of(body: bytes, dois: Collection[str], pmids: Collection[str]) -> dict[str, bytes]:
    """The rows on the given papers: `rw:<Record ID>` to the row as JSON with sorted keys.

    A row gives the same bytes as long as it does not change, whatever else changes in the file. The whole file is read,
    so that no row is taken from a file that is cut short. Raises TransientAnswer for anything but a whole file: HTML,
    an empty body, a missing column, a row longer or shorter than the header, quotes that do not close. Bytes that are
    not UTF-8 become replacement characters, which is harmless: identifiers, dates and natures are ASCII.
    """
    names: dict[tuple[str, bytes], str] = {}
    numbers: Counter[str] = Counter()
    wanted_dois, wanted_pmids = {clean_doi(doi) for doi in dois}, {clean_pmid(pmid) for pmid in pmids}
    found: dict[str, bytes] = {}
    for row in _rows(_text(body)):
        if _doi(row[DOI]) in wanted_dois or _pmid(row[PMID]) in wanted_pmids:
            data = json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
            record_id = _record_id(row)
            if (record_id, data) not in names:
                names[record_id, data] = _free(found, record_id, numbers)
            found[names[record_id, data]] = data
    return found


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
    if text.count('"') % 2:  # a quote inside quotes is doubled, so a whole file has an even number of quotes
        raise TransientAnswer("expected a whole Retraction Watch file; found quotes that do not close")
    return text


def _rows(text: str) -> Iterator[dict[str, str]]:
    lines = csv.reader(io.StringIO(text, newline=""))
    n_rows = 0
    try:
        names = [name.strip() for name in next(lines)]
        _check_header(names)
        for fields in lines:
            if not fields:
                continue
            if len(fields) != len(names):
                where = f"line {lines.line_num}: expected {len(names)} fields; found {len(fields)}"
                raise TransientAnswer(f"the Retraction Watch file is cut or damaged: {where}")
            n_rows += 1
            yield dict(zip(names, fields, strict=True))
    except csv.Error as error:
        raise TransientAnswer(f"the Retraction Watch file is no CSV: line {lines.line_num}: {error}") from None
    if not n_rows:
        raise TransientAnswer("expected the rows of the Retraction Watch file; found a header alone")


def _check_header(names: list[str]) -> None:
    if missing := [name for name in NEEDED if names.count(name) != 1]:
        raise TransientAnswer(
            f"expected the columns of the Retraction Watch file, each once; look for {', '.join(missing)}"
        )


def _record_id(row: dict[str, str]) -> str:
    found = row[RECORD_ID].strip()
    if not found:
        raise TransientAnswer(f"expected a Record ID in every row; the row on {row[DOI][:60]!r} has none")
    return f"rw:{found}"


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
