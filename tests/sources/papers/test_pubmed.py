"""What is asked of PubMed, and how answers that are no records are read."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TransientAnswer
from pipeline.sources.papers import pubmed

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
        SEARCH.replace(b"<Id>", b"<Id>x"),
        SEARCH.replace(b"<Count>2", b"<Count>" + b"9" * 5000),
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
    assert pubmed.read_conversions(body) == {"doi:10.1000/a": ("7",), "pmcid:PMC5": ("7",)}


def test_an_id_that_the_converter_ties_to_two_records_keeps_both() -> None:
    rows = [{"doi": "10.1000/A", "pmid": 7}, {"doi": "10.1000/a", "pmid": "8"}, {"doi": "10.1000/a", "pmid": "7"}]
    assert pubmed.read_conversions(json.dumps({"records": rows}).encode()) == {"doi:10.1000/a": ("7", "8")}


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html/>", b'{"status":"error"}', b"[]", b"[" * 100_000),
        *(b'{"records":null}', b'{"records":[null]}', b'{"records":[1]}'),
    ],
)
def test_a_broken_conversion_is_no_answer(body: bytes) -> None:
    with pytest.raises(TransientAnswer, match="records"):
        pubmed.read_conversions(body)


def test_records_that_name_notices_are_told_from_their_bytes() -> None:
    assert pubmed.names_others(b'<CommentsCorrections RefType="ErratumIn">')
    assert not pubmed.names_others(b'<CommentsCorrections RefType="ErratumFor">')


# ---- counts and links ----------------------------------------------------------------------------------------------

LINKS = (
    b"<eLinkResult><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>1</Id></IdList><LinkSetDb><DbTo>pubmed</DbTo>"
    b"<LinkName>pubmed_pubmed_citedin</LinkName><Link><Id>8</Id></Link><Link><Id>9</Id></Link></LinkSetDb></LinkSet>"
    b"<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>2</Id></IdList></LinkSet></eLinkResult>"
)


def test_a_count_may_be_larger_than_what_is_looked_at() -> None:
    body = SEARCH.replace(b"<Count>2", b"<Count>900")
    assert pubmed.read_found(body, 2) == pubmed.SearchResult(900, ("7", "5"))
    with pytest.raises(TransientAnswer, match="ids"):
        pubmed.read_found(body, 3)


def test_phrases_that_pubmed_does_not_know_are_told() -> None:
    warning = b"<WarningList><QuotedPhraseNotFound>&quot;owl fever&quot;[tiab]</QuotedPhraseNotFound></WarningList>"
    body = SEARCH.replace(b"</eSearchResult>", warning + b"</eSearchResult>")
    assert pubmed.read_found(body, 200).unmatched == ('"owl fever"[tiab]',)


def test_links_by_paper_and_none_is_an_answer() -> None:
    sets = pubmed.read_link_sets(LINKS, ["1", "2"])
    assert {pmid: links for pmid, (links, _) in sets.items()} == {"1": ("8", "9"), "2": ()}
    assert {pmid: pubmed.read_link_set(piece) for pmid, (_, piece) in sets.items()} == {"1": ("8", "9"), "2": ()}
    piece = sets["2"][1]
    assert piece == b"<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>2</Id></IdList></LinkSet>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>maintenance</body></html>",
        LINKS[:-20],
        b"<eLinkResult><ERROR>down</ERROR></eLinkResult>",
        b"<eLinkResult/>",
        LINKS.replace(b"<Id>2</Id>", b"<Id>2</Id><Id>3</Id>"),
        LINKS.replace(b"<Id>2</Id></IdList>", b"<Id>2</Id></IdList><ERROR>no</ERROR>"),
        LINKS.replace(b"<Id>2</Id></IdList>", b"<Id>2</Id></IdList><IdList><Id>3</Id></IdList>"),
    ],
)
def test_what_is_no_whole_answer_never_reads_as_nobody(body: bytes) -> None:
    with pytest.raises(TransientAnswer, match="expected"):
        pubmed.read_link_sets(body, ["1", "2"])


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        b"<LinkSet>",
        b"<LinkSet/>",
        b"<html/>",
        b"<LinkSet><IdList><Id>2</Id></IdList><ERROR>no</ERROR></LinkSet>",
        b"<LinkSet><IdList><Id>2</Id><Id>3</Id></IdList></LinkSet>",
    ],
)
def test_a_stored_link_set_that_is_not_whole_is_refused(piece: bytes) -> None:
    with pytest.raises(TransientAnswer, match="expected"):
        pubmed.read_link_set(piece)


@pytest.mark.real
def test_recorded_answers_of_ncbi(shared: Path) -> None:
    """One LinkSet for two ids is refused (they were joined by commas); one for one id is read."""
    folder = shared / "data" / "eutils"
    joined = (folder / "elink3.xml").read_bytes()
    with pytest.raises(TransientAnswer, match="one LinkSet per id"):
        pubmed.read_link_sets(joined, ["11812492", "11774222"])
    alone = (folder / "elink4.xml").read_bytes()
    links, piece = pubmed.read_link_sets(alone, ["12242737"])["12242737"]  # links of other names do not count
    assert pubmed.read_link_set(piece) == links
    assert (len(links), links[0]) == (6, "40900773")
    for path in sorted(folder.glob("esearch*.xml")):
        body = path.read_bytes()
        ids = re.findall(rb"<Id>([0-9]+)</Id>", body)
        if b"<IdList>" not in body or max(map(len, ids), default=0) > 9:  # of another database, whose ids are longer
            continue
        size = len(ids)
        assert len(pubmed.read_found(body, size).pmids) == size, path


def test_a_count_of_thousands_of_digits_is_no_answer() -> None:
    with pytest.raises(TransientAnswer, match="Count"):
        pubmed.read_found(SEARCH.replace(b"<Count>2", b"<Count>" + b"9" * 5000), 20)
