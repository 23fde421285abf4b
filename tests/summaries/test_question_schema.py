"""The published JSON Schema agrees with the parser on what is good and bad front matter."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pipeline.schema import vocabulary
from pipeline.schema.question_tables import QUESTION_KEYS
from pipeline.sources.questions import front_matter
from pipeline.summaries.question_schema import render

SCHEMA: dict[str, Any] = json.loads(render())
GOOD = [
    "question: Q\nstatus: draft",
    "question: What is used?\nstatus: under review\naudience: patient\ndrugs: [a, b]\nspecialty: x",
    "question: Q\nstatus: retired\naudience:\ndrugs:\npopulation:",
    "question: Q\nstatus: approved\ndrugs: []",
    *(f"question: Q\nstatus: {status}" for status in vocabulary.QUESTION_STATUSES),
]
BAD = [
    "question: Q",
    "status: draft",
    "question:\nstatus: draft",
    'question: " "\nstatus: draft',
    "question: 2015\nstatus: draft",
    "question: [Q]\nstatus: draft",
    "question: Q\nstatus: final",
    "question: Q\nstatus:",
    "question: Q\nstatus: draft\naudience: nurse",
    "question: Q\nstatus: draft\ndrugs: a",
    "question: Q\nstatus: draft\ndrugs: [1]",
    "question: Q\nstatus: draft\ndrugs: [a; b]",
    'question: Q\nstatus: draft\ndrugs: [""]',
    "question: Q\nstatus: draft\ndrug: [a]",
    "- question",
]


def told(text: str) -> bool:
    return bool(front_matter.read(["---", *text.split("\n"), "---"]).mistakes)


def test_the_schema_is_a_schema_and_always_the_same_text() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert render() == render()
    assert render().endswith("}\n")


def test_keys_and_descriptions_are_those_of_the_table() -> None:
    assert list(SCHEMA["properties"]) == list(QUESTION_KEYS)
    for name, info in QUESTION_KEYS.items():
        assert SCHEMA["properties"][name]["description"] == info.description
    assert SCHEMA["properties"]["status"]["enum"] == list(vocabulary.QUESTION_STATUSES)


@pytest.mark.parametrize("text", GOOD)
def test_good_front_matter(text: str) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))
    assert not told(text)


@pytest.mark.parametrize("text", BAD)
def test_bad_front_matter(text: str) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))
    assert told(text)
