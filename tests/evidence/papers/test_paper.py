"""One record as searching reads it."""

import pytest

from pipeline.evidence.papers.paper import (
    Paper,
    cochrane_version,
    is_partial_title,
    newest_first,
    paper_of,
    paper_of_reference,
)
from pipeline.schema.paper_tables import (
    Article,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticlePublicationType,
    CitedReference,
)
from pipeline.schema.records import ParsedRecord


def record(title: str, kind: str = "Practice Guideline", **more: object) -> ParsedRecord:
    article = Article("7", title, pub_year=2020, publication_types=(kind,))
    return ParsedRecord(article, publication_types=[ArticlePublicationType("7", 1, kind)], **more)  # type: ignore[arg-type]


def test_a_guideline_has_its_body_and_its_headings() -> None:
    headings = [
        ArticleMeshHeading("7", 1, "Humans", is_major_topic=True),
        ArticleMeshHeading("7", 2, "Owls", is_major_topic=True),
        ArticleMeshHeading("7", 3, "Mice"),
    ]
    authors = [ArticleAuthor("7", 1, collective_name="US Preventive Services Task Force")]
    paper = paper_of(record("Owls", mesh_headings=headings, authors=authors))
    assert (paper.reference_id, paper.year, paper.is_guideline) == ("pmid:7", 2020, True)
    assert (paper.bodies, paper.mesh) == ({"USPSTF"}, ("Owls",))


def test_updates_and_what_stands_no_more() -> None:
    links = [
        ArticleCorrection("7", 1, "UpdateIn", "Partial update in Owl J", "8"),
        ArticleCorrection("7", 2, "UpdateOf", "", "6"),
        ArticleCorrection("7", 3, "RetractionIn", "", "9"),
    ]
    paper = paper_of(record("Owls", corrections=links))
    assert (paper.updated_in, paper.update_of, paper.is_out) == (("pmid:8",), ("pmid:6",), True)
    assert paper.partial_updates == {"pmid:8"}


@pytest.mark.parametrize(
    ("doi", "version"),
    [
        ("10.1002/14651858.cd006190.pub3", ("cd006190", 3)),
        ("10.1002/14651858.CD006190", ("cd006190", 1)),
        ("10.1002/acr.24180", None),
    ],
)
def test_cochrane_versions(doi: str, version: tuple[str, int] | None) -> None:
    assert cochrane_version(doi) == version


def test_partial_updates_say_so() -> None:
    assert is_partial_title("2016 ACC/AHA Focused Update of the Guideline")
    assert not is_partial_title("A Clinical Practice Guideline Update")


def test_newest_first() -> None:
    papers = [Paper("pmid:1", "1", year=2020), Paper("pmid:3", "3", year=2020), Paper("pmid:2", "2", year=2024)]
    assert [p.pmid for p in newest_first(papers)] == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("title", "status"),
    [("WITHDRAWN: Owls", "withdrawn"), ("RETRACTED: Owls", "unknown"), ('Retraction notice to "Owls"', "unknown")],
)
def test_a_title_takes_a_paper_out(title: str, status: str) -> None:
    paper = paper_of(record(title, "Systematic Review"))
    assert (paper.is_out, paper.integrity_status) == (True, status)


def test_a_cited_paper_without_its_record_is_out_by_its_row() -> None:
    for status, is_out in (("withdrawn", True), ("retracted", True), ("unknown", False), ("concern", False)):
        row = CitedReference("pmid:7", pmid="7", integrity_status=status)
        assert paper_of_reference(row).is_out is is_out
