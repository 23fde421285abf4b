"""The keys that a person writes: all columns of `questions` but those that follow from the file's name."""

from pipeline.schema.question_tables import QUESTION_KEYS


def test_the_keys_of_the_contract() -> None:
    assert " ".join(QUESTION_KEYS) == "question status population condition drugs specialty audience"
    assert [name for name, info in QUESTION_KEYS.items() if info.required] == ["question", "status"]
