from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.tokens import stem_set, tokens


def test_words_as_stems_with_their_places() -> None:
    found = tokens("The owls’ sleeping in group A")
    assert [(t.stem, t.start) for t in found] == [("owl", 4), ("sleep", 10), ("group", 22), ("a", 28)]


def test_two_forms_have_one_stem() -> None:
    assert stem_set("reduced fractures") == stem_set("reduces fracture")


@given(st.text(max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    assert all(0 <= t.start < t.end <= len(text) and t.stem for t in tokens(text))
