"""The sentence in which an abstract concludes."""

from pipeline.language.conclusions import conclusion
from pipeline.schema.tables import ArticleAbstract


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
