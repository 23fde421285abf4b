"""What moved, and nothing else."""

from dataclasses import replace

from pipeline.evidence import changes
from pipeline.evidence.changes import History
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

DAY, NEXT = "2026-11-01", "2026-11-02"
CLAIM = Claim("00000000000a", "bones", "research", "", 1, "Zoledronic acid raised hip density.")
REFERENCE = CitedReference(
    "pmid:1", pmid="1", title="A trial", year=2015, record_status="found", integrity_status="no_notice_found",
    origin="live", retrieved_date=DAY,
)  # fmt: skip
NOTICE = ReferenceNotice("pmid:1", "pmid:9", "pubmed", "retraction", "2026-10", NEXT)


def evidence(
    claims: tuple[Claim, ...] = (CLAIM,), reference: CitedReference = REFERENCE, *notices: ReferenceNotice
) -> QuestionEvidence:
    return QuestionEvidence(
        Question("bones", "Which infusion?", "draft"),
        claims,
        {c.claim_id: (Citation(c.claim_id, 1, reference.reference_id, reference.reference_id),) for c in claims},
        {reference.reference_id: reference},
        {reference.reference_id: notices} if notices else {},
    )


def history_of(*bundles: QuestionEvidence) -> History:
    moved = changes.compare(History(), bundles, {}, DAY)
    return History(moved.references, moved.claims)


def test_a_first_sight_is_a_new_question_and_no_more() -> None:
    moved = changes.compare(History(), [evidence()], {"pmid:1": "f" * 64}, DAY)
    assert [(c.kind, c.question_id) for c in moved.changes] == [("question_added", "bones")]
    assert [(v.reference_id, v.version, v.record_sha256) for v in moved.references] == [("pmid:1", 1, "f" * 64)]
    assert [(v.claim_id, v.event) for v in moved.claims] == [("00000000000a", "added")]


def test_nothing_moved_gives_no_row() -> None:
    moved = changes.compare(history_of(evidence()), [evidence()], {}, NEXT)
    assert moved == changes.Moved((), (), ())


def test_a_retraction_touches_each_claim_that_cites_the_paper() -> None:
    other = replace(CLAIM, claim_id="00000000000b", position=2, text="It also lowered fractures.")
    both = (CLAIM, other)
    retracted = replace(REFERENCE, integrity_status="retracted")
    moved = changes.compare(history_of(evidence(both)), [evidence(both, retracted, NOTICE)], {}, NEXT)
    assert [(c.kind, c.claim_id, c.before, c.after) for c in sorted(moved.changes, key=lambda c: c.claim_id)] == [
        ("integrity:retracted", "00000000000a", "no_notice_found", "retracted"),
        ("integrity:retracted", "00000000000b", "no_notice_found", "retracted"),
    ]
    assert moved.references[0].version == 2


def test_what_leaves_open_what_was_clean_is_told_and_so_is_its_end() -> None:
    """PubMed answered both times: a title that now says RETRACTED, a notice of an unknown kind."""
    left_open = replace(REFERENCE, integrity_status="unknown")
    moved = changes.compare(history_of(evidence()), [evidence((CLAIM,), left_open)], {}, NEXT)
    assert [(c.kind, c.before) for c in moved.changes] == [("integrity:unknown", "no_notice_found")]
    moved = changes.compare(history_of(evidence((CLAIM,), left_open)), [evidence()], {}, NEXT)
    assert [(c.kind, c.before) for c in moved.changes] == [("integrity:no_notice_found", "unknown")]


def test_a_second_erratum_is_a_further_notice() -> None:
    first = replace(NOTICE, kind="erratum")
    second = replace(first, notice_id="pmid:10")
    corrected = replace(REFERENCE, integrity_status="corrected")
    moved = changes.compare(
        history_of(evidence((CLAIM,), corrected, first)), [evidence((CLAIM,), corrected, first, second)], {}, NEXT
    )
    assert [(c.kind, c.after) for c in moved.changes] == [("integrity:further_notice", "pmid:10")]


def test_a_first_answer_is_no_change_but_a_deletion_is() -> None:
    held = replace(REFERENCE, origin="snapshot", integrity_status="unknown")
    assert changes.compare(history_of(evidence((CLAIM,), held)), [evidence()], {}, NEXT).changes == ()
    gone = replace(REFERENCE, record_status="deleted", integrity_status="unknown")
    moved = changes.compare(history_of(evidence()), [evidence((CLAIM,), gone)], {}, NEXT)
    assert [c.kind for c in moved.changes] == ["record:deleted"]


def test_a_record_that_is_not_at_hand_is_no_change_and_no_state() -> None:
    lost = CitedReference("pmid:1", pmid="1", integrity_status="retracted")
    before = history_of(evidence((CLAIM,), replace(REFERENCE, integrity_status="retracted"), NOTICE))
    assert changes.compare(before, [evidence((CLAIM,), lost)], {}, NEXT) == changes.Moved((), (), ())


def test_between_snapshot_and_pubmed_only_the_integrity_is_news() -> None:
    held = replace(
        REFERENCE, origin="snapshot", integrity_status="unknown", title="Its title", superseded_by=("pmid:2",)
    )
    missing = replace(REFERENCE, origin="", record_status="not_found", integrity_status="unknown", title="")
    for after in (REFERENCE, missing):
        assert (
            changes.compare(history_of(evidence((CLAIM,), held)), [evidence((CLAIM,), after)], {}, NEXT).changes == ()
        )
    retracted = replace(REFERENCE, integrity_status="retracted")
    moved = changes.compare(history_of(evidence((CLAIM,), held)), [evidence((CLAIM,), retracted)], {}, NEXT)
    assert [c.kind for c in moved.changes] == ["integrity:retracted"]


def test_a_changed_title_year_and_type_are_named() -> None:
    after = replace(REFERENCE, title="A corrected trial", year=2016, study_design="other")
    moved = changes.compare(history_of(evidence()), [evidence((CLAIM,), after)], {}, NEXT)
    assert {c.kind for c in moved.changes} == {"record:title", "record:year", "record:type"}


def test_a_reworded_claim_is_paired_with_the_old_one() -> None:
    new = replace(CLAIM, claim_id="00000000000c", text="Zoledronic acid raised hip bone density.")
    moved = changes.compare(history_of(evidence()), [evidence((new,))], {}, NEXT)
    assert [(c.kind, c.claim_id, c.before) for c in moved.changes] == [("claim_reworded", "00000000000c", CLAIM.text)]
    assert sorted(v.event for v in moved.claims) == ["added", "removed"]


def test_a_moved_claim_is_no_change() -> None:
    assert changes.compare(history_of(evidence()), [evidence((replace(CLAIM, position=7),))], {}, NEXT).changes == ()


def test_an_added_and_a_removed_claim_far_apart_stay_two() -> None:
    new = replace(CLAIM, claim_id="00000000000d", position=5, text="Nothing alike at all here.")
    moved = changes.compare(history_of(evidence()), [evidence((new,))], {}, NEXT)
    assert sorted(c.kind for c in moved.changes) == ["claim_added", "claim_removed"]


def test_a_question_that_goes_is_one_change_and_one_with_a_mistake_is_none() -> None:
    history = history_of(evidence())
    assert [c.kind for c in changes.compare(history, [], {}, NEXT).changes] == ["question_removed"]
    assert changes.compare(history, [], {}, NEXT, ["bones"]).changes == ()


def test_rows_have_their_types() -> None:
    moved = changes.compare(History(), [evidence()], {}, DAY)
    assert isinstance(moved.references[0], ReferenceVersion)
    assert isinstance(moved.claims[0], ClaimVersion)
