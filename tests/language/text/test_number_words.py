import pytest

from pipeline.language.numbers.frequencies import frequencies
from pipeline.language.numbers.measures import measures
from pipeline.language.numbers.written_numbers import number_of
from pipeline.language.text.number_words import ROMAN, SPELLED, TIMES, in_digits, value_of
from pipeline.language.text.sentences import sentences
from pipeline.language.text.terms import numbers
from pipeline.language.text.titles import compare_titles


def test_every_number_to_ninety_nine_once() -> None:
    assert sorted(SPELLED.values()) == list(range(100))
    assert list(ROMAN.values()) == list(range(1, 13))


@pytest.mark.parametrize(
    ("word", "value"),
    [("Zero", 0), ("twelve", 12), ("twenty-four", 24), ("Ninety nine", 99), ("sixty–six", 66), ("many", None)],
)
def test_value_of(word: str, value: int | None) -> None:
    assert value_of(word) == value


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Twenty-four weeks, then two", "24 weeks, then 2"),
        ("twenty four-week courses", "20 4-week courses"),
        ("the twenty-first day of twenty one", "the twenty-first day of 21"),
        ("a thirty-second pause", "a 30-second pause"),
        ("seventeen, often, weight", "17, often, weight"),
    ],
)
def test_in_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


def test_a_pronoun_can_be_left_in_words() -> None:
    assert in_digits("one of two", least=2) == "one of 2"


@pytest.mark.parametrize("word", SPELLED)
def test_every_reader_of_values_knows_every_word(word: str) -> None:
    """Each reader had a table of its own: titles to ten, labels to twelve, claims to twenty and the tens."""
    value = SPELLED[word]
    assert number_of(word) == value
    assert [m.values for m in measures(f"for {word} weeks")] == [(7.0 * value,)]
    assert numbers(f"{word} mg") == (((str(value),), (f"{value} mg",)) if value > 1 else ((), ()))
    assert compare_titles(f"Owls in {word} weeks of sleep", f"Owls in {value} weeks of sleep") == "same"


def test_two_words_of_a_number_are_one_value_and_no_range() -> None:
    assert [m.values for m in measures("twenty-four hours")] == [(1.0,)]
    assert [(m.kind, m.values) for m in measures("Sixty-four patients died")] == [("count", (64.0,))]


@pytest.mark.parametrize("word", TIMES)
def test_how_often_is_read_wherever_values_are(word: str) -> None:
    """ "thrice a week" was known as a frequency, but no value was looked for in a text with nothing else."""
    assert [m.values[0] for m in measures(f"{word} a week")] == [f.per_day for f in frequencies(f"{word} a week")]
    assert len(measures(f"{word} a week")) == 1


@pytest.mark.parametrize("word", ["One", "Three", "Four", "Twenty-four"])
def test_a_number_can_begin_a_sentence(word: str) -> None:
    """Only "one", "two" and "three" could, after an abbreviation that may end a sentence or not."""
    assert len(sentences(f"They ate mice, voles etc. {word} owls slept.")) == 2
