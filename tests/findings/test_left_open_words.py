from pipeline.findings.left_open_words import counts, groups
from pipeline.schema.records import LeftOpen

SAME = [LeftOpen("open warning", item, "It is under concern.") for item in ("a", "b")]
UNREAD = [LeftOpen("unread candidate", f"pmid:{n}", "Owls, 2024") for n in (7, 8, 9)]
UNTOLD = LeftOpen("could not be checked", "c", "Not known.")


def test_each_kind_is_counted_and_the_same_words_are_one_line():
    found = {g.heading: [told for _, told in g.lines] for g in groups([*UNREAD, *SAME])}
    assert found == {
        "2 open warnings": ["2 claims: It is under concern."],
        "3 unread candidates": ["Owls, 2024"] * 3,
    }


def test_counts():
    assert counts([]) == ""
    assert counts(SAME[:1]) == "1 open warning"
    assert counts([UNTOLD, *UNREAD[:1], *SAME]) == "2 open warnings, 1 check that could not tell and 1 unread candidate"
