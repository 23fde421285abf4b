"""Units of medicine: which of them can be compared, and by what factor.

A unit is one part or several parts divided by each other ("mg/kg", "mcg per kilogram"). Each part has a dimension, and
a factor to the dimension's base unit. The units follow SI and UCUM (https://ucum.org). FDA and ISMP's list of
error-prone abbreviations (https://www.ismp.org/recommendations/error-prone-abbreviations-list) shows how drug labels
write them, which is why "mcg", "µg" and "ug" are one unit here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

DAY, WEEK, MONTH, YEAR = 1.0, 7.0, 365.25 / 12, 365.25  # in days; a month is a twelfth of a year

# spelling (a pattern) -> dimension, factor to its base unit
_PARTS: tuple[tuple[str, str, float], ...] = (
    (r"nanograms?|ng", "mass", 1e-6),
    (r"micrograms?|microgm|microg|mcg|µg|ug", "mass", 1e-3),
    (r"milligrams?|mg", "mass", 1.0),
    (r"grams?|gm|g", "mass", 1e3),
    (r"kilograms?|kilos?|kg", "body mass", 1.0),
    (r"pounds?|lbs?", "body mass", 0.45359237),
    (r"million (?:international )?units|million iu|(?-i:MIU|MU)", "unit", 1e6),
    (r"milliunits?|(?-i:mIU|mU)", "unit", 1e-3),  # "2.5 mIU/L" of TSH: only the case tells milli from million
    (r"international units?|units?|i\.?u\.?|u", "unit", 1.0),
    (r"milliequivalents?|meq", "equivalent", 1.0),
    (r"nmol", "substance", 1e-6),
    (r"µmol|umol|micromol(?:es?)?", "substance", 1e-3),
    (r"mmol|millimoles?", "substance", 1.0),
    (r"millilit(?:er|re)s?|ml|cc", "volume", 1.0),
    (r"decilit(?:er|re)s?|dl", "volume", 100.0),
    (r"microlit(?:er|re)s?|µl|ul", "volume", 1e-3),
    (r"lit(?:er|re)s?|l", "volume", 1e3),
    (r"seconds?|secs?|s", "time", 1 / 86400),
    (r"minutes?|mins?", "time", 1 / 1440),
    (r"hours?|hrs?|h", "time", 1 / 24),
    (r"days?|d", "time", DAY),
    (r"weeks?|wks?|wk", "time", WEEK),
    (r"months?|mos?|mo", "time", MONTH),
    (r"years?|yrs?|y", "time", YEAR),
    (r"percentage points?|per ?cent(?:age)?(?: points?)?|%", "percent", 1.0),
    (r"mm ?hg|millimet(?:er|re)s of mercury", "pressure", 1.0),
    (r"kpa", "pressure", 7.50062),
    (r"square met(?:er|re)s?|m(?:2|²)", "area", 1.0),
    (r"kilomet(?:er|re)s?|km", "length", 1e6),
    (r"millimet(?:er|re)s?|mm", "length", 1.0),
    (r"centimet(?:er|re)s?|cm", "length", 10.0),
    (r"met(?:er|re)s?|m", "length", 1e3),
    (r"kilocalories|kcal", "energy", 1.0),
    (r"kilojoules|kj", "energy", 0.239006),
    (r"beats|bpm", "beats", 1.0),
    (r"cgy", "radiation", 0.01),
    (r"gy", "radiation", 1.0),
    (r"mbq", "activity", 1.0),
    (r"mci", "activity", 37.0),
    (r"°c|degrees? c(?:elsius)?", "temperature", 1.0),
    (r"-?fold", "fold", 1.0),
)
_BY_SPELLING = tuple((re.compile(pattern, re.IGNORECASE), dimension, factor) for pattern, dimension, factor in _PARTS)
ONE_UNIT = "(?:" + "|".join(sorted((p for p, _, _ in _PARTS), key=len, reverse=True)) + ")"
# "1.73 m2" in a unit of renal function is part of the unit's name, not a number of its own
_PER = r"(?:\s?/\s?|\s{1,9}per\s{1,9}(?!cent))"
UNIT = rf"{ONE_UNIT}(?:{_PER}(?:1\.73\s?m(?:2|²)|{ONE_UNIT})(?![\w²])){{0,3}}"
DOSES = frozenset({"mass", "unit", "equivalent", "volume", "radiation", "activity"})


@dataclass(frozen=True)
class Unit:
    """`dimension` is made of base parts, such as "mass", "mass/body mass", "mass/volume"; values times `factor` can be
    compared within it. `is_daily` is True if the unit was per day; the day is a frequency and is left out of the
    dimension.
    """

    dimension: str
    factor: float
    is_daily: bool = False

    @property
    def kind(self) -> str:
        """The kind of a value with this unit: dose, concentration, duration, percentage or measurement."""
        first, _, rest = self.dimension.partition("/")
        if self.dimension == "time":
            return "duration"
        if self.dimension == "percent":
            return "percentage"
        if rest.startswith("volume"):
            return "concentration"
        if first in DOSES and rest in ("", "body mass", "area"):
            return "dose"
        return "measurement"


@lru_cache(maxsize=4096)
def unit_of(written: str) -> Unit | None:
    """The unit `written` in any case ("mcg/kg", "mg per kilogram per day"); None if a part is not a unit."""
    parts = re.split(_PER, written.strip())
    dimensions: list[str] = []
    factor, is_daily = 1.0, False
    for i, part in enumerate(parts):
        if i and part.startswith("1.73"):
            continue
        known = _part(part)
        if known is None:
            return None
        dimension, each = known
        if i and dimension == "time" and each == DAY and _is_dose(dimensions):
            is_daily = True
            continue
        dimensions.append(dimension)
        factor = factor / each if i else each
    return Unit("/".join(dimensions), factor, is_daily)


def _is_dose(dimensions: list[str]) -> bool:
    return bool(dimensions) and dimensions[0] in DOSES and all(d in ("body mass", "area") for d in dimensions[1:])


def _part(written: str) -> tuple[str, float] | None:
    return next(((d, f) for pattern, d, f in _BY_SPELLING if pattern.fullmatch(written.strip())), None)
