from pipeline.language.numbers.weights import BASE, DIFFERENT, WEIGHTS


def test_the_weights_are_there_to_be_read() -> None:
    assert 0.5 < DIFFERENT < 1 and BASE < 0
    assert WEIGHTS["of kind dose"] > WEIGHTS["of kind count"]
