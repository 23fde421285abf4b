"""Hand corrections: right ones apply, wrong ones are told with line and column."""

import pytest

from pipeline.schema.label_tables import LabelPassage
from pipeline.schema.paper_tables import CitedReference
from pipeline.sources.handwritten.corrections import apply, parse

HEAD = b"table,key,column,value,reason,curator,date\n"


def test_a_row_overrules_a_tag() -> None:
    rows, mistakes = parse("c.csv", HEAD + b"cited_references,pmid:1,evidence_source,guideline,is one,AB,2026-11-23\n")
    assert mistakes == ()
    reference = CitedReference("pmid:1", evidence_source="research")
    assert apply(rows, CitedReference, [reference]) == rows
    assert reference.evidence_source == "guideline"


def test_types_are_kept() -> None:
    rows, _ = parse(
        "c.csv",
        HEAD
        + b"cited_references,pmid:1,year,2016,print,AB,2026-11-23\n"
        + b"cited_references,pmid:1,superseded_by,pmid:2; pmid:3,newer,AB,2026-11-23\n",
    )
    reference = CitedReference("pmid:1", year=2015)
    apply(rows, CitedReference, [reference])
    assert (reference.year, reference.superseded_by) == (2016, ("pmid:2", "pmid:3"))


def test_a_row_for_nobody_is_not_used() -> None:
    rows, _ = parse("c.csv", HEAD + b"cited_references,pmid:7,year,2016,print,AB,2026-11-23\n")
    assert apply(rows, CitedReference, [CitedReference("pmid:1")]) == ()


def test_all_mistakes_at_once_with_line_and_column() -> None:
    _, mistakes = parse(
        "c.csv",
        HEAD
        + b"cited_reference,pmid:1,year,2016,r,AB,2026-11-23\n"
        + b"cited_references,pmid:1,yaer,2016,r,AB,2026-11-23\n"
        + b"cited_references,pmid:1,year,soon,r,AB,2026-11-23\n"
        + b"cited_references,pmid:1,year,2016,,AB,2026-11-23\n"
        + b"cited_references,pmid:1,year,2016,r,AB,yesterday\n"
        + b"cited_references,pmid:1\n",
    )
    assert [m.split(" ")[0] for m in mistakes] == [
        "c.csv:2:1:",
        "c.csv:3:25:",
        "c.csv:4:30:",
        "c.csv:5:35:",
        "c.csv:6:40:",
        "c.csv:7:1:",
    ]
    assert mistakes[0].endswith(", found 'cited_reference', did you mean cited_references")
    assert mistakes[1].endswith(", found 'yaer', did you mean year")


def test_a_wrong_header_or_bytes_are_told() -> None:
    assert "expected the header" in parse("c.csv", b"a,b\n")[1][0]
    assert parse("c.csv", HEAD + b"\xe9,1\n")[1] == (
        "c.csv:2:1: expected UTF-8, found the byte 0xE9: save the file as UTF-8 (the byte is `é` in Windows-1252)",
    )
    assert parse("c.csv", HEAD.replace(b",", b";"))[1][0].endswith(": save the file with commas between the values")


def test_a_number_longer_than_any_is_a_mistake() -> None:
    (mistake,) = parse("c.csv", HEAD + b"cited_references,pmid:1,year," + b"9" * 5000 + b",r,AB,2026-11-23\n")[1]
    assert mistake.startswith("c.csv:2:30: expected Year") and mistake.endswith(
        "(integer from 1500), found '" + "9" * 57 + "...'"
    )


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [("pmid:1", "year", "-5"), ("pmid:1", "year", "0"), ("pmid:1", "evidence_level", "1.5")],
)
def test_a_number_that_the_column_cannot_hold_is_a_mistake(key: str, column: str, value: str) -> None:
    (mistake,) = parse("c.csv", HEAD + f"cited_references,{key},{column},{value},r,AB,2026-11-23\n".encode())[1]
    assert mistake.endswith(f", found '{value}'")


def test_a_number_with_a_fraction_is_read_as_one() -> None:
    kept, mistakes = parse("c.csv", HEAD + b'label_passages,"q,x,1",share,0.25,r,AB,2026-11-23\n')
    assert mistakes == ()
    row = LabelPassage("q", "x", 1)
    assert len(apply(kept, LabelPassage, [row])) == 1
    assert row.share == 0.25


def test_a_column_is_counted_in_the_line_as_it_stands() -> None:
    row = b'cited_references,"pmid:1","year","soon, ""maybe""",r,AB,2026-11-23\n'
    (mistake,) = parse("c.csv", HEAD + row)[1]
    assert mistake.startswith("c.csv:2:34: expected Year")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-11", "2026", "23/11/2026"])
def test_the_date_of_a_correction_is_a_real_day(day: str) -> None:
    (mistake,) = parse("c.csv", HEAD + f"cited_references,pmid:1,year,2016,r,AB,{day}\n".encode())[1]
    assert mistake == f"c.csv:2:40: expected a date such as 2026-11-25, found '{day}'"
