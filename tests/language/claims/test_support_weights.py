from pipeline.language.claims.support_features import support
from pipeline.language.claims.support_model import SupportWeights, rarity, support_weights
from pipeline.language.text.source_text import source_text
from tests.language.text.test_learnt import content


def test_every_feature_has_a_weight_for_each_verdict() -> None:
    source = source_text("Owls", [("RESULTS", "", "Sleep was longer with melatonin than with placebo (P < .01).")])
    said = (
        "Melatonin increased sleep compared with placebo.",
        *("Owls sleep more.", "Owls sleep less.", "Sleep of owls did not differ.", "Owls sleep."),
    )
    names = {name for claim in said for name in support(claim, source, rarity).values}
    model = support_weights()
    assert names == set(model.weights)
    assert {len(w) for w in model.weights.values()} == {len(model.verdicts)} == {len(model.base)} == {3}
    assert 0.5 < model.alarm < 1 and 0.5 < model.sure < 1


def test_the_file_is_what_the_module_reads() -> None:
    file = content("language/claims/support_weights.json")
    assert support_weights() == SupportWeights(
        verdicts=tuple(file["verdicts"]),
        base=tuple(file["base"]),
        weights={name: tuple(each) for name, each in file["weights"].items()},
        alarm=file["alarm"],
        sure=file["sure"],
    )
