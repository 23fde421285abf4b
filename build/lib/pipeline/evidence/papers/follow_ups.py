"""What to ask next: the records that the cited records name as their notices and newer versions."""

from collections.abc import Iterable

from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import FOLLOWED_REF_TYPES


def follow_ups(records: Iterable[ParsedRecord]) -> list[str]:
    """The PMIDs that integrity notices and updates of `records` carry, sorted, each once."""
    named = {c.other_pmid for r in records for c in r.corrections if c.ref_type in FOLLOWED_REF_TYPES and c.other_pmid}
    return sorted(named)


def newer_versions(records: Iterable[ParsedRecord]) -> list[str]:
    """The PMIDs that `records` name as updates of themselves, sorted: the next step of their chains."""
    return sorted({c.other_pmid for r in records for c in r.corrections if c.ref_type == "UpdateIn" and c.other_pmid})
