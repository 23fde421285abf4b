"""What to ask for next: the notices and newer versions that the cited records name."""

from collections.abc import Iterable

from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import FOLLOWED_REF_TYPES


def follow_ups(records: Iterable[ParsedRecord]) -> list[str]:
    """The PMIDs of the integrity notices and updates that `records` name, sorted, each once."""
    named = {c.other_pmid for r in records for c in r.corrections if c.ref_type in FOLLOWED_REF_TYPES and c.other_pmid}
    return sorted(named)


def newer_versions(records: Iterable[ParsedRecord]) -> list[str]:
    """The PMIDs of the updates of `records`, sorted: the next step of each chain."""
    return sorted({c.other_pmid for r in records for c in r.corrections if c.ref_type == "UpdateIn" and c.other_pmid})
