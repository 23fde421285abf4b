"""The question files with the mistakes that editors make: each is told at its place, and its way out is one."""

import re
from pathlib import Path

import pytest

from pipeline.sources.questions.file import QuestionFile, mistake_line, parse
from tests.sources.applied_fixes import has_offer, mended

ROW = re.compile(r"\| (?P<file>[\w.-]+\.md):(?P<line>\d+):(?P<column>\d+) \| (?P<told>.*) \| (?P<fix>.*) \|")
SILENT = re.compile(r"\| (?P<file>[\w.-]+\.md):(?P<line>\d+):(?P<column>\d+) \| (?P<fix>[^|]*) \|")
SAME = "(the same mistake as above)"
# Told where the reason lies, not where YAML stumbles; a file without front matter has one mistake, not two.
MOVED = {("a16-nbsp.md", 4, 1): (3, 8)}
NOTES = {("a14-long.md", 8, 3), ("a29-refs.md", 13, 1)}
# What the fix must name, where it is no text to write in place of what was found.
WAYS_OUT = {
    ("a03-duplicate-claim.md", 9, 3): "delete this line, or cite both sources in the first (line 8)",
    ("a05-bad-doi.md", 9, 20): "[@doi:10.1016/j.x] (a DOI begins with 10.)",
    ("a06-no-section.md", 5, 1): "put ## From the Research (or another section) before line 6",
    ("a08-table.md", 8, 1): "`- X: good [@pmid:34375047]`",
    ("a09-html.md", 8, 1): "- Ivermectin works well [@pmid:34375047].",
    ("a09-html.md", 10, 8): "With 2 inline html",
    ("a13-cp1252.md", 8, 16): "save the file as UTF-8 (the byte is `µ` in Windows-1252)",
    ("a15-empty.md", 1, 1): "`question: ...`, `status: draft`",
    ("a16-nbsp.md", 3, 8): "an ordinary space after `status:`, found a no-break space",
    ("a19-space-cite.md", 8, 22): "[@pmid:34375047]",
    ("a19-space-cite.md", 11, 21): "[@pmid:34375047]",
    ("a19-space-cite.md", 12, 17): "[@pmid:35353979]",
    ("a20-commas.md", 8, 29): "[@pmid:34375047; @pmid:35353979]",
    ("a21-footnotes.md", 8, 11): "[@pmid:34375047]",
    ("a23-heading-case.md", 14, 4): "### Discussion",
    ("a24-no-front.md", 1, 1): '`question: "Does X help?"`, `status: draft`',
    ("a25-unclosed.md", 1, 1): "close it with a line --- before line 5",
    ("a26-tabs.md", 2, 10): "put a space after `question:`, and none before `status:`",
    ("a27-ranges.md", 8, 21): "[@pmid:34375047; @pmid:34375048; @pmid:34375049]",
    ("a27-ranges.md", 9, 21): "[@pmid:34375047], p. 5",
    ("a28-pmc.md", 10, 13): "`python -m pipeline label reclast` shows it",
    ("a28-pmc.md", 11, 12): "[@appl:NDA021817] (or ANDA021817, BLA021817: say which)",
    ("a28-pmc.md", 12, 6): "cite the trial's paper",
    ("a28-pmc.md", 13, 12): "[@pmid:35353979]",
    ("a28-pmc.md", 14, 12): "[@pmcid:PMC11555552]",
    ("a29-refs.md", 14, 2): "a listed reference begins with `- `",
    ("a31-paragraph.md", 8, 1): "3 sentences in one paragraph: write each as a list item of its own",
    ("a32-abst.md", 8, 1): "did you mean The FDA drug label does not answer the question.",
    ("a14-long.md", 8, 3): "words: split it",
    ("a29-refs.md", 13, 1): "pmid:35353979 listed and never cited",
}
Place = tuple[str, int, int]


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, tuple[bytes, QuestionFile]]:
    files = [p for p in sorted((shared / "cases" / "mistakes").glob("*.md")) if p.name != "expected.md"]
    return {p.name: (p.read_bytes(), parse(f"questions/{p.name}", p.read_bytes())) for p in files}


@pytest.fixture(scope="module")
def wanted(shared: Path) -> dict[Place, str]:
    """Place to the exact message, where today's is right; "" where another is wanted."""
    found: dict[Place, str] = {}
    for line in (shared / "cases" / "mistakes" / "expected.md").read_text().splitlines():
        row = ROW.fullmatch(line) or SILENT.fullmatch(line)
        if row and row["fix"] != SAME:
            place = row["file"], int(row["line"]), int(row["column"])
            place = (place[0], *MOVED.get(place, place[1:]))
            found[place] = row["told"] if row["fix"] == "as today" else ""
    return found


@pytest.mark.real
def test_every_mistake_is_told_at_its_place_and_no_other(cases, wanted) -> None:
    told = {(n, m.line, m.column_number): m.message for n, (_, q) in cases.items() for m in (*q.mistakes, *q.notes)}
    assert told.keys() == wanted.keys()
    assert len(told) == sum(len(q.mistakes) + len(q.notes) for _, q in cases.values())
    assert {p: m for p, m in told.items() if wanted[p]} == {p: m for p, m in wanted.items() if m}
    assert {p for p, m in wanted.items() if not m} == WAYS_OUT.keys()
    assert [p for p, way in WAYS_OUT.items() if way not in told[p]] == []


@pytest.mark.real
def test_notes_stop_nothing(cases) -> None:
    assert {(n, m.line, m.column_number) for n, (_, q) in cases.items() for m in q.notes} == NOTES
    assert cases["a14-long.md"][1].question is not None


@pytest.mark.real
def test_every_offer_works_when_it_is_taken(cases) -> None:
    n_taken = 0
    for name, (data, read) in cases.items():
        for mistake in filter(has_offer, read.mistakes):
            after = mended(f"questions/{name}", data.decode(), mistake)
            assert len(after.mistakes) == len(read.mistakes) - 1, [*map(mistake_line, (mistake, *after.mistakes))]
            n_taken += 1
    assert n_taken >= 25
