"""Decide whether two values are the same, and whether two can be compared at all.

A claim may round what its source states, give it in another unit, or give a rate for a count, but no more.
"""

from pipeline.language.numbers.measures import Measure

EXACT = 0.015  # relative: 6 months are 26 weeks, 12 months 52 weeks
ROUNDED = 0.06
_ROUNDABLE = frozenset({"percentage", "ratio", "interval", "concentration", "measurement", "number", "p value"})
_RATIOS = frozenset({"HR", "OR", "RR", "IRR"})
_LARGE = 10_000  # counts from here on are written in round numbers: 170,000 for 169,138
_ROUND_COUNT = 0.01


def is_same(claimed: Measure, stated: Measure) -> bool:
    """Whether the source's value is the claim's: every number of the claim is among the source's, rounded or not."""
    if claimed.kind == "interval" or stated.kind == "interval":
        return _is_same_interval(claimed, stated)
    if claimed.kind == "p value" and stated.kind == "p value":
        return _is_same_p(claimed, stated)
    if claimed.dimension == stated.dimension or _is_bare(claimed, stated):
        return all(any(_is_equal(claimed, v, stated, w) for w in stated.values) for v in claimed.values)
    return _is_derived(claimed, stated)


def is_comparable(claimed: Measure, stated: Measure) -> bool:
    """Whether the two would be values of one thing if their words were the same. 5 mg and 5 mL would: they are one
    number with two units. A bare number is comparable only with bare numbers.
    """
    if claimed.kind == "dose" and stated.kind == "dose" and claimed.dimension != stated.dimension:
        return claimed.text.split()[:1] == stated.text.split()[:1]
    return claimed.kind == stated.kind and claimed.dimension == stated.dimension


def _is_bare(claimed: Measure, stated: Measure) -> bool:
    """Whether one of them is a number that does not say what it counts: "60 received" and "60 patients"."""
    free = ("number", "count", "measurement", "percentage", "age", "duration")
    return "number" in (claimed.kind, stated.kind) and claimed.kind in free and stated.kind in free


def _is_equal(claimed: Measure, v: float, stated: Measure, w: float) -> bool:
    gap, size = abs(v - w), max(abs(v), abs(w))
    if gap <= EXACT * size * (claimed.kind in ("duration", "frequency")) or gap <= 1e-9 * size:
        return True
    if claimed.kind == "count" and v >= _LARGE:
        return gap <= _ROUND_COUNT * size
    if claimed.bound and claimed.kind == "count":
        return gap <= 0.1 * size and (v < w) == (claimed.bound == ">")
    if claimed.kind in _ROUNDABLE and stated.kind in _ROUNDABLE:
        # 31% for 31.8%: many authors cut off digits instead of rounding
        return gap < 2 * max(claimed.step, stated.step) - 1e-9 and gap <= ROUNDED * size
    return False


def _is_same_interval(claimed: Measure, stated: Measure) -> bool:
    if len(claimed.values) != 2 or len(stated.values) != 2 or stated.kind not in ("interval", "number", "percentage"):
        return False
    pairs = zip(claimed.values, stated.values, strict=True)
    return all(abs(v - w) <= max(claimed.step, stated.step) + 1e-9 for v, w in pairs)


def _is_same_p(claimed: Measure, stated: Measure) -> bool:
    v, w = claimed.values[0], stated.values[0]
    if claimed.bound == "<":
        return w <= v and stated.bound != ">"
    if claimed.bound == ">":
        return w >= v and stated.bound != "<"
    return abs(v - w) <= max(claimed.step, stated.step) + 1e-9 and claimed.bound == stated.bound


def _is_derived(claimed: Measure, stated: Measure) -> bool:
    """Whether the claim derives its value from the source's: a percentage from "24/73", one of the two counts, or the
    change that a ratio means (28% fewer for 0.72).
    """
    if stated.dimension == "fraction":
        low, high = stated.values
        if claimed.kind == "percentage" and high:
            return all(abs(v - 100 * low / high) <= max(claimed.step, 0.06) for v in claimed.values)
        return claimed.kind in ("count", "number") and all(v in stated.values for v in claimed.values)
    if claimed.kind == "percentage" and stated.dimension in _RATIOS:
        return any(
            abs(v - 100 * abs(1 - w)) <= max(claimed.step, 0.05) + 0.5 for v in claimed.values for w in stated.values
        )
    return False
