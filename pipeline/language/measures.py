"""The values of a text by kind: doses, frequencies, durations, thresholds, percentages, ratios and their intervals, p
values, counts, ages, years.

Each kind has its own reader; the surest go first, and what one has taken no other reads again. Numbers that name a
thing ("type 2", "group 3", "IL-6", "DSM-5") are no values.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.language.frequencies import frequencies
from pipeline.language.number_words import DIGITS, NUMBER, decimals_of, number_of, plain
from pipeline.language.units import UNIT, unit_of

_BELOW = (
    r"< or =|<=?|≤|below|under|less than|fewer than|lower than|at most|up to|no more than|not more than|maximum(?: of)?"
)
_ABOVE = r"> or =|>=?|≥|above|over|more than|greater than|higher than|exceeding|at least|no less than|not less than|minimum(?: of)?"
_BOUND = rf"(?:(?P<below>{_BELOW})|(?P<above>{_ABOVE}))\s?"
_AFTER = r"(?:\s?(?P<older>(?:years?\s+)?(?:or|and)\s+(?:older|over|above|more|greater|longer|higher)|\+))"
_VALUE = rf"(?P<low>{NUMBER})"
_TO = r"(?:\s?-\s?|-?\s+to\s+|\s+through\s+)"
# "5 to 10", "between 5 and 10"
_RANGE = (
    rf"(?:(?<=between )(?P<from>{NUMBER})(?:\s?%)?\s+and\s+(?P<until>{NUMBER})"
    rf"|(?P<low>{NUMBER})(?:\s?%)?(?:{_TO}(?P<high>{NUMBER}))?)"
)
_FLAGS = re.IGNORECASE
_TAKEN = "\0"  # stands where a value has been read

_NAMED = re.compile(
    r"\b(?:type|stage|phase|grade|group|groups|arm|table|figure|fig\.?|class|level|chapter|factor|section|version|part"
    r"|category|cohort|study|zones?|experiment|model|grades|stages|vitamin|step|tier|no\.|number|aim|question|item|dsm-?|icd-?|nct)\s?[0-9]+(?:\s?(?:-|to|and|or)\s?[0-9]+)?\b"
    r"|\b[A-Za-z]+-?[A-Za-z]*[0-9][\w.-]*|\b[0-9]+:[0-9]+(?::[0-9]+)?\b|\b[0-9]+(?:st|nd|rd|th)\b|\b[0-9]-(?:[A-Za-z]{2,}-|[A-Z]{2})|#[0-9]+|(?:^|[\s(])[0-9]\)"
    r"|\b[0-9][A-Z][\w]*\b",
)
_P_VALUE = re.compile(
    rf"\bp\s?(?:-?\s?values?)?\s?(?:[-(]?(?:for )?(?:trend|interaction|heterogeneity|noninferiority|non-inferiority)\)?)?"
    rf"\s?(?:(?P<sign>[<>] or =|[=<>≤≥]{{1,2}})|was|of|is)\s?(?P<low>{DIGITS})",
    _FLAGS,
)
_INTERVAL = re.compile(
    r"(?:\b9[0-9](?:\.[0-9])?\s?%\s?(?:CI|CrI|confidence(?: |-)?(?:interval|limits?)|credible(?: |-)?interval)s?|\bCI|\bCrI)\b(?:\s?\[CI\])?"
    rf"[^0-9.]{{0,14}}?(?P<low>-?\s?(?:{DIGITS}))\s?(?:%|{UNIT})?\s?(?:to|-|,|;|and|/)\s?(?P<high>-?(?:{DIGITS}))(?!\s?\w*\s?[0-9])?",
    _FLAGS,
)
_RATIO_NAMES = {
    "HR": r"(?:adjusted\s+)?hazards?\s+ratios?|(?-i:a?HRs?)",
    "OR": r"(?:adjusted\s+)?odds\s+ratios?|(?-i:a?ORs?)",
    "RR": r"(?:adjusted\s+)?(?:relative\s+risks?|risk\s+ratios?)|(?-i:a?RRs?)",
    "IRR": r"(?:incidence\s+)?rate\s+ratios?|(?-i:IRRs?)",
    "SMD": r"standardi[sz]ed\s+mean\s+differences?|(?-i:SMDs?)|effect\s+sizes?",
    "NNT": r"numbers?[\s-]+needed[\s-]+to[\s-]+(?:treat|harm)|(?-i:NNT|NNH)",
}
_RATIO = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _RATIO_NAMES.items())})\b"
    rf"(?:\s?[\[(](?:a?(?:HR|OR|RR|IRR|SMD|NNT))[\])])?(?:\s+(?:for|of)(?:\s+(?!at\b)[A-Za-z][\w-]*){{0,5}}?(?=\s+(?:was|of|=|[0-9.])))?"
    rf"(?:\s?(?:[=:,;\[(]|of|was|were|is)\s?)*\s?(?P<low>-?(?:{DIGITS}))(?!\s?%)",
    _FLAGS,
)
_SPREAD = rf"(?:\s?(?:±|\+/-|\+-)\s?(?:{DIGITS}))?"
_AGES = tuple(
    re.compile(p, _FLAGS)
    for p in (
        rf"\bage[ds]?\s+(?:of\s+|was\s+|range[ds]?,?\s+)*(?:between\s+|from\s+)?(?:{_BOUND})?{_VALUE}(?:(?:{_TO}|\s+and\s+)(?P<high>{NUMBER}))?{_SPREAD}"
        rf"(?:\s+(?:years?|yrs?|y)\b)?{_AFTER}?(?!\s?(?:%|months?|weeks?|days?|mg|patients))",
        rf"(?:{_BOUND})?{_VALUE}(?:{_TO}(?P<high>{NUMBER}))?(?:\s+|-)(?:years?|yrs?|y)(?:\s+|-)(?:old|of age)\b{_AFTER}?",
        rf"(?:{_BOUND})?{_VALUE}(?:{_TO}(?P<high>{NUMBER}))?\s+(?:years?|yrs?)\s+(?:of\s+age\s+)?(?P<older>(?:or|and)\s+(?:older|over|above|younger))",
        rf"\b{_VALUE}\s+(?P<older>(?:or|and)\s+(?:older|over)\b)",
        rf"[≥>]=?\s?{_VALUE}\s?(?:years?|yrs?|y)\b(?P<older>)",
        rf"\b(?:mean|median|average)\s+age\b[^0-9.;%]{{0,40}}?{_VALUE}{_SPREAD}(?:\s?(?:years|yrs|y)\b)?",
    )
)
_FRACTION = re.compile(
    rf"(?P<low>{DIGITS})\s?(?:/|\s+of\s+(?:the\s+)?)\s?(?P<high>{DIGITS})(?=\s?[\[(]\s?[0-9.]+\s?%|\s+(?!mg|m)\w|[;,.)])"
)
_WITH_UNIT = re.compile(
    rf"(?:{_BOUND})?(?<![\w.\0])(?<![A-Za-z]-){_RANGE}{_SPREAD}\s?-?(?!d\b)(?P<unit>{UNIT})(?![\w²]|-[0-9]){_AFTER}?",
    _FLAGS,
)
_LISTED = re.compile(
    rf"(?<![\w.%-])(?P<low>{DIGITS}){_SPREAD}(?=-?\s?(?:/|(?:,|or|and|,\s?and|,\s?or|vs\.?|versus|against)\s))", _FLAGS
)
_CELLS = re.compile(
    rf"(?P<low>{DIGITS}){_SPREAD}(?:{_TO}(?P<high>{DIGITS}))?\s?[×x*]\s?10\s?(?:\^|\(|<sup>)?\s?(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|[0-9]{{1,2}})\)?\s?"
    r"(?:cells?|copies)?\s?(?:/|per\s)\s?(?P<volume>µl|ul|ml|dl|l|mm3|mm³)(?!\w)",
    _FLAGS,
)
_TIME_POINT = re.compile(
    rf"\b(?P<unit>day|week|month|year)s?\s+(?P<low>{DIGITS})(?!\s?(?:mg|%|[a-z]*patients)|\w)", _FLAGS
)
_YEAR = re.compile(
    r"(?<![\w.,/-])(?P<low>(?:19|20)[0-9]{2})(?:\s?(?:-|to|through|and|until)\s?(?P<high>(?:19|20)[0-9]{2}))?(?![\w%/]|,[0-9]|\.[0-9])"
)
_TIME_AT_RISK = r"(?:person|patient|woman|women|participant)[-\s](?:years?|days?|months?)"
_PEOPLE = (
    r"patients?|participants?|women|men|children|infants?|neonates?|newborns?|adults?|subjects?|people|persons?|individuals?|volunteers?"
    r"|adolescents|girls|boys|students?|residents?|nurses?|physicians|mothers|smokers|veterans|cases|controls|males?|females?|outpatients"
    r"|inpatients|recipients|survivors|mice|rats|members|babies|respondents|users|enrollees|workers|families|couples"
)
_STUDIES = r"trials?|studies|study|rcts?|articles?|papers?|reports?|reviews?|meta-analyses"
_THINGS = (
    r"centers?|centres?|hospitals?|sites?|countries|clinics|practices|schools|villages|deaths?|events?|births?|tablets?|sessions?|errata|erratum"
    r"|eyes?|teeth|tooth|knees|hips|pregnancies|fractures|episodes|procedures|operations|injections|infusions|doses|visits|weeks|words|steps"
    r"|lesions|samples|specimens|implants|restorations|points?|cycles|grafts|stents|items"
    r"|infections?|hospitali[sz]ations|genes|variants|cells"
)
_NO_THING = r"(?:groups?|arms?|or|and|was|were|had|is|are|who|which|times|doses)\b"  # the number is of these
_NOUNS = {
    "person-years": re.compile(_TIME_AT_RISK, _FLAGS),
    "people": re.compile(_PEOPLE, _FLAGS),
    "studies": re.compile(_STUDIES, _FLAGS),
}
_COUNT = re.compile(
    rf"(?:(?:{_BOUND})?(?<![\w.%-])(?P<low>{NUMBER})(?:\s?\(\0+\))?\s+(?:(?!{_NO_THING})[a-zA-Z][\w'/-]*,?\s+){{0,4}}?(?P<noun>{_TIME_AT_RISK}|{_PEOPLE}|{_STUDIES}|{_THINGS})\b"
    rf"|\bn\s?=\s?(?P<n>{DIGITS})(?!\.[0-9]))",
    _FLAGS,
)
_BARE = re.compile(rf"(?:{_BOUND})?(?<![\w.%:/^-])(?P<low>{DIGITS})(?:{_SPREAD})(?![\w%:/^]|-[A-Za-z])", _FLAGS)
_COUNTS_ARMS = re.compile(r"\s+(?:[a-z]+\s+)?(?:groups|arms|regimens|treatments|drugs|times)\b", _FLAGS)  # no finding


@dataclass(frozen=True)
class Measure:
    """`kind` (dose, concentration, duration, frequency, percentage, ratio, interval, p value, count, age, year,
    measurement or number); `dimension` within which two can be compared ("mass/volume", "people", "HR"); `values`, one
    or (a range, an interval) two, in the dimension's base unit; `step` is half of the last digit written, in that unit:
    0.05 for "3.9"; `bound` is "<" or ">" for a threshold, else ""; `text` as written, from `start` to `end`.
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
        """Its kind, but "threshold" for a bounded value that is no p value."""
        return "threshold" if self.bound and self.kind != "p value" else self.kind


@lru_cache(maxsize=65536)
def measures(text: str) -> tuple[Measure, ...]:
    """Every value of `text`, in order."""
    line = plain(text)
    if not _HAS_VALUE.search(line):
        return ()
    found: list[Measure] = []
    for reader in _READERS:
        for each in reader(line):
            if _TAKEN in line[each.start : each.end]:
                continue
            line = line[: each.start] + _TAKEN * (each.end - each.start) + line[each.end :]
            if each.kind:
                found.append(replace(each, text=text[each.start : each.end].strip() or "a day"))
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind)))


_HAS_VALUE = re.compile(
    r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b|ly\b|\b(?:every|each|single|once|twice|annual)\b",
    _FLAGS,
)


def _names(line: str) -> Iterator[Measure]:
    """Numbers that name a thing: taken by no kind, so that nothing reads them."""
    for m in _NAMED.finditer(line):
        if not re.fullmatch(r"(?:[Pp]|[Nn]|CI|HR|OR|RR)[0-9.]+|q[0-9]+[hdw]", m[0]):
            yield Measure("", "", (), 0, "", *m.span())


def _p_values(line: str) -> Iterator[Measure]:
    for m in _P_VALUE.finditer(line):
        sign = (m["sign"] or "=")[0].replace("≤", "<").replace("≥", ">")
        yield _made("p value", "p", m, bound="" if sign == "=" else sign)


def _intervals(line: str) -> Iterator[Measure]:
    for m in _INTERVAL.finditer(line):
        yield _made("interval", "interval", m)


def _ratios(line: str) -> Iterator[Measure]:
    for m in _RATIO.finditer(line):
        name = next(name for name in _RATIO_NAMES if m[name])
        yield _made("ratio", name, m)


def _frequencies(line: str) -> Iterator[Measure]:
    for f in frequencies(line):
        yield Measure("frequency", "frequency", (f.per_day,), 0.0, "", f.start, f.end)


def _fractions(line: str) -> Iterator[Measure]:
    """ "24/73", "24 of 73 patients": the two counts."""
    for m in _FRACTION.finditer(line):
        if number_of(m["low"]) <= number_of(m["high"]):
            yield replace(_made("count", "fraction", m), values=(number_of(m["low"]), number_of(m["high"])))


def _ages(line: str) -> Iterator[Measure]:
    for pattern in _AGES:
        for m in pattern.finditer(line):
            made = _made("age", "age", m)
            if all(0 < v <= 120 for v in made.values):
                yield made


def _cells(line: str) -> Iterator[Measure]:
    for m in _CELLS.finditer(line):
        power = int(m["power"].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
        per_litre = {"l": 1, "dl": 10, "ml": 1e3, "µl": 1e6, "ul": 1e6, "mm3": 1e6, "mm³": 1e6}[m["volume"].lower()]
        yield _made("concentration", "cells/volume", m, 10.0**power * per_litre)


def _with_units(line: str) -> Iterator[Measure]:
    for m in _WITH_UNIT.finditer(line):
        unit = unit_of(m["unit"])
        if unit is None:
            continue
        made = _made(unit.kind, unit.dimension, m, unit.factor)
        yield made
        if unit.is_daily:
            yield Measure("frequency", "frequency", (1.0,), 0.0, "", made.end, made.end)
        yield from _listed(line, m, made, unit.factor)


def _listed(line: str, m: re.Match[str], made: Measure, factor: float) -> Iterator[Measure]:
    """The numbers of a list that share the unit that ends it: "10, 20 or 40 mg"."""
    end = made.start
    while (before := _before(line, end)) is not None:
        yield _made(made.kind, made.dimension, before, factor)
        end = before.start()


def _before(line: str, end: int) -> re.Match[str] | None:
    window = max(0, end - 24)
    found = [
        x
        for x in _LISTED.finditer(line, window, end)
        if re.fullmatch(r"-?[\s,]*(?:or|and|vs\.?|versus|against|/)?\s*", line[x.end() : end])
    ]
    return found[-1] if found else None


def _time_points(line: str) -> Iterator[Measure]:
    """ "Week 12": a duration of twelve weeks."""
    for m in _TIME_POINT.finditer(line):
        unit = unit_of(m["unit"])
        if unit is not None and number_of(m["low"]) < 1900:
            yield _made("duration", "time", m, unit.factor)


def _years(line: str) -> Iterator[Measure]:
    for m in _YEAR.finditer(line):
        yield _made("year", "year", m)


def _counts(line: str) -> Iterator[Measure]:
    for m in _COUNT.finditer(line):
        written = m["n"] or m["low"]
        if written.lower() in ("one", "zero") or (m["low"] and "." in written and "million" not in written.lower()):
            continue
        start, end = m.span("n") if m["n"] else m.span("low")
        noun = (
            "people"
            if m["n"]
            else next((n for n, p in _NOUNS.items() if p.fullmatch(m["noun"])), m["noun"].lower().rstrip("s"))
        )
        yield Measure("count", noun, (number_of(written),), _step(written, 1.0), _bound(m), start, end)


def _bare(line: str) -> Iterator[Measure]:
    for m in _BARE.finditer(line):
        if _COUNTS_ARMS.match(line, m.end()):
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
