"""The author's text of a listed reference: split where it can be, left empty where it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.questions.reference_text import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Greenspan SL. Efficacy of one dose. 2015.", ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Greenspan SL, Perera S. Efficacy of one dose (2015)", ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("de la Cruz-O'Ney M Jr, et al. A dose of 5.5 mg. 2015", ("de la Cruz-O'Ney M Jr", "A dose of 5.5 mg", 2015)),
        ("Éclair S.L. Two parts: one. And two. 1999.", ("Éclair S.L", "Two parts: one. And two", 1999)),
        ("American College of Physicians. Treatment of bone loss. 2023.",
         ("American College of Physicians", "Treatment of bone loss", 2023)),
        ("WHO. Bone health. 2020.", ("WHO", "Bone health", 2020)),
        ("Greenspan SL. Efficacy of one dose. JAMA Intern Med. 2015;175(6):913-21.",
         ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Greenspan SL. Efficacy of one dose. JAMA Intern Med. 2015 Jun;175(6):913-21.",
         ("Greenspan SL", "Efficacy of one dose", 2015)),
        ("Efficacy of one dose in 1990. 2015.", ("", "Efficacy of one dose in 1990", 2015)),
        ("Greenspan SL. Efficacy since 1990 in women.", ("Greenspan SL", "Efficacy since 1990 in women", None)),
        ("Efficacy of one dose. Some journal. 2015.", ("", "", 2015)),
        ("Just some words", ("", "", None)),
        ("", ("", "", None)),
    ],
)  # fmt: skip
def test_the_parts_of_a_listed_reference(text: str, parts: tuple[str, str, int | None]) -> None:
    assert tuple(split(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # NLM, as PubMed's Cite button writes it
        ("Doe J, van der Berg AB, O'Hara C Jr. One dose: a trial. J Bone Test. 2015 Jul 1;17(7):35-71. "
         "doi: 10.1000/x.1. Epub 2015 Jan 2. PMID: 123; PMCID: PMC45.",
         ("Doe J", "One dose: a trial", 2015)),
        ("Doe J. Is one dose enough? J Bone Test. 2015;17:35.", ("Doe J", "Is one dose enough?", 2015)),
        ("Doe J. One dose. BMJ (Clinical research ed.). 2015 Dec-2016 Jan;17:35.", ("Doe J", "One dose", 2015)),
        # AMA
        ("Doe J, Roe R, Poe P, et al. One dose. J Bone Test. 2015;17(7):35-71. Published 2015 Jul 1. doi:10.1000/x",
         ("Doe J", "One dose", 2015)),
        ("BONE Research Group; Doe J Jr, Roe R, et al. One dose. J Bone Test. 2015;17:35.",
         ("BONE Research Group", "One dose", 2015)),
        # APA
        ("Doe, J. J., Roe, R., & Poe, P. (2015). One dose in 1990. Journal of bone testing, 17(7), 35–71. "
         "https://doi.org/10.1000/x", ("Doe, J. J.", "One dose in 1990", 2015)),
        ("Doe, J. (2015, July 1). One dose? Two doses. Journal of bones, 17, 35.",
         ("Doe, J.", "One dose? Two doses", 2015)),
        ("World Bone Organization. (2015). One dose.", ("World Bone Organization", "One dose", 2015)),
        # MLA
        ("Doe, Jane, and Richard Roe. “One dose.” Journal of bones (Town, Land : 1990) vol. 17,7 (2015): 35-71.",
         ("Doe, Jane", "One dose", 2015)),
        ('Doe, Jane J et al. "One dose." Journal of Bones, vol. 17, no. 7, 2015, pp. 35-71.',
         ("Doe, Jane J", "One dose", 2015)),
        # Nature
        ("Doe, J. J., Roe, R. & Poe, P. One dose. J. Bone Test. 17, 35–71 (2015).", ("Doe, J. J.", "One dose", 2015)),
        ("Doe, J. et al. One dose. Preprint at medRxiv (2015).", ("Doe, J.", "One dose", 2015)),
        # Vancouver, with the number that it has in a list
        ("12. Doe J, Roe R. One dose. J Bone Test. 2015 Jul;17(7):35-71.", ("Doe J", "One dose", 2015)),
        # .nbib, its lines joined
        ("PMID- 123 OWN - NLM DP - 2015 Jul 1 TI - One dose - a trial. PG - 35-71 LID - 10.1000/x [doi] "
         "FAU - Doe, Jane J AU - Doe JJ FAU - Roe, R AU - Roe R PT - Journal Article",
         ("Doe, Jane J", "One dose - a trial", 2015)),
        # what quotes or counts in its title is still of its own form
        ('Doe J, Roe R. Bones: the "Quality Measure". J Bone Test. 2015;17:35.',
         ("Doe J", 'Bones: the "Quality Measure"', 2015)),
        ("Exercise program in women. J Bone Test. 2015;17:35.", ("", "Exercise program in women", 2015)),
    ],
)  # fmt: skip
def test_the_forms_that_people_paste(text: str, parts: tuple[str, str, int | None]) -> None:
    assert tuple(split(text)) == parts


@given(st.text())
def test_no_text_raises_and_no_part_is_invented(text: str) -> None:
    parts = split(text)
    joined = " ".join(text.split())
    assert " ".join(parts.first_author.split()) in joined
    assert " ".join(parts.title.split()) in joined
    assert parts.year is None or str(parts.year) in text
