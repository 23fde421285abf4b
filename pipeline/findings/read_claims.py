"""What the checks of claims against their sources share: the pairs whose text was read, and the words they rest on."""

from collections.abc import Iterator

from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR


def checked_pairs(evidence: QuestionEvidence) -> Iterator[ClaimVerdict]:
    """The verdict of every claim and citation whose text was read."""
    return (v for v in evidence.verdicts if v.mark != "not checked")


def quoted(verdict: ClaimVerdict) -> tuple[str, str]:
    """The sentences that the verdict rests on, and where they stand."""
    pairs = ((verdict.quote, verdict.quote_place), (verdict.more_quote, verdict.more_quote_place))
    told = [(quote, place) for quote, place in pairs if quote]
    places = [f"{verdict.reference_id} {place}" for _, place in told]
    return LIST_SEPARATOR.join(quote for quote, _ in told), LIST_SEPARATOR.join(places)
