"""The kinds of notices: the lists agree, and an unknown word stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.notice_kinds import (
    CROSSREF_KINDS,
    INTEGRITY_OF_KIND,
    INTEGRITY_OF_NOTICE,
    NOTICE_KINDS,
    RETRACTION_WATCH_KINDS,
    UNKNOWN_KIND,
    kind_of,
    unknown_word,
)
from pipeline.schema.vocabulary import INTEGRITY_STATUSES

LISTS = {"pubmed": NOTICE_KINDS, "crossref": CROSSREF_KINDS, "retraction_watch": RETRACTION_WATCH_KINDS}


def test_every_kind_says_what_it_makes_of_a_paper() -> None:
    assert {kind for kinds in LISTS.values() for kind in kinds.values()} == set(INTEGRITY_OF_KIND)
    assert set(INTEGRITY_OF_KIND.values()) - {""} <= set(INTEGRITY_STATUSES)
    assert {r: INTEGRITY_OF_KIND[k] for r, k in NOTICE_KINDS.items()} == INTEGRITY_OF_NOTICE


def test_kinds_run_from_worst_to_mildest() -> None:
    order = [*INTEGRITY_STATUSES, ""]
    places = [order.index(status) for status in INTEGRITY_OF_KIND.values()]
    assert places == sorted(places)


@pytest.mark.parametrize("source", sorted(LISTS))
def test_each_word_has_its_kind_whatever_its_capitals(source: str) -> None:
    for word, kind in LISTS[source].items():
        assert kind_of(source, word) == kind_of(source, f" {word.upper()} ") == kind


@pytest.mark.parametrize(
    ("source", "word", "kind"),
    [
        ("crossref", "Expression of Concern", "expression of concern"),
        ("crossref", "partial-retraction", "partial retraction"),
        ("retraction_watch", "Expression of Concern", "expression of concern"),
        ("crossref", "removal", "withdrawal"),
        ("crossref", "retracted?", "unknown: retracted?"),
        ("retraction_watch", "corrigendum", "unknown: corrigendum"),
        ("elsewhere", "retraction", "unknown: retraction"),
        ("crossref", "", UNKNOWN_KIND),
        ("crossref", " \n", UNKNOWN_KIND),
    ],
)
def test_kind_of(source: str, word: str, kind: str) -> None:
    assert kind_of(source, word) == kind


@given(st.sampled_from(sorted(LISTS)), st.text(max_size=20))
def test_a_word_is_known_or_named_as_unknown(source: str, word: str) -> None:
    kind = kind_of(source, word)
    assert (
        kind in INTEGRITY_OF_KIND
        or kind == f"{UNKNOWN_KIND}: {' '.join(word.replace(';', ',').split())}"
        or kind == UNKNOWN_KIND
    )


def test_the_word_of_an_unknown_kind() -> None:
    assert unknown_word("unknown: Odd: word") == "“Odd: word”"
    assert unknown_word("unknown") == "a word that could not be read"
    assert unknown_word("retraction") == unknown_word("erratum; unknown: x") == ""
    assert kind_of("crossref", "odd; worse") == "unknown: odd, worse"
