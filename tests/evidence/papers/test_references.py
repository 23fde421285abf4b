"""From keys and records to references: live before snapshot, an answer before a guess."""

from dataclasses import replace

from pipeline.evidence.papers.references import KeyState, Known, KnownRecord, build
from pipeline.schema.claim_tables import Citation
from pipeline.schema.paper_tables import Article, ArticleCorrection, CitedReference
from pipeline.schema.question_tables import AuthorReference
from pipeline.schema.records import ParsedRecord

SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
ARTICLE = Article("1", article_title="A trial", pub_year=2015, doi="10.1000/a", publication_types=("Journal Article",))
LIVE = KnownRecord.of(ParsedRecord(ARTICLE), "live", "2026-11-01")
HELD = KnownRecord.of(ParsedRecord(ARTICLE), "snapshot", "2026-10-01")


def references(known: Known, *keys: str):
    return build([("q", Citation(f"{i:012x}", 1, key, key)) for i, key in enumerate(keys)], [], known)


def test_two_ids_of_one_paper_are_one_reference():
    result = references(Known(states={"pmid:1": KeyState("found")}, live=[LIVE]), "pmid:1", "doi:10.1000/a")
    assert [r.reference_id for r in result.references] == ["pmid:1"]
    assert [(c.reference_id, c.cited_as) for c in result.citations] == [
        ("pmid:1", "pmid:1"),
        ("pmid:1", "doi:10.1000/a"),
    ]


def test_live_comes_before_the_snapshot():
    both = Known(states={"pmid:1": KeyState("found")}, live=[LIVE], held=[HELD])
    (row,) = references(both, "pmid:1").references
    assert (row.origin, row.integrity_status, row.retrieved_date) == ("live", "no_notice_found", "2026-11-01")


def test_the_snapshot_is_never_clean():
    (row,) = references(Known(held=[HELD]), "pmid:1").references
    assert (row.origin, row.record_status, row.integrity_status) == ("snapshot", "found", "unknown")


def test_not_found_stands_whatever_the_snapshot_holds():
    (row,) = references(Known(states={"pmid:1": KeyState("not_found")}, held=[HELD]), "pmid:1").references
    assert (row.record_status, row.origin, row.title) == ("not_found", "", "")
    (row,) = references(Known(states={"doi:10.1000/a": KeyState("not_found")}, held=[HELD]), "doi:10.1000/a").references
    assert (row.reference_id, row.record_status) == ("doi:10.1000/a", "not_found")
    assert "own id" in row.resolution


def test_a_deleted_record_keeps_its_last_words_and_is_not_clean():
    (row,) = references(Known(states={"pmid:1": KeyState("deleted")}, live=[LIVE]), "pmid:1").references
    assert (row.record_status, row.title, row.integrity_status) == ("deleted", "A trial", "unknown")


def test_nothing_known_is_not_fetched():
    (row,) = references(Known(), "pmid:7").references
    assert (row.record_status, row.integrity_status, row.year) == ("not_fetched", "unknown", None)


def test_the_history_gives_the_first_date():
    article = Article("1", record_sha256="f" * 64)
    correction = ArticleCorrection("1", 1, "ErratumIn", "J. 2016;1:2", "9")
    live = KnownRecord.of(ParsedRecord(article, corrections=[correction]), "live", "2026-11-01")
    seen = {("pmid:1", "f" * 64): "2026-01-01", ("pmid:1", "pmid:9"): "2025-12-31"}
    result = references(Known(states={"pmid:1": KeyState("found")}, live=[live], seen_before=seen), "pmid:1")
    assert result.references[0].retrieved_date == "2026-01-01"
    assert [(n.notice_id, n.first_seen_date) for n in result.notices] == [("pmid:9", "2025-12-31")]


def test_a_label_is_what_the_labels_say_of_it_and_an_application_is_tied_by_the_claim():
    label = CitedReference(f"setid:{SET_ID}", set_id=SET_ID, title="Reclast", record_status="found")
    several = CitedReference("appl:BLA125320", resolution="stands for 2 labels")
    known = Known(
        labels={f"setid:{SET_ID}": label, "appl:BLA125320": several},
        label_ties={("0" * 12, "appl:NDA021817"): SET_ID},
    )
    result = references(known, "appl:NDA021817", "appl:BLA125320", "setid:00000000-0000-0000-0000-000000000000")
    assert [(r.reference_id, r.title, r.record_status, r.resolution) for r in result.references] == [
        ("appl:BLA125320", "", "not_fetched", "stands for 2 labels"),
        ("setid:00000000-0000-0000-0000-000000000000", "", "not_fetched", ""),
        (f"setid:{SET_ID}", "Reclast", "found", ""),
    ]


def test_the_authors_list_means_the_label_that_all_claims_mean():
    listed = [AuthorReference("q", 1, "appl:NDA021817", "appl:NDA021817")]
    cited = [("q", Citation("0" * 12, 1, "appl:NDA021817", "appl:NDA021817"))]
    one = Known(label_ties={("0" * 12, "appl:NDA021817"): SET_ID})
    assert build(cited, listed, one).author_references[0].reference_id == f"setid:{SET_ID}"
    two = Known(label_ties={("0" * 12, "appl:NDA021817"): SET_ID, ("1" * 12, "appl:NDA021817"): "x"})
    assert build(cited, listed, two).author_references[0].reference_id == "appl:NDA021817"


TWIN = ParsedRecord(
    Article("2", "The trial again", pub_year=2017, doi="10.1000/a"),
    corrections=[ArticleCorrection("2", 1, "ErratumIn", "J. 2018;1:2", "9")],
)


def test_a_doi_of_two_live_records_names_both_and_means_neither():
    known = Known(live=[LIVE, KnownRecord.of(TWIN, "live", "2026-11-01")], states={"doi:10.1000/a": KeyState("found")})
    (row,) = references(known, "doi:10.1000/a").references
    assert (row.reference_id, row.doi, row.pmid, row.record_status) == ("doi:10.1000/a", "10.1000/a", "", "not_fetched")
    assert (row.integrity_status, row.shared_by) == ("unknown", ("pmid:1=no_notice_found", "pmid:2=corrected"))
    assert 'pmid:1 ("A trial", 2015, no notice found) and pmid:2 ("The trial again", 2017, corrected)' in row.resolution


def test_a_second_record_with_its_doi_ends_a_tie():
    known = Known(live=[LIVE, KnownRecord.of(TWIN, "live", "2026-11-01")])
    known.states = {"doi:10.1000/a": KeyState("found", "1"), "pmid:1": KeyState("found")}
    assert [r.reference_id for r in references(known, "doi:10.1000/a").references] == ["doi:10.1000/a"]
    assert [r.reference_id for r in references(known, "pmid:1").references] == ["pmid:1"]


def test_a_doi_that_the_snapshot_gives_to_two_papers_means_neither():
    known = Known(held=[HELD, KnownRecord.of(TWIN, "snapshot", "2026-10-01")])
    (row,) = references(known, "doi:10.1000/a").references
    assert row.shared_by == ("pmid:1=unknown", "pmid:2=corrected")
    (row,) = references(
        replace(known, states={"doi:10.1000/a": KeyState("found", "1")}, live=[LIVE]), "doi:10.1000/a"
    ).references
    assert (row.reference_id, row.shared_by) == ("pmid:1", ())
