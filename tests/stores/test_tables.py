"""Tables out and in: exact text, stable bytes, and no row that breaks its class."""

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TableError
from pipeline.schema.claim_tables import Claim
from pipeline.schema.moving_tables import Candidate
from pipeline.schema.paper_tables import Article, CitedReference
from pipeline.schema.question_tables import Question
from pipeline.stores import tables

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(lambda t: t.strip() == t)


def claim(text: str, number: int = 1) -> Claim:
    return Claim(f"{number:012x}", "q", "research", "", number, text, False, 3)


@given(text=TEXT)
def test_any_text_comes_back_exactly(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("t") / "claims.csv"
    tables.write_rows(path, Claim, [claim(text)])
    assert tables.read_rows(path, Claim) == [claim(text)]


@pytest.mark.parametrize("text", ["=1+1", "+a", "-b", "@c", "'=1", "NA", "a\rb", "a\r\nb", "\ra", " a ", '"', "a\0b"])
def test_a_cell_holds_its_exact_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "claims.csv"
    tables.write_rows(path, Claim, [claim(text), claim("after it", 2)])
    assert [c.text for c in tables.read_rows(path, Claim)] == [text, "after it"]
    assert path.read_bytes().count(b"\r") == text.count("\r")


def test_bytes_do_not_depend_on_the_order_of_rows_and_are_written_once(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    assert tables.write_rows(path, Claim, [claim("b", 2), claim("a", 1)])
    assert not tables.write_rows(path, Claim, [claim("a", 1), claim("b", 2)])
    assert path.read_text().splitlines()[1].startswith("000000000001,q,research,,1,a,false,3")


def test_missing_years_are_empty_and_years_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    tables.write_rows(path, Article, [Article("1", pub_year=2020), Article("2", article_title="NA")])
    assert [(a.pub_year, a.article_title) for a in tables.read_rows(path, Article)] == [(2020, ""), (None, "NA")]
    assert "2020.0" not in path.read_text()
    frame = pd.read_parquet(path.with_suffix(".parquet"))
    assert frame["pub_year"].tolist()[0] == 2020
    assert frame["article_title"].tolist() == ["", "NA"]


def test_lists_and_booleans_come_back(tmp_path: Path) -> None:
    path = tmp_path / "questions.csv"
    row = Question("q", "Why?", "draft", drugs=("zoledronic acid", "denosumab"))
    tables.write_rows(path, Question, [row])
    assert tables.read_rows(path, Question) == [row]
    assert "zoledronic acid; denosumab" in path.read_text()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Question("Q!", "Why?", "draft"), "question_id"),
        (Question("q", "", "draft"), "question: expected a value"),
        (Question("q", "Why?", "drafty"), "one of draft, submitted"),
        (CitedReference("pmid:1", year=15), "year"),
        (CitedReference("pmid:0"), "reference_id"),
    ],
)
def test_a_row_that_breaks_its_class_is_refused_in_words(tmp_path: Path, row: object, told: str) -> None:
    path = tmp_path / "x.csv"
    with pytest.raises(TableError, match=told):
        tables.write_rows(path, type(row), [row])  # type: ignore[type-var]
    assert not path.exists()


def test_a_key_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="found 000000000001 twice"):
        tables.write_rows(tmp_path / "x.csv", Claim, [claim("a"), claim("b")])


def test_a_table_of_another_version_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,text\n")
    with pytest.raises(TableError, match=r"expected the columns claim_id, question_id.*found claim_id, text"):
        tables.read_rows(path, Claim)


def test_appending_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    tables.append_rows(path, Claim, [claim("b", 2)])
    before = path.read_bytes()
    assert not tables.append_rows(path, Claim, [])
    tables.append_rows(path, Claim, [claim("a", 1)])
    assert path.read_bytes().startswith(before)
    assert [c.text for c in tables.read_rows(path, Claim)] == ["b", "a"]


def test_appending_keeps_rows_apart_and_refuses_a_file_that_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    tables.append_rows(path, Claim, [claim("b", 2)])
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    tables.append_rows(path, Claim, [claim("a", 1)])
    assert [c.text for c in tables.read_rows(path, Claim)] == ["b", "a"]
    for damaged in (path.read_bytes()[:-9], path.read_bytes() + b"<<<<<<< HEAD\n"):
        path.write_bytes(damaged)
        with pytest.raises(TableError, match=r"claims\.csv:[34]: "):
            tables.append_rows(path, Claim, [claim("c", 3)])
        assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (",1,a,", ",one,a,", r"claims\.csv:2: expected a row of claims; found 'one' in the place of a whole number"),
        (",false,", ",no,", r"claims\.csv:2: expected a row of claims; found 'no', neither true nor false"),
    ],
)
def test_a_value_of_the_wrong_type_is_told_with_its_line(tmp_path: Path, was: str, now: str, told: str) -> None:
    path = tmp_path / "claims.csv"
    tables.write_rows(path, Claim, [claim("a")])
    path.write_text(path.read_text().replace(was, now))
    with pytest.raises(TableError, match=told):
        tables.read_rows(path, Claim)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 4000, "9" * 19, "1_000", "\u0661", " 3", "3.0", "1e3", "nan"])
def test_what_is_no_whole_number_of_a_column_is_told_with_its_line(tmp_path: Path, number: str) -> None:
    path = tmp_path / "claims.csv"
    tables.write_rows(path, Claim, [claim("a"), claim("b", 2)])
    path.write_text(path.read_text().replace(",false,3\n", f",false,{number}\n", 1))
    with pytest.raises(
        TableError, match=r"claims\.csv:2: expected a row of claims; found '.*' in the place of a whole"
    ) as e:
        tables.read_rows(path, Claim)
    assert len(str(e.value)) < 400


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "9" * 5000, "0,5", "1_0.5"])
def test_what_is_no_number_of_a_column_is_told_with_its_line(tmp_path: Path, number: str) -> None:
    path = tmp_path / "candidates.csv"
    tables.write_rows(path, Candidate, [Candidate("q", "1", ("citing",), score=1e-05), Candidate("q", "2", score=0.5)])
    assert [c.score for c in tables.read_rows(path, Candidate)] == [1e-05, 0.5]
    path.write_text(path.read_text().replace("0.5", f'"{number}"'))
    with pytest.raises(
        TableError, match=r"candidates\.csv:3: expected a row of candidates; found '.*' in the place of a n"
    ):
        tables.read_rows(path, Candidate)


def test_no_file_is_no_rows(tmp_path: Path) -> None:
    assert tables.read_rows(tmp_path / "none.csv", Claim) == []


def test_a_table_can_be_left_to_a_transaction(tmp_path: Path) -> None:
    put: dict[str, bytes] = {}

    def keep(path: Path, data: bytes) -> bool:
        put[path.name] = data
        return True

    assert tables.write_rows(tmp_path / "claims.csv", Claim, [claim("a")], keep)
    assert tables.append_rows(tmp_path / "more.csv", Claim, [claim("a")], keep)
    assert sorted(put) == ["claims.csv", "claims.parquet", "more.csv"]
    assert list(tmp_path.iterdir()) == []


def test_parquet_older_than_its_csv_is_renewed(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    tables.write_rows(path, Claim, [claim("a")])
    fresh = path.with_suffix(".parquet").read_bytes()
    path.with_suffix(".parquet").write_bytes(b"of an earlier table")
    os.utime(path.with_suffix(".parquet"), ns=(1, 1))
    assert not tables.write_rows(path, Claim, [claim("a")])
    assert path.with_suffix(".parquet").read_bytes() == fresh
