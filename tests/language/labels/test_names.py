"""Which label a name leads to, and which brands a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.labels.names import (
    are_relatives,
    brands_named,
    brands_of,
    core_name,
    drug_key,
    forms_named,
    has_form,
    label_title,
    leads_to,
    leads_to_suffixed,
)
from pipeline.schema.label_tables import Label

IDS = ("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222")


def label(brand: str = "", generic: str = "", **more: object) -> Label:
    made = Label(IDS[0], brand_name=(brand,) if brand else (), generic_name=(generic,) if generic else ())
    for name, value in more.items():
        setattr(made, name, value)
    return made


RECLAST = label("RECLAST", "ZOLEDRONIC ACID", substances=("ZOLEDRONIC ACID MONOHYDRATE",))
ZOMETA = label("ZOMETA", "zoledronic acid")
KEYTRUDA = label("KEYTRUDA", "PEMBROLIZUMAB")
QLEX = label("KEYTRUDA QLEX", "PEMBROLIZUMAB AND BERAHYALURONIDASE ALFA-PMPH")


@pytest.mark.parametrize(
    ("drug", "made", "leads"),
    [
        ("zoledronic acid", RECLAST, True),
        ("Reclast", RECLAST, True),
        ("Zometa", RECLAST, False),
        ("atorvastatin", label("LIPITOR", "ATORVASTATIN CALCIUM"), True),
        ("atorvastatin calcium", label("LIPITOR", "atorvastatin"), True),
        ("denosumab", label("JUBBONTI", "DENOSUMAB-BBDZ"), False),
        ("denosumab-bbdz", label("JUBBONTI", "DENOSUMAB-BBDZ"), True),
        ("Jubbonti", label("JUBBONTI", "DENOSUMAB-BBDZ"), True),
        ("denosumab-bbdz", label("PROLIA", "DENOSUMAB"), False),
        ("filgrastim", label("ZARXIO", "filgrastim-sndz"), False),
        ("filgrastim", label("GRANIX", "tbo-filgrastim"), False),
        ("tbo-filgrastim", label("GRANIX", "tbo-filgrastim"), True),
        ("insulin glargine", label("SEMGLEE", "insulin glargine-yfgn"), False),
        ("omega-3-acid ethyl esters", label("LOVAZA", "OMEGA-3-ACID ETHYL ESTERS"), True),
        ("atorvastatin", label("CADUET", "AMLODIPINE BESYLATE AND ATORVASTATIN CALCIUM"), False),
        ("amlodipine and atorvastatin", label("CADUET", "AMLODIPINE AND ATORVASTATIN"), True),
        ("pembrolizumab", QLEX, False),
        ("Keytruda", QLEX, False),
        ("Keytruda", KEYTRUDA, True),
        ("Vicks", label("VICKS™", "menthol"), True),
        ("Vicks®", label("VICKS™", "menthol"), True),
        ("statin", label("LIPITOR", "ATORVASTATIN"), False),
        ("", label("LIPITOR", "ATORVASTATIN"), False),
        ("atorvastatin", label(), False),
    ],
)
def test_a_name_leads_to_labels_of_its_own_drug_alone(drug: str, made: Label, leads: bool) -> None:
    assert leads_to(drug, made) is leads


def test_a_kit_is_of_its_drug_although_it_holds_a_swab() -> None:
    kit = label("HUMIRA", substances=("ADALIMUMAB",))
    kit.generic_name = ("ADALIMUMAB", "ISOPROPYL ALCOHOL")
    other = label("ENBREL", substances=("ETANERCEPT",))
    other.generic_name = ("ETANERCEPT", "ISOPROPYL ALCOHOL")
    assert leads_to("adalimumab", kit)
    assert not are_relatives(kit, other)


def test_a_generic_name_again_is_no_brand() -> None:
    assert brands_of(label("HALOPERIDOL", "HALOPERIDOL")) == ()
    assert brands_of(label("Metformin hydrochloride", "metformin")) == ()
    assert brands_of(RECLAST) == ("RECLAST",)


def test_labels_are_relatives_by_ingredient_or_application() -> None:
    prolia, xgeva = label("PROLIA"), label("XGEVA")
    assert are_relatives(RECLAST, ZOMETA)
    assert not are_relatives(prolia, xgeva)
    prolia.application_number = xgeva.application_number = ("BLA125320",)
    assert are_relatives(prolia, xgeva)
    assert not are_relatives(RECLAST, prolia)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Reclast is given once a year.", ("RECLAST",)),
        ("Reclast's dose is 5 mg; Zometa's is 4 mg.", ("RECLAST", "ZOMETA")),
        ("Zometa, not Reclast", ("ZOMETA", "RECLAST")),
        ("Keytruda Qlex 395 mg", ("KEYTRUDA QLEX",)),
        ("Keytruda and Keytruda Qlex", ("KEYTRUDA", "KEYTRUDA QLEX")),
        ("zoledronic acid", ()),
        ("reclasting", ()),
    ],
)
def test_brands_named(text: str, named: tuple[str, ...]) -> None:
    assert brands_named(text, ("RECLAST", "ZOMETA", "KEYTRUDA", "KEYTRUDA QLEX")) == named


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_only_given_brands_are_named(text: str, brands: list[str]) -> None:
    found = brands_named(text, brands)
    assert set(found) <= set(brands)
    assert len(found) == len(set(found))


def test_forms() -> None:
    assert forms_named("Colchicine tablets, 0.6 mg, taken orally") == {"tablet"}
    assert forms_named("one infusion, intravenous") == {"infusion", "intravenous"}
    assert has_form(label(dosage_forms=("TABLET, FILM COATED",)), "tablet")
    assert has_form(label(routes=("INTRAVENOUS",)), "infusion")
    assert not has_form(label(routes=("ORAL",)), "infusion")


def test_titles() -> None:
    assert label_title(RECLAST) == "RECLAST (ZOLEDRONIC ACID)"
    assert label_title(label("HALOPERIDOL", "Haloperidol")) == "HALOPERIDOL"
    assert label_title(label("", "haloperidol")) == "haloperidol"
    assert label_title(label()) == ""


def test_drug_keys() -> None:
    assert drug_key("Zoledronic  Acid") == "drug:zoledronic_acid"
    assert drug_key("  ") == "drug:"


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("ADALIMUMAB-ADAZ", "ADALIMUMAB"),
        ("insulin  aspart-szjj", "insulin aspart"),
        ("fam-trastuzumab deruxtecan-nxki", "trastuzumab deruxtecan"),
        ("tbo-filgrastim", "filgrastim"),
        ("peginterferon alfa-2b", "peginterferon alfa-2b"),
        ("omega-3-acid", "omega-3-acid"),
        ("adalimumab", "adalimumab"),
        ("x-adaz", "x-adaz"),
    ],
)
def test_the_core_of_a_biological_name(name: str, core: str) -> None:
    assert core_name(name) == core


def test_a_biosimilar_is_a_relative_and_never_the_reference_product() -> None:
    reference, biosimilar = label("HUMIRA", "adalimumab"), label("HYRIMOZ", "adalimumab-adaz")
    reference.substances = biosimilar.substances = ("ADALIMUMAB",)
    assert not leads_to("adalimumab", biosimilar)
    assert leads_to_suffixed("adalimumab", biosimilar)
    assert not leads_to_suffixed("adalimumab", reference)
    assert not leads_to_suffixed("adalimumab-adaz", biosimilar)
    assert are_relatives(reference, biosimilar)
    assert are_relatives(label("HUMIRA", "adalimumab"), label("HYRIMOZ", "adalimumab-adaz"))
