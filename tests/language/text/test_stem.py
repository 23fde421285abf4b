import pytest

from pipeline.language.text.stem import stem


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
