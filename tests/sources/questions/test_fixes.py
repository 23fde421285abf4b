"""What is offered in place of tables, HTML and footnotes, and what a mended file reads."""

import pytest

from pipeline.sources.questions.file import mistake_line
from pipeline.sources.questions.fixes import footnotes, html_mend, is_only_footnote, table_mend, without_tags
from tests.sources.questions.test_file import parsed, research


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b></p>", "One two"),
        ("one<br/>two", "one two"),
        ("a < b and b > c", "a < b and b > c"),
        ("<!-- a\nremark -->", ""),
        ('<td class="x">1</td><td>2</td>', "1 2"),
    ],
)
def test_text_without_tags(html: str, text: str) -> None:
    assert without_tags(html) == text


def test_html_of_a_block() -> None:
    assert html_mend(["<p>One", "two</p>"], is_item=False) == ("- One two", "")
    assert html_mend(["<p>One</p>"], is_item=True) == ("One", "")
    assert html_mend(["<!-- x -->"], is_item=False) == ("", "delete it")
    assert html_mend(["<p>" + "long " * 100], is_item=False) == ("", "take the tags away and keep the text")


def test_a_table_as_a_list() -> None:
    wide = table_mend(["| drug | dose | effect |", "|---|---|---|", "| A | 5 mg | less pain [@pmid:1] |"])
    assert wide.endswith("the first as `- A: 5 mg, less pain [@pmid:1]`")
    assert table_mend(["| a |", "|---|"]) == "write one list item a row, each with its citation"


def test_footnotes_name_their_keys() -> None:
    lines = ["[^1]: PMID 1, PMID: 2", "text", "  [^b]: see [@pmid:3] or https://doi.org/10.1000/x."]
    assert footnotes(lines) == {"1": ["pmid:1", "pmid:2"], "b": ["pmid:3", "doi:10.1000/x"]}
    assert is_only_footnote("[^1]:") and not is_only_footnote("[^1]: words")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "- A[^1] b.\n\n[^1]: PMID 1, PMID 2",
            [
                "8:3: expected a citation in brackets, found the footnote 'A[^1]', did you mean A [@pmid:1; @pmid:2]",
                "10:7: expected a citation in brackets, found 'PMID 1', did you mean [@pmid:1]",
                "10:15: expected a citation in brackets, found 'PMID 2', did you mean [@pmid:2]",
            ],
        ),
        (
            "- A [^x].\n\n[^x]: Smith 2020.",
            [
                "8:5: expected a citation in brackets, found the footnote '[^x]': "
                "write the citation there, as in [@pmid:25867538]",
                "10:1: expected a claim, found the text of the footnote x: "
                "write its citation into the claim, then delete this line",
            ],
        ),
    ],
)
def test_a_footnote_is_no_citation(body: str, told: list[str]) -> None:
    assert [mistake_line(m) for m in parsed(research(body)).mistakes] == [f"questions/x.md:{line}" for line in told]


def test_a_footnote_left_over_is_a_note_and_no_claim() -> None:
    found = parsed(research("- A [@pmid:1].\n\n[^1]: [@pmid:1]"))
    assert (found.mistakes, [c.text for c in found.claims]) == ((), ["A."])
    assert [(n.line, n.message[:28]) for n in found.notes] == [(10, "note: expected a claim, foun")]
