"""What a record says about its own integrity, and its notices as rows.

Direction matters (NLM PubMed DTD, `CommentsCorrections@RefType`): "In" marks the affected paper, "Of" and "For" mark
the notice, so a retraction notice is never called retracted. *Unknown* is never *clean*. The status stays open without
PubMed's answer, with a RefType that is not in `schema/vocabulary.py`, and with a title that calls the record retracted,
removed or a notice when no type or link does; only a definite problem is then reported. A title that begins
"WITHDRAWN:" is itself definite: a withdrawn Cochrane review or preprint never gets a type or a link
(`language/text/title_notices.py`).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.errors import InvalidIdentifier
from pipeline.language.text.title_notices import TitleNotice, title_notice
from pipeline.schema.dates import clean_date, years_in
from pipeline.schema.identifiers import ReferenceKey, clean_doi
from pipeline.schema.notice_kinds import INTEGRITY_OF_NOTICE, NOTICE_KINDS
from pipeline.schema.paper_tables import ArticleCorrection, ReferenceNotice
from pipeline.schema.records import ParsedRecord
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.vocabulary import (
    FALLEN_STATUSES,
    INTEGRITY_STATUSES,
    NO_NOTICE,
    NOTICE_REF_TYPES,
    NOTICE_TYPES,
    REF_TYPES,
    REPUBLISHED_REF_TYPES,
    REPUBLISHED_TYPES,
    RETRACTED_TYPES,
    UNKNOWN,
)

DEFINITE = (*FALLEN_STATUSES, "concern")  # certain whatever else is unknown
TITLE_CODE = "title="  # in `unknown_codes`: precedes the title's words for retracted, removed or a notice
WORST_FIRST = tuple(NOTICE_KINDS.values())  # the list in `schema.notice_kinds` runs from worst to mildest
_DOI = re.compile(r"\b10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
# "Lancet. 2010 Feb 6;375(9713):445": a year, perhaps a month and a day, then the volume's semicolon or a colon
_DATE_BEFORE_VOLUME = re.compile(
    r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?:\s+([A-Za-z]+(?:-[A-Za-z]+)?)(?:\s+([0-9]{1,2}(?:-[0-9]{1,2})?))?)?\s*[;:]"
)


@dataclass(frozen=True)
class Notice:
    """One integrity notice that a record names. `pmid` is the PMID of the notice itself, `ref_source` its citation."""

    notice_id: str
    kind: str
    pmid: str = ""
    ref_source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Integrity:
    """The integrity of one record, as `integrity` returns it."""

    status: str
    superseded_by: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    unknown_codes: tuple[str, ...] = ()

    @property
    def is_out(self) -> bool:
        """Whether the record must never be proposed as evidence: its status is fallen, or its title marks it so."""
        return self.status in FALLEN_STATUSES or any(code.startswith(TITLE_CODE) for code in self.unknown_codes)


def integrity(record: ParsedRecord, answered: bool) -> Integrity:
    """The integrity of `record`: the first of `vocabulary.INTEGRITY_STATUSES` that applies, or unknown.

    `answered` is True if PubMed itself gave the record. If it is False (the snapshot), a known notice counts and
    everything else is unknown. Updates, plain republications and comments do not change the status.
    """
    title = _title_notice(record)
    updates = (named(c) for c in record.corrections if c.ref_type == "UpdateIn")
    codes = tuple(f"RefType={code}" for code in sorted({c.ref_type for c in record.corrections} - REF_TYPES))
    if title and not _is_withdrawn(title):
        codes += (f"{TITLE_CODE}{title.words.replace(LIST_SEPARATOR, ', ')}",)
    return Integrity(
        status=settled(_found(record, title), codes, answered),
        superseded_by=tuple(dict.fromkeys(u for u in updates if u)),
        notices=_notices(record),
        unknown_codes=codes,
    )


def settled(found: Collection[str], unknown_codes: Collection[str], answered: bool) -> str:
    """The first of `vocabulary.INTEGRITY_STATUSES` that is in `found`.

    Unknown if nothing was found and PubMed did not answer, or if something in `unknown_codes` could be worse than what
    was found.
    """
    status = next((s for s in INTEGRITY_STATUSES if s in found), NO_NOTICE if answered else UNKNOWN)
    return UNKNOWN if unknown_codes and status not in DEFINITE else status


def is_withdrawn(title: str) -> bool:
    """Whether `title` begins with the mark of a withdrawn record, "WITHDRAWN:"."""
    found = title_notice(title)
    return found is not None and _is_withdrawn(found)


def _is_withdrawn(title: TitleNotice) -> bool:
    return title.says == "withdrawn" and title.is_first


def notices(
    reference_id: str, record: ParsedRecord, source: str, first_seen: str, notice_dates: Mapping[str, str]
) -> list[ReferenceNotice]:
    """One row for each notice that `record` names, in the record's order.

    `notice_dates` maps the PMID of a notice to the date of its own record; without an entry, the date is read from the
    citation in RefSource. `source` is the source that names the notices, `first_seen` their `first_seen_date`.
    """
    return [
        ReferenceNotice(
            reference_id=reference_id,
            notice_id=n.notice_id,
            source=source,
            kind=n.kind,
            notice_date=notice_dates.get(n.pmid, "") or refsource_date(n.ref_source),
            first_seen_date=first_seen,
            note=n.note,
        )
        for n in _notices(record)
    ]


def notice_lines(judged: Integrity) -> tuple[str, ...]:
    """One line for each notice and each of its kinds, starting with the id: `pmid:9 erratum (2024-05)`."""
    lines = []
    for n in judged.notices:
        date = refsource_date(n.ref_source)
        dated = f" ({date})" if date else ""
        lines += [f"{n.notice_id} {kind}{dated}" for kind in n.kind.split(LIST_SEPARATOR)]
    return tuple(lines)


def refsource_date(text: str) -> str:
    """The date in a citation such as `Lancet. 2010 Feb 6;375(9713):445` ("2010-02-06"), as precise as the citation.

    A range of months (`2001 Sep-Oct`) gives its year, as a MedlineDate does. "" if no single year can be read.
    """
    line = _DOI.sub("", text)
    if found := _DATE_BEFORE_VOLUME.search(line):
        return clean_date(found[1], found[2] or "", found[3] or "")
    years = set(years_in(line))
    return str(years.pop()) if len(years) == 1 else ""


def _found(record: ParsedRecord, title: TitleNotice | None) -> set[str]:
    """Every status that follows from the record's links, types and title."""
    links = {c.ref_type for c in record.corrections}
    found = {INTEGRITY_OF_NOTICE[link] for link in links if link in INTEGRITY_OF_NOTICE}
    if _types(record) & RETRACTED_TYPES:
        found.add("retracted")
    if _types(record) & NOTICE_TYPES or links & NOTICE_REF_TYPES:
        found.add("notice")
    if title and _is_withdrawn(title):
        found.add("withdrawn")
    return found


def _title_notice(record: ParsedRecord) -> TitleNotice | None:
    """What the title says; None if types or links already make the record retracted or a notice.

    Types and links distinguish a paper from its notice; a title may not. None too if the title marks a correction and
    the record is of a republished article.
    """
    if _found(record, None) & {"retracted", "notice"}:
        return None
    title = title_notice(record.article.article_title) or title_notice(record.article.vernacular_title)
    links = {c.ref_type for c in record.corrections}
    is_republished = bool(_types(record) & REPUBLISHED_TYPES or links & REPUBLISHED_REF_TYPES)
    return None if title and title.says == "correction" and is_republished else title


def _types(record: ParsedRecord) -> set[str]:
    return {*record.article.publication_types, *(t.publication_type for t in record.publication_types)}


def _notices(record: ParsedRecord) -> tuple[Notice, ...]:
    """The notices in the record's order. One id with several kinds is one notice that names them all, worst first."""
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
        new = Notice(notice_id, kind, correction.other_pmid, correction.ref_source, correction.note)
        old = found.get(notice_id)
        found[notice_id] = replace(old, kind=_kinds(old.kind, kind), note=old.note or new.note) if old else new
    return (*found.values(), *_by_type(record))


def _by_type(record: ParsedRecord) -> tuple[Notice, ...]:
    """The retraction that only a publication type shows; () if a link names its notice."""
    if any(INTEGRITY_OF_NOTICE.get(c.ref_type) == "retracted" for c in record.corrections):
        return ()
    types = sorted(_types(record) & RETRACTED_TYPES)
    return tuple(Notice(f"type:{t}", NOTICE_KINDS["RetractionIn"]) for t in types)


def _kinds(*kinds: str) -> str:
    named = {part for kind in kinds for part in kind.split(LIST_SEPARATOR)}
    return LIST_SEPARATOR.join(sorted(named, key=WORST_FIRST.index))


def named(correction: ArticleCorrection) -> str:
    """The id of the other record: `pmid:...`, else the DOI in its citation, else the citation itself, else "".

    "; " inside a citation becomes ", ", because "; " separates the items of a list.
    """
    if correction.other_pmid:
        return ReferenceKey.of_pmid(correction.other_pmid)
    if doi := _doi_in(correction.ref_source):
        return ReferenceKey.of_doi(doi)
    return " ".join(correction.ref_source.split()).replace(LIST_SEPARATOR, ", ")


def _doi_in(text: str) -> str:
    """The DOI in a citation, without the citation's closing punctuation; "" if there is none."""
    found = _DOI.search(text)
    if found is None:
        return ""
    value = found[0].rstrip(".,;:")
    if value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(".,;:")
    try:
        return clean_doi(value)
    except InvalidIdentifier:  # not a DOI after all: the citation itself becomes the id
        return ""
