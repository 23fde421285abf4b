"""What the report says of the log: the approval, what moved since, and what was accepted, ever after."""

from dataclasses import replace

from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import Review
from pipeline.schema.records import Acceptance, LeftOpen, Standing
from pipeline.summaries.report_approval import accepted_findings, approval_words, left_open, moved_since
from pipeline.summaries.report_input import ReportInput
from tests.summaries.conftest import C4, FINDINGS, QUESTION_ID, RETRACTED

APPROVAL = Review(QUESTION_ID, 1, "2025-07-01", "approve", "Dr. Minerva", "read *twice*", "cd" * 32)
ACCEPTED = Acceptance(FINDINGS[0].finding_id, FINDINGS[0].message, "Dr. Minerva", "2025-07-01", "we *warn* of it", True,
                      FINDINGS[0].evidence_quote)  # fmt: skip


def with_log(report: ReportInput, *later: Review, **more: object) -> ReportInput:
    log = Standing((APPROVAL, *later), APPROVAL, **more)  # type: ignore[arg-type]
    return replace(report, standing=log)


def test_what_became_of_the_approval(report: ReportInput) -> None:
    who = "by Dr. Minerva, 2025-07-01"
    assert approval_words(replace(report, standing=Standing())) == who
    assert approval_words(with_log(report, holds=True)).endswith("(read *twice*); nothing that it rests on has moved")
    assert approval_words(with_log(report)).endswith("; it lapsed when the evidence moved")
    returned = Review(QUESTION_ID, 2, "2025-07-02", "return", "Dr. Strix", "claim 2 is unclear")
    told = approval_words(with_log(report, returned, holds=True))
    assert told.endswith("; since then returned by Dr. Strix, 2025-07-02: claim 2 is unclear")
    never = replace(report, status=replace(report.status, approved_by="", approved_date=""))
    assert approval_words(never) == "none"


def test_what_moved_names_its_claims(report: ReportInput) -> None:
    change = Change("0" * 12, "", QUESTION_ID, C4, RETRACTED, "integrity:retracted", "no_notice_found", "retracted")
    edited = Change("1" * 12, "", QUESTION_ID, "f" * 12, "", "claim_removed", "Owls *eat* bones.", "")
    heading, items = moved_since(with_log(report, moved=(change, edited)))
    assert heading == "### What moved since the approval by Dr. Minerva, 2025-07-01"
    assert r"- **claim removed** (Owls \*eat\* bones. → nothing)" in items
    assert r"- **integrity: retracted** [\[3\]](#ref-3) (no notice found → retracted)" in items
    assert items.count("[Claim 3](#claim-000000000004)") == 1
    assert moved_since(with_log(report, holds=True)) == []
    assert moved_since(replace(report, standing=Standing())) == []
    assert "which is not on record" in moved_since(with_log(report))[1]


def test_an_accepted_finding_is_shown_ever_after(report: ReportInput) -> None:
    for accepted, held in (
        (ACCEPTED, "It is still found."),
        (replace(ACCEPTED, holds=False), "It is open again"),
        (replace(ACCEPTED, message="It said something else."), "It is open again"),
        (replace(ACCEPTED, finding_id="f" * 12), "The checks do not find it any more."),
    ):
        _, items = accepted_findings(with_log(report, holds=True, accepted=(accepted,)))
        assert r"Accepted by Dr. Minerva, 2025-07-01, because: we \*warn\* of it" in items
        assert held in items
    assert accepted_findings(replace(report, standing=Standing())) == []


def test_what_the_approval_was_given_over_and_whether_it_is_still_open(report: ReportInput) -> None:
    concern = FINDINGS[1]
    rows = (
        LeftOpen("open warning", concern.finding_id, concern.message),
        LeftOpen("open warning", "0" * 12, "It was *wrong*."),
        LeftOpen("unread candidate", "pmid:3001", "Melatonin and falls in owls, 2025"),
        LeftOpen("unread candidate", "pmid:3009", "Owls, 2024"),
    )
    shown = with_log(report, holds=True, left_open=rows)
    assert approval_words(shown).endswith(
        "(read *twice*), given over 2 open warnings and 2 unread candidates; nothing that it rests on has moved"
    )
    heading, items = left_open(shown)
    assert heading == "### What the approval by Dr. Minerva, 2025-07-01, was given over"
    lines = [line.strip() for line in items.splitlines()]
    assert lines[0] == "- 2 open warnings" and lines[3] == "- 2 unread candidates"
    assert lines[1] == "- An expression of concern stands. Read it before you rely on the trial."
    assert lines[2] == r"- It was \*wrong\*. (no longer open)"
    assert lines[4].startswith("- Melatonin and falls in owls, 2025 [PMID 3001]") and lines[4].endswith(")")
    assert lines[5].endswith("(no longer open)") and "no longer" not in lines[4]


def test_an_approval_that_left_nothing_open_says_nothing(report: ReportInput) -> None:
    assert left_open(with_log(report, holds=True)) == []
    assert left_open(replace(report, standing=Standing())) == []
