"""Which bodies issued a guideline."""

import pytest

from pipeline.evidence.papers.issuing_bodies import issuing_bodies, same_body, without_bodies, written_names


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("Owl care: a guideline from the American College of Physicians", {"ACP"}),
        ("Owl care: U.S. Preventive Services Task Force Recommendation Statement", {"USPSTF"}),
        ("Owl care: US Preventive Services Task Force Recommendation Statement", {"USPSTF"}),
        ("2018 AHA/ACC/ABC Guideline on Owls", {"AHA", "ACC", "ABC"}),
        ("9. Owls: Standards of Care in Diabetes-2024", {"ADA"}),
        ("Owls: An Endocrine Society Guideline", {"endocrine society"}),
        ("Owls and CHF/HIV", set()),
        ("The capacity of owls", set()),
    ],
)
def test_bodies_are_read_from_titles(title: str, bodies: set[str]) -> None:
    assert issuing_bodies(title) == bodies


def test_collective_authors_count() -> None:
    assert issuing_bodies("Owls", ("US Preventive Services Task Force",)) == {"USPSTF"}


def test_of_joint_guidelines_half_of_the_shorter_list_must_be_shared() -> None:
    assert same_body(frozenset({"ACC", "AHA"}), frozenset({"AHA", "ACC", "ADA", "AGS"}))
    assert not same_body(frozenset({"ADA", "X", "Y"}), frozenset({"ACC", "AHA", "ADA", "AGS"}))
    assert not same_body(frozenset(), frozenset())


def test_a_body_is_no_subject() -> None:
    left = without_bodies("2018 AHA/ACC/ABC Guideline on Owls of the American College of Physicians")
    assert left.split() == ["2018", "Guideline", "on", "Owls", "of", "the"]


def test_a_body_is_searched_for_by_name_and_abbreviation() -> None:
    assert written_names("ACP") == ("American College of Physicians", "ACP")
    assert written_names("endocrine society") == ("endocrine society",)
