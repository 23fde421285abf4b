"""What the history knows against a paper stands until PubMed answers."""

from dataclasses import replace

import pytest

from pipeline.evidence.papers.last_seen import as_last_seen, last_seen
from pipeline.evidence.papers.references import KeyState, Known, build
from pipeline.schema.claim_tables import Citation
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice

DAY = "2026-10-03"
THEN = ReferenceVersion(
    "pmid:1",
    DAY,
    2,
    record_status="found",
    integrity_status="retracted",
    title="Owls",
    notice_ids=("pmid:9",),
    origin="live",
)
CITED = Citation("0" * 12, 1, "pmid:1", "pmid:1")


@pytest.mark.parametrize("status", ["retracted", "concern", "corrected", "notice"])
def test_a_record_that_is_not_at_hand_shows_what_the_history_knows_against_it(status: str) -> None:
    known = last_seen(
        [replace(THEN, version=1, integrity_status="unknown"), replace(THEN, integrity_status=status)], [], []
    )
    built = build([("q", CITED)], [], Known(last_seen=known))
    (row,) = built.references
    assert (row.record_status, row.integrity_status, row.retrieved_date, row.title) == (
        "not_fetched",
        status,
        DAY,
        "Owls",
    )
    assert row.resolution == f"the history shows it as {status} on {DAY}; PubMed has not answered since"
    assert [(n.notice_id, n.source, n.first_seen_date) for n in built.notices] == [("pmid:9", "history", DAY)]


def test_an_answer_of_pubmed_counts_more_than_the_history() -> None:
    known = Known(states={"pmid:1": KeyState("not_found")}, last_seen={"pmid:1": THEN})
    (row,) = build([("q", CITED)], [], known).references
    assert (row.record_status, row.integrity_status) == ("not_found", "unknown")


@pytest.mark.parametrize("status", ["no_notice_found", "unknown", ""])
def test_the_history_never_makes_a_paper_clean(status: str) -> None:
    bare = CitedReference("pmid:1")
    assert as_last_seen(bare, [], {"pmid:1": replace(THEN, integrity_status=status)}) == (bare, [])


def test_the_last_record_counts_not_a_day_without_one_nor_an_earlier_one() -> None:
    later = replace(THEN, version=3, record_status="not_fetched", integrity_status="unknown")
    assert last_seen([THEN, later], [], []) == {"pmid:1": THEN}
    reinstated = replace(THEN, version=3, integrity_status="no_notice_found")
    bare = CitedReference("pmid:1")
    assert as_last_seen(bare, [], last_seen([THEN, reinstated], [], [])) == (bare, [])


def test_a_later_day_on_which_only_the_snapshot_was_at_hand_does_not_count() -> None:
    later = replace(THEN, version=3, origin="snapshot", integrity_status="unknown")
    live = replace(THEN, origin="live")
    assert last_seen([live, later], [], []) == {"pmid:1": live}
    assert last_seen([later, live], [], []) == {"pmid:1": live}


def test_the_worse_of_the_snapshot_and_the_history_is_shown() -> None:
    held = CitedReference("pmid:1", integrity_status="concern", origin="snapshot", title="As the snapshot has it")
    named = ReferenceNotice("pmid:1", "pmid:9", "snapshot", "expression of concern")
    row, notices = as_last_seen(held, [named], {"pmid:1": THEN})
    assert (row.integrity_status, row.title, notices) == ("retracted", "As the snapshot has it", [named])
    worse = replace(held, integrity_status="retracted")
    assert as_last_seen(worse, [], {"pmid:1": replace(THEN, integrity_status="concern")}) == (worse, [])


def test_a_doi_is_tied_by_the_history_of_its_claim_while_the_claim_cites_as_many() -> None:
    claim = ClaimVersion("0" * 12, DAY, "added", "q", reference_ids=("pmid:2", "pmid:1"))
    two = [Citation("0" * 12, 1, "", "pmid:2"), Citation("0" * 12, 2, "", "doi:10.1000/a")]
    assert last_seen([THEN], [claim], two)["doi:10.1000/a"] == THEN
    assert "doi:10.1000/a" not in last_seen([THEN], [claim], two[1:])
    moved = [replace(two[0], cited_as="pmid:3"), two[1]]
    assert "doi:10.1000/a" not in last_seen([THEN], [claim], moved)
