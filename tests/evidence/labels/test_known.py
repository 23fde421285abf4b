"""Copies of labels to rows: which copy is shown, whose names, and what became of each set id."""

import pytest

from pipeline.evidence.labels.known import (
    DrugSearch,
    KnownLabels,
    LabelCopy,
    LabelState,
    label_row,
    reference_rows,
    shown_copy,
    state_of,
)
from pipeline.schema.label_tables import Label

SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"
OTHER_ID = "49e5afe9-a0c7-40c4-af9f-f287a80c5c88"
FOUND, NONE, DOWN = {"outcome": "found"}, {"outcome": "not_found"}, {"outcome": "", "failed_since": "2026-11-25"}
STALE = {"outcome": "found", "failed_since": "2026-11-25", "was_found": "yes"}


def copy(source: str, version: int | None = 3, brand: str = "Reclast", *, is_current: bool = True) -> LabelCopy:
    label = Label(SET_ID, version, "2024-01-02", (brand,) if brand else (), source=source)
    return LabelCopy(label, "2026-11-01", is_current=is_current)


@pytest.mark.parametrize(
    ("openfda", "dailymed", "state"),
    [
        (FOUND, {}, LabelState("found")),
        (NONE, FOUND, LabelState("found")),
        (NONE, NONE, LabelState("not_found")),
        (NONE, NONE | {"was_found": "yes"}, LabelState("deleted")),
        (NONE, DOWN, LabelState(resolution="openFDA holds none, DailyMed has not answered")),
        (NONE, {}, LabelState(resolution="openFDA holds none, DailyMed has not answered")),
        (DOWN, NONE, LabelState(resolution="openFDA has not answered, DailyMed holds none")),
        (DOWN, DOWN, LabelState()),
        ({}, {}, LabelState()),
        (STALE, {}, LabelState("found", "2026-11-25")),
        (STALE, DOWN, LabelState("found", "2026-11-25")),
        (STALE, FOUND, LabelState("found")),
    ],
)
def test_only_two_answers_make_no_label(openfda: dict[str, str], dailymed: dict[str, str], state: LabelState) -> None:
    assert state_of(openfda, dailymed) == state


def test_the_newest_version_is_shown_and_openfdas_of_two_alike() -> None:
    assert shown_copy([copy("dailymed"), copy("openfda")]).label.source == "openfda"
    assert shown_copy([copy("openfda"), copy("dailymed", 4)]).label.source == "dailymed"
    assert shown_copy([copy("openfda", 5, is_current=False), copy("dailymed", 4)]).label.source == "dailymed"


def test_names_that_vanished_come_from_another_copy_or_from_before() -> None:
    bare = copy("openfda", brand="")
    row = label_row([bare, copy("dailymed", 2)], None, (4, "2026-03-10"), ("setid:x",))
    assert (row.brand_name, row.names_source, row.source) == (("Reclast",), "dailymed", "openfda")
    assert (row.version, row.newest_version, row.newest_date) == (3, 4, "2026-03-10")
    earlier = Label(SET_ID, brand_name=("Reclast",), source="openfda")
    assert label_row([bare], earlier, None, ()).names_source == "openfda"
    assert label_row([bare], None, None, ()).brand_name == ()


def test_the_reference_of_a_set_id() -> None:
    row = label_row([copy("openfda")], None, None, ())
    row.manufacturer = "Novartis"
    known = KnownLabels({SET_ID: row}, {SET_ID: LabelState("found")})
    reference = reference_rows([f"setid:{SET_ID}"], known)[f"setid:{SET_ID}"]
    assert (reference.title, reference.first_author, reference.year) == ("Reclast", "Novartis", 2024)
    assert (reference.record_status, reference.origin, reference.evidence_source) == ("found", "live", "fda")


def test_a_set_id_without_a_label_says_why() -> None:
    known = KnownLabels({}, {SET_ID: LabelState(resolution="openFDA holds none, DailyMed has not answered")})
    reference = reference_rows([f"setid:{SET_ID}"], known)[f"setid:{SET_ID}"]
    assert (reference.record_status, reference.origin) == ("not_fetched", "")
    assert "DailyMed has not answered" in reference.resolution


def test_a_label_of_the_snapshot_is_found_there() -> None:
    held = Label(SET_ID, brand_name=("Reclast",), source="snapshot", retrieved_date="2026-11-20")
    reference = reference_rows([f"setid:{SET_ID}"], KnownLabels({SET_ID: held}))[f"setid:{SET_ID}"]
    assert (reference.record_status, reference.origin, reference.retrieved_date) == ("found", "snapshot", "2026-11-20")


def test_an_application_of_several_labels_lists_them() -> None:
    labels = {i: Label(i, brand_name=(b,)) for i, b in ((SET_ID, "Prolia"), (OTHER_ID, "Xgeva"))}
    known = KnownLabels(labels, {}, {"appl:BLA125320": DrugSearch("found", (SET_ID, OTHER_ID))})
    reference = reference_rows(["appl:BLA125320"], known)["appl:BLA125320"]
    assert reference.record_status == "not_fetched"
    assert f"setid:{SET_ID} (Prolia)" in reference.resolution
    assert f"setid:{OTHER_ID} (Xgeva)" in reference.resolution
    none = KnownLabels(searches={"appl:BLA125320": DrugSearch("not_found")})
    assert reference_rows(["appl:BLA125320"], none)["appl:BLA125320"].record_status == "not_found"
    assert reference_rows(["appl:BLA125320"], KnownLabels())["appl:BLA125320"].record_status == "not_fetched"


def test_an_application_is_not_missing_while_a_label_has_no_names() -> None:
    known = KnownLabels({SET_ID: Label(SET_ID)}, {}, {"appl:BLA125320": DrugSearch("not_found")}, {SET_ID})
    reference = reference_rows(["appl:BLA125320"], known)["appl:BLA125320"]
    assert reference.record_status == "not_fetched"
    assert f"setid:{SET_ID}" in reference.resolution
