"""Parsers of what the evidence sources answer and of the files that people write. Pure: no disk, no network."""

# The docstring of each source's module says who publishes it, its licence, its rate limit and its caveats.
SOURCES = (
    "papers.pubmed",
    "papers.crossref",
    "papers.retraction_watch",
    "labels.openfda",
    "labels.dailymed",
    "snapshot",
)
