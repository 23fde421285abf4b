from dataclasses import replace

import pytest

from pipeline.language.claims.support_model import probabilities, rarity, support_weights


def test_probabilities_add_up_and_follow_the_weights() -> None:
    weights = {"for": (0.0, 0.0, 2.0), "against": (2.0, 0.0, 0.0)}
    model = replace(support_weights(), weights=weights, base=(0.0, 0.0, 0.0))
    found = probabilities({"for": 1.0, "unknown": 1.0}, model)
    assert sum(found.values()) == pytest.approx(1.0)
    assert max(found, key=lambda v: found[v]) == "SUPPORT"
    assert probabilities({"against": 1.0}, model)["CONTRADICT"] > 0.5


def test_a_word_of_every_text_tells_less_than_a_rare_one() -> None:
    assert 0 <= rarity("patient") < rarity("zebrafish") <= 1
