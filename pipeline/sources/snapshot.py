"""The bundled snapshot: records, labels and facts for the sample questions, for use when no source can be reached.

Publisher: this project (`data/raw/snapshot/`). API documentation: the README beside the file. Licence: facts are free,
their wording is under the repository's licence. Rate limit: none, it is a file. Caveats: it is as old as its
`snapshot_date`. A missing key means "not confirmed", not "absent". Facts are in our own words and never a quotation.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.errors import TableError
from pipeline.language.labels.names import drug_key
from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import (
    ReferenceKey,
    clean_application_number,
    clean_doi,
    clean_key,
    clean_pmcid,
    clean_pmid,
    clean_set_id,
)
from pipeline.schema.label_tables import Label
from pipeline.schema.paper_tables import Article, ArticleAuthor, ArticleCorrection, ArticlePublicationType, SnapshotFact
from pipeline.schema.records import ParsedRecord

T = TypeVar("T")
Entry = dict[str, Any]
_IDS = ("pmid", "doi", "pmcid", "set_id")
_DOCUMENT = {"snapshot_date", "nature", "references", "labels"}
_REFERENCE = set("pmid doi pmcid title first_author journal year publication_types corrections facts".split())
_CORRECTION = {"ref_type", "pmid", "doi", "source", "date"}
_LABEL = {"set_id", "application_number", "brand_name", "generic_name", "manufacturer", "facts"}
# NLM writes a person as "Last XY". A name that does not end in initials is a group (PubMed's CollectiveName).
_PERSON = re.compile(r"(?P<last>.+) (?P<initials>[^\W\d_]{1,4})")


@dataclass(frozen=True)
class Snapshot:
    """The snapshot as rows: records, labels and the facts about both, each in the file's order."""

    snapshot_date: str
    records: tuple[ParsedRecord, ...]
    labels: tuple[Label, ...]
    facts: tuple[SnapshotFact, ...]


def parse(data: bytes) -> Snapshot:
    """`references.json` as rows. Raises TableError, naming the entry, for what the README does not describe."""
    try:
        return _snapshot(_document(data))
    except RecursionError:
        raise _mistake("the document", ValueError("expected lists and objects; found deeper nesting")) from None
    except ValueError as error:
        raise _mistake("the document", error) from error


def _snapshot(document: Entry) -> Snapshot:
    references = _each("references", document["references"], lambda entry: _with_facts(entry, _record, reference_id))
    labels = _each("labels", document["labels"], lambda entry: _with_facts(entry, _label, label_key))
    return Snapshot(
        snapshot_date=document["snapshot_date"],
        records=tuple(record for record, _ in references),
        labels=tuple(label for label, _ in labels if label.set_id),
        facts=tuple(fact for _, facts in (*references, *labels) for fact in facts),
    )


def reference_id(record: ParsedRecord) -> str:
    """The reference id of a record: `pmid:...`, else `doi:...`, else `pmcid:...` (docs/contract.md, Identity)."""
    article = record.article
    keys = (("pmid", article.pmid), ("doi", article.doi), ("pmcid", article.pmcid))
    return next(f"{prefix}:{value}" for prefix, value in keys if value)


def _document(data: bytes) -> Entry:
    try:
        document = json.loads(data)
    except ValueError as error:
        raise ValueError(f"expected UTF-8 JSON; found {error}") from error
    _expect_keys(document, _DOCUMENT)
    if not _date(document, "snapshot_date"):
        raise ValueError("expected a snapshot_date; found none")
    for key in ("references", "labels"):
        if not isinstance(document.get(key), list):
            raise ValueError(f"expected a list {key!r}; found {type(document.get(key)).__name__}")
    return dict(document)


def _record(entry: Entry) -> ParsedRecord:
    _expect_keys(entry, _REFERENCE)
    pmid, doi, pmcid = _ids(entry)
    if not pmid and not doi and not pmcid:
        raise ValueError("expected a pmid, doi or pmcid; found none")
    first_author, journal, year = _text(entry, "first_author"), _text(entry, "journal"), _year(entry)
    types = _list(entry, "publication_types", str)
    article = Article(
        pmid=pmid,
        article_title=_text(entry, "title"),
        iso_abbreviation=journal,
        medline_ta=journal,
        pub_year=year,
        pub_date=str(year or ""),
        doi=doi,
        pmcid=pmcid,
        first_author=first_author,
        publication_types=tuple(types),
        record_sha256=hashlib.sha256(_canonical(entry)).hexdigest(),
    )
    return ParsedRecord(
        article=article,
        authors=[_author(pmid, first_author)] if first_author else [],
        publication_types=[ArticlePublicationType(pmid, n, name) for n, name in enumerate(types, 1)],
        corrections=[_correction(c, pmid, n) for n, c in enumerate(_list(entry, "corrections", dict), 1)],
    )


def _author(pmid: str, name: str) -> ArticleAuthor:
    person = _PERSON.fullmatch(name)
    if person and person["initials"].isupper():
        return ArticleAuthor(pmid, 1, last_name=person["last"], initials=person["initials"])
    return ArticleAuthor(pmid, 1, collective_name=name)


def _correction(entry: Entry, pmid: str, position: int) -> ArticleCorrection:
    """The row of one notice, which needs a PMID, a DOI or a citation.

    `ref_source` is the citation alone if the notice has no PMID and no DOI; otherwise it joins citation, DOI and date,
    as far as they are given.
    """
    _expect_keys(entry, _CORRECTION)
    ref_type = _text(entry, "ref_type")
    if ref_type not in vocabulary.REF_TYPES:
        raise ValueError(f"expected a RefType of PubMed's DTD; found {ref_type!r}")
    other_pmid, doi, _ = _ids(entry)
    source, by_doi, date = _text(entry, "source"), ReferenceKey.of_doi(doi) if doi else "", _date(entry, "date")
    if not (other_pmid or doi or source):
        raise ValueError(f"expected a pmid, doi or source of the {ref_type}; found none")
    known = (source, by_doi, date) if other_pmid or doi else (source,)
    return ArticleCorrection(pmid, position, ref_type, "; ".join(filter(None, known)), other_pmid)


def label_key(label: Label) -> str:
    """The key under which a label's facts are stored: its set id, or the drug if no set id is confirmed."""
    return ReferenceKey.of_set_id(label.set_id) if label.set_id else drug_key(label.generic_name[0])


def _label(entry: Entry) -> Label:
    """The row of one label. Without a confirmed set id it needs a generic name, under which its facts are stored."""
    _expect_keys(entry, _LABEL)
    set_id = _text(entry, "set_id")
    if not set_id and not _text(entry, "generic_name"):
        raise ValueError("expected a set_id, or the generic_name of a label without one; found neither")
    number, brand, generic = (_text(entry, key) for key in ("application_number", "brand_name", "generic_name"))
    return Label(
        set_id=clean_set_id(set_id) if set_id else "",
        brand_name=(brand,) if brand else (),
        generic_name=(generic,) if generic else (),
        application_number=(clean_application_number(number),) if number else (),
        manufacturer=_text(entry, "manufacturer"),
        source="snapshot",
    )


def _with_facts(entry: Any, read: Callable[[Entry], T], key_of: Callable[[T], str]) -> tuple[T, list[SnapshotFact]]:
    row = read(entry)
    return row, [SnapshotFact(key_of(row), n, fact) for n, fact in enumerate(_list(entry, "facts", str), 1)]


def _each(kind: str, entries: list[Any], read: Callable[[Any], T]) -> list[T]:
    """Each entry as `read` returns it, in order. A ValueError, such as InvalidIdentifier, becomes a TableError that
    names the entry.
    """
    rows = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        try:
            rows.append(read(entry))
            _refuse_repeated(entry, seen)
        except ValueError as error:
            raise _mistake(f"{kind} entry {number} ({_shown(entry)})", error) from error
    return rows


def _refuse_repeated(entry: Entry, seen: set[str]) -> None:
    ids = {clean_key(f"{key.replace('_', '')}:{entry[key]}") for key in _IDS if entry.get(key)}
    if ids & seen:
        raise ValueError(f"expected each id once; found again {', '.join(sorted(ids & seen))}")
    seen |= ids


def _mistake(where: str, error: ValueError) -> TableError:
    return TableError(f"snapshot, {where}: {error}; mend data/raw/snapshot/references.json")


def _shown(entry: Any) -> str:
    if not isinstance(entry, dict):
        return f"{entry!r:.60}"
    return next((f"{key} {entry[key]}" for key in _IDS if entry.get(key)), "no id")


def _expect_keys(entry: Any, allowed: set[str]) -> None:
    if not isinstance(entry, dict):
        raise ValueError(f"expected an object; found {type(entry).__name__}")
    unknown = sorted(set(entry) - allowed)
    if unknown:
        raise ValueError(f"expected only the keys {', '.join(sorted(allowed))}; found {', '.join(unknown)}")


def _ids(entry: Entry) -> tuple[str, str, str]:
    pmid, doi, pmcid = (_text(entry, key) for key in ("pmid", "doi", "pmcid"))
    return clean_pmid(pmid) if pmid else "", clean_doi(doi) if doi else "", clean_pmcid(pmcid) if pmcid else ""


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"expected text in {key!r}; found {value!r}")
    return value.strip()


def _list(entry: Entry, key: str, kind: type[T]) -> list[T]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, kind) and item for item in value):
        raise ValueError(f"expected a list of {kind.__name__} in {key!r}, none of them empty; found {value!r}")
    return list(value)


def _year(entry: Entry) -> int | None:
    year = entry.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise ValueError(f"expected a year as a number, or null; found {year!r}")
    return year


def _date(entry: Entry, key: str) -> str:
    value = _text(entry, key)
    if value and re.fullmatch(DATE_PATTERN, value, re.A) is None:
        raise ValueError(f"expected an ISO date in {key!r}; found {value!r}")
    return value


def _canonical(entry: Entry) -> bytes:
    """The entry as bytes that do not depend on its place in the file, its indentation or the order of its keys."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
