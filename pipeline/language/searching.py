"""Words for the searches of a question: which got an answer, which did not, and since when."""

from collections.abc import Iterable

from pipeline.schema.moving_tables import Search


def unanswered(searches: Iterable[Search]) -> list[Search]:
    """The searches without an answer that stands: never answered, or asked again in vain since."""
    return [s for s in searches if s.n_found is None or s.failed_since_date]


def why_unanswered(searches: Iterable[Search]) -> str:
    """Why these searches have no answer that stands, and what to do; "" where all have one."""
    open_ones = unanswered(searches)
    failed = sorted(s.failed_since_date for s in open_ones if s.failed_since_date)
    if failed:
        return f"a search has got no answer since {failed[0]}; run `make refresh` again"
    return "PubMed has not been searched; run `make refresh` with a network" if open_ones else ""
