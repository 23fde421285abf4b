"""The checks, in running order. One check = one file = one code; a new check is one file, one line here, one test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.checks import (
    author_reference,
    claim_cited,
    concern,
    corrected,
    integrity_sources,
    label_abstention,
    label_brand,
    label_changed,
    label_current,
    new_evidence,
    notice_cited,
    number_differs,
    other_article,
    over_attribution,
    record_found,
    retracted,
    section_source,
    single_source,
    source_contradicts,
    source_ring,
    source_says,
    stated_year,
    superseded,
    two_numbers,
    weak_evidence,
)
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence


@dataclass(frozen=True)
class Check:
    """A check: its code, which is the name of its file, and the function that makes its findings."""

    code: str
    check: Callable[[QuestionEvidence], Iterator[Finding]]


CHECKS: tuple[Check, ...] = (
    Check(record_found.CODE, record_found.check),
    Check(retracted.CODE, retracted.check),
    Check(notice_cited.CODE, notice_cited.check),
    Check(concern.CODE, concern.check),
    Check(corrected.CODE, corrected.check),
    Check(integrity_sources.CODE, integrity_sources.check),
    Check(superseded.CODE, superseded.check),
    Check(new_evidence.CODE, new_evidence.check),
    Check(author_reference.CODE, author_reference.check),
    Check(claim_cited.CODE, claim_cited.check),
    Check(label_brand.CODE, label_brand.check),
    Check(label_changed.CODE, label_changed.check),
    Check(label_current.CODE, label_current.check),
    Check(label_abstention.CODE, label_abstention.check),
    Check(section_source.CODE, section_source.check),
    Check(stated_year.CODE, stated_year.check),
    Check(single_source.CODE, single_source.check),
    Check(source_ring.CODE, source_ring.check),
    Check(weak_evidence.CODE, weak_evidence.check),
    Check(source_contradicts.CODE, source_contradicts.check),
    Check(number_differs.CODE, number_differs.check),
    Check(other_article.CODE, other_article.check),
    Check(source_says.CODE, source_says.check),
    Check(over_attribution.CODE, over_attribution.check),
    Check(two_numbers.CODE, two_numbers.check),
)
