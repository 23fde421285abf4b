"""Notices of further sources beside PubMed's: the worst that is named, by whom, and who was asked."""

from dataclasses import replace

import pytest

from pipeline.evidence.papers.notices import ForeignNotice, SourceAnswer, merged, source_rows
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice


def paper(status: str = "no_notice_found", **more: str) -> CitedReference:
    made = CitedReference("pmid:1", pmid="1", doi="10.1000/paper", record_status="found", integrity_status=status)
    made.origin = "live"
    for name, value in more.items():
        setattr(made, name, value)
    return made


def crossref(*notices: ForeignNotice, outcome: str = "answered", is_notice: bool = False) -> SourceAnswer:
    return SourceAnswer("crossref", outcome, notices, "2026-11-25", is_notice=is_notice)


@pytest.mark.parametrize(
    ("pubmed", "kind", "shown"),
    [
        ("no_notice_found", "retraction", "retracted"),
        ("no_notice_found", "erratum", "corrected"),
        ("no_notice_found", "expression of concern", "concern"),
        ("corrected", "retraction", "retracted"),
        ("retracted", "erratum", "retracted"),
        ("unknown", "retraction", "retracted"),
        ("no_notice_found", "update", "no_notice_found"),
        ("no_notice_found", "reinstatement", "no_notice_found"),
    ],
)
def test_the_worst_that_any_source_names(pubmed: str, kind: str, shown: str) -> None:
    row, (notice,) = merged(paper(pubmed), [crossref(ForeignNotice(kind, "10.1000/notice", date="2026-10-01"))], {})
    assert row.integrity_status == shown
    assert (notice.notice_id, notice.source, notice.kind) == ("doi:10.1000/notice", "crossref", kind)
    assert (notice.notice_date, notice.first_seen_date) == ("2026-10-01", "2026-11-25")


@pytest.mark.parametrize("outcome", ["failed", "not held", "not asked"])
def test_a_source_without_an_answer_changes_nothing(outcome: str) -> None:
    for status in ("no_notice_found", "unknown", "retracted"):
        assert merged(paper(status), [crossref(outcome=outcome)], {}) == (paper(status), [])


def test_what_a_source_said_stands_while_it_is_down() -> None:
    row, notices = merged(paper(), [crossref(ForeignNotice("retraction", "10.1000/n"), outcome="failed")], {})
    assert (row.integrity_status, len(notices)) == ("retracted", 1)


def test_one_notice_of_two_sources_has_one_id() -> None:
    watch = SourceAnswer("retraction_watch", "answered", (ForeignNotice("retraction", pmid="9"),), "2026-11-25")
    _, notices = merged(paper(), [crossref(ForeignNotice("retraction", "10.1000/n")), watch], {"10.1000/n": "9"})
    assert [(n.notice_id, n.source) for n in notices] == [("pmid:9", "crossref"), ("pmid:9", "retraction_watch")]


def test_a_retraction_in_place_is_a_retraction() -> None:
    """An in-situ update says only that no separate notice was deposited (Crossref, "Registering updates")."""
    row, (notice,) = merged(paper(), [crossref(ForeignNotice("retraction", "10.1000/paper"))], {"10.1000/paper": "1"})
    assert (notice.kind, notice.notice_id) == ("retraction", "doi:10.1000/paper")
    assert row.integrity_status == "retracted"


def test_a_paper_that_crossref_calls_a_notice_is_one() -> None:
    assert merged(paper(), [crossref(is_notice=True)], {})[0].integrity_status == "notice"


def test_an_unknown_kind_is_kept_and_makes_nothing_clean() -> None:
    row, (notice,) = merged(paper(), [crossref(ForeignNotice("unknown: odd_word", "10.1000/n"))], {})
    assert notice.kind == "unknown: odd_word"
    assert row.unknown_codes == ("crossref=unknown: odd_word",)
    assert row.integrity_status == "unknown"


@pytest.mark.parametrize(
    ("pubmed", "shown"),
    [("no_notice_found", "unknown"), ("corrected", "unknown"), ("unknown", "unknown"), ("concern", "concern"),
     ("withdrawn", "withdrawn"), ("retracted", "retracted"), ("notice", "notice")],
)  # fmt: skip
def test_what_an_unknown_kind_leaves_of_what_is_known(pubmed: str, shown: str) -> None:
    for source in ("crossref", "retraction_watch"):
        answer = SourceAnswer(source, "answered", (ForeignNotice("unknown: Odd", "10.1000/n"),), "2026-11-25")
        row, _ = merged(paper(pubmed), [answer], {})
        assert (row.integrity_status, row.unknown_codes) == (shown, (f"{source}=unknown: Odd",))


def test_an_unknown_kind_beside_a_known_one_of_one_notice() -> None:
    pair = (ForeignNotice("erratum", "10.1000/n"), ForeignNotice("unknown: Odd", "10.1000/n"))
    row, (notice,) = merged(paper(), [crossref(*pair)], {})
    assert notice.kind == "erratum; unknown: Odd"
    assert (row.integrity_status, row.unknown_codes) == ("unknown", ("crossref=unknown: Odd",))


def test_a_paper_that_is_itself_a_notice_of_an_unknown_kind_is_unknown() -> None:
    answer = SourceAnswer("crossref", "answered", first_seen="2026-11-25", notice_of=("unknown: Odd",))
    row, notices = merged(paper(), [answer], {})
    assert (row.integrity_status, row.unknown_codes, notices) == ("unknown", ("crossref=unknown: Odd",), [])


def test_a_title_that_leaves_it_open_is_not_made_better() -> None:
    held = paper("unknown", unknown_codes=("title=RETRACTED",))  # type: ignore[arg-type]
    assert merged(held, [crossref(ForeignNotice("erratum", "10.1000/n"))], {})[0].integrity_status == "unknown"
    assert merged(held, [crossref(ForeignNotice("retraction", "10.1000/n"))], {})[0].integrity_status == "retracted"


def test_who_was_asked() -> None:
    own = [ReferenceNotice("pmid:1", "pmid:9", "pubmed", "erratum")]
    down = SourceAnswer("retraction_watch", "failed", failed_since="2026-11-24")
    rows = source_rows(paper(), own, [crossref(), down])
    assert [(r.source, r.outcome, r.n_notices, r.since_date) for r in rows] == [
        ("pubmed", "answered", 1, ""),
        ("crossref", "answered", 0, ""),
        ("retraction_watch", "failed", None, "2026-11-24"),
    ]
    for row, outcome in (
        (paper(origin="snapshot"), "not asked"),
        (paper(stale_since_date="2026-11-24"), "failed"),
        (paper(origin="", record_status="not_found"), "not held"),
        (paper(origin="", record_status="not_fetched"), "not asked"),
    ):
        assert source_rows(row, [], [])[0].outcome == outcome


def test_what_a_source_says_of_the_prime_doi_of_an_alias_is_the_papers_own() -> None:
    answer = SourceAnswer(
        "crossref", "answered", (ForeignNotice("retraction", "10.1000/prime"),), known_as="10.1000/prime"
    )
    row, (notice,) = merged(paper(), [answer], {"10.1000/prime": "2"})
    assert (row.integrity_status, notice.kind) == ("retracted", "retraction")
    assert notice.notice_id == "doi:10.1000/prime"
    assert [(s.source, s.known_as) for s in source_rows(row, [], [answer])] == [
        ("pubmed", ""),
        ("crossref", "10.1000/prime"),
    ]


def test_a_title_that_only_a_further_source_marks_leaves_it_open() -> None:
    answer = SourceAnswer("crossref", "answered", first_seen="2026-11-25", title="RETRACTED: Owls; mice")
    row, _ = merged(paper(), [answer], {})
    assert (row.integrity_status, row.unknown_codes) == ("unknown", ("crossref title=RETRACTED: Owls, mice",))
    assert merged(paper("concern"), [answer], {})[0].integrity_status == "concern"
    for status in ("retracted", "withdrawn", "notice"):
        assert merged(paper(status), [answer], {})[0] == paper(status)
    for title in ("Owls", "Withdrawal therapy", "Correction: Owls"):
        assert merged(paper(), [replace(answer, title=title)], {})[0] == paper()
