import pytest

from pipeline.language.titles import compare_titles, same_family_name

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
