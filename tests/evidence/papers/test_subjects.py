"""Whether two guidelines are about one subject."""

import pytest

from pipeline.evidence.papers.subjects import same_subject, subject


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oral treatment of type 2 diabetes mellitus: a guideline", "Newer drugs in adults with type 2 diabetes"),
        ("2012 guidelines for management of gout. Part 2: acute gouty arthritis", "2020 Guideline for Gout"),
        ("Blood cholesterol to reduce atherosclerotic disease", "Management of Blood Cholesterol"),
        ("9. Glycemic Treatment: Standards of Care-2022", "9. Glycemic Treatment: Standards of Care-2024"),
    ],
)  # fmt: skip
def test_the_same(one: str, other: str) -> None:
    assert same_subject(subject(one), subject(other))
    assert same_subject(subject(other), subject(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Treatment of type 1 diabetes", "Treatment of type 2 diabetes"),
        ("Aspirin to prevent cardiovascular disease and colorectal cancer", "Screening for colorectal cancer"),
        ("Aspirin to prevent cardiovascular disease", "Aspirin to prevent preeclampsia and morbidity"),
        ("Vaccination against owl virus", "Vaccination of children against owl virus"),
        ("Screening for breast cancer", "Drugs for breast cancer"),
        ("Clinical practice guideline", "Clinical practice guideline update"),
        ("Osteoporosis", "Diabetes"),
    ],
)
def test_another(one: str, other: str) -> None:
    assert not same_subject(subject(one), subject(other))


def test_headings_join_titles_that_share_a_word() -> None:
    one, other = subject("Low bone mass and broken hips in owls"), subject("Fragile bone disease")
    assert not same_subject(one, other)
    assert same_subject(one, other, (("Osteoporosis",), ("Osteoporosis",)))
    assert not same_subject(one, subject("Gout"), (("Osteoporosis",), ("Osteoporosis",)))
