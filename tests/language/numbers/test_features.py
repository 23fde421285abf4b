from pipeline.language.claims.support_model import rarity
from pipeline.language.numbers.claimed_numbers import held
from pipeline.language.numbers.features import features, ranked
from pipeline.language.numbers.measures import measures
from pipeline.language.text.source_text import source_text

SOURCE = source_text("Owlsleep", [("", "", "Owls got 5 mg of owlsleep at dusk. Mice got 7 mg of placebo at dawn.")])


def test_the_value_in_like_words_comes_first() -> None:
    claim = "Mice got 9 mg of placebo."
    first, second = ranked(claim, measures(claim)[0], SOURCE, rarity)
    assert (first.measure.text, second.measure.text) == ("7 mg", "5 mg")
    assert 0 <= second.likeness < first.likeness <= 1


def test_features_lie_between_nought_and_one() -> None:
    (each,) = held("Mice got 9 mg of placebo.", SOURCE, rarity, {})
    found = features(each)
    assert found["same word before"] == 1.0 and found["of kind dose"] == 1.0
    assert all(0 < x <= 1 for x in found.values())
