from pipeline.evidence.newer.ranking import CUES, cue_rates
from tests.language.text.test_learnt import content


def test_every_cue_has_its_rates() -> None:
    assert list(cue_rates()) == sorted(CUES)
    assert all(0 <= usual <= 1 for usual, _ in cue_rates().values())


def test_the_file_is_what_the_module_reads() -> None:
    rates = content("evidence/newer/cue_rates.json")["rates"]
    assert cue_rates() == {cue: tuple(pair) for cue, pair in rates.items()}
