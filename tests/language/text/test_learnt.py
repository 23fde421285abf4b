"""Each JSON file of the package has the same bits as the module that it replaces."""

from typing import Any

import pytest

from pipeline.evidence.newer import cue_rates
from pipeline.language.claims import support_weights
from pipeline.language.numbers import weights
from pipeline.language.text import stem_rates
from pipeline.language.text.learnt import learnt

OLD = {
    ("pipeline.language.claims", "support_weights.json"): {
        "verdicts": support_weights.VERDICTS,
        "base": support_weights.BASE,
        "alarm": support_weights.ALARM,
        "sure": support_weights.SURE,
        "weights": support_weights.WEIGHTS,
    },
    ("pipeline.language.claims", "stem_rates.json"): {
        "n_texts": stem_rates.N_TEXTS,
        "stem_counts": stem_rates.STEM_COUNTS,
    },
    ("pipeline.language.numbers", "weights.json"): {
        "base": weights.BASE,
        "different": weights.DIFFERENT,
        "weights": weights.WEIGHTS,
    },
    ("pipeline.evidence.newer", "cue_rates.json"): {"rates": cue_rates.CUE_RATES},
}


def bits(value: Any) -> Any:
    """The value with each float as its exact hexadecimal form, so that -0.0 differs from 0.0."""
    if isinstance(value, dict):
        return {key: bits(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [bits(each) for each in value]
    return value.hex() if isinstance(value, float) else (type(value).__name__, value)


@pytest.mark.parametrize(("package", "name"), OLD)
def test_the_values_are_those_of_the_module(package: str, name: str) -> None:
    content = dict(learnt(package, name))
    assert content.pop("card")
    assert bits(content) == bits(OLD[package, name])
