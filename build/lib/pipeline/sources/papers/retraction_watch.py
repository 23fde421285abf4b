"""The Retraction Watch database, one CSV file: the rows on the papers asked about, and one row, bytes to fields.

Publisher: Crossref, which acquired it from The Center for Scientific Integrity:
https://gitlab.com/crossref/retraction-watch-data and
https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/ (columns). User guide:
https://retractionwatch.com/retraction-watch-database-user-guide/. Licence: open data, to be cited as
"The Retraction Watch Database [Internet]. New York: The Center for Scientific Integrity. ISSN: 2692-4579". Rate limit:
none published; the file changes once a working day, so once a day is enough. Caveats: expressions of concern and
corrections are not complete; PMIDs come as "36035816.0", with 0 where there is none, DOIs as "unavailable"; dates are
American, month first; the file has held bytes that are no UTF-8.
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
    """One notice: the paper by `doi` and `pmid`, the notice by its own, each "" where the row has none; `date` ISO."""

    record_id: str
    doi: str
    pmid: str
    notice_doi: str
    notice_pmid: str
    kind: str
    date: str


def rows_of(body: bytes, dois: Collection[str], pmids: Collection[str]) -> dict[str, bytes]:
    """The rows on the papers asked about, as `rw:<Record ID>` and JSON with sorted keys: each row's bytes stay the same
    while the row does, whatever else changes in the file.

    Every row of the file is read, so that nothing is taken from one that is cut short. Raises TransientAnswer for what
    is no whole file: HTML, nothing at all, a column that is missing, a row longer or shorter than the header, quotes
    that do not close. Bytes that are no UTF-8 become marks; the identifiers, dates and natures are ASCII.
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
    """One row from its JSON. Raises TableError for bytes that are none."""
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
    if text.count('"') % 2:  # within quotes a quote is doubled, so that a whole file has an even number of them
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
    """`record_id`; with a number where another row has it already, so that none of the two is lost. `numbers` counts
    those given for each id.
    """
    name = record_id
    while name in found:
        numbers[record_id] += 1
        name = f"{record_id}-{numbers[record_id] + 1}"
    return name


def _doi(text: str) -> str:
    """In lower case; "" for "unavailable" and whatever else is no DOI."""
    try:
        return clean_doi(text)
    except InvalidIdentifier:
        return ""


def _pmid(text: str) -> str:
    """`36035816.0` to `36035816`; "" for 0, nothing, and whatever else is no PMID."""
    try:
        return clean_pmid(text.strip().removesuffix(".0"))
    except InvalidIdentifier:
        return ""


def _date(text: str) -> str:
    """`7/12/2023 0:00` to `2023-07-12`; "" for what is no date. A day that stands first is not guessed at: where it can
    be no month, the year alone is left.
    """
    if american := _AMERICAN.fullmatch(text):
        return clean_date(american[3], american[1], american[2])
    iso = _ISO.fullmatch(text)
    return clean_date(iso[1], iso[2], iso[3]) if iso else ""
