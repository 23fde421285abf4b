"""The written rule of choice, on real brand and application facts."""

from pipeline.evidence.labels.choice import choices, choose, ties
from pipeline.evidence.labels.known import DrugSearch, KnownLabels, LabelState
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.label_tables import Label
from pipeline.schema.question_tables import Question

RECLAST_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
ZOMETA_ID = "00000000-0000-0000-0000-0000000000a1"
PROLIA_ID = "49e5afe9-a0c7-40c4-af9f-f287a80c5c88"
XGEVA_ID = "00000000-0000-0000-0000-0000000000b2"
COPY_ID = "00000000-0000-0000-0000-0000000000c3"
QUESTION_ID, CLAIM_ID = "what", "0123456789ab"


def label(set_id: str, brand: str, generic: str, application: str = "", **more: object) -> Label:
    made = Label(set_id, brand_name=(brand,), generic_name=(generic,), source="openfda")
    made.application_number = (application,) if application else ()
    for name, value in more.items():
        setattr(made, name, value)
    return made


RECLAST = label(RECLAST_ID, "Reclast", "zoledronic acid", "NDA021817")
ZOMETA = label(ZOMETA_ID, "Zometa", "zoledronic acid", "NDA021223")
PROLIA = label(PROLIA_ID, "Prolia", "denosumab", "BLA125320")
XGEVA = label(XGEVA_ID, "Xgeva", "denosumab", "BLA125320")


def known(*labels: Label, **searches: DrugSearch) -> KnownLabels:
    found = {name.replace("__", ":", 1): search for name, search in searches.items()}
    return KnownLabels({x.set_id: x for x in labels}, {}, found)


def question(*drugs: str) -> Question:
    return Question(QUESTION_ID, "What infusion is used for osteoporosis?", "draft", drugs=drugs)


def claim(text: str, section: str = "fda", heading: str = "") -> Claim:
    return Claim(CLAIM_ID, QUESTION_ID, section, heading, 1, text)


def test_an_only_label_needs_no_rule() -> None:
    chosen = choose("whatever", [RECLAST])
    assert (chosen.labels, chosen.reason) == ((RECLAST,), "it is the only label found")


def test_the_brand_that_the_text_names_selects() -> None:
    chosen = choose("Zometa 4 mg every 3 to 4 weeks", [RECLAST, ZOMETA])
    assert chosen.labels == (ZOMETA,)
    assert "Zometa" in chosen.reason


def test_none_named_or_both_named_is_not_known_and_says_so() -> None:
    for text in ("zoledronic acid once a year", "Reclast and Zometa hold the same drug"):
        chosen = choose(text, [RECLAST, ZOMETA])
        assert len(chosen.labels) == 2
        assert "set id" in chosen.reason


def test_while_a_label_of_the_drug_is_damaged_none_is_chosen_and_none_is_tied() -> None:
    led_to = DrugSearch("found", (RECLAST_ID, ZOMETA_ID))
    searches = {"drug:zoledronic_acid": led_to, "appl:NDA021817": led_to}
    at_hand = KnownLabels({RECLAST_ID: RECLAST}, {}, searches, damaged={ZOMETA_ID})
    (row,) = choices(question("zoledronic acid"), [claim("Reclast once a year")], {}, at_hand)
    assert (row.outcome, row.set_id, f"setid:{ZOMETA_ID} is damaged" in row.reason) == ("not reached", "", True)
    cited = Citation(CLAIM_ID, 1, "appl:NDA021817", "appl:NDA021817")
    assert ties([(claim("Reclast once a year"), cited)], at_hand) == {}
    (row,) = choices(question("zoledronic acid"), [claim("Once a year")], {CLAIM_ID: [RECLAST_ID]}, at_hand)
    assert (row.outcome, row.set_id) == ("used", RECLAST_ID)  # a claim cites it


def test_the_dose_form_selects() -> None:
    tablet = label(RECLAST_ID, "Generica", "generica", dosage_forms=("TABLET",))
    syrup = label(ZOMETA_ID, "Generica", "generica", dosage_forms=("SYRUP",))
    assert choose("one tablet a day", [tablet, syrup]).labels == (tablet,)
    assert len(choose("once a day", [tablet, syrup]).labels) == 2


def test_of_copies_of_one_brand_the_original_packagers() -> None:
    copy = label(COPY_ID, "Zometa", "zoledronic acid", "NDA021223", is_original_packager=False)
    original = label(ZOMETA_ID, "Zometa", "zoledronic acid", "NDA021223", is_original_packager=True)
    assert choose("Zometa 4 mg", [RECLAST, copy, original]).labels == (original,)
    assert len(choose("zoledronic acid", [copy, original]).labels) == 2  # no brand named: the packager decides nothing
    assert len(choose("Zometa 4 mg", [copy, label(ZOMETA_ID, "Zometa", "zoledronic acid")]).labels) == 2


def test_an_application_is_tied_claim_by_claim() -> None:
    search = DrugSearch("found", (PROLIA_ID, XGEVA_ID))
    hand = known(PROLIA, XGEVA, appl__BLA125320=search)
    citation = Citation(CLAIM_ID, 1, "appl:BLA125320", "appl:BLA125320")
    assert ties([(claim("Prolia 60 mg"), citation)], hand) == {(CLAIM_ID, "appl:BLA125320"): PROLIA_ID}
    assert ties([(claim("Xgeva 120 mg"), citation)], hand) == {(CLAIM_ID, "appl:BLA125320"): XGEVA_ID}
    assert ties([(claim("Denosumab 60 mg"), citation)], hand) == {}
    by_heading = claim("It is given every 6 months", heading="Prolia (denosumab)")
    assert ties([(by_heading, citation)], hand) == {(CLAIM_ID, "appl:BLA125320"): PROLIA_ID}
    assert ties([(claim("Prolia"), citation)], known()) == {}


def test_a_cited_label_is_in_use_for_its_drug() -> None:
    hand = known(RECLAST, ZOMETA, drug__zoledronic_acid=DrugSearch("found", (RECLAST_ID, ZOMETA_ID)))
    (row,) = choices(question("zoledronic acid"), [claim("5 mg a year")], {CLAIM_ID: [RECLAST_ID]}, hand)
    assert (row.set_id, row.outcome, row.reason) == (RECLAST_ID, "used", "a claim cites it")
    assert set(row.candidates) == {RECLAST_ID, ZOMETA_ID}


def test_two_cited_brands_are_two_labels_never_one() -> None:
    hand = known(RECLAST, ZOMETA, drug__zoledronic_acid=DrugSearch("found", (RECLAST_ID, ZOMETA_ID)))
    rows = choices(question("zoledronic acid"), [claim("x")], {CLAIM_ID: [RECLAST_ID, ZOMETA_ID]}, hand)
    assert [(r.position, r.set_id) for r in rows] == [(1, RECLAST_ID), (2, ZOMETA_ID)]


def test_a_cited_label_that_no_drug_leads_to_has_a_row_of_its_own() -> None:
    rows = choices(question(), [claim("x")], {CLAIM_ID: [PROLIA_ID]}, known(PROLIA))
    assert [(r.drug, r.set_id, r.outcome) for r in rows] == [("Prolia (denosumab)", PROLIA_ID, "used")]


def test_without_a_choice_every_set_id_is_listed() -> None:
    hand = known(RECLAST, ZOMETA, drug__zoledronic_acid=DrugSearch("found", (RECLAST_ID, ZOMETA_ID)))
    (row,) = choices(question("zoledronic acid"), [], {}, hand)
    assert (row.set_id, row.outcome) == ("", "several")
    assert set(row.candidates) == {RECLAST_ID, ZOMETA_ID}


def test_not_findable_by_name_is_not_no_label() -> None:
    hand = known(RECLAST, drug__zoledronic_acid=DrugSearch("not_found", (), (RECLAST_ID,)))
    (row,) = choices(question("zoledronic acid"), [], {}, hand)
    assert (row.set_id, row.outcome) == (RECLAST_ID, "not findable by name")
    assert "exists" in row.reason


def test_what_became_of_the_search_where_no_label_is_known() -> None:
    outcomes = {
        DrugSearch("not_found"): "not asked of DailyMed",
        DrugSearch("not_found", dailymed="not_found"): "no label found",
        DrugSearch("not_found", dailymed="found", dailymed_set_ids=(XGEVA_ID,)): "no label found",
        DrugSearch("not_found", dailymed="found", dailymed_set_ids=(ZOMETA_ID,)): "not reached",
        DrugSearch("not_found", dailymed_failed_since="2026-11-25"): "not reached",
        DrugSearch("", failed_since="2026-11-25"): "not reached",
        DrugSearch("not_found", failed_since="2026-11-25"): "not reached",
        DrugSearch(): "not asked",
        DrugSearch("found", (XGEVA_ID,)): "not asked of DailyMed",
        DrugSearch("found", (XGEVA_ID,), dailymed="not_found"): "no label found",
    }
    for search, outcome in outcomes.items():
        (row,) = choices(question("zoledronic acid"), [], {}, known(XGEVA, drug__zoledronic_acid=search))
        assert (row.outcome, row.set_id) == (outcome, ""), search
    unnamed = known(drug__zoledronic_acid=DrugSearch("not_found", others=(XGEVA_ID,)))
    unnamed.unnamed = {XGEVA_ID}
    assert [r.outcome for r in choices(question("zoledronic acid"), [], {}, unnamed)] == ["not reached"]


def test_a_snapshot_label_gives_way_where_a_source_answered() -> None:
    held = label(RECLAST_ID, "Reclast", "zoledronic acid", source="snapshot")
    asked = known(held, drug__zoledronic_acid=DrugSearch("not_found", dailymed="not_found"))
    assert [r.outcome for r in choices(question("zoledronic acid"), [], {}, asked)] == ["no label found"]
    unasked = known(held, drug__zoledronic_acid=DrugSearch())
    assert [r.set_id for r in choices(question("zoledronic acid"), [], {}, unasked)] == [RECLAST_ID]


def test_a_drug_named_twice_is_one() -> None:
    assert len(choices(question("denosumab", "denosumab"), [], {}, known(PROLIA))) == 1


def test_an_application_that_openfda_lost_is_tied_by_what_else_says_the_number() -> None:
    citation = Citation(CLAIM_ID, 1, "appl:NDA021817", "appl:NDA021817")
    lost = known(RECLAST, ZOMETA, appl__NDA021817=DrugSearch("not_found"))
    assert ties([(claim("5 mg"), citation)], lost) == {(CLAIM_ID, "appl:NDA021817"): RECLAST_ID}
    of_snapshot = label(RECLAST_ID, "Reclast", "x", "NDA021817", source="snapshot")
    held = known(of_snapshot, appl__NDA021817=DrugSearch("not_found"))
    assert ties([(claim("5 mg"), citation)], held) == {}


def test_a_set_id_that_an_application_led_to_but_nobody_has_is_passed_over() -> None:
    hand = known(PROLIA, appl__BLA125320=DrugSearch("found", (PROLIA_ID, XGEVA_ID)))
    citation = Citation(CLAIM_ID, 1, "appl:BLA125320", "appl:BLA125320")
    assert ties([(claim("60 mg"), citation)], hand) == {(CLAIM_ID, "appl:BLA125320"): PROLIA_ID}


def test_a_label_that_is_gone_is_no_label_unless_cited() -> None:
    hand = known(RECLAST, drug__zoledronic_acid=DrugSearch("not_found", (), (RECLAST_ID,), dailymed="not_found"))
    hand.states = {RECLAST_ID: LabelState("deleted")}
    (row,) = choices(question("zoledronic acid"), [], {}, hand)
    assert (row.set_id, row.outcome, row.candidates) == ("", "no label found", ())
    (row,) = choices(question("zoledronic acid"), [claim("x")], {CLAIM_ID: [RECLAST_ID]}, hand)
    assert (row.set_id, row.outcome) == (RECLAST_ID, "used")
    assert "hold it no more" in row.reason and "exists" not in row.reason


def test_of_labels_with_one_number_those_that_still_exist() -> None:
    hand = known(PROLIA, XGEVA, appl__BLA125320=DrugSearch("found", (PROLIA_ID,), (XGEVA_ID,)))
    hand.states = {XGEVA_ID: LabelState("deleted")}
    assert hand.of_application("appl:BLA125320") == [PROLIA]
    hand.states[PROLIA_ID] = LabelState("deleted")
    assert hand.of_application("appl:BLA125320") == [XGEVA, PROLIA]


def test_a_label_that_dailymed_alone_lists_is_used() -> None:
    search = DrugSearch("not_found", dailymed="found", dailymed_set_ids=(RECLAST_ID,))
    (row,) = choices(question("zoledronic acid"), [], {}, known(RECLAST, drug__zoledronic_acid=search))
    assert (row.set_id, row.outcome) == (RECLAST_ID, "used")
    assert "DailyMed finds it by the name" in row.reason


def test_of_labels_that_were_not_all_read_none_is_chosen() -> None:
    search = DrugSearch("not_found", dailymed="found", dailymed_set_ids=(RECLAST_ID, ZOMETA_ID))
    (row,) = choices(question("zoledronic acid"), [], {}, known(RECLAST, drug__zoledronic_acid=search))
    assert (row.set_id, row.outcome) == ("", "several")
    assert "2 labels by this name, of which 1 were not read" in row.reason


ZARXIO = label(COPY_ID, "Zarxio", "filgrastim-sndz")
NEUPOGEN = label(RECLAST_ID, "Neupogen", "filgrastim")


def test_a_biosimilar_is_not_the_reference_products_label() -> None:
    (row,) = choices(question("filgrastim"), [], {}, known(ZARXIO, NEUPOGEN, drug__filgrastim=DrugSearch("found")))
    assert (row.set_id, row.outcome, row.candidates) == (RECLAST_ID, "used", (RECLAST_ID,))
    (row,) = choices(question("filgrastim"), [], {}, known(ZARXIO, drug__filgrastim=DrugSearch("found")))
    assert (row.set_id, row.outcome, row.candidates) == ("", "several", (COPY_ID,))
    assert "only products with another proper name were found (Zarxio (filgrastim-sndz))" in row.reason
    (row,) = choices(question("filgrastim-sndz"), [], {}, known(ZARXIO, NEUPOGEN))
    assert row.set_id == COPY_ID


def test_a_biosimilar_that_a_claim_cites_is_used() -> None:
    (row,) = choices(question("filgrastim"), [claim("x")], {CLAIM_ID: [COPY_ID]}, known(ZARXIO))
    assert (row.set_id, row.outcome, row.reason) == (COPY_ID, "used", "a claim cites it")
