"""What searches and supersessions need of one record: small enough to keep for everything cited or found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.evidence.papers.integrity import integrity, named, notice_lines
from pipeline.evidence.papers.issuing_bodies import issuing_bodies
from pipeline.evidence.papers.subjects import GENERIC_HEADINGS
from pipeline.evidence.papers.tags import tag
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import FALLEN_STATUSES, UNKNOWN

# "2019 ACC/AHA focused update ...", "partial update", "addendum": the rest of the older guideline still applies
_PARTIAL = re.compile(
    r"\b(?:partial|focused|limited|interim|rapid|targeted)\s+(?:guideline\s+)?update\b|\baddendum\b|\bamendment\b"
    r"|\bupdate\s+of\s+(?:section|chapter|part)\b|\bpartially\s+updat",
    re.I,
)
_COCHRANE = re.compile(r"10\.1002/14651858\.(cd[0-9]{6})(?:\.pub([0-9]+))?$")


@dataclass(frozen=True)
class Paper:
    """One record.

    `updated_in` are the ids (`pmid:...`, `doi:...`, a citation) of what updates it, `update_of` the ids of what it
    updates. `is_out` is True if the record must not be proposed: it is retracted, withdrawn or a notice, even if only
    its title says so. `integrity_status` follows from its own record; `notices` are the notices against it, as lines;
    `mesh` are its main headings.
    """

    reference_id: str
    pmid: str = ""
    title: str = ""
    year: int | None = None
    doi: str = ""
    first_author: str = ""
    evidence_source: str = ""
    study_design: str = ""
    bodies: frozenset[str] = frozenset()
    mesh: tuple[str, ...] = ()
    updated_in: tuple[str, ...] = ()
    update_of: tuple[str, ...] = ()
    partial_updates: frozenset[str] = field(default=frozenset())
    is_partial: bool = False
    is_out: bool = False
    integrity_status: str = UNKNOWN
    notices: tuple[str, ...] = ()

    @property
    def is_guideline(self) -> bool:
        """Whether it is tagged as a guideline."""
        return self.evidence_source == "guideline"


def paper_of(record: ParsedRecord, answered: bool = True) -> Paper:
    """`record` as a paper. `answered` is True if PubMed itself gave the record, and False for the snapshot's."""
    article, tags = record.article, tag(record)
    updates = [c for c in record.corrections if c.ref_type == "UpdateIn"]
    title = article.article_title or article.vernacular_title
    judged = integrity(record, answered)
    collective = tuple(a.collective_name for a in record.authors if a.collective_name)
    is_guideline = tags.evidence_source == "guideline"
    return Paper(
        reference_id=ReferenceKey.of_pmid(article.pmid) if article.pmid else ReferenceKey.of_doi(article.doi),
        pmid=article.pmid,
        title=title,
        year=tags.year,
        doi=article.doi,
        first_author=article.first_author,
        evidence_source=tags.evidence_source,
        study_design=tags.study_design,
        bodies=issuing_bodies(title, collective) if is_guideline else frozenset(),
        mesh=_main_headings(record),
        updated_in=tuple(dict.fromkeys(filter(None, map(named, updates)))),
        update_of=tuple(named(c) for c in record.corrections if c.ref_type == "UpdateOf" and named(c)),
        partial_updates=frozenset(named(c) for c in updates if is_partial_title(f"{c.note} {c.ref_source}")),
        is_partial=is_partial_title(title),
        is_out=judged.is_out,
        integrity_status=judged.status,
        notices=notice_lines(judged),
    )


def paper_of_reference(reference: CitedReference) -> Paper:
    """A cited paper whose record is not at hand, built from its own row alone."""
    return Paper(
        reference_id=reference.reference_id,
        pmid=reference.pmid,
        title=reference.title,
        year=reference.year,
        doi=reference.doi,
        first_author=reference.first_author,
        evidence_source=reference.evidence_source,
        study_design=reference.study_design,
        bodies=issuing_bodies(reference.title) if reference.evidence_source == "guideline" else frozenset(),
        is_out=reference.integrity_status in FALLEN_STATUSES,
        integrity_status=reference.integrity_status,
    )


def is_partial_title(text: str) -> bool:
    """Whether a title or note says that only a part is updated."""
    return _PARTIAL.search(text) is not None


def cochrane_version(doi: str) -> tuple[str, int] | None:
    """The number of a Cochrane review and its version (1 without `.pubN`); None for any other DOI.

    Cochrane Library, "Citing": each published version of CDxxxxxx has its own DOI that ends in .pub2, .pub3, ...
    """
    match = _COCHRANE.fullmatch(doi.lower())
    return (match[1], int(match[2] or 1)) if match else None


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers, newest first: by year, then by PMID, which PubMed assigns in order."""
    return sorted(papers, key=lambda p: (p.year or 0, int(p.pmid or 0)), reverse=True)


def by_id(papers: Iterable[Paper]) -> Mapping[str, Paper]:
    """The papers by reference id; if two have the same id, the first one."""
    papers_by_id: dict[str, Paper] = {}
    for paper in papers:
        papers_by_id.setdefault(paper.reference_id, paper)
    return papers_by_id


def _main_headings(record: ParsedRecord) -> tuple[str, ...]:
    """The major headings that name a subject; if none is marked as major, all headings that do."""
    own = [m for m in record.mesh_headings if m.descriptor not in GENERIC_HEADINGS]
    return tuple(dict.fromkeys(m.descriptor for m in own if m.is_major_topic)) or tuple(
        dict.fromkeys(m.descriptor for m in own)
    )
