import os
import re
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline.schema.finding_tables import QuestionStatus
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence
from pipeline.summaries.report import ReportInput, render

GOLDEN = Path(__file__).parent / "golden" / "sleep-in-owls.md"
HEADINGS = [
    "May I still trust this answer?",
    "The answer",
    "What each source says",
    "What changed since the last approval, 2025-07-01",
    "New evidence to judge",
    "The evidence by source, design and year",
    "References",
    "How this was made",
    "Disclaimer and notices",
]


def test_golden(report: ReportInput) -> None:
    """UPDATE_GOLDEN=1 rewrites the file; read the difference as an editor would."""
    text = render(report)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_parts_stand_in_the_contracts_order(report: ReportInput) -> None:
    assert re.findall(r"^## (.+)$", render(report), re.M) == HEADINGS


def test_row_order_does_not_matter(report: ReportInput) -> None:
    turned = replace(
        report,
        findings=report.findings[::-1],
        counts=report.counts[::-1],
        changes=report.changes[::-1],
        evidence=replace(report.evidence, claims=report.evidence.claims[::-1]),
    )
    assert render(turned) == render(report)


def test_hostile_text_makes_no_link_and_no_element(report: ReportInput) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(report))
    assert "<script" not in html
    assert not re.search(r'href="(?!https://|#ref-|#claim-)', html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; found no harm | @someone." in html
    assert "[x](javascript:alert(1))" in html


def test_every_inner_link_has_its_anchor(report: ReportInput) -> None:
    text = render(report)
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert {f"ref-{n}" for n in range(1, 8)} <= targets
    assert targets <= set(re.findall(r'<span id="([^"]+)"></span>', text))


def test_lists_nest_and_number_as_written(report: ReportInput) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(report))
    references = html.split("<h2>References</h2>")[1].split("<h2>")[0]
    assert references.count("<ol>") == 1
    assert len(re.findall(r'id="ref-', references)) == 7
    assert references.count("<ul>") == 4  # below those with a notice or a note


def test_an_empty_question_says_that_nothing_is_known() -> None:
    evidence = QuestionEvidence(Question("x", "Anything?", "draft"))
    text = render(ReportInput(evidence, (), QuestionStatus("x", "draft", "not checked"), (), (), (), ""))
    assert "Not known: the answer has not been checked in full." in text
    assert text.count("the author wrote no claim in this section") == 3
    assert "Nothing is cited." in text
    assert "No check has run." in text
    assert "✔" not in text
