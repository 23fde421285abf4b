"""An efetch answer into exact pieces: what is an answer, what is none, and what the pieces hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TransientAnswer
from pipeline.sources.papers.pubmed_answer import deleted_pmids, split
from pipeline.sources.papers.pubmed_record import parse

DOCTYPE = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January {year}//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_{year}0101.dtd">'
)
ONE = '<PubmedArticle><MedlineCitation Status="X"><PMID Version="1">11</PMID><a>é</a></MedlineCitation></PubmedArticle>'
TWO = (
    '<PubmedArticle >\n <MedlineCitation><PMID Version="2">0012</PMID><a x="1>0"/></MedlineCitation>\n</PubmedArticle >'
)
BOOK = "<PubmedBookArticle><BookDocument><PMID>13</PMID></BookDocument></PubmedBookArticle>"
BARE = '<MedlineCitation Status="MEDLINE"><PMID Version="1">14</PMID></MedlineCitation>'
DELETED = "<DeleteCitation><PMID Version='1'>21</PMID>\r\n<PMID>22</PMID><PMID>21</PMID></DeleteCitation>"


def answer(*records: str, root: str = "PubmedArticleSet", head: str = '<?xml version="1.0" ?>\n') -> bytes:
    return f"{head}<{root}>\n{chr(10).join(records)}\n</{root}>\n".encode()


@pytest.mark.parametrize("year", ["2018", "2025", "2031"])
def test_the_exact_bytes_of_each_record(year: str) -> None:
    data = answer(ONE, TWO, BOOK, DELETED, head=f'<?xml version="1.0" ?>\n{DOCTYPE.format(year=year)}\n')
    assert split(data) == [("11", 1, ONE.encode()), ("12", 2, TWO.encode()), ("13", 1, BOOK.encode())]
    assert [parse(fragment).article.pmid for _, _, fragment in split(data)] == ["11", "12", "13"]


@pytest.mark.parametrize("root", ["MedlineCitationSet", "PubmedArticleSet"])
def test_a_set_of_bare_citations(root: str) -> None:
    assert split(answer(BARE, DELETED, root=root)) == [("14", 1, BARE.encode())]
    assert split(answer(root=root)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_become_utf_8(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
    bom = "\ufeff" if encoding.startswith("utf-16-") else ""
    data = (bom + answer(ONE, BOOK, head=head).decode()).encode(encoding)
    assert split(data) == [("11", 1, ONE.encode()), ("13", 1, BOOK.encode())]


def test_the_declared_utf_8_and_none_at_all() -> None:
    for head in ('<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0' encoding='utf8'?>", ""):
        assert split(answer(ONE, head=head)) == [("11", 1, ONE.encode())]


def test_names_of_tags_in_comments_sections_and_instructions_are_no_tags() -> None:
    hidden = (
        "<PubmedArticle><!-- </PubmedArticle> --><MedlineCitation><PMID>15</PMID>"
        "<a><![CDATA[<PubmedArticle></PubmedArticle>]]></a><?x </PubmedArticle>?></MedlineCitation></PubmedArticle>"
    )
    assert split(answer("<!-- <PubmedArticle> -->", hidden, ONE)) == [
        ("15", 1, hidden.encode()),
        ("11", 1, ONE.encode()),
    ]


def test_cited_papers_do_not_name_the_record() -> None:
    citing = (
        "<PubmedArticle><MedlineCitation><PMID>16</PMID><CommentsCorrectionsList><CommentsCorrections>"
        "<PMID>99</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>"
    )
    assert [pmid for pmid, _, _ in split(answer(citing, ONE))] == ["16", "11"]


def error(text: str) -> bytes:
    return f'<?xml version="1.0" ?>\n<eFetchResult><ERROR>{text}</ERROR></eFetchResult>\n'.encode()


def test_none_exists_is_an_answer() -> None:
    assert split(error("ID list is empty! Possibly it has no correct IDs.")) == []
    assert split(answer()) == []
    assert split(b"<PubmedArticleSet/>") == []
    assert split(answer(DELETED)) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "whole XML"),
        (b"   \n", "whole XML"),
        (answer(ONE, TWO)[:-20], "whole XML"),
        (answer(ONE) + answer(TWO), "whole XML"),
        (answer(ONE).replace("é".encode(), b"\xe9"), "whole XML"),
        (b'{"error":"API rate limit exceeded"}', "whole XML"),
        (b"<!DOCTYPE html><html><body>Maintenance<br></body></html>", "whole XML"),
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "found body in html"),
        (error("Empty id list; nothing todo"), "Empty id list"),
        (error("Error occurred: cannot get document summary"), "cannot get document summary"),
        (b"<ERROR>Unable to obtain query #1</ERROR>", "Unable to obtain"),
        (b"<eFetchResult><error>down</error></eFetchResult>", "down"),
        (answer(ONE, "<ERROR>half way</ERROR>"), "half way"),
        (answer("<PubmedArticle><MedlineCitation/></PubmedArticle>"), "without one"),
        (answer("<PubmedArticle/>"), "without one"),
        (answer("<PubmedArticle><MedlineCitation><PMID>x</PMID></MedlineCitation></PubmedArticle>"), "a PMID such as"),
        (answer(f"<Group>{ONE}</Group>"), "found Group in"),
        (answer(ONE, BARE), "found PubmedArticle in"),
        (answer("<PubmedArticle>" + ONE + "<MedlineCitation><PMID>9</PMID></MedlineCitation></PubmedArticle>"), "cut"),
        (b'<?xml version="1.0" encoding="no-such"?><PubmedArticleSet/>', "no-such"),
        (b'<?xml version="1.0" encoding="utf-16"?><PubmedArticleSet/>', "utf-16|whole XML"),
        (answer(ONE.replace("é", "&eacute;"), head=DOCTYPE.format(year=2025)), "entities"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><PubmedArticleSet>&a;</PubmedArticleSet>', "entities"),
    ],
)
def test_what_is_no_answer_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(TransientAnswer, match=found):
        split(data)


@given(st.integers(1, len(answer(ONE, BOOK)) - 2))
def test_an_answer_cut_short_anywhere_is_refused(length: int) -> None:
    with pytest.raises(TransientAnswer):
        split(answer(ONE, BOOK)[:length])


MATH = (
    "<PubmedArticle><MedlineCitation><PMID>17</PMID><a><mml:math><mml:mi>x</mml:mi></mml:math></a>"
    "</MedlineCitation></PubmedArticle>"
)


def odd(text: str, pmid: int = 18) -> str:
    return f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><a>{text}</a></MedlineCitation></PubmedArticle>"


def test_mathml_without_its_declaration_is_read_with_its_exact_bytes() -> None:
    assert split(answer(ONE, MATH, TWO)) == [
        ("11", 1, ONE.encode()),
        ("17", 1, MATH.encode()),
        ("12", 2, TWO.encode()),
    ]


@pytest.mark.parametrize(
    "text",
    ["\x01", "&#2;", "\ufffe", "<xlink:x/>", '<a xlink:href="x"/>', "&eacute;", "a & b", "5 < 6", "</b>", "\x00"],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_record_that_cannot_be_read_costs_itself_alone(text: str, place: int) -> None:
    records = [ONE, TWO]
    records.insert(place, odd(text))
    assert [pmid for pmid, _, _ in split(answer(*records))] == ["11", "12"]
    with pytest.raises(TransientAnswer, match="the record of PMID 18 cannot be read: expected "):
        split(answer(odd(text)))


def test_bytes_that_are_no_utf_8_cost_their_record_alone() -> None:
    assert [pmid for pmid, _, _ in split(answer(ONE, TWO).replace("é".encode(), b"\xe9"))] == ["12"]


@pytest.mark.parametrize("record", ["<PubmedArticle></PubmedArticle>", odd("", pmid=0), BOOK.replace("13", "x")])
def test_a_record_without_a_pmid_costs_itself_alone(record: str) -> None:
    assert [pmid for pmid, _, _ in split(answer(ONE, record, TWO))] == ["11", "12"]


@pytest.mark.parametrize("version", ["9" * 5000, "0" * 5000, "x", "", "-1", "٣"])
def test_an_odd_version_is_the_first(version: str) -> None:
    record = ONE.replace('Version="1"', f'Version="{version}"')
    assert [(pmid, number) for pmid, number, _ in split(answer(record, TWO))] == [("11", 1), ("12", 2)]
    assert parse(record.encode()).article.pmid_version is None


@given(st.integers(1, len(answer(ONE, MATH, BOOK)) - 2))
def test_an_odd_answer_cut_short_anywhere_is_refused(length: int) -> None:
    with pytest.raises(TransientAnswer):
        split(answer(ONE, MATH, BOOK)[:length])


def test_deleted_records_beside_one_that_cannot_be_read() -> None:
    assert deleted_pmids(answer(ONE, odd("\x01"), DELETED)) == ("21", "22")


def test_deleted_pmids() -> None:
    assert deleted_pmids(answer(ONE, DELETED)) == ("21", "22")
    assert deleted_pmids(answer(DELETED).decode().encode("utf-16")) == ("21", "22")
    assert deleted_pmids(answer(ONE)) == ()
    assert deleted_pmids(error("Empty id list; nothing todo")) == ()


@pytest.mark.parametrize("data", [answer(DELETED)[:-8], answer("<DeleteCitation><PMID>x</PMID></DeleteCitation>")])
def test_a_broken_list_of_deleted_records_is_refused(data: bytes) -> None:
    with pytest.raises(TransientAnswer):
        deleted_pmids(data)


@pytest.mark.real
def test_the_real_deletions(shared: Path) -> None:
    lines = (shared / "data" / "pubmed" / "delete_citation.jsonl").read_text(encoding="utf-8").splitlines()
    blocks = [json.loads(line)["xml"] for line in lines]
    assert [len(deleted_pmids(block.encode())) for block in blocks] == [block.count("<PMID") for block in blocks]
    assert deleted_pmids(blocks[0].encode())[:2] == ("30830050", "30830053")
    assert split(answer(ONE, blocks[1])) == [("11", 1, ONE.encode())]


@pytest.mark.real
def test_the_real_answers_of_other_years(shared: Path) -> None:
    found = {
        path.name: [pmid for pmid, _, _ in split(path.read_bytes())]
        for path in sorted((shared / "data" / "eutils").glob("pubmed[1-7].xml"))
    }
    assert found["pubmed2.xml"] == ["11748933", "11700088"]
    assert found["pubmed6.xml"] == ["30108519"]
    assert found["pubmed7.xml"] == ["29963580"]
    for name in found:
        for pmid, _, fragment in split((shared / "data" / "eutils" / name).read_bytes()):
            assert parse(fragment).article.pmid == pmid
