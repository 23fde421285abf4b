"""The sentence in which an abstract concludes."""

import pytest

from pipeline.language.text.conclusions import conclusion
from pipeline.schema.paper_tables import ArticleAbstract


def section(text: str, label: str = "", position: int = 1) -> ArticleAbstract:
    return ArticleAbstract("1", position, label, label, text)


def test_the_section_of_conclusions_comes_first() -> None:
    abstract = [
        section("Owls slept more. P < .001.", "RESULTS"),
        section("Mice matter. Owls should sleep.", "CONCLUSIONS", 2),
    ]
    found = conclusion(abstract, "Do owls sleep?")
    assert found is not None
    assert (found.text, found.label, found.sentence) == ("Owls should sleep.", "CONCLUSIONS", 4)


def test_of_sentences_that_share_nothing_the_first() -> None:
    found = conclusion([section("Mice matter. Rats do too.", "INTERPRETATION")], "owls")
    assert found is not None and found.text == "Mice matter."


def test_without_sections_the_last_that_announces_one() -> None:
    text = "We gave melatonin. In conclusion, owls slept. Others are studied. Trial registration: NCT01234567."
    found = conclusion([section(text)], "owls")
    assert found is not None and found.text == "In conclusion, owls slept."


def test_else_the_last_that_is_no_apparatus() -> None:
    found = conclusion([section("Owls woke. Owls slept. Funded by the Owl Fund.")], "owls")
    assert found is not None and found.text == "Owls slept."
    assert conclusion([section("ClinicalTrials.gov NCT01234567.")], "owls") is None
    assert conclusion([], "owls") is None


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Owl Press. All rights reserved.", "This article is protected by copyright. All rights reserved.",
        "(PsycINFO Database Record (c) 2019 APA, all rights reserved).", "Published by Owl B.V.",
        "2019 Owl Periodicals, Inc.",
        "LEVEL OF EVIDENCE: III.", "Expected final online publication date for the Owl Review is May 2020.",
        "Owl Int 2019; 19: 1-9.", "(c) 2008 Owl-Liss, Inc.", "The authors declare no conflict of interest.",
    ],
)  # fmt: skip
def test_a_line_of_the_publisher_is_no_conclusion(line: str) -> None:
    found = conclusion([section(f"Owls woke. Owls slept longer than mice. {line}")], "")
    assert found is not None and found.text == "Owls slept longer than mice."


def test_a_conclusion_that_a_registration_follows_is_kept() -> None:
    long = "Owls that were given melatonin every evening for a year slept longer than owls that were given nothing " * 2
    found = conclusion([section(f"Owls woke. {long.strip()} ClinicalTrials.gov NCT00000000.")], "")
    assert found is not None and found.text.startswith("Owls that were given")
