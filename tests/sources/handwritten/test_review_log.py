"""`reviews/log.csv`: what is written is read, every mistake has its place, and no guess keeps an approval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.moving_tables import Review
from pipeline.sources.handwritten.review_log import EMPTY, log_line, parse

SHA = "ab" * 32
DAYS = st.dates().map(str)
NAMES = (
    st.text("abcDEF é,\"';=@", min_size=1, max_size=8).map(str.strip).filter(bool).map(lambda n: " ".join(n.split()))
)
QUESTIONS = st.sampled_from(("bones", "owls.patient", "x-1"))


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    action = draw(st.sampled_from(("submit", "return", "approve", "retire")))
    ids = st.lists(st.text("0123456789abcdef", min_size=12, max_size=12), max_size=2, unique=True)
    accepted = tuple(draw(ids)) if action == "approve" else ()
    because = draw(NAMES) if accepted else ""
    return Review(draw(QUESTIONS), 1, draw(DAYS), action, draw(NAMES), draw(NAMES), SHA, accepted, because)


def log(*lines: str) -> bytes:
    return EMPTY + "".join(f"{each}\n" for each in lines).encode()


@given(st.lists(reviews(), max_size=6))
def test_what_is_written_is_read(rows: list[Review]) -> None:
    distinct = [r for i, r in enumerate(rows) if log_line(r) not in map(log_line, rows[:i])]
    found, mistakes = parse("log.csv", EMPTY + "".join(map(log_line, distinct)).encode())
    assert mistakes == ()
    assert list(map(log_line, found)) == list(map(log_line, distinct))
    for question in {r.question_id for r in found}:
        places = [r.position for r in found if r.question_id == question]
        assert places == list(range(1, len(places) + 1))


@given(st.binary(max_size=60), st.integers(0, 300))
def test_no_bytes_raise(junk: bytes, at: int) -> None:
    good = EMPTY + log_line(Review("bones", 1, "2026-11-25", "approve", "AB", "", SHA)).encode()
    for found in parse("log.csv", good[:at] + junk + good[at:])[1]:
        assert found.startswith("log.csv:")


def test_all_mistakes_at_once_with_line_and_column() -> None:
    _, mistakes = parse(
        "log.csv",
        log(
            f"2026-02-30,bones,approve,AB,,{SHA},,",
            f"2026-11-25,Bones,approve,AB,,{SHA},,",
            f"2026-11-25,bones,aprove,AB,,{SHA},,",
            f'2026-11-25,bones,approve," ",,{SHA},,',
            "2026-11-25,bones,approve,AB,,,,",
            f"2026-11-25,bones,approve,AB,,{SHA},nothing,x",
            f"2026-11-25,bones,submit,AB,,{SHA},0123456789ab,x",
            f"2026-11-25,bones,approve,AB,,{SHA},0123456789ab,",
            f"2026-11-25,bones,approve,AB,,{SHA},,because",
            "2026-11-25,bones",
        ),
    )
    places = [m.split(": ")[0] for m in mistakes]
    assert places == [
        "log.csv:2:1",
        "log.csv:3:12",
        "log.csv:4:18",
        "log.csv:5:26",
        "log.csv:6:30",
        "log.csv:7:95",
        "log.csv:8:94",
        "log.csv:9:108",
        "log.csv:10:96",
        "log.csv:11:1",
    ]
    assert mistakes[2].endswith(", found 'aprove', did you mean approve")


def test_the_same_line_twice_in_a_row_is_a_mistake() -> None:
    row = f"2026-11-25,bones,approve,AB,,{SHA},,"
    assert parse("log.csv", log(row, row))[1] == ("log.csv:3:1: expected each decision once, found line 2 again",)
    assert parse("log.csv", log(row, "2026-11-25,bones,return,AB,,,,", row))[1] == ()


def test_a_line_that_cannot_be_read_takes_back_what_stands_above_it_for_its_question() -> None:
    approved = [f"2026-11-25,{q},approve,AB,,{SHA},," for q in ("bones", "owls")]
    found, mistakes = parse("log.csv", log(*approved, "2026-11-26,bones,retrun,AB,,,,"))
    assert len(mistakes) == 1
    assert [r.question_id for r in found] == ["owls"]
    found, _ = parse("log.csv", log(*approved, '2026-11-26,owls,return,"AB,,,,'))
    assert [r.question_id for r in found] == ["bones"]
    found, _ = parse("log.csv", log(*approved, "2026-11-26,bones,retrun,AB,,,,", approved[0]))
    assert [(r.question_id, r.position) for r in found] == [("owls", 1), ("bones", 1)]


def test_a_broken_line_drops_the_approvals_of_the_questions_that_it_names_and_no_others() -> None:
    names = ("statin", "statin-after-mi", "statin.patient", "mi")
    approved = [f"2026-11-25,{q},approve,AB,,{SHA},," for q in names]
    for name in names:
        found, mistakes = parse("log.csv", log(*approved, f'2026-11-26,{name},return,"AB,,,,'))
        assert len(mistakes) == 1
        assert [r.question_id for r in found] == [q for q in names if q != name]


@pytest.mark.parametrize("written", ["Bones", "bones ", "bones.md", "questions/bones"])
def test_a_misspelt_question_id_still_takes_back_what_stands_above_it(written: str) -> None:
    approved = [f"2026-11-25,{q},approve,AB,,{SHA},," for q in ("bones", "owls")]
    found, mistakes = parse("log.csv", log(*approved, f"2026-11-26,{written},return,AB,,,,"))
    assert [m.split(": ")[0] for m in mistakes] == ["log.csv:4:12"]
    assert [r.question_id for r in found] == ["owls"]
