from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.source_text import source_text


def test_sentences_are_numbered_through_and_know_their_section() -> None:
    source = source_text(
        "Owls", [("AIMS", "", "We asked."), ("Main findings", "RESULTS", "They slept. None fell.")], [2015]
    )
    assert [(s.number, s.category, s.label) for s in source.sentences] == [
        (1, "objective", "AIMS"), (2, "results", "Main findings"), (3, "results", "Main findings"),
    ]  # fmt: skip
    assert source.text == "Owls We asked. They slept. None fell." and source.years == (2015,)


def test_abbreviations_are_those_that_the_text_explains_wherever_it_does() -> None:
    source = source_text("Sleep time (ST) of owls", [("", "", "ST was long.")])
    assert source.abbreviations == {"ST": "Sleep time"}
    assert source.full_sentences == ("Sleep time was long.",)
    assert source.full_text == "Sleep time of owls Sleep time was long."
    assert source.in_full("Longer ST?") == "Longer Sleep time?"


def test_a_lost_space_and_a_semicolon_end_a_sentence() -> None:
    source = source_text("", [("", "", "They slept (all of them).There was no fall.; Owls are birds.")])
    assert [s.text for s in source.sentences] == ["They slept (all of them).", "There was no fall.;", "Owls are birds."]


@given(st.text(max_size=120))
def test_no_word_is_lost(text: str) -> None:
    joined = " ".join(s.text for s in source_text("", [("", "", text)]).sentences)
    assert "".join(joined.split()) == "".join(text.split())
