from pipeline.language.claims import support_weights
from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import rarity
from pipeline.language.text.source_text import source_text


def test_every_feature_has_a_weight_for_each_verdict() -> None:
    source = source_text("Owls", [("RESULTS", "", "Sleep was longer with melatonin than with placebo (P < .01).")])
    said = (
        "Melatonin increased sleep compared with placebo.",
        *("Owls sleep more.", "Owls sleep less.", "Sleep of owls did not differ.", "Owls sleep."),
    )
    names = {name for claim in said for name in support(claim, source, rarity).values}
    assert names == set(support_weights.WEIGHTS)
    assert {len(w) for w in support_weights.WEIGHTS.values()} == {len(support_weights.VERDICTS)} == {3}
    assert 0.5 < support_weights.ALARM < 1 and 0.5 < support_weights.SURE < 1
