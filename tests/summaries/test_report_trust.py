from dataclasses import replace

import pytest

from pipeline.findings.names import finding_name
from pipeline.schema.claim_tables import Citation, Claim, ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, QuestionStatus
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import Acceptance, QuestionEvidence, Standing, new_finding
from pipeline.summaries.report_input import ReportInput
from pipeline.summaries.report_trust import banners, grouped, render, unknown_lines, verdict

CLAIM = Claim("0" * 12, "x", "research", "", 1, "Owls sleep.")


def small(currency: str = "current", status: str = "approved", *, n_pass: int = 1, **more: object) -> ReportInput:
    known = {"integrity_status": "no_notice_found", "record_status": "found", "origin": "live"}
    row = CitedReference("pmid:1", pmid="1", title="Owls", **(known | more))  # type: ignore[arg-type]
    evidence = QuestionEvidence(
        Question("x", "Owls?", "approved"),
        (CLAIM,),
        {CLAIM.claim_id: (Citation(CLAIM.claim_id, 1, "pmid:1", "pmid:1"),)},
        {"pmid:1": row},
    )
    counts = (CheckCount("x", "integrity", n_pass, 0, 0),)
    return ReportInput(evidence, (), QuestionStatus("x", status, currency), counts, (), (), "2025-06-01")


def found(report: ReportInput, result: str, severity: str) -> ReportInput:
    return replace(report, findings=(new_finding("x", "integrity", result, severity, "Said."),))


@pytest.mark.parametrize(
    ("report_", "start"),
    [
        (small(), "Nothing was found against it"),
        (small(status="retired"), "No: this question is retired"),
        (found(small(), "fail", "critical"), "No: 1 critical problem found"),
        (small(integrity_status="retracted"), "No: it cites a retracted paper"),
        (small(integrity_status="withdrawn"), "No: it cites a retracted paper"),
        (small("update needed"), "No: the answer needs an update"),
        (small("not checked"), "Not known"),
        (small(n_pass=0), "Not known"),
        (small("new evidence pending"), "With care: new evidence"),
        (found(small(), "fail", "warning"), "With care: 1 warning"),
        (found(small(), "unknown", "info"), "Not known: nothing was found against it, but 1 check"),
        (small(integrity_status="unknown"), "Not known"),
        (small(stale_since_date="2025-10-02"), "Not known"),
        (small(integrity_status="concern"), "With care"),
    ],
)
def test_verdict(report_: ReportInput, start: str) -> None:
    assert verdict(report_).startswith(start)


def test_what_was_never_fetched_is_not_called_a_good_copy() -> None:
    text = render(small(stale_since_date="2025-10-02", record_status="not_fetched"))
    assert "**MISSING.**" in text and "could not be fetched since 2025-10-02; there is no earlier copy" in text
    assert "last good copy" not in text
    assert "the last good copy is shown" in render(small(stale_since_date="2025-10-02", record_status="found"))


def test_the_kinds_that_a_source_did_not_answer_are_named() -> None:
    state = SourceState("pubmed", "down", "2025-10-01", unanswered=("citing articles",))
    text = render(replace(small(), source_states=(state,)))
    assert "PubMed could not be re-checked for citing articles since 2025-10-01." in text


def test_an_accepted_problem_is_counted_and_asks_for_care() -> None:
    bad = found(small(), "fail", "critical")
    accepted = Acceptance(bad.findings[0].finding_id, "Said.", "AB", "2025-07-01", "we warn of it", True)
    shown = replace(bad, standing=Standing(accepted=(accepted,)))
    assert verdict(shown) == "With care: 1 critical problem accepted with the approval."
    assert "Found: 1 critical problem" in render(shown)
    assert render(shown).count("Accepted by AB, 2025-07-01, because: we warn of it") == 2
    lapsed = replace(bad, standing=Standing(accepted=(replace(accepted, holds=False),)))
    assert verdict(lapsed) == "No: 1 critical problem found."
    cited = replace(found(small(integrity_status="retracted"), "fail", "critical"), standing=shown.standing)
    assert verdict(cited) == "No: it cites a retracted paper."
    about = new_finding("x", "retracted", "fail", "critical", "Said.", claim_id="0" * 12, reference_id="pmid:1")
    known = replace(accepted, finding_id=about.finding_id)
    cited = replace(cited, findings=(about,), standing=Standing(accepted=(known,)))
    assert verdict(cited).startswith("With care")


def test_a_retraction_that_the_claims_report_is_no_fault_of_theirs() -> None:
    said = new_finding("x", "retracted", "fail", "info", "Said.", claim_id="0" * 12, reference_id="pmid:1")
    reported = replace(small(integrity_status="retracted"), findings=(said,))
    assert not verdict(reported).startswith("No:")
    silent = replace(reported, findings=(replace(said, severity="critical"),))
    assert verdict(silent).startswith("No: 1 critical problem found")


def test_the_status_says_why_it_is_not_the_files() -> None:
    why = "no approval on record"
    text = render(replace(small(), status=QuestionStatus("x", "under review", "current", why), status_reason=why))
    told = f"**under review** (the file says: approved; {why})"
    assert f"- Status: {told}\n- Currency: **current**\n" in text


def test_banners() -> None:
    assert banners(small()) == []
    assert "RETIRED" in banners(small(status="retired"))[0]
    snapshot = banners(small(origin="snapshot"))[0]
    assert "2025-06-01" in snapshot
    assert "not checked against PubMed today" in snapshot
    assert "since 2025-10-02" in banners(small(stale_since_date="2025-10-02"))[0]


def test_a_source_that_is_down_is_named_only_where_it_matters() -> None:
    down = (SourceState("openfda", "down", "2025-10-01"), SourceState("pubmed", "down", "2025-10-02", "2025-09-01"))
    found_banners = banners(replace(small(), source_states=down))
    assert len(found_banners) == 1
    assert "PubMed could not be re-checked since 2025-10-02" in found_banners[0]


def test_worst_first_and_the_same_only_once(report: ReportInput) -> None:
    groups = grouped(report)
    kinds = [(g[0].severity, g[0].result, len(g)) for g in groups]
    assert kinds == [
        ("critical", "fail", 1),
        ("critical", "fail", 1),
        ("warning", "fail", 1),
        ("info", "fail", 1),
    ]


def test_unknowns_of_one_kind_share_a_line(report: ReportInput) -> None:
    (line,) = unknown_lines(report)
    assert line.startswith(r"- [\[5\]](#ref-5) [\[6\]](#ref-6) **integrity**: ")


def test_other_questions_stay_out(report: ReportInput) -> None:
    assert "Not ours" not in render(report)


def test_nothing_is_not_said_without_a_check() -> None:
    assert "Nothing that the checks could see." in render(small())
    assert "Not known: no check has run." in render(replace(small(), counts=()))


def test_what_rests_on_several_pairs_can_be_disagreed_with_and_is_then_set_aside() -> None:
    read = ClaimVerdict(CLAIM.claim_id, "pmid:1", "x", "does not say", source_sha256="ab" * 32)
    fired = new_finding("x", "over_attribution", "fail", "warning", "Three claims rest on it.", reference_id="pmid:1")
    report = small()
    report = replace(report, evidence=replace(report.evidence, verdicts=(read,)), findings=(fired,))
    assert f"under the finding `{finding_name(fired, report.evidence)}`" in render(report)
    aside = replace(fired, result="pass", severity="info", message="Set aside by Dr. Minerva: *it* is a review.")
    aside = replace(aside, set_aside_by="Dr. Minerva")
    text = render(replace(report, findings=(aside,)))
    assert "### Set aside" in text and r"Set aside by Dr. Minerva: \*it\* is a review." in text
    assert "adjudications.csv" not in text
