import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.summaries.markdown import document, escape, link, nested, plain, quote, shorten, table

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = st.text(
    alphabet=st.sampled_from(list("ab1iI .)(-+#>*_`[]<>&|\\~^$@!:=%/'\"w;\n\t\r\x00\u202e\u00a0")), max_size=40
)


def shown(text: str) -> str:
    """The plain text of one paragraph, after asserting that there is nothing but one paragraph of text."""
    tokens = MARKDOWN.parse(text)
    if not tokens:
        return ""
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {c.type for c in children} <= {"text"}
    return "".join(c.content for c in children)


@given(HOSTILE | st.text())
def test_what_is_escaped_is_shown_as_it_was(text: str) -> None:
    assert shown(escape(text)) == plain(text)


@given(HOSTILE | st.text())
def test_what_is_escaped_fills_one_cell(text: str) -> None:
    tokens = MARKDOWN.parse(table(["A", "B"], [[escape(text) or "x", "end"]]))
    cells = [t for t in tokens if t.type == "inline"]
    assert [c.content for c in cells[:2]] == ["A", "B"]
    assert "".join(t.content for t in cells[2].children or []) == (plain(text) or "x")
    assert cells[3].content == "end"
    assert len(cells) == 4


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("see http://a.b and www.c.d", r"see http\://a.b and www\.c.d"),
        ("[@smith2020] @user", r"\[\@smith2020\] \@user"),
        ("$x$ H~2~O m^2^", r"\$x\$ H\~2\~O m\^2\^"),
        ("1. one", r"1\. one"),
        ("(a) one", r"(a\) one"),
        ("iv. one", r"iv\. one"),
        ("- one", r"\- one"),
        (": definition", r"\: definition"),
        ("% title", r"\% title"),
        ("P < .001 (95% CI, 0.83 to 1.08)", "P &lt; .001 (95% CI, 0.83 to 1.08)"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_plain_drops_what_reorders_and_what_breaks_lines() -> None:
    assert plain(" a\u202eb\n\n# c\x00d\u2028e\ufeff ") == "ab # cd e".replace("cd", "c d")
    assert plain("\ud800") == "\ufffd"


def test_link_cannot_be_left() -> None:
    assert link("a", "https://x/(1) <b>") == "[a](https://x/%281%29%20%3Cb%3E)"


def test_quote_holds_every_line() -> None:
    assert quote("a\n\nb") == "> a\n>\n> b"


def test_an_empty_cell_is_a_dash() -> None:
    assert table(["A", "B"], [["", "1"]]) == "| A | B |\n| --- | --- |\n| – | 1 |"


def test_nested_lists_nest_after_wide_numbers() -> None:
    html = MARKDOWN.render("\n".join(nested(f"item {n}", ["child"], marker=f"{n}.") for n in (998, 999, 1000)))
    assert html.count("<ol") == 1
    assert html.count("<ul>") == 3


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("one two, three", 9) == "one two…"
    assert shorten("one two", 7) == "one two"
    assert len(shorten("x" * 50, 10)) == 10


def test_document_leaves_empty_blocks_out() -> None:
    assert document(["a", "", "b"]) == "a\n\nb\n"
