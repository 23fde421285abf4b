from pipeline.language.numbers.claimed_numbers import NumberWeights, number_weights
from tests.language.text.test_learnt import content


def test_the_weights_are_there_to_be_read() -> None:
    model = number_weights()
    assert 0.5 < model.different < 1 and model.base < 0
    assert model.weights["of kind dose"] > model.weights["of kind count"]


def test_the_file_is_what_the_module_reads() -> None:
    file = content("language/numbers/weights.json")
    assert number_weights() == NumberWeights(file["base"], file["different"], file["weights"])
