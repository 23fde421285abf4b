"""Currency by written triggers: each state by what causes it, and nothing current on a guess."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.evidence.reviews.currency import currency
from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import Change
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.moving_tables import Candidate, Search, Supersession
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import Acceptance, QuestionEvidence, Standing, new_finding

LIVE = CitedReference("pmid:1", pmid="1", record_status="found", origin="live")
EVIDENCE = QuestionEvidence(Question("bones", "Which infusion?", "draft"), references={"pmid:1": LIVE})
SEARCH = Search("0" * 12, "bones", "pubmed", "trial", "bones", "2026-11-01", 3)
CANDIDATE = Candidate("bones", "7")
SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
RETRACTED = new_finding("bones", "retracted", "fail", "critical", "gone", reference_id="pmid:1")
NEWER = new_finding("bones", "superseded", "fail", "warning", "newer", reference_id="pmid:1")


def of(
    evidence: QuestionEvidence = EVIDENCE,
    *findings: Finding,
    standing: Standing = Standing(),  # noqa: B008
    searches: Sequence[Search] = (SEARCH,),
    candidates: Sequence[Candidate] = (),
) -> tuple[str, str]:
    return currency(evidence, findings, standing, searches, candidates)


def with_reference(**changes: object) -> QuestionEvidence:
    return replace(EVIDENCE, references={"pmid:1": replace(LIVE, **changes)})  # type: ignore[arg-type]


def with_label(outcome: str, stale: str = "") -> QuestionEvidence:
    labels = {SET_ID: Label(SET_ID, stale_since_date=stale)}
    choice = LabelChoice("bones", "zoledronic acid", 1, SET_ID if outcome == "used" else "", outcome)
    return replace(EVIDENCE, labels=labels, label_choices=(choice,))


def test_current_only_when_all_was_looked_at() -> None:
    assert of() == ("current", "")
    assert of(with_label("used")) == ("current", "")
    assert of(with_label("no label found")) == ("current", "")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (of(with_reference(origin="snapshot")), "1 of 1 references were not looked up at their source"),
        (
            of(with_reference(origin="", shared_by=("pmid:1=retracted", "pmid:2=corrected"))),
            "1 of 1 references have an id that several PubMed records share",
        ),
        (of(with_reference(stale_since_date="2026-10-01")), "PubMed has not answered since 2026-10-01"),
        (of(with_label("not reached")), "the label of zoledronic acid was not reached"),
        (of(with_label("not asked")), "the label of zoledronic acid was not asked"),
        (of(with_label("not asked of DailyMed")), "the label of zoledronic acid was not asked of DailyMed"),
        (of(with_label("used", "2026-10-01")), "a label could not be re-checked since 2026-10-01"),
        (of(searches=()), "no search for newer evidence has been made"),
        (of(searches=[replace(SEARCH, n_found=None)]), "1 of 1 search for newer evidence without an answer"),
        (
            of(searches=[SEARCH, replace(SEARCH, failed_since_date="2026-10-02")]),
            "1 of 2 searches for newer evidence without an answer since 2026-10-02",
        ),
    ],
)
def test_not_checked_with_its_reason(found: tuple[str, str], told: str) -> None:
    assert found == ("not checked", told)


def test_a_candidate_that_nobody_cites_waits_to_be_read() -> None:
    assert of(candidates=[CANDIDATE]) == ("new evidence pending", "1 candidate to be read")
    assert of(candidates=[replace(CANDIDATE, pmid="1")]) == ("current", "")
    state, told = of(candidates=[CANDIDATE], searches=())
    assert (state, told) == (
        "new evidence pending",
        "1 candidate to be read; not checked: no search for newer evidence has been made",
    )


def test_update_needed_comes_first() -> None:
    assert of(EVIDENCE, RETRACTED, candidates=[CANDIDATE]) == (
        "update needed",
        "critical findings: retracted; 1 candidate to be read",
    )
    assert of(EVIDENCE, NEWER) == ("update needed", "a newer version of pmid:1 exists")
    assert of(EVIDENCE, replace(NEWER, severity="info")) == ("current", "")
    assert of(EVIDENCE, replace(RETRACTED, result="unknown")) == ("current", "")


def test_a_retraction_since_the_approval_asks_for_an_update_even_unaided() -> None:
    moved = (Change("", "", "bones", "", "pmid:1", "integrity:retracted", "no_notice_found", "retracted"),)
    assert of(standing=Standing(moved=moved)) == ("update needed", "retracted since the approval: pmid:1")


def test_what_was_accepted_asks_for_nothing() -> None:
    accepted = Acceptance(RETRACTED.finding_id, "gone", "AB", "2026-11-10", "we warn of it", True)
    assert of(EVIDENCE, RETRACTED, standing=Standing(accepted=(accepted,))) == ("current", "")
    lapsed = Standing(accepted=(replace(accepted, holds=False),))
    assert of(EVIDENCE, RETRACTED, standing=lapsed)[0] == "update needed"


def test_a_withdrawn_newest_version_asks_for_an_update_and_is_not_called_newer() -> None:
    row = Supersession("pmid:1", "pmid:2", "update", "linked", ("pmid:2",), newer_fallen="withdrawn")
    state, why = of(replace(EVIDENCE, supersessions={"pmid:1": (row,)}), NEWER)
    assert state == "update needed"
    assert "the newest version of pmid:1 was withdrawn or retracted" in why and "a newer version" not in why


def test_a_withdrawal_since_the_approval_asks_for_an_update() -> None:
    moved = Change("0" * 12, "2026-11-12", "bones", "", "pmid:1", "integrity:withdrawn", "", "withdrawn")
    assert of(standing=Standing(moved=(moved,))) == ("update needed", "withdrawn since the approval: pmid:1")
