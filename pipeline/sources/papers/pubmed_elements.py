"""The children of one element of a PubMed record, by tag, and their text."""

from lxml.etree import _Element

from pipeline.sources.papers.pubmed_text import text_of

Parts = dict[str, list[_Element]]


def parts_of(element: _Element | None) -> Parts:
    """The children of an element, grouped by tag."""
    parts: Parts = {}
    for child in element if element is not None else ():
        parts.setdefault(child.tag, []).append(child)
    return parts


def first_in(parts: Parts, tag: str) -> _Element | None:
    """The first child with the tag; None if there is none."""
    found = parts.get(tag)
    return found[0] if found else None


def children_in(parts: Parts, tag: str, child_tag: str) -> list[_Element]:
    """The children with `child_tag` of every child with `tag`, in order."""
    return [child for element in parts.get(tag, ()) for child in element if child.tag == child_tag]


def text_in(parts: Parts, tag: str) -> str:
    """The text of the first child with the tag; "" if there is none."""
    found = parts.get(tag)
    return text_of(found[0]) if found else ""


def texts_in(parts: Parts, tag: str) -> tuple[str, ...]:
    """The texts of all children with the tag, without the empty ones."""
    return tuple(filter(None, map(text_of, parts.get(tag, ()))))
