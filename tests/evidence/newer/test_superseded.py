"""What may replace a cited reference."""

import json
from pathlib import Path

import pytest

from pipeline.evidence.newer.superseded import supersessions
from pipeline.evidence.papers.paper import Paper, paper_of, paper_of_reference
from pipeline.schema.moving_tables import Supersession
from pipeline.schema.paper_tables import CitedReference
from pipeline.sources.papers import pubmed_answer, pubmed_record


def paper(pmid: str, title: str = "Owls", year: int = 2020, **more: object) -> Paper:
    return Paper(f"pmid:{pmid}", pmid, title, year, **more)  # type: ignore[arg-type]


def guideline(pmid: str, title: str, year: int, body: str = "ACP", **more: object) -> Paper:
    return paper(pmid, title, year, evidence_source="guideline", bodies=frozenset({body}), **more)


def only(cited: Paper, *at_hand: Paper) -> Supersession:
    (row,) = supersessions([cited], at_hand)
    return row


# ---- update chains -------------------------------------------------------------------------------------------------


def test_a_chain_ends_at_the_newest() -> None:
    old, mid = paper("1", updated_in=("pmid:2",)), paper("2", updated_in=("pmid:3",))
    row = only(old, mid, paper("3", "Owls again", 2024))
    assert (row.newer_id, row.chain, row.route) == ("pmid:3", ("pmid:2", "pmid:3"), "update")
    assert (row.newer_title, row.newer_year) == ("Owls again", 2024)


def test_update_of_is_the_same_link_from_the_other_side() -> None:
    assert only(paper("1"), paper("2", update_of=("pmid:1",))).newer_id == "pmid:2"


def test_an_update_whose_record_is_not_at_hand_is_named() -> None:
    assert only(paper("1", updated_in=("doi:10.1/x",))).newer_id == "doi:10.1/x"


def test_a_cycle_ends() -> None:
    assert only(paper("1", updated_in=("pmid:2",)), paper("2", updated_in=("pmid:1",))).newer_id == "pmid:2"
    ring = [paper(str(i), updated_in=(f"pmid:{i % 12 + 1}",)) for i in range(1, 13)]
    assert len(supersessions(ring, ring)) == 12


def test_what_names_itself_is_not_replaced() -> None:
    assert supersessions([paper("1", updated_in=("pmid:1",))], []) == []


def fallen(pmid: str, status: str, **more: object) -> Paper:
    return paper(pmid, is_out=True, integrity_status=status, **more)


@pytest.mark.parametrize("status", ["retracted", "withdrawn", "notice", "unknown"])
def test_a_fallen_update_is_told_as_that(status: str) -> None:
    row = only(paper("1", updated_in=("pmid:2",)), fallen("2", status))
    assert (row.newer_id, row.newer_fallen, row.route) == ("pmid:2", status, "update")
    preprint = paper("1", updated_in=("pmid:2",), study_design="preprint")
    assert only(preprint, fallen("2", status, study_design="randomized controlled trial")).route == "update"


def test_of_a_chain_that_ends_retracted_the_last_that_stands() -> None:
    old, mid = paper("1", updated_in=("pmid:2",)), paper("2", updated_in=("pmid:3",))
    row = only(old, mid, fallen("3", "retracted"))
    assert (row.newer_id, row.newer_fallen) == ("pmid:2", "")


def test_a_chain_that_ends_withdrawn_proposes_nothing() -> None:
    old, mid = paper("1", updated_in=("pmid:2",)), paper("2", updated_in=("pmid:3",))
    row = only(old, mid, fallen("3", "withdrawn"))
    assert (row.newer_id, row.newer_fallen, row.chain) == ("pmid:3", "withdrawn", ("pmid:2", "pmid:3"))


def test_a_version_after_the_withdrawal_is_proposed() -> None:
    old, gone = paper("1", updated_in=("pmid:2",)), fallen("2", "withdrawn", updated_in=("pmid:3",))
    row = only(old, gone, paper("3"))
    assert (row.newer_id, row.newer_fallen) == ("pmid:3", "")


def test_a_withdrawn_cochrane_version_that_no_link_names() -> None:
    cited = paper("1", doi="10.1002/14651858.cd001234")
    mid, gone = paper("2", doi="10.1002/14651858.cd001234.pub2"), "10.1002/14651858.cd001234.pub3"
    row = only(cited, mid, fallen("3", "withdrawn", doi=gone))
    assert (row.newer_id, row.newer_fallen, row.route) == ("pmid:3", "withdrawn", "cochrane version")
    row = only(cited, mid, fallen("3", "retracted", doi=gone))
    assert (row.newer_id, row.newer_fallen) == ("pmid:2", "")
    row = only(cited, fallen("2", "withdrawn", doi=mid.doi), paper("3", doi=gone))
    assert (row.newer_id, row.newer_fallen) == ("pmid:3", "")
    assert supersessions([paper("3", doi=gone)], [fallen("2", "withdrawn", doi=mid.doi)]) == []


def test_a_partial_update_says_partial() -> None:
    by_title = only(paper("1", updated_in=("pmid:2",)), paper("2", is_partial=True))
    by_note = only(paper("1", updated_in=("pmid:2",), partial_updates=frozenset({"pmid:2"})), paper("2"))
    assert by_title.is_partial and by_note.is_partial
    assert "partial" in by_title.reason


# ---- Cochrane ------------------------------------------------------------------------------------------------------


def test_a_later_version_of_a_review() -> None:
    cited = paper_of_reference(
        CitedReference("doi:10.1002/14651858.cd004407.pub4", doi="10.1002/14651858.cd004407.pub4")
    )
    versions = [paper(str(n), doi=f"10.1002/14651858.cd004407.pub{n}") for n in (2, 3, 5, 6)]
    row = only(cited, *versions, paper("9", doi="10.1002/14651858.cd999999.pub9"))
    assert (row.newer_id, row.chain, row.route) == ("pmid:6", ("pmid:5", "pmid:6"), "cochrane version")


def test_the_last_version_is_not_replaced() -> None:
    newest = paper("3", doi="10.1002/14651858.cd004407.pub5")
    assert supersessions([newest], [paper("2", doi="10.1002/14651858.cd004407")]) == []


# ---- guidelines ----------------------------------------------------------------------------------------------------


def test_guidelines_of_one_body_are_followed_to_the_newest() -> None:
    found = [guideline("2", "Oral drugs for owl fever", 2017), guideline("3", "Newer drugs in owl fever", 2024)]
    row = only(guideline("1", "Oral treatment of owl fever", 2012), *found)
    assert (row.newer_id, row.chain, row.route) == ("pmid:3", ("pmid:2", "pmid:3"), "newer guideline")
    assert "ACP" in row.reason


@pytest.mark.parametrize(
    "other",
    [
        guideline("2", "Treatment of owl fever", 2024, body="ADA"),
        guideline("2", "Treatment of feather loss", 2024),
        guideline("2", "Treatment of owl fever", 2012),
        guideline("2", "Treatment of owl fever", 2024, is_out=True),
        paper("2", "Treatment of owl fever", 2024, bodies=frozenset({"ACP"})),
    ],
)
def test_another_body_subject_year_or_kind_is_not_proposed(other: Paper) -> None:
    assert supersessions([guideline("1", "Treatment of owl fever", 2012)], [other]) == []


def test_an_update_is_not_told_twice_and_a_later_guideline_follows_it() -> None:
    cited = guideline("1", "Treatment of owl fever", 2012, updated_in=("pmid:2",))
    second = guideline("2", "Treatment of owl fever", 2017)
    assert only(cited, second).route == "update"
    rows = supersessions([cited], [second, guideline("3", "Treatment of owl fever", 2024)])
    assert {r.newer_id for r in rows} >= {"pmid:3"}


# ---- preprints -----------------------------------------------------------------------------------------------------


def test_a_preprint_leads_to_its_article() -> None:
    cited = paper("1", "A trial of seven drugs in owl fever", first_author="Night D", study_design="preprint")
    article = paper("2", "A trial of seven drugs in owl fever.", 2021, first_author="Night D", study_design="other")
    assert only(cited, article).route == "published article"
    linked = paper("1", "Owls", study_design="preprint", updated_in=("pmid:2",))
    assert only(linked, article).route == "published article"
    other = paper("2", "A trial of seven drugs in owl fever", 2021, first_author="Dusk E", study_design="other")
    assert supersessions([cited], [other]) == []


# ---- real references -----------------------------------------------------------------------------------------------


@pytest.mark.real
def test_the_superseded_references_of_eight_questions_are_found_and_no_other(shared: Path) -> None:
    """Eight of eight found, none proposed falsely, each question with the records of all of them at hand."""
    data = (shared / "data" / "pubmed" / "constructed" / "question_references.xml").read_bytes()
    records = {p: paper_of(pubmed_record.parse(body)) for p, _, body in pubmed_answer.split(data)}
    assert len(records) == 54
    questions = json.loads((shared / "data" / "questions" / "questions.json").read_text())
    n_found, references = 0, set[str]()
    for question in questions:
        rows = {r["key"]: r for r in question["references"]}
        ids = {k: f"pmid:{r['pmid']}" if r["pmid"] else f"doi:{(r['doi'] or k).lower()}" for k, r in rows.items()}
        cited = [
            records.get(r["pmid"]) or paper_of_reference(CitedReference(ids[k], doi=(r["doi"] or "").lower()))
            for k, r in rows.items()
        ]
        expected = {ids[k]: ids[r["superseded_by"]] for k, r in rows.items() if r["superseded_by"]}
        found = {s.reference_id: s for s in supersessions(cited, records.values())}
        assert found.keys() == expected.keys(), question["id"]
        assert all(newer in found[older].chain for older, newer in expected.items())
        newest = {older: expected.get(newer, newer) for older, newer in expected.items()}
        assert {older: s.newer_id for older, s in found.items()} == newest
        n_found += len(found)
        references |= rows.keys()
    assert (n_found, len(references)) == (8, 64)
