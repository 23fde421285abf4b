from pipeline.language.claims.support_model import StemRates, stem_rates
from tests.language.text.test_learnt import content


def test_counts_lie_between_the_least_and_all() -> None:
    rates = stem_rates()
    assert len(rates.stem_counts) > 1000
    assert all(20 <= n <= rates.n_texts for n in rates.stem_counts.values())


def test_the_file_is_what_the_module_reads() -> None:
    file = content("language/claims/stem_rates.json")
    assert stem_rates() == StemRates(file["n_texts"], file["stem_counts"])
    assert stem_rates().n_texts == file["card"]["examples"]["abstracts"]
