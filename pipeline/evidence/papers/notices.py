"""What sources other than PubMed say about the integrity of a cited paper. Every notice keeps its source.

A paper gets the worst status that any answering source names (docs/contract.md, integrity_status): a retraction that
only Crossref knows is a retraction. A source that is down, or does not have the id, says nothing. Its silence never
means "no notice", and takes nothing away from what the others say. A notice of a kind that is in no list may be the
worst one, so it leaves the paper unknown, with the source's own word, unless something definite is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.evidence.papers.integrity import TITLE_CODE, settled
from pipeline.language.text.title_notices import title_notice
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND, unknown_word
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.table import LIST_SEPARATOR


@dataclass(frozen=True)
class ForeignNotice:
    """A notice from a further source: its kind in our words, its DOI or PMID ("" if not given), its date (ISO 8601)."""

    kind: str
    doi: str = ""
    pmid: str = ""
    date: str = ""
    label: str = ""


@dataclass(frozen=True)
class SourceAnswer:
    """What one further source said about one paper.

    `outcome` is as in `reference_sources`; `first_seen` is when these notices were first seen. `is_notice` is True if
    the source calls the paper itself a notice about another paper; `notice_of` are the unknown kinds under which it
    does so. `known_as` is the DOI under which the source answered, if it is not the paper's own. `title` is the
    source's title of the paper.
    """

    source: str
    outcome: str
    notices: tuple[ForeignNotice, ...] = ()
    first_seen: str = ""
    failed_since: str = ""
    is_notice: bool = False
    known_as: str = ""
    notice_of: tuple[str, ...] = ()
    title: str = ""

    def is_own(self, reference: CitedReference, doi: str) -> bool:
        """Whether `doi` is the paper's own, according to the record or to this source."""
        return bool(doi) and doi in (reference.doi, self.known_as)


def merged(
    reference: CitedReference, answers: Iterable[SourceAnswer], owners: Mapping[str, str]
) -> tuple[CitedReference, list[ReferenceNotice]]:
    """The reference with the worst status that PubMed or an answering source names, and the further notices as rows.

    `owners` maps a DOI to the PMID of its record, so that one notice named by two sources has one id.
    """
    usable = [a for a in answers if a.outcome in ("answered", "failed")]  # a source that is down has its last answer
    rows = [row for a in usable for row in _rows(reference, a, owners)]
    kinds = [(row.source, kind) for row in rows for kind in row.kind.split(LIST_SEPARATOR)]
    kinds += [(a.source, kind) for a in usable for kind in a.notice_of]
    found = {INTEGRITY_OF_KIND.get(kind, "") for _, kind in kinds} | {reference.integrity_status}
    found |= {"notice"} if any(a.is_notice for a in usable) else set()
    unknown = sorted({f"{source}={kind}" for source, kind in kinds if unknown_word(kind)})
    unknown += [code for a in usable if (code := _title_code(a)) and not found & {"retracted", "withdrawn", "notice"}]
    codes = (*reference.unknown_codes, *unknown)
    return replace(reference, integrity_status=settled(found, codes, answered=False), unknown_codes=codes), rows


def _title_code(answer: SourceAnswer) -> str:
    """The unknown code of an answer whose title calls the paper retracted, removed, withdrawn or a notice; else "".

    Such a title leaves the status open until a notice settles it. A title that marks a correction does not, because it
    says nothing about a corrected and republished article.
    """
    found = title_notice(answer.title)
    if found is None or found.says == "correction":
        return ""
    return f"{answer.source} {TITLE_CODE}{answer.title.replace(LIST_SEPARATOR, ', ')}"


def source_rows(
    reference: CitedReference, own: Sequence[ReferenceNotice], answers: Iterable[SourceAnswer]
) -> list[ReferenceSource]:
    """One row for each source: PubMed, then each further source in `answers`."""
    outcome = _pubmed_outcome(reference)
    n_own = len(own) if outcome == "answered" else None
    rows = [ReferenceSource(reference.reference_id, "pubmed", outcome, n_own, reference.stale_since_date)]
    for a in answers:
        n_notices = len(a.notices) if a.outcome == "answered" else None
        row = ReferenceSource(reference.reference_id, a.source, a.outcome, n_notices, a.failed_since, a.known_as)
        rows.append(row)
    return rows


def _pubmed_outcome(reference: CitedReference) -> str:
    if reference.stale_since_date:
        return "failed"
    if reference.origin == "live":
        return "answered"
    return "not held" if reference.record_status in ("not_found", "deleted") else "not asked"


def _rows(reference: CitedReference, answer: SourceAnswer, owners: Mapping[str, str]) -> list[ReferenceNotice]:
    """One row for each notice; a notice with several kinds is one row that names them all."""
    kinds: dict[str, list[str]] = {}
    dates: dict[str, str] = {}
    for n, notice in enumerate(answer.notices, 1):
        is_own = answer.is_own(reference, notice.doi)
        notice_id = _notice_id(notice, is_own, owners) or f"unnamed-{n}"
        kinds.setdefault(notice_id, []).append(notice.kind)
        dates.setdefault(notice_id, notice.date)
    return [
        ReferenceNotice(
            reference_id=reference.reference_id,
            notice_id=notice_id,
            source=answer.source,
            kind=LIST_SEPARATOR.join(dict.fromkeys(named)),
            notice_date=dates[notice_id],
            first_seen_date=answer.first_seen,
        )
        for notice_id, named in kinds.items()
    ]


def _notice_id(notice: ForeignNotice, is_own: bool, owners: Mapping[str, str]) -> str:
    if notice.pmid:
        return ReferenceKey.of_pmid(notice.pmid)
    owner = "" if is_own else owners.get(notice.doi, "")
    return (
        ReferenceKey.of_pmid(owner)
        if owner
        else ReferenceKey.of_doi(notice.doi)
        if notice.doi
        else " ".join(notice.label.split())
    )
