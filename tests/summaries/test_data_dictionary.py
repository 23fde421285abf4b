from markdown_it import MarkdownIt

from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import columns
from pipeline.summaries.data_dictionary import render


def test_every_table_and_every_column_is_described() -> None:
    tables = (*PROCESSED, *HISTORY)
    html = MarkdownIt("commonmark").enable("table").render(render())
    assert html.count("<h2>") == len(tables)
    assert html.count("<tr>") == sum(len(columns(t)) + 1 for t in tables)
    assert html.count("<td>") == 4 * sum(len(columns(t)) for t in tables)


def test_what_a_line_says() -> None:
    text = render()
    assert "takes one that starts with `=`, `+`, `-` or `@` for a formula" in text
    assert (
        "| **pmid** | string | PubMed identifier | required; matches \\[1-9\\]\\[0-9\\]{0,8} |".replace(
            "{0,8}", r"\{0,8\}"
        )
        in text
    )
    assert r"`data/processed/article_abstracts.csv` (not committed). Key: `pmid`, `position`." in text
    assert "`data/history/changes.csv` (committed). Key: `change_id`." in text
    assert "required; one of: pass, fail, unknown" in text
