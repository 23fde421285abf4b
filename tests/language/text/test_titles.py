import pytest

from pipeline.language.text.titles import compare_titles, contains_title, same_family_name

UKPDS_34 = "Effect of metformin on complications in overweight patients with type 2 diabetes (UKPDS 34)"


@pytest.mark.parametrize(
    ("stated", "recorded"),
    [
        ("Efficacy and safety of zoledronic acid.", "Efficacy and safety of zoledronic acid for frail women: a trial"),
        ("THE EFFICACY of Zoledronic Acid", "Efficacy of zoledronic acid"),
        ("A randomised trial of oestrogen in women", "A randomized trial of estrogen in women"),
        ("Type II diabetes and bone", "Type 2 diabetes and bone"),
        ("Data from 170000 people", "Data from 170,000 people."),
        ("Ileal hyperplasia in children", "RETRACTED: Ileal hyperplasia in children"),
        ("Results in twelve people over two years", "Results in twelve people over 2 years"),
        (
            "Yearly zoledronic acid in women with osteoporosis after hip fracture: a controlled study",
            "Yearly zoledronic acid in women with osteoporosis after hip fracture",
        ),
        (UKPDS_34.removesuffix(" (UKPDS 34)"), UKPDS_34),
        ("Prévention des fractures", "Prevention des fractures"),
    ],
)
def test_same(stated, recorded):
    assert compare_titles(stated, recorded) == "same"


@pytest.mark.parametrize(
    ("stated", "recorded"),
    [
        (UKPDS_34.replace("34", "33"), UKPDS_34),
        (
            "Guidelines for gout. Part I: drugs in the acute attack",
            "Guidelines for gout. Part II: drugs in the acute attack",
        ),
        ("Denosumab in men", "Zoledronic acid in frail women"),
        (
            "Outcomes during 6.8 years of hormone therapy (HERS II)",
            "Outcomes during 5.6 years of hormone therapy (HERS II)",
        ),
        ("Gout", "Acute gout in adults"),
    ],
)
def test_other(stated, recorded):
    assert compare_titles(stated, recorded) == "other"


@pytest.mark.parametrize(
    ("stated", "recorded"),
    [
        (
            "A placebo controlled study of guanfacine in children with tics",
            "A placebo controlled study of lofexidine in children with tics",
        ),
        (
            "Ventricular dysfunction and ischemic cardiomyopathy",
            "Ventricular dysfunction and nonischemic cardiomyopathy",
        ),
        (
            "Zoledronic acid 5 mg in older women with low bone mass",
            "Zoledronic acid 5 mg once in older women with low bone mass",
        ),
    ],
)
def test_near(stated, recorded):
    assert compare_titles(stated, recorded) == "near"


@pytest.mark.parametrize(
    ("stated", "family"),
    [
        ("Räkel A", "Rakel"),
        ("Rakel A", "Räkel"),
        ("Raekel A", "Räkel"),
        ("S. L. Greenspan et al", "Greenspan"),
        ("Haeri N", "Safai Haeri"),
        ("O'Brien J", "O’Brien"),
        ("Møller K", "Moller"),
        ("Wu X", "Wu"),
        ("van den Berg P", "van den Berg"),
    ],
)
def test_same_family_name(stated, family):
    assert same_family_name(stated, family)


@pytest.mark.parametrize(
    ("stated", "family"), [("Doe J", "Roe"), ("Li X", "Wu"), ("Lee", "Leeman"), ("", "Roe"), ("Roe A", "")]
)
def test_other_family_name(stated, family):
    assert not same_family_name(stated, family)


@pytest.mark.parametrize(
    "mark",
    [
        "RETRACTED: ",
        "Retracted Article: ",
        "[Retracted] ",
        "[RETRACTED ARTICLE]: ",
        "WITHDRAWN: ",
        "Corrigendum: ",
        "Corrigendum to: ",
        "Erratum: ",
        "Reprint of: ",
        "Correction: Erratum: ",
    ],
)
def test_what_a_publisher_puts_before_a_title_is_no_part_of_it(mark):
    title = "Ileal hyperplasia in children"
    assert compare_titles(title, mark + title) == compare_titles(mark + title, title) == "same"


@pytest.mark.parametrize(
    "title", ["Withdrawal therapy in adults with headache", "Correction of arterial pressure", "Removed teeth and bone"]
)
def test_a_word_of_the_title_is_no_mark(title):
    assert compare_titles(title.partition(" ")[2], title) == "other"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Doe J. Acute gout. J Bone Test. 2015;1:2.", "Acute gout."),
        ("Doe J. Gout? A trial in two parts. J Bone Test. 2015", "Gout? A trial in 2 parts"),
        ("Doe, Jane. “Acute gout.” Journal of bones (2015).", "Acute gout"),
        ("Doe, J. (2015). ACUTE GOUT. Bones. Joints, 1, 2.", "Acute Gout."),
    ],
)
def test_a_title_that_stands_in_a_text(text, title):
    assert contains_title(text, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Doe J. Acute gout in adults. J Bone Test. 2015;1:2.", "Acute gout"),
        ("Doe J. Reply: acute gout. J Bone Test. 2015;1:2.", "Acute gout"),
        ("Doe J. A trial (UKPDS 33). Lancet. 1998.", "A trial (UKPDS 34)"),
        ("Doe J. Acute gout.", ""),
        ("", "Acute gout"),
    ],
)
def test_a_title_that_does_not_stand_in_a_text(text, title):
    assert not contains_title(text, title)


def test_a_word_for_a_number_is_read_after_the_marks_beside_it_are_gone() -> None:
    assert compare_titles("Cleaning one's plate: two_owls", "Cleaning ones plate: 2 owls") == "same"
