"""What openFDA and DailyMed do not answer is never read as "no label", over real sockets."""

from pathlib import Path

import pytest

from tests.conftest import Root, StandIn
from tests.stages.label_questions import HALOPERIDOL, INVENTED, LIPITOR, ask_three, choice, invented, real_label, write

pytestmark = pytest.mark.real


def test_a_removed_openfda_block_loses_no_label(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    ask_three(label_root)
    label_root.refresh()
    bare = real_label(shared, LIPITOR) | {"openfda": {}}
    label_standin.control("label", bare)
    label_root.refresh("--max-age", "0")
    row = choice(label_root, "atorvastatin")
    assert (row["set_id"], row["outcome"]) == (LIPITOR, "not findable by name")
    label = next(r for r in label_root.rows("labels") if r["set_id"] == LIPITOR)
    assert label["brand_name"].lower() == "lipitor"
    assert label["names_source"] == "openfda"  # the version before, in the history
    assert not [c for c in label_root.rows("changes", "history") if c["kind"] != "question_added"]
    assert "it exists" in label_root.report("atorvastatin")


def test_a_removed_openfda_block_loses_no_application(label_root: Root, label_standin: StandIn) -> None:
    label = invented(21, "Owlix")
    label_standin.control("label", label)
    write(label_root, "owl", "- Owlix 5 mg is given once a week [@appl:BLA999999].")
    label_root.refresh()
    label_standin.control("label", label | {"openfda": {}})
    label_root.refresh("--max-age", "0")
    references = {r["reference_id"]: r["record_status"] for r in label_root.rows("cited_references")}
    assert references == {f"setid:{label['set_id']}": "found"}
    for path in (label_root.path / "data" / "raw").glob("raw.sqlite*"):
        path.unlink()
    label_root.refresh()  # nothing but the history tells the number now
    references = {r["reference_id"]: r["record_status"] for r in label_root.rows("cited_references")}
    assert references == {f"setid:{label['set_id']}": "found"}
    assert {c["kind"] for c in label_root.rows("changes", "history")} == {"question_added"}


def test_a_label_without_names_is_found_by_what_it_says_of_itself(
    label_root: Root, label_standin: StandIn, shared: Path
) -> None:
    label_standin.control("label", real_label(shared, LIPITOR) | {"openfda": {}})
    write(label_root, "unnamed", "", drugs="[atorvastatin]")
    label_root.refresh()
    row = choice(label_root, "unnamed")
    assert (row["set_id"], row["outcome"]) == (LIPITOR, "not findable by name")


def test_dailymed_answers_where_openfda_holds_none(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    spl = (shared / "data" / "labels" / "spl" / "no-title.xml").read_text()
    other = INVENTED % 7
    label_standin.control("spl", spl.replace(HALOPERIDOL, other))
    write(label_root, "spl", f"- Severe symptoms call for 3 mg to 5 mg two or three times a day [@setid:{other}].")
    label_root.refresh()
    (label,) = label_root.rows("labels")
    assert (label["set_id"], label["source"], label["version"]) == (other, "dailymed", "1")
    assert next(r["record_status"] for r in label_root.rows("cited_references")) == "found"
    (passage,) = [p for p in label_root.rows("label_passages") if p["claim_id"]]
    assert passage["section"] == "dosage_and_administration"


def test_neither_source_holds_it_is_not_found(label_root: Root) -> None:
    write(label_root, "gone", f"- Something [@setid:{INVENTED % 8}].")
    label_root.refresh()
    assert next(r["record_status"] for r in label_root.rows("cited_references")) == "not_found"
    assert "No label was found" in label_root.report("gone")


@pytest.mark.parametrize("kind", ["500", "cutxml"])
def test_openfda_down_falls_back_on_dailymed_by_set_id(label_root: Root, label_standin: StandIn, kind: str) -> None:
    write(label_root, "down", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].", drugs="[atorvastatin]")
    label_standin.control("faults", [{"match": "label.json", "kind": kind}])
    out = label_root.refresh(code=3)
    (label,) = label_root.rows("labels")
    assert (label["set_id"], label["source"]) == (LIPITOR, "dailymed"), out
    assert {s["source"]: s["state"] for s in label_root.rows("source_states")}["openfda"] == "down"
    label_standin.control("reset", [])
    label_root.refresh()
    (label,) = label_root.rows("labels")
    assert (label["set_id"], label["source"]) == (LIPITOR, "openfda")
    assert not [c for c in label_root.rows("changes", "history") if c["kind"].startswith("label")]


@pytest.mark.parametrize("kind", ["503", "cutxml", "truncate"])
def test_a_source_that_is_down_is_not_reached(label_root: Root, label_standin: StandIn, kind: str) -> None:
    write(label_root, "down", "", drugs="[atorvastatin]")
    label_standin.control("faults", [{"match": "label.json", "kind": kind}])
    label_root.refresh(code=3)
    assert choice(label_root, "down")["outcome"] == "not reached"
    assert "Source not reached" in label_root.report("down")
    assert "no label found" not in label_root.report("down").lower()


def test_a_fallback_that_failed_once_is_not_down_for_ever(label_root: Root, label_standin: StandIn) -> None:
    write(label_root, "once", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    label_standin.control("faults", [{"match": "label.json", "kind": "503"}, {"match": "/spls/", "kind": "503"}])
    label_root.refresh(code=3)
    label_standin.control("reset", [])
    label_root.refresh()
    assert {s["source"]: s["state"] for s in label_root.rows("source_states")}["dailymed"] == "answered"
    assert "STALE" not in label_root.report("once")


def test_the_last_good_copy_stays_and_says_since_when(label_root: Root, label_standin: StandIn) -> None:
    write(label_root, "stale", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    label_root.refresh()
    faults = [{"match": "label.json", "kind": "500"}, {"match": "/spls/", "kind": "500"}]
    label_standin.control("faults", faults)
    label_root.refresh("--max-age", "0", code=3)
    (label,) = label_root.rows("labels")
    assert label["source"] == "openfda" and label["stale_since_date"]
    assert "could not be re-checked since" in label_root.report("stale")


def test_a_poisoned_version_is_set_aside_and_the_last_good_one_stays(label_root: Root, label_standin: StandIn) -> None:
    label = invented(30, "Owlex")
    label_standin.control("label", label)
    write(label_root, "owl", f"- Owlex 5 mg is given once a week [@setid:{INVENTED % 30}].")
    label_root.refresh()
    for poison in ({"version": "9" * 20}, {"version": "5", "boxed_warning": None}):  # and so at every further run
        label_standin.control("label", label | {"version": "4"} | poison)
        out = label_root.refresh("--max-age", "0", code=3)
        assert f"setid:{INVENTED % 30} was set aside: " in out
        (row,) = label_root.rows("labels")
        assert (row["version"], row["effective_date"], row["source"]) == ("3", "2025-01-02", "openfda")
        assert row["stale_since_date"]
        assert not [c for c in label_root.rows("changes", "history") if c["kind"].startswith("label")]
        assert "could not be re-checked since" in label_root.report("owl")
    label_standin.control("label", label | {"version": "5"})
    label_root.refresh()
    (row,) = label_root.rows("labels")
    assert (row["version"], row["stale_since_date"]) == ("5", "")


def test_a_label_poisoned_from_the_first_is_shown_with_its_version_unknown(
    label_root: Root, label_standin: StandIn
) -> None:
    label = invented(31, "Owlex")
    label_standin.control("label", label | {"version": "9" * 20})
    write(label_root, "owl", f"- Owlex 5 mg is given once a week [@setid:{INVENTED % 31}].")
    out = label_root.refresh(code=3)
    assert f"setid:{INVENTED % 31} was set aside: expected a version number; found '99999999999999999999'" in out
    (row,) = label_root.rows("labels")
    assert (row["version"], row["is_in_use"]) == ("", "true")
    assert "version not known" in label_root.report("owl")
    label_standin.control("label", label)
    label_root.refresh()
    assert [r["version"] for r in label_root.rows("labels")] == ["3"]
    assert not [c for c in label_root.rows("changes", "history") if c["kind"].startswith("label")]
