from pipeline.language.text.terms import numbers, terms


def test_numbers_bare_and_with_their_unit() -> None:
    assert numbers("10 to 20 mg for two weeks, then 5") == (("10", "20", "2", "5"), ("10 mg", "20 mg", "2 week"))


def test_terms() -> None:
    assert terms("40 mg in owls") == {"40", "40 mg", "mg", "owl"}
