"""Groups of rows: as the table has them, hashed, and read only where they were declared."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TableError
from pipeline.schema.history_tables import Change
from pipeline.stores import tables
from pipeline.stores.grouped_rows import GroupedRows, Reading

HEAD = "change_id,refreshed_date,question_id,claim_id,reference_id,kind,before,after"


def change(number: int, question: str = "owls", after: str = "new") -> Change:
    return Change(f"{number:012x}", "2026-11-01", question, "", "", "question_added", "", after)


def grouped(path: Path, *rows: Change) -> GroupedRows[Change]:
    tables.write_rows(path / "changes.csv", Change, rows)
    return GroupedRows(path / "changes.csv", Change, "question_id")


def test_each_group_has_its_rows_in_order(tmp_path: Path) -> None:
    held = grouped(tmp_path, change(1), change(2, "bones"), change(3))
    assert [r.change_id[-1] for r in held.rows("owls")] == ["1", "3"]
    assert held.groups(["bones", "none"]).keys() == {"bones"}
    assert held.texts("owls", "after") == ("new", "new")
    assert (held.rows("none"), held.texts("none", "after"), held.digest("none")) == ((), (), b"")
    assert set(held) == {"owls", "bones"} and "bones" in held


def test_no_file_has_no_groups(tmp_path: Path) -> None:
    held = GroupedRows(tmp_path / "changes.csv", Change, "question_id")
    assert (list(held), held.rows("owls"), held.column("after")) == ([], (), [])


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=8)), max_size=8, unique=True))
def test_the_rows_are_those_that_the_table_gives(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    rows = [change(n, question, after) for n, (question, after) in enumerate(texts)]
    path = tmp_path_factory.mktemp("grouped")
    held = grouped(path, *rows)
    read = tables.read_rows(path / "changes.csv", Change)
    assert [vars(r) for k in "ab" for r in held.rows(k)] == [vars(r) for k in "ab" for r in read if r.question_id == k]


def test_a_digest_changes_with_any_cell_of_its_group_and_with_no_other(tmp_path: Path) -> None:
    before = grouped(tmp_path, change(1), change(2, "bones"))
    digests = {k: before.digest(k) for k in before}
    after = grouped(tmp_path, change(1, after="newer"), change(2, "bones"))
    assert after.digest("bones") == digests["bones"]
    assert after.digest("owls") != digests["owls"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", r"changes\.csv:1: expected the columns"),
        (f"{HEAD}\n000000000001,2026-11-01\n", r"changes\.csv:2: expected 8 columns"),
        (f"{HEAD}\n" + "000000000001,2026-11-01,q,,,k,,\n" * 2, r"changes\.csv:3: expected each row once"),
        ("", r"changes\.csv:1: expected the columns"),
    ],
)
def test_what_is_no_table_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "changes.csv").write_text(text)
    with pytest.raises(TableError, match=expected):
        GroupedRows(tmp_path / "changes.csv", Change, "question_id").rows("q")


def test_only_declared_groups_are_read_and_hashed(tmp_path: Path) -> None:
    held, reading = grouped(tmp_path, change(1), change(2, "bones")), Reading()
    nothing = reading.digest
    with pytest.raises(TableError, match="expected declared groups only; found owls"):
        reading.rows(held, "owls")
    reading.declare(held, ["owls"])
    assert len(reading.rows(held, "owls")) == 1
    assert reading.digest != nothing
    only_owls = reading.digest
    assert reading.texts(held, "bones", "after") == ("new",)  # reading a text declares its group
    assert reading.digest != only_owls
    assert reading.columns(held, ["bones"], "after") == {"bones": ("new",)}
    assert reading.firsts(held, ["owls"])["owls"].change_id == "000000000001"
