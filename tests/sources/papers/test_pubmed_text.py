"""Inline markup and formulas to text: nothing invented, nothing lost, no words or numbers joined."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.sources.papers.pubmed_record import parse
from pipeline.sources.papers.pubmed_text import text_of

MML = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


def read(content: str) -> str:
    """The text of an abstract section, through the whole reader."""
    section = f"<Abstract><AbstractText>{content}</AbstractText></Abstract>"
    record = parse(f"<MedlineCitation><PMID>1</PMID><Article>{section}</Article></MedlineCitation>".encode())
    return record.abstracts[0].text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("T<sub>1/2</sub> of <i>E. coli</i> <b>and</b> <u>x</u>", "T1/2 of E. coli and x"),
        ("<i>Nested <sub>in <sup>it</sup></sub></i>tail", "Nested in ittail"),
        ("a\n   b\t\tc  d", "a b c d"),
        ("5\u2009mg and 6\u00a0mg", "5\u2009mg and 6\u00a0mg"),
        ("P &lt; 0.05 &amp; n &gt; 3 &#x2265; 2", "P < 0.05 & n > 3 ≥ 2"),
        ("be<!-- a comment -->fore<?pi x?> after", "before after"),
        ("<![CDATA[a < b]]> c", "a < b c"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_inline_markup_becomes_text(markup: str, expected: str) -> None:
    assert read(markup) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("<mml:mi>n</mml:mi><mml:mo>=</mml:mo><mml:mn>13</mml:mn>", "n=13"),
        ("<mml:msup><mml:mn>10</mml:mn><mml:mn>5</mml:mn></mml:msup>", "10 5"),
        ("<mml:msup>\n <mml:mn>10</mml:mn>\n <mml:mn>5</mml:mn>\n</mml:msup>", "10 5"),
        ("<mml:mn>5</mml:mn><mml:mspace/><mml:mi>mg</mml:mi>", "5 mg"),
        ("<mml:mn>32</mml:mn><mml:mtext>\u2009ppm</mml:mtext>", "32\u2009ppm"),
        ("<mml:mi>m</mml:mi><mml:mi>a</mml:mi><mml:mi>x</mml:mi>", "max"),
        ("<mml:mtext>dose</mml:mtext><mml:mtext>response</mml:mtext>", "dose response"),
        ("<mml:mn>0</mml:mn><mml:mo>.</mml:mo><mml:mn>5</mml:mn>", "0.5"),
    ],
)
def test_formulas_become_text_without_new_numbers_or_words(formula: str, expected: str) -> None:
    assert read(f"of <mml:math {MML}>{formula}</mml:math> here") == f"of {expected} here"
    assert read(f"of <mml:math>{formula}</mml:math> here") == f"of {expected} here"  # the DTD fixes the prefix


def test_a_formula_does_not_glue_onto_the_numbers_beside_it() -> None:
    five = f"<mml:math {MML}><mml:mn>5</mml:mn></mml:math>"
    assert read(f"10{five}20{five}th") == "10 5 20 5th"
    formula = f"<mml:math {MML}><mml:mi>a</mml:mi></mml:math>"
    assert read(f"equals<DispFormula>{formula}</DispFormula>where") == "equals a where"


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
INLINE = st.recursive(
    XML_TEXT.map(escape),
    lambda inner: st.tuples(st.sampled_from("b i sup sub u".split()), st.lists(inner, max_size=3), XML_TEXT).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>{escape(node[2])}"
    ),
)


@given(st.lists(INLINE, max_size=4).map("".join))
def test_markup_neither_adds_nor_takes_a_character(markup: str) -> None:
    element = etree.fromstring(f"<AbstractText>{markup}</AbstractText>")
    whole = "".join(element.itertext())
    assert text_of(element).replace(" ", "") == whole.replace(" ", "").strip()
    assert text_of(element).split() == whole.split()


@given(st.lists(st.tuples(st.integers(0, 999).map(str), st.sampled_from(["", "\n  ", " "])), min_size=1, max_size=6))
def test_the_numbers_of_a_formula_stay_themselves(tokens: list[tuple[str, str]]) -> None:
    formula = "".join(f"<mml:mrow><mml:mn>{number}</mml:mn></mml:mrow>{layout}" for number, layout in tokens)
    element = etree.fromstring(f"<ArticleTitle>1<mml:math {MML}>{formula}</mml:math>2</ArticleTitle>")
    assert text_of(element).split() == ["1", *(number for number, _ in tokens), "2"]
