"""The children of an element by tag, and their text."""

from lxml import etree

from pipeline.sources.papers.pubmed_elements import children_in, first_in, parts_of, text_in, texts_in

ROW = etree.fromstring("<Row><A><B>1</B><C/></A><A><B> 2 <i>x</i></B></A><D>a <b>d</b></D><D/></Row>")


def test_children_by_tag() -> None:
    parts = parts_of(ROW)
    assert [(tag, len(found)) for tag, found in parts.items()] == [("A", 2), ("D", 2)]
    assert first_in(parts, "A") is ROW[0]
    assert [b.text for b in children_in(parts, "A", "B")] == ["1", " 2 "]


def test_text_by_tag() -> None:
    parts = parts_of(ROW)
    assert (text_in(parts, "D"), texts_in(parts, "D")) == ("a d", ("a d",))


def test_what_is_not_there_is_empty() -> None:
    nothing = parts_of(None)
    assert (nothing, first_in(nothing, "A"), children_in(nothing, "A", "B")) == ({}, None, [])
    assert (text_in(nothing, "A"), texts_in(nothing, "A")) == ("", ())
