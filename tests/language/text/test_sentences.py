import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Bleeding rose (hazard ratio, 0.95; 95% CI, 0.83 to 1.08; P < .001) in the owls.",
        "Drugs, e.g. Melatonin, helped (i.e. Owls slept).",
        "Melatonin vs. Placebo was compared by Smith et al. Journal rules applied.",
        "See Fig. 2 and No. 5 of vol. 3 for details.",
        "The rate was 0·83 (0·70–0·99) per year.",
        "It was described by J. Smith and A. B. Jones in owls.",
        "Infection with E. coli and S. Typhimurium was seen.",
        "Dr. Minerva read approx. 12 papers.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Owls slept. They woke.", ["Owls slept.", "They woke."]),
        ("P was < .001. The owls slept.", ["P was < .001.", "The owls slept."]),
        ("They took 5 mg. 12 owls left.", ["They took 5 mg.", "12 owls left."]),
        ("They took vitamin D. Falls fell.", ["They took vitamin D.", "Falls fell."]),
        ("It was hepatitis B. Owls rested.", ["It was hepatitis B.", "Owls rested."]),
        ("As shown by Smith et al. The owls slept.", ["As shown by Smith et al.", "The owls slept."]),
        ("It works (n = 3). mTOR is inhibited.", ["It works (n = 3).", "mTOR is inhibited."]),
        ("Does it work? Yes! (It does.) Good.", ["Does it work?", "Yes!", "(It does.)", "Good."]),
        ('They said "sleep." Owls slept.', ['They said "sleep."', "Owls slept."]),
        ("A rate of 0·83. Then 1·08.", ["A rate of 0·83.", "Then 1·08."]),
        ("One line\nbroken. Two.", ["One line broken.", "Two."]),
        ("no full stop", ["no full stop"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from(list("aA1 .?!()\"'\n·<")), max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert " ".join(sentences(text)) == " ".join(text.split())
