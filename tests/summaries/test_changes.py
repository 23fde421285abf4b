import re

from pipeline.schema.history_tables import Change
from pipeline.schema.question_tables import Question
from pipeline.summaries.changes import LATEST, render

QUESTIONS = [Question("owls", "What of *owls*?", "draft")]


def test_nothing_yet() -> None:
    assert render([], QUESTIONS) == "# Changes\n\nNo change recorded yet.\n"


def test_newest_first_by_kind_and_what_it_touches() -> None:
    changes = [
        Change("1", "2025-01-01", "owls", "a" * 12, "pmid:1", "record:year", "2019", "2020"),
        Change("2", "2025-02-01", "owls", "a" * 12, "pmid:1", "integrity:retracted", "no_notice_found", "retracted"),
        Change("3", "2025-02-01", "owls", "b" * 12, "pmid:1", "integrity:retracted", "no_notice_found", "retracted"),
        Change("4", "2025-02-01", "bats", "", "", "claim_reworded", "x", "<y>"),
    ]
    text = render(changes, QUESTIONS)
    assert re.findall(r"^#+ (.+)$", text, re.M) == [
        "Changes", "2025-02-01", "Claim reworded", "Integrity: retracted", "2025-01-01", "Record: year",
    ]  # fmt: skip
    assert (
        "- [PMID 1](https://pubmed.ncbi.nlm.nih.gov/1/): no notice found → retracted\n"
        r"    - [What of \*owls\*?](owls.md), [claim aaaaaaaaaaaa](owls.md#claim-aaaaaaaaaaaa)" + "\n"
        r"    - [What of \*owls\*?](owls.md), [claim bbbbbbbbbbbb](owls.md#claim-bbbbbbbbbbbb)"
    ) in text
    assert "- x → &lt;y&gt;\n    - bats (no longer here)" in text
    assert render(changes[::-1], QUESTIONS) == text


def test_only_the_latest() -> None:
    changes = [Change(str(n), "2025-01-01", "owls", "", f"pmid:{n + 1}", "record:year") for n in range(LATEST + 1)]
    text = render(changes, QUESTIONS)
    assert f"The latest {LATEST} of {LATEST + 1}" in text
    assert text.count("\n- ") == LATEST
