"""Integrity on every real record: counted by hand with grep, and held against 19,163 PMIDs of retracted papers."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.evidence.papers.integrity import integrity
from pipeline.schema.records import ParsedRecord
from pipeline.sources.papers import pubmed_record

pytestmark = pytest.mark.real
RECORD = re.compile(rb"<PubmedArticle[ >].*?</PubmedArticle>", re.S)
BARE = re.compile(rb"<MedlineCitation[ >].*?</MedlineCitation>", re.S)
# papers that carry each RefType at least once, counted with grep over the 907 files and the 54 references
CARRIED = {
    "records": {
        "CommentIn": 33, "CommentOn": 14, "ErratumFor": 5, "ErratumIn": 13, "OriginalReportIn": 2,
        "RepublishedFrom": 2, "RepublishedIn": 2,
        "RetractionIn": 2, "RetractionOf": 1, "SummaryForPatientsIn": 3, "UpdateIn": 3, "UpdateOf": 2,
    },
    "question_references.xml": {"ErratumIn": 5, "ExpressionOfConcernIn": 2, "RetractionIn": 3},
}  # fmt: skip
# what those make of the papers: a notice by its type or RetractionOf, the first that applies of the others
STATUSES = {
    "records": {"retracted": 2, "notice": 6, "corrected": 13},
    "question_references.xml": {"retracted": 3, "concern": 2, "corrected": 5},
}
# retracted since, but the wrapper of these records was made for tests and carries no link: PubMed alone cannot tell
SAY_NOTHING = {"drug_class_reviews.xml.gz": 15, "evidence_inference.xml.gz": 6}


def every_record(shared: Path) -> Iterator[tuple[str, bytes]]:
    """(collection, bytes) of every record of the shared PubMed data."""
    for path in sorted((shared / "data" / "pubmed").glob("**/*")):
        if not path.name.endswith((".xml", ".xml.gz")) or path.parent.name == "books":
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for body in RECORD.findall(data) or BARE.findall(data):
            yield path.parent.name if path.parent.name == "records" else path.name, body


@pytest.fixture(scope="module")
def parsed(shared: Path) -> list[tuple[str, bytes, ParsedRecord]]:
    return [(name, body, pubmed_record.parse(body)) for name, body in every_record(shared)]


def test_every_link_that_was_counted_by_hand_is_read(parsed: list[tuple[str, bytes, ParsedRecord]]) -> None:
    found: dict[str, Counter[str]] = {}
    for name, _, record in parsed:
        found.setdefault(name, Counter()).update({c.ref_type for c in record.corrections})
    assert {name: dict(count) for name, count in found.items() if count} == CARRIED


def test_what_they_make_of_the_papers(parsed: list[tuple[str, bytes, ParsedRecord]]) -> None:
    found: dict[str, Counter[str]] = {}
    for name, _, record in parsed:
        status = integrity(record, answered=True).status
        if status != "no_notice_found":
            found.setdefault(name, Counter())[status] += 1
    assert {name: dict(count) for name, count in found.items()} == STATUSES


def test_no_record_that_pubmed_calls_retracted_is_missed(
    shared: Path, parsed: list[tuple[str, bytes, ParsedRecord]]
) -> None:
    retracted = set((shared / "data" / "retraction" / "pubmed_retractions.tsv").read_text().split())
    assert len(retracted) == 19_163
    silent: Counter[str] = Counter()
    for name, body, record in parsed:
        status = integrity(record, answered=True).status
        if record.article.pmid not in retracted:
            assert status != "retracted" or name == "question_references.xml", record.article.pmid
        elif b'RefType="RetractionIn"' in body or b"Retracted Publication" in body:
            assert status == "retracted", record.article.pmid
        else:
            silent[name] += 1
    assert dict(silent) == SAY_NOTHING
