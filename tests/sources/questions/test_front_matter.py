"""The front matter by itself: how many lines it takes and what its values become. Its mistakes: test_question_file."""

import pytest

from pipeline.schema.question_tables import QUESTION_KEYS
from pipeline.sources.questions.front_matter import read


def test_values_and_length() -> None:
    front = read(["---", "question: >-", "  What", "  now?", "status: draft", "drugs:", "- a", "- b", "---", "body"])
    assert front.values == {"question": "What now?", "status": "draft", "drugs": ("a", "b")}
    assert (front.n_lines, front.mistakes) == (9, [])


@pytest.mark.parametrize("key", [name for name, info in QUESTION_KEYS.items() if not info.required])
def test_an_optional_key_may_stay_empty(key: str) -> None:
    front = read(["---", "question: Q", "status: draft", f"{key}:", "..."])
    assert front.mistakes == []
    assert front.values.get(key) in ("", ())


@pytest.mark.parametrize("key", [name for name, info in QUESTION_KEYS.items() if info.required])
def test_a_required_key_must_say_something(key: str) -> None:
    (mistake,) = read(
        ["---", *(f"{k}:" if k == key else f"{k}: draft" for k in ("question", "status")), "---"]
    ).mistakes
    assert mistake.message.endswith("found nothing")


def test_text_is_normalised_to_nfc() -> None:
    assert read(["---", "question: Cafe\u0301", "status: draft", "---"]).values["question"] == "Caf\u00e9"


def test_columns_count_characters_that_yaml_takes_for_a_mark() -> None:
    (mistake,) = read(["---", "question: a\ufeffb", "status: draft", "population: [\ufeffa]", "---"]).mistakes
    assert (mistake.line, mistake.column) == (4, 13)


def test_an_alias_is_told_beside_its_anchor() -> None:
    front = read(["---", "question: &a Q", "status: draft", "condition: *a", "---"])
    assert [(m.line, m.column) for m in front.mistakes] == [(2, 11), (4, 12)]


def test_brackets_that_would_keep_the_reader_busy_are_a_mistake_at_their_place() -> None:
    front = read(["---", "status: draft", f"drugs: {'[' * 5000}", "---"])
    assert [(m.line, m.column) for m in front.mistakes] == [(3, 17)]
    assert "deeper nesting" in front.mistakes[0].message
