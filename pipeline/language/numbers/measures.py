"""Read the values of a text by kind: doses, frequencies, durations, thresholds, percentages, ratios and their
intervals, p values, counts, ages, years.

Each kind has its own reader. The surest readers go first, and no reader reads again what another has taken. Numbers
that name a thing ("type 2", "group 3", "IL-6", "DSM-5") are not values.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.language.numbers.frequencies import frequencies
from pipeline.language.numbers.measure_patterns import (
    AGES,
    BARE,
    CELLS,
    COUNT,
    COUNTS_ARMS,
    FRACTION,
    HAS_VALUE,
    INTERVAL,
    LISTED,
    NAMED,
    NO_NUMBER,
    NOUNS,
    P_VALUE,
    RATIO,
    RATIO_NAMES,
    TAKEN,
    TIME_POINT,
    WITH_UNIT,
    YEAR,
)
from pipeline.language.numbers.units import unit_of
from pipeline.language.numbers.written_numbers import decimals_of, number_of, plain


@dataclass(frozen=True)
class Measure:
    """One value of a text.

    `kind` is dose, concentration, duration, frequency, percentage, ratio, interval, p value, count, age, year,
    measurement or number. Two values can be compared within one `dimension` ("mass/volume", "people", "HR"). `values`
    are one, or two for a range or an interval, in the dimension's base unit. `step` is half of the last digit written,
    in that unit: 0.05 for "3.9". `bound` is "<" or ">" for a threshold, else "". `text` is as written, from `start` to
    `end`.
    """

    kind: str
    dimension: str
    values: tuple[float, ...]
    step: float
    bound: str
    start: int
    end: int
    text: str = ""

    @property
    def shown_kind(self) -> str:
        """The kind, but "threshold" for a bounded value that is not a p value."""
        return "threshold" if self.bound and self.kind != "p value" else self.kind


@lru_cache(maxsize=65536)
def measures(text: str) -> tuple[Measure, ...]:
    """Every value of `text`, in order."""
    line = NO_NUMBER.sub(lambda m: TAKEN * len(m[0]), plain(text))
    if not HAS_VALUE.search(line):
        return ()
    values: list[Measure] = []
    characters = list(line)  # a string would be copied as a whole for each value taken
    for reader in _READERS:
        for each in reader("".join(characters)):
            if TAKEN in characters[each.start : each.end]:
                continue
            characters[each.start : each.end] = TAKEN * (each.end - each.start)
            if each.kind:
                values.append(replace(each, text=text[each.start : each.end].strip() or "a day"))
    return tuple(sorted(values, key=lambda m: (m.start, m.end, m.kind)))


def _names(line: str) -> Iterator[Measure]:
    """Numbers that name a thing. They have no kind and are taken only so that no other reader reads them."""
    for m in NAMED.finditer(line):
        if not re.fullmatch(r"(?:[Pp]|[Nn]|CI|HR|OR|RR)[0-9.]+|q[0-9]+[hdw]", m[0]):
            yield Measure("", "", (), 0, "", *m.span())


def _p_values(line: str) -> Iterator[Measure]:
    for m in P_VALUE.finditer(line):
        sign = (m["sign"] or "=")[0].replace("≤", "<").replace("≥", ">")
        yield _made("p value", "p", m, bound="" if sign == "=" else sign)


def _intervals(line: str) -> Iterator[Measure]:
    for m in INTERVAL.finditer(line):
        yield _made("interval", "interval", m)


def _ratios(line: str) -> Iterator[Measure]:
    for m in RATIO.finditer(line):
        name = next(name for name in RATIO_NAMES if m[name])
        yield _made("ratio", name, m)


def _frequencies(line: str) -> Iterator[Measure]:
    for f in frequencies(line):
        yield Measure("frequency", "frequency", (f.per_day,), 0.0, "", f.start, f.end)


def _fractions(line: str) -> Iterator[Measure]:
    """The two counts of "24/73" and of "24 of 73 patients"."""
    for m in FRACTION.finditer(line):
        if number_of(m["low"]) <= number_of(m["high"]):
            yield replace(_made("count", "fraction", m), values=(number_of(m["low"]), number_of(m["high"])))


def _ages(line: str) -> Iterator[Measure]:
    for pattern in AGES:
        for m in pattern.finditer(line):
            made = _made("age", "age", m)
            if all(0 < v <= 120 for v in made.values):
                yield made


def _cells(line: str) -> Iterator[Measure]:
    for m in CELLS.finditer(line):
        power = int(m["power"].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
        per_litre = {"l": 1, "dl": 10, "ml": 1e3, "µl": 1e6, "ul": 1e6, "mm3": 1e6, "mm³": 1e6}[m["volume"].lower()]
        yield _made("concentration", "cells/volume", m, 10.0**power * per_litre)


def _with_units(line: str) -> Iterator[Measure]:
    for m in WITH_UNIT.finditer(line):
        unit = unit_of(m["unit"])
        if unit is None:
            continue
        # "over 12 weeks" usually says how long something took
        is_span = unit.kind == "duration" and (m["above"] or "").lower() == "over"
        made = _made(unit.kind, unit.dimension, m, unit.factor, "" if is_span else None)
        yield made
        if unit.is_daily:
            yield Measure("frequency", "frequency", (1.0,), 0.0, "", made.end, made.end)
        yield from _listed(line, made, unit.factor)


def _listed(line: str, made: Measure, factor: float) -> Iterator[Measure]:
    """The other numbers of a list that share the unit at its end: "10, 20 or 40 mg"."""
    end = made.start
    while (before := _before(line, end)) is not None:
        yield _made(made.kind, made.dimension, before, factor)
        end = before.start()


def _before(line: str, end: int) -> re.Match[str] | None:
    window = max(0, end - 24)
    numbers = [
        x
        for x in LISTED.finditer(line, window, end)
        if re.fullmatch(r"-?[\s,]*(?:or|and|vs\.?|versus|against|/)?\s*", line[x.end() : end])
    ]
    return numbers[-1] if numbers else None


def _time_points(line: str) -> Iterator[Measure]:
    """A time point such as "week 12", as a duration of twelve weeks."""
    for m in TIME_POINT.finditer(line):
        unit = unit_of(m["unit"])
        if unit is not None and number_of(m["low"]) < 1900:
            yield _made("duration", "time", m, unit.factor)


def _years(line: str) -> Iterator[Measure]:
    for m in YEAR.finditer(line):
        yield _made("year", "year", m)


def _counts(line: str) -> Iterator[Measure]:
    for m in COUNT.finditer(line):
        written = m["n"] or m["low"]
        if written.lower() in ("one", "zero") or (m["low"] and "." in written and "million" not in written.lower()):
            continue
        start, end = m.span("n") if m["n"] else m.span("low")
        noun = (
            "people"
            if m["n"]
            else next((n for n, p in NOUNS.items() if p.fullmatch(m["noun"])), m["noun"].lower().rstrip("s"))
        )
        yield Measure("count", noun, (number_of(written),), _step(written, 1.0), _bound(m), start, end)


def _bare(line: str) -> Iterator[Measure]:
    for m in BARE.finditer(line):
        if COUNTS_ARMS.match(line, m.end()):
            continue
        yield _made("number", "number", m)


def _made(kind: str, dimension: str, m: re.Match[str], factor: float = 1.0, bound: str | None = None) -> Measure:
    said = m.groupdict()
    written = [w for name in ("low", "high", "from", "until") if (w := said.get(name))]
    values = tuple(number_of(re.sub(r"^-\s?", "", w)) * factor for w in written)
    return Measure(kind, dimension, values, _step(written[0], factor), _bound(m) if bound is None else bound, *m.span())


def _step(written: str, factor: float) -> float:
    return 0.5 * 10.0 ** -max(decimals_of(written), 0) * factor


def _bound(m: re.Match[str]) -> str:
    said = m.groupdict()
    if said.get("below"):
        return "<"
    return ">" if said.get("above") or said.get("older") is not None else ""


_READERS: tuple[Callable[[str], Iterator[Measure]], ...] = (
    _p_values,
    _intervals,
    _ratios,
    _frequencies,
    _ages,
    _cells,
    _fractions,
    _with_units,
    _time_points,
    _names,
    _years,
    _counts,
    _bare,
)
