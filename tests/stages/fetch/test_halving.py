"""Questions in halves: who is to blame, what it costs, and when nobody is."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.fetch.halving import HALF_RETRIES, Part, ask_in_halves
from pipeline.stores.raw import Exchange

IDS = [str(i) for i in range(200)]


class Source:
    """Refuses every question that holds a culprit; `is_unusable` False: does not answer at all."""

    def __init__(self, culprits: Iterable[str], *, is_unusable: bool = True) -> None:
        self.culprits, self.is_unusable = set(culprits), is_unusable
        self.asked: list[tuple[int, int | None]] = []

    def ask(self, ids: Sequence[str], retries: int | None) -> tuple[Exchange, list[str] | None]:
        self.asked.append((len(ids), retries))
        if self.culprits.isdisjoint(ids):
            return Exchange("pubmed", "efetch", "", "now", "answered", 200, 1, tuple(ids)), list(ids)
        failed = Exchange("pubmed", "efetch", "", "now", "failed", None, 1, tuple(ids), "why", self.is_unusable)
        return failed, None


def outcome(parts: Sequence[Part[list[str]]]) -> tuple[list[str], list[str]]:
    """The ids answered for and those that failed; together each of them once."""
    ends = [p for p in parts if not p.is_split]
    answered = [i for p in ends if p.answer is not None for i in p.answer]
    return answered, [i for p in ends if p.answer is None for i in p.ids]


def test_one_question_is_enough_where_nobody_is_to_blame() -> None:
    source = Source([])
    assert outcome(ask_in_halves(IDS, source.ask)) == (IDS, [])
    assert source.asked == [(200, None)]


@pytest.mark.parametrize("culprit", ["0", "99", "100", "137", "199"])
def test_one_culprit_stands_alone_after_two_questions_a_step(culprit: str) -> None:
    source = Source([culprit])
    answered, failed = outcome(ask_in_halves(IDS, source.ask))
    assert (sorted(answered, key=int), failed) == ([i for i in IDS if i != culprit], [culprit])
    assert len(source.asked) <= 1 + 2 * 8
    assert {retries for n, retries in source.asked if n < 200} == {HALF_RETRIES}


@given(st.sets(st.sampled_from(IDS), min_size=1, max_size=6))
def test_several_culprits_stand_alone(culprits: set[str]) -> None:
    source = Source(culprits)
    answered, failed = outcome(ask_in_halves(IDS, source.ask))
    assert set(failed) == culprits
    assert set(answered) == set(IDS) - culprits
    assert len(source.asked) <= 1 + 2 * 8 * len(culprits)


def test_where_all_is_refused_it_ends() -> None:
    source = Source(IDS)
    answered, failed = outcome(ask_in_halves(IDS, source.ask))
    assert (answered, sorted(failed, key=int)) == ([], IDS)
    assert len(source.asked) <= 30


def test_an_outage_is_not_halved() -> None:
    source = Source(["7"], is_unusable=False)
    assert outcome(ask_in_halves(IDS, source.ask)) == ([], IDS)
    assert len(source.asked) == 1


def test_a_single_id_is_asked_once() -> None:
    source = Source(["7"])
    assert outcome(ask_in_halves(["7"], source.ask)) == ([], ["7"])
    assert source.asked == [(1, None)]
