from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.claims.parts import claim_parts
from pipeline.language.labels.boxed_warning import is_tamper_notice
from pipeline.language.text.tokens import (
    folded_words,
    masked,
    ranking_words,
    stem_set,
    stems,
    tokens,
    with_pairs,
    words_and_numbers,
    written_words,
)

TEXT = "The Räkel-O’Brien trial: 1,000 patients of Crohn’s clinics got 0.5 mg twice-daily."


def test_words_as_stems_with_their_places() -> None:
    found = tokens("The owls’ sleeping in group A")
    assert [(t.stem, t.start) for t in found] == [("owl", 4), ("sleep", 10), ("group", 22), ("a", 28)]


def test_two_forms_have_one_stem() -> None:
    assert stem_set("reduced fractures") == stem_set("reduces fracture")


@given(st.text(max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    assert all(0 <= t.start < t.end <= len(text) and t.stem for t in tokens(text))


def test_stems() -> None:
    assert stems("The use of Crohn’s, Crohn's and the CYP3A4") == ("use", "crohn", "crohn", "cyp3a4")
    assert stems("of the 40 and") == ()


def test_ascii_is_read_like_any_other_text() -> None:
    text = "Owls' don't_know 5mg 3A4 `as` non-b12, 0.5"
    assert stems(text) == stems(text + " \u00b7")
    assert "3a4" in stems(text)


def test_each_way_to_cut_one_text() -> None:
    assert [t.stem for t in tokens(TEXT)] == ("rakel o trial 1 000 patient crohn clinic got 0 5 mg twice daili".split())
    assert stems(TEXT) == tuple("rakel obrien trial patient crohn clinic got mg twice daili".split())
    assert words_and_numbers(TEXT) == tuple("räkel o brien 1000 crohn clinic got 0.5 mg twice daily".split())
    assert ranking_words(TEXT) == "kel brien trial 000 patients crohn clinics got mg twice daily".split()
    assert folded_words(TEXT)[:6] == ("the", "rakel", "obrien", "trial", "1", "000")
    assert written_words(TEXT)[:4] == ["The", "Räkel-O’Brien", "trial", "1"]


def test_pairs_and_masks() -> None:
    assert with_pairs(["245", "patients"]) == ["245", "patients", "245 patients"]
    assert masked("245 patients") == "### patients"


def test_names_can_be_spelled_without_umlauts() -> None:
    assert folded_words("Räkel", spell_umlauts=True) == ("raekel",)


def test_both_apostrophes_end_a_word() -> None:
    """A typographic apostrophe was no end of a word, nor was a plain one after an accent: "children’s" stood alone."""
    assert stem_set("children’s owls’ it’s don’t") == stem_set("children's owls' it's don't")
    assert stem_set("Räkel's") == stem_set("Räkel")
    assert [(t.start, t.end) for t in tokens("children’s owls")] == [(0, 10), (11, 15)]


def test_punctuation_beside_a_word_is_no_part_of_it() -> None:
    """ "(sham)" was another word than "sham" where the arm named last is tied to one of the two."""
    claim = "A trial of melatonin versus (sham) found sleep time was longer with sham"
    parts = claim_parts(claim)
    assert (parts.arm, parts.other) == ("(sham)", "melatonin")


def test_a_mark_beside_a_heading_is_no_word() -> None:
    """A heading with a bullet or a dash in it was no heading."""
    assert is_tamper_notice("Important - Warning!\nDo not use if seal is broken.")
