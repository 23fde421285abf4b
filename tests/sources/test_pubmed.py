"""What is asked of PubMed, and how answers that are no records are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TransientAnswer
from pipeline.sources import pubmed

SEARCH = b"<eSearchResult><Count>2</Count><RetMax>2</RetMax><IdList><Id>7</Id><Id>5</Id></IdList></eSearchResult>"


@given(st.lists(st.integers()), st.integers(1, 7))
def test_batches_lose_nothing(items: list[int], size: int) -> None:
    pieces = list(pubmed.batches(items, size))
    assert [x for piece in pieces for x in piece] == items
    assert all(0 < len(piece) <= size for piece in pieces)


def test_ids_are_quoted_and_tagged() -> None:
    keys = ["doi:10.1016/s0140-6736(98)07037-8", "pmcid:PMC1"]
    assert pubmed.id_query(keys) == '"10.1016/s0140-6736(98)07037-8"[doi] OR "PMC1"[pmcid]'


def test_a_search_gives_its_ids() -> None:
    assert pubmed.read_search(SEARCH) == ("7", "5")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>maintenance</body></html>",
        SEARCH[:-30],
        b"<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>",
        SEARCH.replace(b"<Count>2", b"<Count>3"),
        b"<eSearchResult><Count>1</Count><ERROR>x</ERROR><IdList><Id>1</Id></IdList></eSearchResult>",
    ],
)
def test_what_is_no_answer_is_never_no_hits(body: bytes) -> None:
    with pytest.raises(TransientAnswer, match="expected"):
        pubmed.read_search(body)


def test_the_converter_ties_ids_and_leaves_out_what_it_does_not_know() -> None:
    body = (
        b'{"status":"ok","records":[{"pmcid":"PMC5","pmid":7,"doi":"10.1000/A"},'
        b'{"requested-id":"10.1000/b","status":"error","errmsg":"invalid article id"}]}'
    )
    assert pubmed.read_conversions(body) == {"doi:10.1000/a": "7", "pmcid:PMC5": "7"}


@pytest.mark.parametrize("body", [b"", b"<html/>", b'{"status":"error"}', b"[]"])
def test_a_broken_conversion_is_no_answer(body: bytes) -> None:
    with pytest.raises(TransientAnswer, match="records"):
        pubmed.read_conversions(body)


def test_records_that_name_notices_are_told_from_their_bytes() -> None:
    assert pubmed.names_others(b'<CommentsCorrections RefType="ErratumIn">')
    assert not pubmed.names_others(b'<CommentsCorrections RefType="ErratumFor">')
