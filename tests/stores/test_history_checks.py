"""Rows that an append-only file lost against what raw kept of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import DamagedBody, TableError
from pipeline.stores.history_checks import loss, mended
from pipeline.stores.raw import RawStore

WHOLE = b"a,b\n1,x\n2,y\n3,z\n"


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[Callable[[bytes | None], str]]:
    """What a file lacks once it holds these bytes; it was kept in two steps."""
    path = tmp_path / "data" / "x.csv"
    path.parent.mkdir()
    with RawStore(tmp_path / "raw.sqlite") as raw:
        raw.start_run("2026-10-01T08:00:00Z", "live")
        for size in (8, len(WHOLE)):
            raw.kept.keep({"data/x.csv": WHOLE[:size]})

        def look(data: bytes | None) -> str:
            path.unlink(missing_ok=True)
            if data is not None:
                path.write_bytes(data)
            return loss(raw.kept, tmp_path, path)

        yield look


@pytest.mark.parametrize(
    "data",
    [
        WHOLE,
        WHOLE + b"4,w\n",
        WHOLE[:-1],
        WHOLE.replace(b"\n", b"\r\n"),
        b"a,b\n1,x\n0,new\n3,z\n2,y\n",  # rows of another branch, merged
    ],
)
def test_what_grew_or_holds_every_row_lost_nothing(lost: Callable[[bytes], str], data: bytes) -> None:
    assert lost(data) == ""


@pytest.mark.parametrize(
    ("data", "told", "whole"),
    [
        (b"a,b\n1,x\n2,y\n", "x.csv:4: expected the row '3,z', which an earlier run wrote; found the end", WHOLE),
        (
            b"a,b\n",
            "x.csv:2: expected the row '1,x', which an earlier run wrote; found the end of the file; 3",
            WHOLE,
        ),
        (b"", "x.csv:1: expected the row 'a,b'", WHOLE),
        (
            None,
            "found no file; 4 of 4 rows are missing; nothing was overwritten: run `python -m pipeline",
            WHOLE,
        ),
        (b"a,b\n1,x\n3,z\n4,w\n", "x.csv:3: expected the row '2,y'", WHOLE + b"4,w\n"),
        (b"a,b\n1,x\n2,Y\n3,z", "x.csv:3: expected the row '2,y', which an earlier run wrote; found '2,Y'; 1 of", None),
    ],
)
def test_lost_rows_are_told_with_file_and_line_and_can_be_put_back(
    lost: Callable[[bytes | None], str], data: bytes | None, told: str, whole: bytes | None
) -> None:
    assert told in lost(data)
    assert mended(["a", "b"], [0], data or b"", WHOLE) == whole


def test_a_cut_row_is_told_as_such(lost: Callable[[bytes], str]) -> None:
    found = lost(WHOLE[:-2])
    assert (":4: expected the row '3,z'" in found, "found '3,'" in found) == (True, True)
    assert mended(["a", "b"], [0], WHOLE[:-2], WHOLE) == WHOLE
    with pytest.raises(TableError, match=r"x\.csv:3: expected a row of CSV"):
        lost(b'a,b\n1,x\n2,"y')


def test_without_kept_bytes_nothing_can_be_said(tmp_path: Path) -> None:
    with RawStore(tmp_path / "raw.sqlite") as raw:
        assert loss(raw.kept, tmp_path, tmp_path / "x.csv") == ""


def test_damaged_kept_bytes_are_named(tmp_path: Path) -> None:
    with RawStore(tmp_path / "raw.sqlite") as raw:
        raw.start_run("2026-10-01T08:00:00Z", "live")
        raw.kept.keep({"x.csv": WHOLE})
        raw._db.execute("UPDATE bodies SET body = x'00'")
        with pytest.raises(DamagedBody, match=r"x\.csv: expected the bytes that were kept of it"):
            loss(raw.kept, tmp_path, tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("data", "known", "whole"),
    [
        (WHOLE + b"3,z\n", b"", WHOLE),
        (b"a,b\n1,x\n<<<<<<< HEAD\n2,y\n=======\n3,z\n>>>>>>> other\n", b"", WHOLE),
        (b"a,b\n1,x\n<<<<<<< HEAD\n2,y\n=======\n3,z\n>>>>>>> other\n", b"a,b\n1,x\n2,y\n", WHOLE),
        (WHOLE + b"4\n", WHOLE, None),
        (b'a,b\n1,"x\ny"\n2,"z', b'a,b\n1,"x\ny"\n2,"z\nw"\n', b'a,b\n1,"x\ny"\n2,"z\nw"\n'),
        (WHOLE + b"3,other\n", WHOLE, None),
        (b"", b"", None),
        (b"garbage\n", WHOLE, None),
    ],
)
def test_a_file_is_mended_where_every_row_is_known_and_left_to_a_person_where_one_is_not(
    data: bytes, known: bytes, whole: bytes | None
) -> None:
    assert mended(["a", "b"], [0], data, known) == whole
