from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.fold import folded


def test_folded():
    assert folded("Räkel-O’Brien") == "rakel obrien"
    assert folded("Räkel", spell_umlauts=True) == "raekel"
    assert folded("Vicks™ VapoRub℠ Owlix®") == "vicks vaporub owlix"  # a mark is no letter of the name
    assert folded("a 0.05% TNF-α gel.") == "a 0.05% tnf alpha gel"


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
