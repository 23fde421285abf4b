"""What a record says of its own integrity, and its notices as rows.

Direction matters (NLM PubMed DTD, `CommentsCorrections@RefType`): "In" marks the affected paper, "Of" and "For" mark
the notice, so that a retraction notice is never called retracted. *Unknown* is never *clean*: without PubMed's answer,
or with a RefType that `schema.words` does not hold, only what is definite is said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import InvalidIdentifier
from pipeline.schema.dates import clean_date, years_in
from pipeline.schema.identifiers import clean_doi
from pipeline.schema.notice_kinds import INTEGRITY_OF_NOTICE, NOTICE_KINDS
from pipeline.schema.records import ParsedRecord
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import ArticleCorrection, ReferenceNotice
from pipeline.schema.words import (
    INTEGRITY_STATUSES,
    NOTICE_TYPES,
    REF_TYPES,
    RETRACTED_TYPES,
)

DEFINITE = ("retracted", "notice", "concern")  # an unknown RefType cannot make these better
WORST_FIRST = tuple(NOTICE_KINDS.values())  # the list in `schema.notice_kinds` runs from worst to mildest
_DOI = re.compile(r"\b10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
# "Lancet. 2010 Feb 6;375(9713):445": a year, perhaps a month and a day, then the volume's semicolon or a colon
_DATE_BEFORE_VOLUME = re.compile(
    r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?:\s+([A-Za-z]+(?:-[A-Za-z]+)?)(?:\s+([0-9]{1,2}(?:-[0-9]{1,2})?))?)?\s*[;:]"
)


@dataclass(frozen=True)
class Notice:
    """One integrity notice that a record names; `pmid` is the notice's own record, `ref_source` its citation."""

    notice_id: str
    kind: str
    pmid: str = ""
    ref_source: str = ""


@dataclass(frozen=True)
class Integrity:
    """What `integrity` makes of a record."""

    status: str
    superseded_by: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    unknown_codes: tuple[str, ...] = ()


def integrity(record: ParsedRecord, answered: bool) -> Integrity:
    """The integrity of `record`: the first of `words.INTEGRITY_STATUSES` that applies, or unknown.

    `answered` says that PubMed itself gave the record; False (the snapshot) lets a known notice count and leaves
    everything else unknown. Updates, republications and comments do not touch the status.
    """
    unknown = sorted({c.ref_type for c in record.corrections} - REF_TYPES)
    updates = (named(c) for c in record.corrections if c.ref_type == "UpdateIn")
    return Integrity(
        status=_status(record, answered, has_unknown=bool(unknown)),
        superseded_by=tuple(dict.fromkeys(u for u in updates if u)),
        notices=_notices(record),
        unknown_codes=tuple(f"RefType={code}" for code in unknown),
    )


def notices(
    reference_id: str, record: ParsedRecord, source: str, first_seen: str, notice_dates: Mapping[str, str]
) -> list[ReferenceNotice]:
    """One row per notice that `record` names, in the record's order.

    `notice_dates` maps the PMID of a notice to the date of its own record; without it the date is read from the
    citation in RefSource. `source` says who names it, `first_seen` is the row's `first_seen_date`.
    """
    return [
        ReferenceNotice(
            reference_id=reference_id,
            notice_id=n.notice_id,
            source=source,
            kind=n.kind,
            notice_date=notice_dates.get(n.pmid, "") or refsource_date(n.ref_source),
            first_seen_date=first_seen,
        )
        for n in _notices(record)
    ]


def notice_lines(judged: Integrity) -> tuple[str, ...]:
    """Each notice and each of its kinds as one line, the id first: `pmid:9 erratum (2024-05)`."""
    lines = []
    for n in judged.notices:
        date = refsource_date(n.ref_source)
        told = f" ({date})" if date else ""
        lines += [f"{n.notice_id} {kind}{told}" for kind in n.kind.split(LIST_SEPARATOR)]
    return tuple(lines)


def refsource_date(text: str) -> str:
    """The date in a citation such as `Lancet. 2010 Feb 6;375(9713):445` ("2010-02-06"), in the precision given.

    A range of months (`2001 Sep-Oct`) gives its year, as a MedlineDate does. "" where no single year can be read.
    """
    line = _DOI.sub("", text)
    if found := _DATE_BEFORE_VOLUME.search(line):
        return clean_date(found[1], found[2] or "", found[3] or "")
    years = set(years_in(line))
    return str(years.pop()) if len(years) == 1 else ""


def _status(record: ParsedRecord, answered: bool, has_unknown: bool) -> str:
    types = {*record.article.publication_types, *(t.publication_type for t in record.publication_types)}
    found = {INTEGRITY_OF_NOTICE[c.ref_type] for c in record.corrections if c.ref_type in INTEGRITY_OF_NOTICE}
    if types & RETRACTED_TYPES:
        found.add("retracted")
    if types & NOTICE_TYPES or any(c.ref_type == "RetractionOf" for c in record.corrections):
        found.add("notice")
    status = next((s for s in INTEGRITY_STATUSES if s in found), "no_notice_found" if answered else "unknown")
    return "unknown" if has_unknown and status not in DEFINITE else status


def _notices(record: ParsedRecord) -> tuple[Notice, ...]:
    """The notices in the record's order; one id with several kinds is one notice that names them, worst first."""
    found: dict[str, Notice] = {}
    unnamed = 0
    for correction in record.corrections:
        kind = NOTICE_KINDS.get(correction.ref_type)
        if kind is None:
            continue
        notice_id = named(correction)
        if not notice_id:
            unnamed += 1
            notice_id = f"unnamed-{unnamed}"
        new = Notice(notice_id, kind, correction.other_pmid, correction.ref_source)
        old = found.get(notice_id)
        found[notice_id] = replace(old, kind=_kinds(old.kind, kind)) if old else new
    return (*found.values(), *_by_type(record))


def _by_type(record: ParsedRecord) -> tuple[Notice, ...]:
    """A retraction that only the type tells, where no link names the notice."""
    if any(INTEGRITY_OF_NOTICE.get(c.ref_type) == "retracted" for c in record.corrections):
        return ()
    types = {*record.article.publication_types, *(t.publication_type for t in record.publication_types)}
    return tuple(Notice(f"type:{t}", NOTICE_KINDS["RetractionIn"]) for t in sorted(types & RETRACTED_TYPES))


def _kinds(*kinds: str) -> str:
    named = {part for kind in kinds for part in kind.split(LIST_SEPARATOR)}
    return LIST_SEPARATOR.join(sorted(named, key=WORST_FIRST.index))


def named(correction: ArticleCorrection) -> str:
    """`pmid:...` of the other record, else the DOI in its citation, else the citation; "" where there is neither.

    "; " inside a citation becomes ", ", because it separates the items of a list.
    """
    if correction.other_pmid:
        return f"pmid:{correction.other_pmid}"
    if doi := _doi_in(correction.ref_source):
        return f"doi:{doi}"
    return " ".join(correction.ref_source.split()).replace(LIST_SEPARATOR, ", ")


def _doi_in(text: str) -> str:
    """The DOI in a citation, without the punctuation that ends the citation; "" where there is none."""
    found = _DOI.search(text)
    if found is None:
        return ""
    value = found[0].rstrip(".,;:")
    if value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(".,;:")
    try:
        return clean_doi(value)
    except InvalidIdentifier:  # what looked like a DOI is none: the citation itself names the notice
        return ""
