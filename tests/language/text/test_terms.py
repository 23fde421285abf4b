import pytest

from pipeline.language.text.terms import numbers, stem, stems, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("infections", "infection"),
        ("contraindicated", "contraindications"),
        ("psychosis", "psychotic"),
        ("osteoporotic", "osteoporosis"),
        ("arthritic", "arthritis"),
        ("anaemia", "anemia"),
        ("hyperglycaemic", "hyperglycemia"),
        ("pregnancy", "pregnant"),
        ("malignancies", "malignant"),
        ("deficiency", "deficient"),
        ("syndrome", "disorders"),
        ("breastfeeding", "nursing"),
        ("children", "pediatric"),
        ("elderly", "geriatric"),
    ],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypertension", "hypotension"), ("kidney", "renal"), ("arthritis", "arthralgia"), ("old", "geriatric")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_stems() -> None:
    assert stems("The use of Crohn’s, Crohn's and the CYP3A4") == ("use", "crohn", "crohn", "cyp3a4")
    assert stems("of the 40 and") == ()


def test_ascii_is_read_like_any_other_text() -> None:
    text = "Owls' don't_know 5mg 3A4 `as` non-b12, 0.5"
    assert stems(text) == stems(text + " \u00b7")
    assert "3a4" in stems(text)


def test_numbers_bare_and_with_their_unit() -> None:
    assert numbers("10 to 20 mg for two weeks, then 5") == (("10", "20", "2", "5"), ("10 mg", "20 mg", "2 week"))


def test_terms() -> None:
    assert terms("40 mg in owls") == {"40", "40 mg", "mg", "owl"}
