"""Conflicts between two answers: another dose, frequency or threshold of one drug for one condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from pipeline.language.numbers.measures import Measure, measures
from pipeline.language.numbers.same_value import is_same
from pipeline.language.text.fold import folded
from pipeline.schema.claim_tables import Claim, NumberConflict
from pipeline.schema.question_tables import Question

KINDS = ("dose", "frequency", "threshold")


@dataclass(frozen=True)
class _Stated:
    """A claim that names a drug of its question, with those drugs and its values by kind."""

    question: Question
    claim: Claim
    drugs: frozenset[str]
    values: dict[str, tuple[Measure, ...]]


def number_conflicts(questions: Sequence[tuple[Question, Sequence[Claim]]]) -> list[NumberConflict]:
    """A row for each two claims of different questions, on one drug and one condition, that share no value of a kind.

    Each pair gives two rows, one for each claim, so that both questions show the conflict.
    """
    alike: dict[tuple[str, str], list[_Stated]] = {}
    for question, claims in questions:
        condition = folded(question.condition)
        for stated in filter(None, (_stated(question, claim) for claim in claims) if condition else ()):
            for drug in stated.drugs:
                alike.setdefault((condition, drug), []).append(stated)
    rows = [
        _row(one, other, kind, drug)
        for (_, drug), group in alike.items()
        for one, other in permutations(group, 2)
        if one.question.question_id != other.question.question_id and drug == min(one.drugs & other.drugs)
        for kind in KINDS
        if _differ(one.values.get(kind, ()), other.values.get(kind, ()))
    ]
    return sorted(rows, key=lambda r: (r.claim_id, r.other_claim_id, r.kind))


def _stated(question: Question, claim: Claim) -> _Stated | None:
    said = f" {folded(claim.text)} "
    drugs = frozenset(d for d in map(folded, question.drugs) if f" {d} " in said)
    values: dict[str, tuple[Measure, ...]] = {}
    for m in measures(claim.text):
        values[m.shown_kind] = (*values.get(m.shown_kind, ()), m)
    return _Stated(question, claim, drugs, values) if drugs and values.keys() & set(KINDS) else None


def _differ(ours: Sequence[Measure], theirs: Sequence[Measure]) -> bool:
    """Whether both state values of one dimension and have none of them in common."""
    theirs = [m for m in theirs if any(m.dimension == o.dimension for o in ours)]
    ours = [o for o in ours if any(m.dimension == o.dimension for m in theirs)]
    return bool(ours) and not any(is_same(o, m) or is_same(m, o) for o in ours for m in theirs)


def _row(one: _Stated, other: _Stated, kind: str, drug: str) -> NumberConflict:
    return NumberConflict(
        one.claim.claim_id,
        other.claim.claim_id,
        kind,
        one.question.question_id,
        other.question.question_id,
        drug,
        tuple(m.text for m in one.values[kind]),
        tuple(m.text for m in other.values[kind]),
        other.claim.text,
    )
