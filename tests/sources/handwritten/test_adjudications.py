"""`reviews/adjudications.csv`: what is written is read, and every mistake has its place."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.claim_tables import Adjudication
from pipeline.sources.handwritten.adjudications import EMPTY, parse
from pipeline.sources.handwritten.written_csv import line

TEXTS = st.text("abc é,\"';=@", min_size=1, max_size=8).map(lambda n: " ".join(n.split())).filter(bool)
NAMES = st.from_regex(r"[0-9a-f]{12}-[0-9a-f]{6}", fullmatch=True)
ROWS = st.builds(Adjudication, NAMES, st.sampled_from(("agree", "disagree")), TEXTS, TEXTS)


@given(st.lists(ROWS, max_size=6, unique_by=lambda a: a.finding))
def test_what_is_written_is_read(rows: list[Adjudication]) -> None:
    written = "".join(line((a.finding, a.decision, a.by, a.because)) for a in rows)
    found, mistakes = parse("a.csv", EMPTY + written.encode())
    assert (list(found), mistakes) == (rows, ())


@given(st.binary(max_size=60))
def test_no_bytes_raise(junk: bytes) -> None:
    assert all(m.startswith("a.csv:") for m in parse("a.csv", EMPTY + junk)[1])


def test_all_mistakes_at_once_with_line_and_column() -> None:
    rows = (
        b"0123456789ab,disagree,A,b\n"
        b"0123456789ab-cdef01,disagre,A,b\n"
        b"0123456789ab-cdef01,agree,,b\n"
        b"0123456789ab-cdef01,agree,A,\n"
        b"0123456789ab-cdef01,agree,A,b\n"
        b"0123456789ab-cdef01,disagree,A,b\n"
    )
    found, mistakes = parse("a.csv", EMPTY + rows)
    assert [m.split(" ", 1)[0] for m in mistakes] == [
        "a.csv:2:1:",
        "a.csv:3:21:",
        "a.csv:4:27:",
        "a.csv:5:29:",
        "a.csv:7:1:",
    ]
    assert mistakes[1].endswith("expected agree or disagree, found 'disagre', did you mean disagree")
    assert "line 6 again" in mistakes[4]
    assert len(found) == 1
