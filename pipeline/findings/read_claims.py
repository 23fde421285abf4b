"""Helpers shared by the checks that compare claims with sources: the pairs that were read, and the quotations."""

from collections.abc import Iterator

from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR


def checked_pairs(evidence: QuestionEvidence) -> Iterator[ClaimVerdict]:
    """The verdict of each pair of claim and citation whose text was read."""
    return (v for v in evidence.verdicts if v.mark != "not checked")


def quoted(verdict: ClaimVerdict) -> tuple[str, str]:
    """The sentences that the verdict rests on, and their places, each joined as in a list column."""
    pairs = ((verdict.quote, verdict.quote_place), (verdict.more_quote, verdict.more_quote_place))
    with_quote = [(quote, place) for quote, place in pairs if quote]
    places = [f"{verdict.reference_id} {place}" for _, place in with_quote]
    return LIST_SEPARATOR.join(quote for quote, _ in with_quote), LIST_SEPARATOR.join(places)
