from pipeline.language.text.stem_rates import N_TEXTS, STEM_COUNTS


def test_counts_lie_between_the_least_and_all() -> None:
    assert len(STEM_COUNTS) > 1000
    assert all(20 <= n <= N_TEXTS for n in STEM_COUNTS.values())
