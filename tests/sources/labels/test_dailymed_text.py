"""The narrative block of an SPL section to lines; every text here is invented."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.sources.labels.dailymed_text import lines_of, table_lines

NS = 'xmlns="urn:hl7-org:v3"'


def read(markup: str) -> list[str]:
    return lines_of(etree.fromstring(f"<text {NS}>{markup}</text>"))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<paragraph>One  <content>two</content>\n three.</paragraph><paragraph>Four.</paragraph>",
            "One two three./Four.",
        ),
        ("loose<paragraph>One</paragraph>tail", "loose/One/tail"),
        ("<list><item>A<list><item>B</item></list>C</item><item>D</item></list>", "A/B/C/D"),
        ("<list><caption>L</caption><item><caption>1.</caption>A</item></list>", "L/1. A"),
        ("<paragraph>Hiccups:<br/>• one<br/>• two</paragraph>", "Hiccups:/• one/• two"),
        ("<paragraph>It is taken<br/>with Water.<br/>Then rest.</paragraph>", "It is taken with Water./Then rest."),
        ("<paragraph>One<br/><br/>Two</paragraph>", "One/Two"),
        ("<paragraph>A<footnote>Note.</footnote> b</paragraph><paragraph>C</paragraph>", "A b/Note./C"),
        ("<paragraph>one<renderMultiMedia/>two</paragraph>", "one two"),
        ("<paragraph>A<renderMultiMedia><caption>Picture</caption></renderMultiMedia></paragraph>", "A/Picture"),
        ("<paragraph> </paragraph>", ""),
    ],
)
def test_blocks_are_lines(markup: str, lines: str) -> None:
    assert read(markup) == [line for line in lines.split("/") if line]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>9</sup> cells", "10^9 cells"),
        ("10<sup>-10</sup>M", "10^-10 M"),
        ("12<sup>1</sup> and 5.2<sup>a</sup>", "12^1 and 5.2^a"),
        ("24 mg/m<sup>2</sup> up", "24 mg/m2 up"),
        ("5 cm<sup>3</sup>", "5 cm3"),
        ("the 25<sup>th</sup> one", "the 25th one"),
        ("EXAMPLUMAB<sup>®</sup> Pen", "EXAMPLUMAB® Pen"),
        ("Pain<sup>b</sup>", "Pain^b"),
        ("4.9<sup>*</sup>", "4.9*"),
        ("<sup>a</sup>40 mg", "a 40 mg"),
        ("C<sub>max</sub> of H<sub>2</sub>O", "Cmax of H2O"),
        ("10<sub>2</sub>3", "10_2 3"),
        ("5<footnoteRef/>6", "5 6"),
        ("&lt;30 kg to ≥ 30 kg: 0.05–0.1 mg/kg/day, 5 µg·h/mL", "<30 kg to ≥ 30 kg: 0.05–0.1 mg/kg/day, 5 µg·h/mL"),
        ("5\u00a0mg\u2003daily", "5 mg daily"),
    ],
)
def test_numbers_and_units_stay_themselves(markup: str, text: str) -> None:
    assert read(f"<paragraph>{markup}</paragraph>") == [text]


def test_a_table_is_caption_rows_and_footnotes() -> None:
    table = """<table><caption>Table 1.<br/>Doses</caption><col/>
    <thead><tr><th>Weight</th><th>Dose<br/>N=5</th></tr></thead>
    <tbody><tr><td>&lt;30 kg<footnote>Or less.</footnote></td>
    <td><paragraph>20 mg</paragraph><list><item>daily</item></list></td></tr>
    <tr><td/><td>40 mg</td></tr><tr><td/><td> </td></tr></tbody></table>"""
    assert read(table) == ["Table 1. Doses", "Weight | Dose N=5", "<30 kg | 20 mg daily", " | 40 mg", "Or less."]


def test_cells_that_span_leave_their_places_empty() -> None:
    table = """<table><tr><td/><td colspan="2">Study</td></tr>
    <tr><td rowspan="2">A</td><td>1</td><td>2</td></tr>
    <tr><td>3</td><td>4</td></tr>
    <tr><td colspan="3">A note.</td></tr>
    <tr><td colspan="x">B</td><td/><td>5</td></tr></table>"""
    assert read(table) == [" | Study | ", "A | 1 | 2", " | 3 | 4", "A note.", "B |  | 5"]


def test_a_span_beyond_reason_is_cut() -> None:
    assert len(read('<table><tr><td colspan="999999999">A</td><td>B</td></tr></table>')[0]) < 500


def test_a_table_without_a_namespace_reads_alike() -> None:
    table = "<table><tr><td>a</td><td>b<sup>1</sup></td></tr></table>"
    assert table_lines(etree.fromstring(table)) == ["a | b^1"]


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff^_|"), max_size=8)
NODE = st.recursive(
    WORD.map(escape),
    lambda inner: st.tuples(
        st.sampled_from("paragraph content list item caption table tr td br footnote linkHtml".split()),
        st.lists(inner, max_size=3).map("".join),
        WORD.map(escape),
    ).map(lambda node: f"<{node[0]}>{node[1]}</{node[0]}>{node[2]}" if node[0] != "br" else "<br/>"),
    max_leaves=12,
)


@given(st.lists(NODE, max_size=4).map("".join))
def test_any_nesting_reads_to_lines_of_single_spaces(markup: str) -> None:
    for line in read(markup):
        assert line.strip()
        assert "\n" not in line
        assert all(cell == " ".join(cell.split()) for cell in line.split(" | "))


INLINE = st.recursive(
    WORD.map(escape),
    lambda inner: st.tuples(
        st.sampled_from("paragraph content list item linkHtml".split()), st.lists(inner, max_size=3).map("".join)
    ).map(lambda node: f"<{node[0]}>{node[1]}</{node[0]}>"),
    max_leaves=12,
)


@given(st.lists(INLINE, max_size=4).map("".join))
def test_no_character_of_paragraphs_and_lists_is_lost_or_added(markup: str) -> None:
    whole = "".join(etree.fromstring(f"<text>{markup}</text>").itertext())
    assert "".join("".join(read(markup)).split()) == "".join(whole.split())


SUM = '<content styleCode="underline">(140 - age) x weight (kg)</content>'
FRACTION = "((140 - age) x weight (kg)) / (72 x creatinine (mg/dL))"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (f"<paragraph>Men:<br/>{SUM}<br/>72 x creatinine (mg/dL)</paragraph>", ["Men:", FRACTION]),
        (f"<paragraph>Men = {SUM} <br/> 72 x creatinine (mg/dL)</paragraph>", [f"Men = {FRACTION}"]),
        (f"<paragraph>{SUM}</paragraph><paragraph>72 x creatinine (mg/dL)</paragraph>", [FRACTION]),
        (f"<list><item>{SUM}<br/>72 x creatinine (mg/dL)</item></list>", [FRACTION]),
        (
            "<paragraph>Rate = <content styleCode='bold Underline'>dose</content><br/>concentration</paragraph>",
            ["Rate = dose / concentration"],
        ),
        (
            f"<table><tr><td>Men</td><td>{SUM}<br/>72 x creatinine (mg/dL)</td></tr></table>",
            [f"Men | {FRACTION}"],
        ),
        (
            f"<table><tr><td>Men</td><td>{SUM}</td></tr><tr><td/><td>72 x creatinine (mg/dL)</td></tr></table>",
            [f"Men | {FRACTION}"],
        ),
        (
            f"<table><tr><td>{SUM}</td></tr><tr><td>72 x creatinine (mg/dL)</td></tr></table>",
            [FRACTION],
        ),
        (
            f"<table><tr><td>{SUM}<list><item>72 x creatinine (mg/dL)</item></list></td></tr></table>",
            [FRACTION],
        ),
        ("<paragraph>x = <u>a + b</u><br/>c</paragraph>", ["x = (a + b) / c"]),
    ],
)
def test_a_fraction_set_as_an_underlined_line_over_another_keeps_its_division(markup: str, lines: list[str]) -> None:
    assert read(markup) == lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ('<paragraph><content styleCode="underline">Adults</content><br/>The dose is 5 mg.</paragraph>', None),
        ('<paragraph><content styleCode="underline">Owls (6 - 17 years)</content><br/>5 mg a day</paragraph>', None),
        ('<paragraph><content styleCode="underline">3 - 5 mg:</content><br/>5 mg a day</paragraph>', None),
        (f"<paragraph>{SUM}<br/>is what the dose of a man is made of, and it is given once a week.</paragraph>", None),
        (f"<paragraph>{SUM}</paragraph>", ["(140 - age) x weight (kg)"]),
        (f"<table><tr><td>{SUM}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", None),
    ],
)
def test_what_is_only_underlined_is_divided_by_nothing(markup: str, lines: list[str] | None) -> None:
    found = read(markup)
    assert not any(" / " in line or "\x01" in line or "\x02" in line for line in found)
    assert lines is None or found == lines
