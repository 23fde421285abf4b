"""The body as sections of entries. Its mistakes: test_question_file."""

from pipeline.sources.questions.body import Body


def body(text: str) -> Body:
    read = Body(text.split("\n"))
    read.read()
    return read


def test_entries_know_their_section_heading_and_place() -> None:
    read = body("## From the Research\n\n### Women\n\n- One\n  - Two\n\nThree\n\n---\n\n## References\n\n* Four")
    assert [(e.section, e.heading, e.is_item, e.line, e.column, e.text) for e in read.entries] == [
        ("research", "Women", True, 5, 3, "One"),
        ("research", "Women", True, 6, 5, "Two"),
        ("research", "Women", False, 8, 1, "Three"),
        ("references", "", True, 14, 3, "Four"),
    ]
    assert read.mistakes == []


def test_a_citation_on_a_continued_line_has_its_own_place() -> None:
    (entry,) = body("## From the Research\n1. One two\n     and [@pmid:1;\n three @pmid:2]").entries[:1]
    assert [place for place, _ in entry.keys] == [(3, 11), (4, 8)]


def test_a_citation_that_looks_like_a_link_definition_does_not_vanish() -> None:
    (entry,) = body("## From the Research\n\n[@pmid:1]: a claim").entries
    assert [key for _, key in entry.keys] == ["pmid:1"]


def test_mistakes_under_a_misspelt_heading_are_told_too() -> None:
    read = body("## From Research\n\n- A claim PMID 1.")
    assert [(m.line, m.column) for m in sorted(read.mistakes)] == [(1, 4), (3, 11)]


def test_link_text_is_kept_and_its_address_is_not() -> None:
    assert body("## From the Research\n- See [the page](https://www.who.int).").entries[0].text == "See the page."


def test_brackets_that_would_keep_the_reader_busy_are_a_mistake_at_the_first() -> None:
    read = body(f"## From the Research\n\n- Pain {'[' * 5000}\n\n- Sleep [see the {'long ' * 3000}] text")
    assert [(m.line, m.column) for m in read.mistakes] == [(3, 8)]
    assert "5000 times the sign [" in read.mistakes[0].message


def test_white_space_before_a_citation_goes_with_it() -> None:
    (entry,) = body("## From the Research\n\n- Pain \u00a0  [@pmid:1] [@pmid:2] , and sleep").entries
    assert entry.text == "Pain, and sleep"
