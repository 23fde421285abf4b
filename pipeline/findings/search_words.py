"""Words for the searches of a question: which got an answer, which did not, and since when."""

from collections.abc import Iterable

from pipeline.schema.moving_tables import Search

# what is never shown as new evidence, so that no sentence takes its absence for nothing found
LEFT_OUT = (
    "papers that are cited, dismissed, retracted or of another kind than searched for, notices, comments and news"
)


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


def not_looked_at(searches: Iterable[Search]) -> str:
    """Says that some of what was found was not looked at; "" where all of it was."""
    is_cut = any(s.n_found is not None and s.n_read is not None and s.n_found > s.n_read for s in searches)
    return "Of searches that found more than 200 records, only 200 were looked at." if is_cut else ""
