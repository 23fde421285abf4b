"""`docs/sources.md`, generated from SOURCES: what each source covers, its address, its request limit and its terms."""

from pipeline.schema.sources import SOURCES, Rate, Source
from pipeline.summaries.markdown import document, escape, link, table

HEADS = ("source", "publisher", "knows of", "address, and the variable that replaces it", "at most", "licence")


def render() -> str:
    """The whole page, with the sources in the order of SOURCES."""
    intro = (
        "Made from `pipeline/schema/sources.py`; do not edit it by hand. What each source answers, and what to beware "
        "of, is at the head of its parser in `pipeline/sources/`. `RETRACTION_WATCH_CSV` says where the Retraction "
        "Watch file is; without it, that source is not asked."
    )
    return document(["# Sources", intro, table(HEADS, [_row(source) for source in SOURCES])])


def _row(source: Source) -> list[str]:
    addresses = "<br>".join(f"`{variable}`: `{url}`" for variable, url in source.addresses.items())
    licence = escape(source.licence) + (f" ({link('terms', source.terms)})" if source.terms else "")
    title, covers = escape(source.title), escape(", ".join(source.covers))
    return [title, escape(source.publisher), covers, addresses or "none", _pace(source), licence]


def _pace(source: Source) -> str:
    if not source.addresses:
        return "none"
    known = f"; {_words(source.rate_known)} with `{source.rate_variable}`" if source.rate_known else ""
    return f"{_words(source.rate)}{known}"


def _words(rate: Rate) -> str:
    return f"{rate.requests} requests in {rate.seconds} s"
