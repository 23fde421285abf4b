"""`reviews/dismissed.csv`: what is written is read, and every mistake has its place."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.moving_tables import Dismissal
from pipeline.sources.handwritten.dismissed import EMPTY, dismissed_line, parse, strangers

KNOWN = ("bones", "owls")
TEXTS = st.text("abc é,\"';=@", min_size=1, max_size=8).map(lambda n: " ".join(n.split())).filter(bool)
ROWS = st.builds(
    Dismissal, st.sampled_from(KNOWN), st.integers(1, 10**9 - 1).map(str), TEXTS, TEXTS, st.dates().map(str)
)


@given(st.lists(ROWS, max_size=6, unique_by=lambda d: (d.question_id, d.pmid)))
def test_what_is_written_is_read(rows: list[Dismissal]) -> None:
    found, mistakes = parse("d.csv", EMPTY + "".join(map(dismissed_line, rows)).encode(), KNOWN)
    assert mistakes == ()
    assert list(map(dismissed_line, found)) == list(map(dismissed_line, rows))


@given(st.binary(max_size=60))
def test_no_bytes_raise(junk: bytes) -> None:
    for found in parse("d.csv", EMPTY + junk, KNOWN)[1]:
        assert found.startswith("d.csv:")


def test_all_mistakes_at_once_with_line_and_column() -> None:
    found, mistakes = parse(
        "d.csv",
        EMPTY
        + b"bone,1,not ours,AB,2026-11-25\n"
        + b"bones,PMC1,not ours,AB,2026-11-25\n"
        + b"bones,1,,AB,2026-11-25\n"
        + b"bones,1,not ours,,2026-11-25\n"
        + b"bones,1,not ours,AB,25/11/2026\n"
        + b"bones,17,not ours,AB,2026-11-25\n"
        + b"bones,017,not ours,AB,2026-11-25\n",
        KNOWN,
    )
    assert [m.split(": ")[0] for m in mistakes] == [
        "d.csv:2:1",
        "d.csv:3:7",
        "d.csv:4:9",
        "d.csv:5:18",
        "d.csv:6:21",
        "d.csv:8:7",
    ]
    assert mistakes[0].endswith(", found 'bone', did you mean bones")
    assert "that of line 7 again" in mistakes[-1]
    assert [(d.question_id, d.pmid) for d in found] == [("bones", "17")]


def test_a_dismissal_of_what_was_never_a_candidate_is_a_note() -> None:
    data = EMPTY + (
        b"bones,12345678,not ours,AB,2026-11-25\n"
        b"bones,0223,not ours,AB,2026-11-25\n"
        b"owls,5,not searched yet,AB,2026-11-25\n"
        b"bones,PMC1,a mistake,AB,2026-11-25\n"
    )
    assert strangers("d.csv", data, {"bones": {"223", "12345679"}}) == (
        "d.csv:2:7: note: expected a candidate of bones, found 12345678, which was never one, did you mean 12345679",
    )


def test_a_pmid_is_cleaned_before_it_is_kept_and_compared() -> None:
    rows = "bones,17\u200b,not ours,AB,2026-11-25\nbones, 017,not ours,AB,2026-11-25\n"
    found, mistakes = parse("d.csv", EMPTY + rows.encode(), KNOWN)
    assert [(d.question_id, d.pmid) for d in found] == [("bones", "17")]
    assert [m.split(": ")[0] for m in mistakes] == ["d.csv:3:7"]
