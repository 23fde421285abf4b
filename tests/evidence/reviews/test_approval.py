"""What an approval rests on, whether it holds, what moved since, and what was accepted with it."""

from dataclasses import replace

import pytest

from pipeline.evidence.reviews.approval import approved_parts, evidence_hash, parts, reasons_to_keep, standing
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.history_tables import Change
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage
from pipeline.schema.moving_tables import Review
from pipeline.schema.paper_tables import Article, CitedReference, ReferenceNotice
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, new_finding

ONE, TWO = "1" * 12, "2" * 12
LABEL = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
EVIDENCE = QuestionEvidence(
    Question("bones", "Which infusion?", "approved"),
    (
        Claim(ONE, "bones", "research", "", 1, "It works."),
        Claim(TWO, "bones", "fda", "", 2, "It is given once a year."),
    ),
    {ONE: (Citation(ONE, 1, "pmid:1", "pmid:1"),)},
    {"pmid:1": CitedReference("pmid:1", pmid="1", record_status="found", integrity_status="no_notice_found")},
    articles={"1": Article("1", abstract_sha256="ab" * 32)},
    labels={LABEL: Label(LABEL, boxed_warning="")},
    label_choices=(LabelChoice("bones", "x", 1, LABEL, "used"),),
    label_passages=(LabelPassage("bones", LABEL, 1, TWO, "dosage", sentence="Infuse 5 mg once a year."),),
)
NOW = evidence_hash(EVIDENCE)
APPROVAL = Review("bones", 1, "2026-11-10", "approve", "AB", "", NOW)
KEPT = approved_parts(EVIDENCE)


def with_record(**changes: object) -> QuestionEvidence:
    row = replace(EVIDENCE.references["pmid:1"], **changes)  # type: ignore[arg-type]
    return replace(EVIDENCE, references={"pmid:1": row})


def with_claim(text: str, claim_id: str = "3" * 12) -> QuestionEvidence:
    claim = replace(EVIDENCE.claims[0], claim_id=claim_id, text=text)
    return replace(EVIDENCE, claims=(claim, EVIDENCE.claims[1]), citations={claim_id: EVIDENCE.citations[ONE]})


RETRACTED = with_record(integrity_status="retracted")
CITED_OTHERWISE = replace(EVIDENCE, citations={})
NOTICED = replace(EVIDENCE, notices={"pmid:1": (ReferenceNotice("pmid:1", "pmid:9", "pubmed", "erratum"),)})
ABSTRACT = replace(EVIDENCE, articles={"1": Article("1", abstract_sha256="cd" * 32)})
PASSAGE = replace(EVIDENCE, label_passages=(replace(EVIDENCE.label_passages[0], sentence="Infuse 4 mg once a year."),))
BOXED = replace(EVIDENCE, labels={LABEL: Label(LABEL, boxed_warning="WARNING: falls.")})
SHORTER = replace(EVIDENCE, claims=EVIDENCE.claims[1:], citations={})


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (RETRACTED, ("integrity:retracted", ONE, "pmid:1", "no_notice_found", "retracted")),
        (with_record(record_status="deleted"), ("record:deleted", ONE, "pmid:1", "found", "deleted")),
        (NOTICED, ("integrity:further_notice", ONE, "pmid:1", "none", "pmid:9")),
        (
            with_record(shared_by=("pmid:1=retracted", "pmid:2=corrected")),
            ("integrity:further_notice", ONE, "pmid:1", "none", "pmid:1=retracted; pmid:2=corrected"),
        ),
        (ABSTRACT, ("record:abstract", ONE, "pmid:1", "as approved", "another")),
        (CITED_OTHERWISE, ("claim_cited", ONE, "", "It works. [pmid:1] (research)", "It works. [none] (research)")),
        (
            with_claim("It works well."),
            ("claim_reworded", "3" * 12, "", "It works. [pmid:1] (research)", "It works well. [pmid:1] (research)"),
        ),
        (SHORTER, ("claim_removed", ONE, "", "It works. [pmid:1] (research)", "")),
        (
            PASSAGE,
            (
                "label_passage", TWO, f"setid:{LABEL}",
                "dosage: Infuse 5 mg once a year.", "dosage: Infuse 4 mg once a year.",
            ),
        ),
        (BOXED, ("boxed_warning", "", f"setid:{LABEL}", "none", "WARNING: falls.")),
    ],
)  # fmt: skip
def test_whatever_moves_lapses_the_approval_and_is_told_exactly(
    evidence: QuestionEvidence, expected: tuple[str, ...]
) -> None:
    found = standing(evidence, [APPROVAL], KEPT, [])
    assert not found.holds
    (change,) = found.moved
    assert (change.kind, change.claim_id, change.reference_id, change.before, change.after) == expected


def test_an_approval_holds_while_nothing_moves_and_again_when_it_comes_back() -> None:
    assert standing(EVIDENCE, [APPROVAL], KEPT, []).holds
    later = Change("0" * 12, "2026-11-12", "bones", ONE, "pmid:1", "record:title", "a", "b")
    assert standing(EVIDENCE, [APPROVAL], KEPT, [later]).moved == ()
    assert not standing(EVIDENCE, [], KEPT, []).holds


def test_what_says_nothing_about_the_answer_moves_nothing() -> None:
    turned = replace(EVIDENCE, claims=EVIDENCE.claims[::-1])
    retitled = with_record(title="Another", retrieved_date="2026-11-20", stale_since_date="2026-11-20")
    dated = replace(EVIDENCE, question=replace(EVIDENCE.question, status="draft"))
    assert {evidence_hash(e) for e in (turned, retitled, dated)} == {NOW}
    assert len(parts(EVIDENCE)) == 5


def test_without_kept_parts_the_changes_of_that_day_and_later_are_told() -> None:
    days = ("2026-11-09", "2026-11-10", "2026-11-11")
    old, same, new = (Change(d[-2:] * 6, d, "bones", ONE, "pmid:1", "record:title") for d in days)
    assert standing(RETRACTED, [APPROVAL], [], [old, same, new]).moved == (same, new)
    held = standing(EVIDENCE, [APPROVAL], [], [])
    assert [c for c in (old, same, new) if held.came_after(c)] == [new]
    never = standing(EVIDENCE, [], [], [])
    assert [c for c in (old, same, new) if never.came_after(c)] == [old, same, new]


def test_of_the_day_of_approval_only_what_it_had_seen_was_before_it() -> None:
    seen, later = (Change(i * 12, "2026-11-10", "bones", "", "", f"k{i}") for i in "45")
    added = Change("6" * 12, "2026-11-10", "bones", kind="question_added")
    held = standing(EVIDENCE, [APPROVAL], approved_parts(EVIDENCE, seen=[seen]), [])
    assert held.holds
    assert [c for c in (seen, later, added) if held.came_after(c)] == [later]


def test_a_finding_stays_accepted_while_it_says_the_same_of_the_same_evidence() -> None:
    bad = new_finding(
        "bones", "retracted", "fail", "critical", "It is retracted.", reason="retracted", facts_hash="a" * 12
    )
    review = replace(APPROVAL, accepted_findings=(bad.finding_id,), because="it is what we warn of")
    kept = approved_parts(EVIDENCE, [bad])
    found = standing(EVIDENCE, [review], kept, [])
    (acceptance,) = found.accepted
    assert (acceptance.message, acceptance.by, acceptance.date) == ("It is retracted.", "AB", "2026-11-10")
    assert found.is_accepted(bad)
    assert found.is_accepted(replace(bad, message="This paper was retracted."))
    assert not found.is_accepted(replace(bad, facts_hash="b" * 12))
    assert not found.is_accepted(replace(bad, reason="withdrawn"))
    moved = standing(NOTICED, [review], kept, [])
    assert not moved.is_accepted(bad)
    assert len(moved.accepted) == 1
    returned = [review, Review("bones", 2, "2026-11-11", "return", "AB")]
    assert not standing(EVIDENCE, returned, kept, []).is_accepted(bad)
    again = [*returned, replace(APPROVAL, position=3)]
    assert not standing(EVIDENCE, again, kept, []).is_accepted(bad)
    assert standing(EVIDENCE, [review, replace(APPROVAL, position=2)], kept, []).is_accepted(bad)


def test_the_reason_of_what_was_accepted_before_reasons_were_kept_is_put_on_record_once() -> None:
    bad = new_finding(
        "bones", "retracted", "fail", "critical", "It is retracted.", reason="retracted", facts_hash="a" * 12
    )
    review = replace(APPROVAL, accepted_findings=(bad.finding_id,), because="it is what we warn of")
    old = [p for p in approved_parts(EVIDENCE, [bad]) if p.kind != "accepted reason"]
    before = standing(EVIDENCE, [review], old, [])
    assert before.is_accepted(bad)
    assert reasons_to_keep(EVIDENCE, before, [replace(bad, message="It is retracted for fraud.")]) == []
    added = reasons_to_keep(EVIDENCE, before, [bad])
    assert [(p.question_id, p.kind, p.item, p.state) for p in added] == [
        ("bones", "accepted reason", bad.finding_id, f"retracted {'a' * 12}")
    ]
    after = standing(EVIDENCE, [review], [*old, *added], [])
    assert after.is_accepted(replace(bad, message="Reworded."))
    assert not after.is_accepted(replace(bad, facts_hash="b" * 12))
    assert reasons_to_keep(EVIDENCE, after, [bad]) == []
