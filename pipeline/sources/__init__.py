"""Evidence sources: what to ask and how to read the answer; and the readers of files that people write. Pure."""

# Each source's module says who publishes it, on what terms, how often it may be asked, and what to beware of.
SOURCES = (
    "papers.pubmed",
    "papers.crossref",
    "papers.retraction_watch",
    "labels.openfda",
    "labels.dailymed",
    "snapshot",
)
