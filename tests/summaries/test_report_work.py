"""The work of a report grows with its claims and no faster: counted in calls, not in seconds."""

import cProfile

import pytest

from pipeline.schema.claim_tables import Citation, Claim, ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, QuestionStatus
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.summaries import report
from pipeline.summaries.report_input import ReportInput


def long_answer(n_claims: int) -> ReportInput:
    """An answer of many claims, each with a paper of its own, a finding and a verdict."""
    numbers = range(1, n_claims + 1)
    claims = tuple(
        Claim(f"{n:012x}", "owls", "research", "", n, f"Statement {n} says that owls sleep.") for n in numbers
    )
    evidence = QuestionEvidence(
        question=Question("owls", "What helps owls sleep?", "draft"),
        claims=claims,
        citations={
            c.claim_id: (Citation(c.claim_id, 1, f"pmid:{n}", f"pmid:{n}"),)
            for n, c in zip(numbers, claims, strict=True)
        },
        references={f"pmid:{n}": CitedReference(f"pmid:{n}", pmid=str(n), title=f"Owls {n}") for n in numbers},
        verdicts=tuple(
            ClaimVerdict(f"{n:012x}", f"pmid:{n}", "owls", "unsure", source_sha256="ab" * 32) for n in numbers
        ),
    )
    found = [
        new_finding("owls", code, result, "warning", f"Said of {n}.", claim_id=f"{n:012x}", reference_id=f"pmid:{n}")
        for n in numbers
        for code, result in (("concern", "fail"), ("source_says", "unknown"))
    ]
    counts = (CheckCount("owls", "concern", 0, n_claims, 0),)
    return ReportInput(evidence, tuple(found), QuestionStatus("owls", "draft", "not checked"), counts, (), (), "")


def calls(n_claims: int) -> int:
    profile = cProfile.Profile()
    profile.runcall(report.render, long_answer(n_claims))
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.no_cover
def test_four_times_the_claims_are_four_times_the_work() -> None:
    calls(20)  # what is read once a process
    assert calls(400) / calls(100) < 4.4
