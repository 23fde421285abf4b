import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.sentence_changes import ALIKE, MOST_PAIRS, SentenceChange, changed_numbers, sentence_changes

WORDS = st.sampled_from("owls owl sleep feather moult gout 40 80 mg the week day other".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
VERSIONS = st.lists(SENTENCES, max_size=7)


def test_added_removed_reworded_in_the_order_of_the_new_version() -> None:
    before = ["Owls sleep.", "Feathers are brown.", "The dose is 40 mg every week.", "Mice fear it."]
    after = ["The dose is 80 mg every week.", "Owls sleep.", "Stop in gout."]
    assert sentence_changes(before, after) == (
        SentenceChange("reworded", "The dose is 40 mg every week.", "The dose is 80 mg every week."),
        SentenceChange("removed", "Mice fear it.", ""),
        SentenceChange("removed", "Feathers are brown.", ""),
        SentenceChange("added", "", "Stop in gout."),
    )


def test_what_was_removed_at_the_beginning_comes_first() -> None:
    assert [c.kind for c in sentence_changes(["Gone.", "Owls sleep."], ["Owls sleep.", "New feathers."])] == [
        "removed",
        "added",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Owl’s “sleep”", 'Owl\'s "sleep"'),
        ("40\u00a0mg  daily", "40 mg daily"),
        ("10–20 mg", "10-20 mg"),
        ("[see Gout (5.1) ].", "[see Gout (5.1)]."),
        ("owls ( old ) .", "owls (old)."),
        ("non\u00adsense", "nonsense"),
    ],
)
def test_typography_is_no_change(before: str, after: str) -> None:
    assert sentence_changes([before], [after]) == ()


def test_moved_repeated_and_empty_sentences_are_no_change() -> None:
    assert sentence_changes(["A.", "B.", "C."], ["C.", "A.", "B.", "A.", "", " "]) == ()


def test_alike_means_the_best_partner_of_each_other() -> None:
    before = ["The dose in gout is 40 mg.", "The dose in moult is 40 mg."]
    after = ["The dose in moult is 50 mg.", "The dose in gout is 50 mg."]
    assert [(c.before, c.after) for c in sentence_changes(before, after)] == [
        (before[1], after[0]),
        (before[0], after[1]),
    ]


def test_below_alike_are_two_changes() -> None:
    assert ALIKE == 70
    assert [c.kind for c in sentence_changes(["Owls sleep by day."], ["Mice run at night."])] == ["removed", "added"]
    assert [c.kind for c in sentence_changes(["abcdefg" + "xyz"], ["abcdefg" + "uvw"])] == ["reworded"]
    assert [c.kind for c in sentence_changes(["abcdef" + "wxyz"], ["abcdef" + "stuv"])] == ["removed", "added"]


@given(VERSIONS)
def test_equal_texts_have_no_change(version: list[str]) -> None:
    assert sentence_changes(version, version) == ()
    assert sentence_changes(version, list(reversed(version))) == ()


@given(VERSIONS, VERSIONS)
def test_exchanging_the_versions_exchanges_added_and_removed(before: list[str], after: list[str]) -> None:
    other = {"added": "removed", "removed": "added", "reworded": "reworded"}
    there = {(c.kind, c.before, c.after) for c in sentence_changes(before, after)}
    back = {(other[c.kind], c.after, c.before) for c in sentence_changes(after, before)}
    assert there == back


@given(VERSIONS, VERSIONS)
def test_every_changed_sentence_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    changes = sentence_changes(before, after)
    assert sorted(c.before for c in changes if c.before) == sorted(set(before) - set(after))
    assert sorted(c.after for c in changes if c.after) == sorted(set(after) - set(before))
    added = [c.after for c in changes if c.after]
    assert added == [s for s in dict.fromkeys(after) if s in added]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("40 mg every week", "80 mg every week", (("40 mg",), ("80 mg",))),
        ("40 mg, then 40 mg", "40 mg", (("40 mg",), ())),
        ("from 0.05 mg/kg/day", "from 0.05 mg/kg", (("0.05 mg/kg/day",), ("0.05 mg/kg",))),
        ("<30 kg", "≤30 kg", (("<30 kg",), ("≤30 kg",))),
        ("10–20 mg", "10 to 20 mg", ((), ())),
        ("10 to 20 mg for 6 months", "10 to 40 mg for 6-month", (("10 to 20 mg",), ("10 to 40 mg",))),
        ("39% of owls", "12% of owls", (("39%",), ("12%",))),
        ("[see Gout (5.1)]", "[see Gout (5.2)]", ((), ())),
        ("(see Gout (5.1)) 4 days", "(see Gout (5.2)) 5 days", (("4 days",), ("5 days",))),
        ("IL-6", "IL-8", ((), ())),
    ],
)
def test_changed_numbers(before: str, after: str, expected: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert changed_numbers(before, after) == expected


@given(st.text(alphabet="0123456789 mgkd.,-%/", max_size=40), st.text(alphabet="0123456789 mgkd.,-%/", max_size=40))
def test_exchanging_the_texts_exchanges_their_numbers(before: str, after: str) -> None:
    assert changed_numbers(before, after) == changed_numbers(after, before)[::-1]
    assert changed_numbers(before, before) == ((), ())


def test_a_label_rewritten_whole_finds_its_partners_by_rare_words() -> None:
    number = int(MOST_PAIRS**0.5) + 50
    before = [f"Sentence {i * 7919} says that examplumab {i * 31}x is given." for i in range(number)]
    after = [f"Sentence {i * 7919} said that examplumab {i * 31}x is given." for i in reversed(range(number))]
    found = sentence_changes(before, after)
    assert [(c.kind, c.before, c.after) for c in found] == [
        ("reworded", before[number - 1 - i], after[i]) for i in range(number)
    ]
