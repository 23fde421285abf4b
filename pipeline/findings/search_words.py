"""Words for the searches of a question: which were answered, which were not, and since when."""

from collections.abc import Iterable

from pipeline.schema.moving_tables import Search

# what is never shown as new evidence: messages name it, because its absence does not mean that nothing was found
LEFT_OUT = (
    "papers that are cited, dismissed, retracted or of another kind than searched for, notices, comments and news"
)


def unanswered(searches: Iterable[Search]) -> list[Search]:
    """The searches without a valid answer: never answered, or failing since they were asked again."""
    return [s for s in searches if s.n_found is None or s.failed_since_date]


def why_unanswered(searches: Iterable[Search]) -> str:
    """Why these searches have no valid answer, and what to do; "" if all have one."""
    open_ones = unanswered(searches)
    failed = sorted(s.failed_since_date for s in open_ones if s.failed_since_date)
    if failed:
        return f"a search has got no answer since {failed[0]}; run `make refresh` again"
    return "PubMed has not been searched; run `make refresh` with a network" if open_ones else ""


def not_looked_at(searches: Iterable[Search]) -> str:
    """A sentence that says that some records were not looked at; "" if all were."""
    is_cut = any(s.n_found is not None and s.n_read is not None and s.n_found > s.n_read for s in searches)
    return "Of searches that found more than 200 records, only 200 were looked at." if is_cut else ""
