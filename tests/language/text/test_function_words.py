from pipeline.language.text.function_words import FUNCTION_WORDS


def test_a_word_of_medicine_is_none() -> None:
    assert {"the", "of", "should", "not"} <= FUNCTION_WORDS
    assert not {"dose", "bone", "risk", "two", "week"} & FUNCTION_WORDS
    assert all(word == word.lower() and word.isalpha() for word in FUNCTION_WORDS)
