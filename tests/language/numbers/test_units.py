import pytest

from pipeline.language.numbers.units import unit_of


@pytest.mark.parametrize(
    ("written", "dimension", "factor", "kind"),
    [
        ("mg", "mass", 1.0, "dose"),
        ("mcg", "mass", 1e-3, "dose"),
        ("micrograms per kilogram", "mass/body mass", 1e-3, "dose"),
        ("IU", "unit", 1.0, "dose"),
        ("MIU", "unit", 1e6, "dose"),
        ("mIU/L", "unit/volume", 1e-6, "concentration"),
        ("mU", "unit", 1e-3, "dose"),
        ("mg/dL", "mass/volume", 0.01, "concentration"),
        ("months", "time", 365.25 / 12, "duration"),
        ("percentage points", "percent", 1.0, "percentage"),
        ("mm Hg", "pressure", 1.0, "measurement"),
    ],
)
def test_unit_of(written: str, dimension: str, factor: float, kind: str) -> None:
    unit = unit_of(written)
    assert unit is not None
    assert (unit.dimension, unit.kind) == (dimension, kind)
    assert unit.factor == pytest.approx(factor)


def test_a_day_is_a_frequency_and_no_part_of_a_dose() -> None:
    assert unit_of("mg/kg/day") == unit_of("mg per kg per day")
    unit = unit_of("mg/kg/day")
    assert unit is not None and unit.is_daily and unit.dimension == "mass/body mass"
    speed = unit_of("mL/min")
    assert speed is not None and not speed.is_daily and speed.dimension == "volume/time"


def test_the_body_surface_of_a_clearance_is_left_out() -> None:
    assert unit_of("mL/min/1.73 m2") == unit_of("mL/min")


def test_no_unit() -> None:
    assert unit_of("owls") is None
