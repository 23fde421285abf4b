"""The snapshot's reader, on invented entries and on the bundled file itself."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import TableError
from pipeline.schema import identifiers, notice_kinds
from pipeline.schema.label_tables import Label
from pipeline.schema.paper_tables import Article
from pipeline.schema.table import columns
from pipeline.sources.snapshot import Snapshot, parse, reference_id

BUNDLED = Path(__file__).resolve().parents[2] / "data/raw/snapshot/references.json"
SET_ID = "00000000-aaaa-bbbb-cccc-000000000001"
PAPER = {
    "pmid": "0101",
    "doi": "https://doi.org/10.1000/AbC(1)2",
    "pmcid": "pmc7",
    "title": "An invented trial",
    "first_author": "Van Example AB",
    "journal": "J Invent",
    "year": 2001,
    "publication_types": ["Journal Article", "Randomized Controlled Trial"],
    "corrections": [
        {
            "ref_type": "RetractionIn",
            "pmid": "102",
            "doi": "10.1000/X",
            "source": "J Invent 2002;1:1",
            "date": "2002-03",
        },
        {"ref_type": "ErratumIn", "doi": "10.1000/Y", "source": "J Invent 2002;1:2"},
        {"ref_type": "ErratumIn", "source": "J Invent 2002;1:3"},
        {"ref_type": "UpdateIn", "pmid": "103"},
    ],
    "facts": ["It was invented.", "Nobody took part."],
}
LABEL = {
    "set_id": SET_ID.upper(),
    "application_number": "nda 123",
    "brand_name": "Inventa",
    "generic_name": "inventine",
    "manufacturer": "Nobody",
    "facts": ["One tablet a day."],
}


def snapshot_of(*references: Any, labels: tuple[Any, ...] = (), **other: Any) -> Snapshot:
    document = {"snapshot_date": "2026-11-20", "nature": "invented", "references": references, "labels": labels} | other
    return parse(json.dumps(document).encode())


def bundled() -> Snapshot:
    return parse(BUNDLED.read_bytes())


def test_article_fields_are_filled_and_cleaned() -> None:
    article = snapshot_of(PAPER).records[0].article
    canonical = json.dumps(PAPER, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert article == Article(
        pmid="101",
        article_title="An invented trial",
        iso_abbreviation="J Invent",
        medline_ta="J Invent",
        pub_year=2001,
        pub_date="2001",
        doi="10.1000/abc(1)2",
        pmcid="PMC7",
        first_author="Van Example AB",
        publication_types=("Journal Article", "Randomized Controlled Trial"),
        record_sha256=hashlib.sha256(canonical).hexdigest(),
    )
    assert article.n_authors is None


def test_record_hash_follows_the_entry_not_its_layout() -> None:
    turned = dict(reversed(PAPER.items()))
    assert snapshot_of(turned).records == snapshot_of(PAPER).records
    changed = snapshot_of(PAPER | {"year": 2002}).records[0]
    assert changed.article.record_sha256 != snapshot_of(PAPER).records[0].article.record_sha256


def test_publication_types_and_corrections_are_rows_in_order() -> None:
    record = snapshot_of(PAPER).records[0]
    assert [(t.pmid, t.position, t.publication_type) for t in record.publication_types] == [
        ("101", 1, "Journal Article"),
        ("101", 2, "Randomized Controlled Trial"),
    ]
    assert [(c.position, c.ref_type, c.other_pmid, c.ref_source, c.note) for c in record.corrections] == [
        (1, "RetractionIn", "102", "J Invent 2002;1:1; doi:10.1000/x; 2002-03", ""),
        (2, "ErratumIn", "", "J Invent 2002;1:2; doi:10.1000/y", ""),
        (3, "ErratumIn", "", "J Invent 2002;1:3", ""),
        (4, "UpdateIn", "103", "", ""),
    ]


@pytest.mark.parametrize(
    ("name", "last_name", "initials", "collective"),
    [
        ("Van Example AB", "Van Example", "AB", ""),
        ("Räkel Ä", "Räkel", "Ä", ""),
        ("Invented Study (IS) Group", "", "", "Invented Study (IS) Group"),
        ("Inventors' Collaboration", "", "", "Inventors' Collaboration"),
    ],
)
def test_a_person_and_a_group_are_told_apart(name: str, last_name: str, initials: str, collective: str) -> None:
    record = snapshot_of(PAPER | {"first_author": name}).records[0]
    (author,) = record.authors
    assert (author.last_name, author.initials, author.collective_name) == (last_name, initials, collective)
    assert record.article.first_author == name


def test_what_is_not_confirmed_stays_empty() -> None:
    record = snapshot_of({"pmcid": "PMC7", "year": None}).records[0]
    assert record.article.pmid == record.article.article_title == record.article.pub_date == ""
    assert record.article.pub_year is None
    assert not record.authors and not record.corrections and not record.publication_types


def test_labels_and_facts_are_keyed_by_reference() -> None:
    rows = snapshot_of(PAPER, {"doi": "10.1000/Z", "facts": ["Also invented."]}, labels=(LABEL,))
    assert rows.snapshot_date == "2026-11-20"
    assert rows.labels == (
        Label(
            SET_ID,
            brand_name=("Inventa",),
            generic_name=("inventine",),
            application_number=("NDA000123",),
            manufacturer="Nobody",
            source="snapshot",
        ),
    )
    assert [(f.reference_id, f.position, f.fact) for f in rows.facts] == [
        ("pmid:101", 1, "It was invented."),
        ("pmid:101", 2, "Nobody took part."),
        ("doi:10.1000/z", 1, "Also invented."),
        (f"setid:{SET_ID}", 1, "One tablet a day."),
    ]


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"title": "No id"}, r"references entry 1 \(no id\).*expected a pmid, doi or pmcid"),
        ({"pmid": "12x"}, r"pmid 12x.*expected a PMID"),
        ({"doi": "11.1/x"}, r"doi 11\.1/x.*expected a DOI"),
        ({"pmid": 5}, r"expected text in 'pmid'; found 5"),
        ({"pmid": "5", "yaer": 2001}, r"pmid 5.*found yaer"),
        ({"pmid": "5", "year": "2001"}, r"pmid 5.*expected a year"),
        ({"pmid": "5", "facts": [""]}, r"pmid 5.*'facts'"),
        ({"pmid": "5", "corrections": [{"ref_type": "RetractedIn", "pmid": "6"}]}, r"pmid 5.*RetractedIn"),
        ({"pmid": "5", "corrections": [{"ref_type": "RetractionIn"}]}, r"pmid 5.*pmid, doi or source"),
        ({"pmid": "5", "corrections": [{"ref_type": "RetractionIn", "pmid": "6", "date": "May"}]}, r"pmid 5.*ISO date"),
        ("text", r"references entry 1 \('text'\).*expected an object"),
    ],
)
def test_a_malformed_entry_is_named(entry: Any, named: str) -> None:
    with pytest.raises(TableError, match=named):
        snapshot_of(entry)


def test_a_repeated_id_is_refused_in_any_spelling() -> None:
    with pytest.raises(TableError, match=r"references entry 2 .*found again doi:10\.1000/z"):
        snapshot_of({"doi": "10.1000/Z"}, {"pmid": "5", "doi": "https://doi.org/10.1000/z"})


def test_a_malformed_label_is_named() -> None:
    with pytest.raises(TableError, match=r"labels entry 1 .*expected a set id"):
        snapshot_of(labels=({"set_id": "5a9b"},))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"snapshot_date": "2026"}', b'{"references": [], "labels": []}']
)
def test_a_malformed_document_is_refused(data: bytes) -> None:
    with pytest.raises(TableError, match="the document: expected"):
        parse(data)


@pytest.mark.parametrize("depth", [900, 950, 1_000, 100_000])
@pytest.mark.parametrize("where", ["{}", '{{"references": [{}]}}', '{{"nature": {}}}'])
def test_what_is_nested_deeper_than_can_be_read_is_refused(where: str, depth: int) -> None:
    with pytest.raises(TableError, match="the document: expected"):
        parse(where.format("[" * depth + "]" * depth).encode())


def test_bundled_values_obey_the_columns_of_articles() -> None:
    limits = {c.name: c for c in columns(Article) if c.pattern and not c.key}
    for record in bundled().records:
        for name, info in limits.items():
            value = getattr(record.article, name)
            assert not value or re.fullmatch(info.pattern, value, re.A), (reference_id(record), name, value)


def test_bundled_ids_are_valid_and_unique() -> None:
    rows = bundled()
    keys = [reference_id(r) for r in rows.records] + [f"setid:{label.set_id}" for label in rows.labels]
    assert len(keys) == len(set(keys)) > 50
    assert [identifiers.clean_key(key) for key in keys] == keys
    assert {f.reference_id for f in rows.facts} <= {*keys, "drug:colchicine"}


def test_bundled_facts_are_short_and_said_once() -> None:
    facts = bundled().facts
    assert facts and max(len(f.fact) for f in facts) <= 240
    per_reference = [(f.reference_id, f.fact) for f in facts]
    assert len(per_reference) == len(set(per_reference))
    assert max(f.position for f in facts) <= 5


def test_bundled_notices_are_those_that_are_known() -> None:
    marked: dict[str, set[str]] = {"retracted": set(), "concern": set(), "corrected": set()}
    for record in bundled().records:
        for row in record.corrections:
            if row.ref_type in notice_kinds.INTEGRITY_OF_NOTICE:
                marked[notice_kinds.INTEGRITY_OF_NOTICE[row.ref_type]].add(reference_id(record))
    assert marked == {
        "retracted": {
            "pmid:34796244",
            "pmid:34073401",
            "pmid:9500320",
            "doi:10.1111/j.1572-0241.2000.03248.x",
            "doi:10.21203/rs.3.rs-100956/v3",
        },
        "concern": {"pmid:34145166", "pmid:34375047"},
        "corrected": {"pmid:36592456", "pmid:22312141", "pmid:9742977", "pmid:32391934", "pmid:36269852"},
    }


def test_bundled_retractions_also_show_in_the_publication_type() -> None:
    for record in bundled().records:
        has_type = "Retracted Publication" in record.article.publication_types
        assert has_type == any(c.ref_type == "RetractionIn" for c in record.corrections), reference_id(record)


def test_bundled_updates_lead_to_a_newer_bundled_record() -> None:
    records = {r.article.pmid: r for r in bundled().records if r.article.pmid}
    updates = [(r, c) for r in bundled().records for c in r.corrections if c.ref_type == "UpdateIn"]
    assert len(updates) == 8
    for record, update in updates:
        assert (records[update.other_pmid].article.pub_year or 0) > (record.article.pub_year or 9999)


@pytest.mark.real
def test_bundled_ids_are_all_confirmed(shared: Path) -> None:
    """No PMID, DOI, set id or application number that the source calls unverified has found its way in."""
    questions = json.loads((shared / "data/questions/questions.json").read_text(encoding="utf-8"))
    entries = [e for q in questions for e in (*q["references"], *q["labels"])]
    confirmed, unconfirmed = set(), set()
    for entry in entries:
        for field in ("pmid", "doi", "pmcid", "set_id", "application_number"):
            value = (entry.get(field) or "").lower()
            (unconfirmed if field in entry["unverified_fields"] else confirmed).add(value)
        unconfirmed.add(entry.get("pmid_candidate_unverified", ""))
    rows = bundled()
    ours = {v.lower() for r in rows.records for v in (r.article.pmid, r.article.doi, r.article.pmcid)}
    ours |= {v.lower() for label in rows.labels for v in (label.set_id, *label.application_number)}
    ours.discard("")
    assert len(ours) > 100
    assert ours <= confirmed
    assert not ours & (unconfirmed - confirmed)
