"""Read the numbers of a text with the unit that follows: doses, ages and rates rest on them.

A number inside a name (CYP3A4, IL-6, 6-MP) is part of the name. A unit is one from the list below, or several divided
(`mg/kg/day`). A range is one quantity ("10 to 20 mg"). The numbers of a list share the unit at its end: "10, 20 or 40
mg".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# as drug labels write them, and as UCUM does where it has a code (https://ucum.org)
_UNITS = """milligrams? micrograms? grams? kilograms? milliliters? millilitres? liters? litres? units? minutes? hours?
    days? weeks? months? years? pounds? times fold mmol µmol mcg µg mg ng kg g lbs? mL dL µL L mmHg mm cm m² m2 mEq MBq
    mCi IU min hr h °C °F kcal""".split()
_ONE_UNIT = f"(?:{'|'.join(_UNITS)})"
_UNIT = rf"(?:\s?%|\s?percent\b|\s?[-‑]?{_ONE_UNIT}(?:\s?/\s?{_ONE_UNIT})*(?![\w²]))"
# at most ten groups: each group could begin a number, so without a limit a long run would not take linear time
_VALUE = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,10}(?![0-9])|[0-9]+)(?:[.·][0-9]+)?|[.·][0-9]+"
_BOUND = r"(?:[<>≤≥]=?\s?)?"
_QUANTITY = re.compile(
    rf"(?<![\w.·])(?<![A-Za-z][-‑–])(?P<bound>{_BOUND})(?P<low>{_VALUE})(?P<low_unit>{_UNIT})?"
    rf"(?:(?:\s?[-‑–—−]\s?|\s+to\s+)(?P<high_bound>{_BOUND})(?P<high>{_VALUE})(?P<high_unit>{_UNIT})?)?"
    r"(?![0-9]|[.·,][0-9]|[^\W\d_]|[-‑][A-Z])",
    re.IGNORECASE,
)
_NEXT_IN_LIST = re.compile(r"\s*+(?:,|(?:,\s++|(?<=\s))(?:and|or))\s+", re.IGNORECASE)
_SAME_UNIT = {"percent": "%", "m²": "m2", "hr": "h", "hour": "h", "minute": "min", "pound": "lb", "µg": "mcg"}


@dataclass(frozen=True)
class Quantity:
    """One number, or two for a range, in plain digits, each with its bound (`<30`); their unit in one spelling, "" for
    none; and `text`, which is shown to readers.
    """

    values: tuple[str, ...]
    unit: str
    text: str


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    matches = list(_QUANTITY.finditer(text.replace("μ", "µ")))
    amounts: list[Quantity] = []
    for i, match in reversed(list(enumerate(matches))):
        quantity = _quantity(match)
        if not quantity.unit and amounts and _NEXT_IN_LIST.fullmatch(text[match.end() : matches[i + 1].start()]):
            quantity = _with_unit_of(quantity, amounts[-1])
        amounts.append(quantity)
    return tuple(reversed(amounts))


def plain_values(quantity: Quantity) -> Iterator[str]:
    """The numbers of `quantity` without bounds: `30` for "<30 kg"."""
    return (value.lstrip("<>≤≥=") for value in quantity.values)


def plain_number(written: str) -> str:
    """Rewrite `0·83` as `0.83`, `.05` as `0.05`, `1,065` as `1065`."""
    value = re.sub(r",(?=[0-9]{3}(?![0-9]))", "", written.replace("·", "."))
    return "0" + value if value.startswith(".") else value


def _quantity(match: re.Match[str]) -> Quantity:
    values = [_bound(match["bound"]) + plain_number(match["low"])]
    if match["high"]:
        values.append(_bound(match["high_bound"]) + plain_number(match["high"]))
    written = re.sub(r"^[-‑]|\s", "", (match["high_unit"] or match["low_unit"] or "").strip())
    return Quantity(tuple(values), _one_spelling(written), _shown(values, written))


def _with_unit_of(quantity: Quantity, other: Quantity) -> Quantity:
    written = other.text.removeprefix(" to ".join(other.values)).strip()
    return replace(quantity, unit=other.unit, text=_shown(quantity.values, written))


def _shown(values: tuple[str, ...] | list[str], unit: str) -> str:
    return " to ".join(values) + ("" if unit in ("", "%") else " ") + unit


def _bound(text: str) -> str:
    return text.strip().replace("<=", "≤").replace(">=", "≥")


def _one_spelling(unit: str) -> str:
    """Rewrite `mg/Kg/days` as `mg/kg/day`."""
    parts = [part.lower() for part in unit.split("/")]
    singular = [part.removesuffix("s") if len(part) > 2 and part != "times" else part for part in parts]
    return "/".join(_SAME_UNIT.get(part, part) for part in singular)
