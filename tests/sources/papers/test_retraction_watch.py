"""The Retraction Watch file: which rows are taken, what is refused, and one invented row."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TableError, TransientAnswer
from pipeline.sources.papers.retraction_watch import (
    MOST_ODD_LINES,
    NEEDED,
    RetractionWatchRow,
    odd_rows,
    parse,
    rows_of,
)

HEADER = (
    "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,"
    "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Notes"
)
ONE = '11,"On ""hiccups"", again",7/12/2023 0:00,10.5555/N1,37476288.0,10.5555/Examplic.1,36035816.0,Retraction,"a\nb"'
TWO = "12,Sneezes,10/4/2023 0:00,unavailable,0.0,10.5555/examplic.2,0.0,Expression of concern,none"
THREE = "13,Yawns,3/1/2020 0:00,Unavailable,0,unavailable,77,Correction,seen"
PAPERS = {"rw:11": ("10.5555/examplic.1", "36035816"), "rw:12": ("10.5555/examplic.2", ""), "rw:13": ("", "77")}


def file(*rows: str, header: str = HEADER, end: str = "\r\n") -> bytes:
    return (end.join([header, *rows]) + end).encode()


WHOLE = file(ONE, TWO, THREE)
EVERY = ([doi for doi, _ in PAPERS.values() if doi], [pmid for _, pmid in PAPERS.values() if pmid])


@pytest.mark.parametrize(
    ("dois", "pmids", "ids"),
    [
        (["10.5555/EXAMPLIC.1"], [], ["rw:11"]),
        (["https://doi.org/10.5555/examplic.2"], [], ["rw:12"]),
        ([], ["36035816"], ["rw:11"]),
        ([], ["77"], ["rw:13"]),
        (["10.5555/examplic.2"], ["36035816"], ["rw:11", "rw:12"]),
        (["10.5555/n1"], ["37476288"], []),
        ([], [], []),
        (*EVERY, list(PAPERS)),
    ],
)
def test_rows_are_found_by_doi_or_pmid_of_the_paper(dois: list[str], pmids: list[str], ids: list[str]) -> None:
    assert list(rows_of(WHOLE, dois, pmids)) == ids


def test_a_row_keeps_its_bytes_while_the_file_changes() -> None:
    (data,) = rows_of(WHOLE, [], ["77"]).values()
    names = HEADER.split(",")[::-1]
    turned = ",".join(dict(zip(HEADER.split(","), THREE.split(","), strict=True))[name] for name in names)
    for body in (
        file(THREE),
        file(TWO, THREE, end="\n"),
        b"\xef\xbb\xbf" + WHOLE,
        file(turned, header=",".join(names)),
    ):
        assert rows_of(body, [], ["77"]) == {"rw:13": data}
    assert json.loads(data)["Title"] == "Yawns"
    assert list(json.loads(data)) == sorted(json.loads(data))


def test_a_last_line_without_an_end_is_whole() -> None:
    assert list(rows_of(WHOLE.rstrip(), [], ["77"])) == ["rw:13"]


def test_bytes_that_are_no_utf_8_harm_the_text_alone() -> None:
    (data,) = rows_of(WHOLE.replace(b"Yawns", b"Ya\xe9wns"), [], ["77"]).values()
    assert parse(data) == parse(*rows_of(WHOLE, [], ["77"]).values())


def test_two_rows_with_one_id_are_both_kept() -> None:
    other = TWO.replace("Expression of concern", "Retraction")
    assert list(rows_of(file(TWO, other, TWO), ["10.5555/examplic.2"], [])) == ["rw:12", "rw:12-2"]


def test_a_row_asked_for_needs_an_id() -> None:
    with pytest.raises(TransientAnswer, match="Record ID"):
        rows_of(file(THREE[2:]), [], ["77"])
    with pytest.raises(TransientAnswer, match="Record ID"):
        rows_of(file(THREE.replace("13", " ", 1)), [], ["77"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"\xef\xbb\xbf",
        b"<!DOCTYPE html><html>sign in</html>",
        b"version https://git-lfs.github.com/spec/v1\n",
        b"\x1f\x8b\x08\x00\xff\xff",
        WHOLE.decode().encode("utf-16"),
        file(),
        HEADER.encode(),
        file(ONE, "12,Snee"),
        file(ONE + ",more"),
        file(ONE, TWO, '13,"cut'),
        *(file(ONE, header=HEADER.replace(name, "Else", 1)) for name in NEEDED),
        file(ONE + ",x", header=HEADER + ",RetractionNature"),
        file("1" * 200_000),
    ],
)
def test_what_is_no_whole_file_is_refused(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        rows_of(body, *EVERY)


@given(st.integers(0, len(WHOLE)))
def test_a_cut_file_never_says_another_thing(end: int) -> None:
    """A file cut between two rows, or in the last field of one, cannot be told from a whole one by its text alone."""
    whole = {name: parse(data) for name, data in rows_of(WHOLE, *EVERY).items()}
    try:
        found = rows_of(WHOLE[:end], *EVERY)
    except TransientAnswer:
        return
    assert {name: parse(data) for name, data in found.items()}.items() <= whole.items()


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=len(NEEDED) - 1, max_size=len(NEEDED) - 1), max_size=4), CELL)
def test_no_cell_is_taken_for_granted(cells: list[list[str]], title: str) -> None:
    out = io.StringIO(newline="")
    names = [*(name for name in NEEDED if name != "OriginalPaperPubMedID"), "OriginalPaperPubMedID", "Title"]
    rows = [[f"i{n}", *row[1:], "77.0", title] for n, row in enumerate(cells)]
    csv.writer(out).writerows([names, *rows, ["last", "", "", "", "", "", "77", ""]])
    found = rows_of(out.getvalue().encode(), [], ["77"])
    assert len(found) == len(cells) + 1
    assert all(parse(data).pmid == "77" for data in found.values())


def test_parse_a_row() -> None:
    first, second, third = (parse(data) for data in rows_of(WHOLE, *EVERY).values())
    assert first == RetractionWatchRow(
        "11", "10.5555/examplic.1", "36035816", "10.5555/n1", "37476288", "retraction", "2023-07-12"
    )
    assert (second.doi, second.pmid, second.notice_doi, second.notice_pmid) == ("10.5555/examplic.2", "", "", "")
    assert (second.kind, second.date, third.kind, third.date) == (
        "expression of concern",
        "2023-10-04",
        "correction",
        "2020-03-01",
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/31/2021 0:00", "2021-12-31"),
        ("1/2/1998", "1998-01-02"),
        ("2021-12-31", "2021-12-31"),
        ("2021-12-31 00:00:00", "2021-12-31"),
        ("31/12/2021 0:00", "2021"),
        ("", ""),
        ("soon", ""),
        ("1/2/98", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    (data,) = rows_of(file(THREE.replace("3/1/2020 0:00", text)), [], ["77"]).values()
    assert parse(data).date == date


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{}", b"5", b'{"Record ID": 5}', b"[" * 99999])
def test_what_is_no_row_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        parse(data)


@pytest.mark.real
def test_real_rows(shared: Path) -> None:
    body = (shared / "data" / "retraction" / "retraction_watch_rows.csv").read_bytes()
    with io.StringIO(body.decode(), newline="") as lines:
        asked = [row["OriginalPaperDOI"] for row in csv.DictReader(lines)]
    found = [parse(data) for data in rows_of(body, asked, []).values()]
    assert len(found) == len({row.record_id for row in found}) == 20
    assert {row.kind for row in found} == {"retraction"}
    assert {row.date for row in found} == {"2023-07-12", "2023-09-27", "2023-10-04"}
    assert all(row.doi and row.notice_doi for row in found)
    assert sum(bool(row.pmid) for row in found) == sum(bool(row.notice_pmid) for row in found) == 7
    assert list(rows_of(body, [], ["36035816"])) == ["rw:56416"]


def test_rows_of_one_record_id_are_numbered_and_none_is_lost() -> None:
    row = "5,7/12/2023 0:00,10.1000/n,{n},10.1000/a,1,Retraction\n"
    header = ",".join(NEEDED) + "\n"
    body = header + "".join(row.format(n=n) for n in (1, 2, 2, 3, 1))
    assert list(rows_of(body.encode(), ["10.1000/a"], [])) == ["rw:5", "rw:5-2", "rw:5-3"]


FOUR = "14,Coughs,3/1/2021 0:00,unavailable,0,unavailable,78,Retraction,seen"
QUOTED = '15,"Colds, again",3/1/2022 0:00,unavailable,0,unavailable,79,Retraction,"a\n""b"""'
REST = (["10.5555/examplic.1"], ["77", "78", "79"])


def test_a_quote_within_an_unquoted_field_is_text() -> None:
    body = file(ONE, TWO.replace("Sneezes", '5" disc'), THREE)
    assert list(rows_of(body, *EVERY)) == list(PAPERS)
    assert odd_rows(body) == ()
    assert json.loads(rows_of(body, *EVERY)["rw:12"])["Title"] == '5" disc'


@pytest.mark.parametrize(
    "odd",
    [
        TWO.replace("Sneezes", '"5 disc'),
        TWO.replace("none", '"none'),
        TWO.replace("Sneezes", '"On "sneezes", again"'),
        TWO + ",more",
        TWO[:40],
        "12,Snee\nzes,10/4/2023 0:00\n,unavailable",
        TWO.replace("none", '"a\n5" disc\n"b'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_odd_row_costs_itself_alone_and_is_named(odd: str, end: str) -> None:
    whole = (ONE, QUOTED, THREE, FOUR)
    for at in range(len(whole)):
        body = file(*whole[:at], odd, *whole[at:], end=end)
        assert rows_of(body, *REST) == rows_of(file(*whole, end=end), *REST)
        (row,) = odd_rows(body)
        assert row.line == body[: body.index(odd[:7].encode())].decode().count("\n") + 1
        assert row.name.startswith(f"line {row.line} ('12,")
        assert row.text.rstrip() == odd
        with pytest.raises(TransientAnswer, match=f"line {row.line} "):  # a file that ends in it may be cut
            rows_of(file(*whole[:at], odd, end=end), *REST)


def test_a_row_without_an_id_costs_itself_alone_and_is_named() -> None:
    body = file(ONE, THREE.replace("13", " ", 1), TWO)
    assert list(rows_of(body, *EVERY)) == ["rw:11", "rw:12"]
    (row,) = odd_rows(body)
    assert row.name.endswith("expected a Record ID; found none")
    assert row.may_be_about("", ["77"])


def test_a_file_with_many_odd_rows_is_damaged() -> None:
    odd = ["12,Snee"] * MOST_ODD_LINES
    assert list(rows_of(file(ONE, *odd, THREE), [], ["77"])) == ["rw:13"]
    with pytest.raises(TransientAnswer, match="damaged"):
        rows_of(file(ONE, *odd, "12,Snee", THREE), [], ["77"])


def test_whom_an_odd_row_may_be_about() -> None:
    (row,) = odd_rows(file(ONE.replace("11", "12,", 1), THREE))
    assert row.may_be_about("10.5555/examplic.1", [])
    assert row.may_be_about("", ["1", "36035816"])
    assert not row.may_be_about("", [])
    assert not row.may_be_about("10.5555/examplic", ["6035816", "3603581"])


@given(st.integers(0, len(WHOLE)))
def test_a_file_with_an_odd_row_that_is_cut_never_says_another_thing(end: int) -> None:
    body = file(TWO.replace("Sneezes", '"5 disc'), ONE, QUOTED, THREE)
    whole = {name: parse(data) for name, data in rows_of(body, *EVERY).items()}
    try:
        found = rows_of(body[:end], *EVERY)
    except TransientAnswer:
        return
    assert {name: parse(data) for name, data in found.items()}.items() <= whole.items()
