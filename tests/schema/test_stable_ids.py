"""Ids never change: reviews, adjudications and the history refer to them."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evidence.changes import new_change
from pipeline.evidence.newer.searches import search_id
from pipeline.findings.judgement import Judgement
from pipeline.schema.records import new_finding
from pipeline.schema.stable_ids import ALL_DIGITS, stable_id
from pipeline.sources.questions.file import claim_id


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=4), st.integers(1, ALL_DIGITS))
def test_an_id_is_the_start_of_a_sha_256(parts: list[str], digits: int) -> None:
    whole = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    assert stable_id(*parts, digits=digits) == whole[:digits]
    assert stable_id(*parts) == whole[:12]
    assert stable_id(*parts, digits=ALL_DIGITS) == whole


def test_the_ids_of_every_kind_stay_what_they_were() -> None:
    found = {
        "claim": claim_id("bones", "A claim."),
        "finding": new_finding(
            "bones", "retracted", "fail", "critical", "x", claim_id="c", reference_id="r"
        ).finding_id,
        "facts": Judgement("retracted", "critical", "x", "quote", facts=("a", "b")).facts_hash,
        "change": new_change("2026-11-25", "integrity", "bones", reference_id="r", before="a", after="b").change_id,
        "search": search_id("bones", "query"),
        "repeated search": search_id("bones", "query", "pmid:1"),
    }
    assert found == {
        "claim": "cd984d42e9b3",
        "finding": "cb33846d0113",
        "facts": "64c54825db8b",
        "change": "03c511d43633",
        "search": "b65489e47221",
        "repeated search": "e6f7a4bc896b",
    }
