"""What further sources say of the integrity of a cited paper, beside what PubMed says. Every notice keeps its source.

The worst that any answering source names is shown (docs/contract.md, integrity_status): a retraction that only Crossref
knows of is a retraction. A source that is down, or does not hold the id, says nothing: that is never "no notice", and
it takes nothing away from what the others say. A notice of a kind that no list holds may be the worst one: it leaves
the paper unknown, under its own word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.evidence.papers.integrity import TITLE_CODE, settled
from pipeline.language.text.title_notices import title_notice
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND, unknown_word
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import CitedReference, ReferenceNotice


@dataclass(frozen=True)
class ForeignNotice:
    """A notice as a further source names it: our kind, its DOI or PMID ("" where not given), its date (ISO 8601)."""

    kind: str
    doi: str = ""
    pmid: str = ""
    date: str = ""
    label: str = ""


@dataclass(frozen=True)
class SourceAnswer:
    """What one further source said of one paper. `outcome` as in `reference_sources`; `first_seen` is when these
    notices were first seen; `is_notice` says that the source calls the paper itself a notice on another, `notice_of`
    are the kinds, none of them known, under which it does; `known_as` is the DOI under which it answered, where that is
    another than the paper's; `title` is the title that the source gives the paper.
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
        """Whether `doi` is the paper's, as the record or this source has it."""
        return bool(doi) and doi in (reference.doi, self.known_as)


def merged(
    reference: CitedReference, answers: Iterable[SourceAnswer], owners: Mapping[str, str]
) -> tuple[CitedReference, list[ReferenceNotice]]:
    """The reference with the worst status that PubMed or an answering source names, and the further notices as rows.
    `owners` gives the PMID behind a DOI, so that one notice named by two sources has one id.
    """
    told = [a for a in answers if a.outcome in ("answered", "failed")]  # what a source said stands while it is down
    rows = [row for a in told for row in _rows(reference, a, owners)]
    kinds = [(row.source, kind) for row in rows for kind in row.kind.split(LIST_SEPARATOR)]
    kinds += [(a.source, kind) for a in told for kind in a.notice_of]
    found = {INTEGRITY_OF_KIND.get(kind, "") for _, kind in kinds} | {reference.integrity_status}
    found |= {"notice"} if any(a.is_notice for a in told) else set()
    unknown = sorted({f"{source}={kind}" for source, kind in kinds if unknown_word(kind)})
    unknown += [code for a in told if (code := _title_code(a)) and not found & {"retracted", "withdrawn", "notice"}]
    codes = (*reference.unknown_codes, *unknown)
    return replace(reference, integrity_status=settled(found, codes, answered=False), unknown_codes=codes), rows


def _title_code(answer: SourceAnswer) -> str:
    """A title that calls the paper retracted, removed, withdrawn or a notice leaves open what no notice settles. A mark
    of correction does not: of a corrected and republished article it says nothing.
    """
    found = title_notice(answer.title)
    if found is None or found.says == "correction":
        return ""
    return f"{answer.source} {TITLE_CODE}{answer.title.replace(LIST_SEPARATOR, ', ')}"


def source_rows(
    reference: CitedReference, own: Sequence[ReferenceNotice], answers: Iterable[SourceAnswer]
) -> list[ReferenceSource]:
    """Who was asked about a paper: PubMed, then each further source."""
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
    """One row per notice; a notice with several kinds is one row that names them."""
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
        return f"pmid:{notice.pmid}"
    owner = "" if is_own else owners.get(notice.doi, "")
    return f"pmid:{owner}" if owner else f"doi:{notice.doi}" if notice.doi else " ".join(notice.label.split())
