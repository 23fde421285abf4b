"""FDA labels over real sockets: real labels of openFDA and DailyMed, and invented ones posted to the stand-in."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
HUMIRA = "608d4f0d-b19f-46d3-749a-7159aa5f933d"
LIPITOR = "c6e131fe-e7df-4876-83f7-9156fc4e8228"
HALOPERIDOL = "0027b8a3-73bf-4005-a7e3-b035f451a861"
INVENTED = "00000000-0000-4000-8000-00000000%04x"


def read(root: Root, table: str, folder: str = "processed") -> list[dict[str, str]]:
    path = root.path / "data" / folder / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(root: Root, name: str, claims: str, *, question: str = "What is it for?", **front: str) -> None:
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    section = f"\n## From the FDA Drug Label\n\n{claims}\n" if claims else "\n## From the Research\n\n- Nothing yet.\n"
    text = f"---\nquestion: {question}\nstatus: draft\n{lines}---\n{section}"
    (root.path / "questions" / f"{name}.md").write_text(text)


def refresh(root: Root, *more: str, code: int = 0) -> str:
    done = root.run("refresh", *more)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def report(root: Root, name: str) -> str:
    return (root.path / "reports" / f"{name}.md").read_text()


def real_label(shared: Path, set_id: str) -> dict[str, Any]:
    return dict(json.loads((shared / "data" / "labels" / "openfda" / f"{set_id}.json").read_text()))


def invented(number: int, brand: str, generic: str = "examplumab", **fields: Any) -> dict[str, Any]:
    """A small label of an invented drug, of openFDA's shape."""
    set_id = INVENTED % number
    openfda = {"brand_name": [brand], "generic_name": [generic], "application_number": ["BLA999999"]}
    return {
        "id": set_id,
        "set_id": set_id,
        "version": "3",
        "effective_time": "20250102",
        "indications_and_usage": [f"1 INDICATIONS AND USAGE {brand} is indicated for the treatment of owl sickness."],
        "dosage_and_administration": [
            f"2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of {brand} is 5 mg once a week."
        ],
        "openfda": openfda,
    } | fields


# ---- full sections from the real labels ----------------------------------------------------------------------------


def ask_three(root: Root) -> None:
    write(
        root,
        "adalimumab",
        f"- Adults with rheumatoid arthritis are given 40 mg of Humira every other week [@setid:{HUMIRA}].\n"
        f"- Humira carries a boxed warning of serious infections and malignancy [@setid:{HUMIRA}].\n"
        f"- In plaque psoriasis an initial dose of 80 mg is followed by 40 mg every other week [@setid:{HUMIRA}].",
        question="How is adalimumab dosed in rheumatoid arthritis?",
        condition="rheumatoid arthritis",
        drugs="[adalimumab]",
    )
    write(
        root,
        "atorvastatin",
        f"- The dose of Lipitor ranges from 10 to 80 mg once daily [@setid:{LIPITOR}].\n"
        f"- Active liver disease is a contraindication to Lipitor [@setid:{LIPITOR}].",
        question="What dose of atorvastatin lowers cholesterol in hyperlipidemia?",
        condition="hyperlipidemia",
        drugs="[atorvastatin]",
    )
    write(
        root,
        "haloperidol",
        f"- Severe symptoms call for 3 mg to 5 mg two or three times a day [@setid:{HALOPERIDOL}].\n"
        f"- Haloperidol controls tics in Tourette's disorder [@setid:{HALOPERIDOL}].",
        question="What is the dose of haloperidol in psychotic disorders?",
        condition="psychotic disorders",
        drugs="[haloperidol]",
    )


def test_three_real_labels_fill_their_sections(label_root: Root) -> None:
    ask_three(label_root)
    refresh(label_root)
    labels = {r["set_id"]: r for r in read(label_root, "labels")}
    facts = {k: (r["version"], r["effective_date"], r["source"], r["is_in_use"]) for k, r in labels.items()}
    assert facts == {
        HUMIRA: ("1560", "2013-09-30", "openfda", "true"),
        LIPITOR: ("11", "2014-01-13", "openfda", "true"),
        HALOPERIDOL: ("1", "2010-07-28", "openfda", "true"),
    }
    assert {r["newest_version"] for r in labels.values()} == {"1560", "11", "1"}
    sections = {(r["set_id"], r["section"]) for r in read(label_root, "label_sections")}
    assert {(HUMIRA, "dosage_and_administration"), (LIPITOR, "contraindications")} <= sections
    carried = {(p["set_id"], p["section"], p["number"]) for p in read(label_root, "label_passages") if p["claim_id"]}
    assert {
        (HUMIRA, "dosage_and_administration", "2.1"),
        (HUMIRA, "boxed_warning", ""),
        (HUMIRA, "dosage_and_administration", "2.5"),
        (LIPITOR, "dosage_and_administration", "2.1"),
        (LIPITOR, "contraindications", "4.1"),
        (HALOPERIDOL, "dosage_and_administration", ""),
        (HALOPERIDOL, "indications_and_usage", ""),
    } == carried
    references = {r["reference_id"]: r for r in read(label_root, "cited_references")}
    assert {r["record_status"] for r in references.values()} == {"found"}
    assert {r["evidence_source"] for r in references.values()} == {"fda"}
    shown = report(label_root, "adalimumab")
    for words in ("version 1560", "2013-09-30", "boxed warning: “Patients treated with HUMIRA", "section 2.1", "40 mg"):
        assert words in shown, words
    assert "why this one: a claim cites it" in shown
    assert "none in this version" in report(label_root, "atorvastatin")
    assert "0.5 mg to 2 mg" not in next(r["boxed_warning"] for r in labels.values() if r["set_id"] == HALOPERIDOL)


def test_nothing_new_asks_nothing_and_changes_nothing(label_root: Root, label_standin: StandIn) -> None:
    ask_three(label_root)
    refresh(label_root)
    label_standin.control("reset", [])
    out = refresh(label_root)
    assert label_standin.log() == []
    assert "nothing new" in out
    assert read(label_root, "changes", "history") == [] or {
        c["kind"] for c in read(label_root, "changes", "history")
    } == {"question_added"}


def test_a_changed_dose_and_a_new_boxed_warning_are_exactly_what_is_told(
    label_root: Root, label_standin: StandIn, shared: Path
) -> None:
    ask_three(label_root)
    refresh(label_root)
    before = read(label_root, "changes", "history")
    label = real_label(shared, LIPITOR)
    old, new = "is 10 or 20 mg once daily", "is 5 or 10 mg once daily"
    dosage = label["dosage_and_administration"][0]
    assert dosage.count(old) == 1
    label["dosage_and_administration"] = [dosage.replace(old, new)]
    label["boxed_warning"] = ["WARNING: INVENTED RISK Lipitor can cause an invented harm."]
    label["version"], label["effective_time"] = "12", "20260901"
    label_standin.control("label", label)
    write(
        label_root,
        "atorvastatin-start",
        f"- Treatment with Lipitor starts with 10 or 20 mg once daily [@setid:{LIPITOR}].",
        drugs="[atorvastatin]",
    )
    refresh(label_root, "--offline")  # the new question is there before the label moves
    known = {c["change_id"] for c in read(label_root, "changes", "history")}
    refresh(label_root, "--max-age", "0")
    changes = [c for c in read(label_root, "changes", "history") if c["change_id"] not in known]
    claims = {c["claim_id"]: c["text"] for c in read(label_root, "claims")}
    told = sorted((c["kind"], c["question_id"], claims.get(c["claim_id"], "")) for c in changes)
    assert told == [
        ("label_section:boxed_warning", "atorvastatin", ""),
        ("label_section:boxed_warning", "atorvastatin-start", ""),
        ("label_section:dosage_and_administration", "atorvastatin", ""),
        (
            "label_section:dosage_and_administration",
            "atorvastatin-start",
            "Treatment with Lipitor starts with 10 or 20 mg once daily.",
        ),
    ], told
    assert len(before) == len([c for c in before if c["kind"] == "question_added"])
    moved = next(c for c in changes if c["claim_id"])
    assert old in moved["before"] and new in moved["after"]
    found = {
        (f["question_id"], bool(f["claim_id"]), f["severity"])
        for f in read(label_root, "findings")
        if f["check_code"] == "label_changed" and f["result"] == "fail"
    }
    assert ("atorvastatin", False, "critical") in found
    assert ("atorvastatin-start", True, "warning") in found
    shown = report(label_root, "atorvastatin-start")
    assert "No: " in shown.partition("Status:")[0]
    assert "numbers: " in shown and "5 or 10 mg" in shown
    assert "Lipitor can cause an invented harm." in shown
    changed_reports = (label_root.path / "reports" / "changes.md").read_text()
    of_labels = [part for part in changed_reports.split("### ") if part.startswith("Label section")]
    assert len(of_labels) == 2
    assert not [part for part in of_labels if "adalimumab" in part or "haloperidol" in part]
    versions = [v for v in read(label_root, "label_versions", "history") if v["set_id"] == LIPITOR]
    assert [(v["version"], v["source"]) for v in versions] == [("11", "openfda"), ("12", "openfda")]


# ---- what is no answer is never "no label" -------------------------------------------------------------------------


def choice(root: Root, name: str) -> dict[str, str]:
    (row,) = [r for r in read(root, "label_choices") if r["question_id"] == name]
    return row


def test_a_removed_openfda_block_loses_no_label(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    ask_three(label_root)
    refresh(label_root)
    bare = real_label(shared, LIPITOR) | {"openfda": {}}
    label_standin.control("label", bare)
    refresh(label_root, "--max-age", "0")
    row = choice(label_root, "atorvastatin")
    assert (row["set_id"], row["outcome"]) == (LIPITOR, "not findable by name")
    label = next(r for r in read(label_root, "labels") if r["set_id"] == LIPITOR)
    assert label["brand_name"].lower() == "lipitor"
    assert label["names_source"] == "openfda"  # the version before, in the history
    assert not [c for c in read(label_root, "changes", "history") if c["kind"] != "question_added"]
    assert "it exists" in report(label_root, "atorvastatin")


def test_a_removed_openfda_block_loses_no_application(label_root: Root, label_standin: StandIn) -> None:
    label = invented(21, "Owlix")
    label_standin.control("label", label)
    write(label_root, "owl", "- Owlix 5 mg is given once a week [@appl:BLA999999].")
    refresh(label_root)
    label_standin.control("label", label | {"openfda": {}})
    refresh(label_root, "--max-age", "0")
    references = {r["reference_id"]: r["record_status"] for r in read(label_root, "cited_references")}
    assert references == {f"setid:{label['set_id']}": "found"}
    for path in (label_root.path / "data" / "raw").glob("raw.sqlite*"):
        path.unlink()
    refresh(label_root)  # nothing but the history tells the number now
    references = {r["reference_id"]: r["record_status"] for r in read(label_root, "cited_references")}
    assert references == {f"setid:{label['set_id']}": "found"}
    assert {c["kind"] for c in read(label_root, "changes", "history")} == {"question_added"}


def test_a_label_without_names_is_found_by_what_it_says_of_itself(
    label_root: Root, label_standin: StandIn, shared: Path
) -> None:
    label_standin.control("label", real_label(shared, LIPITOR) | {"openfda": {}})
    write(label_root, "unnamed", "", drugs="[atorvastatin]")
    refresh(label_root)
    row = choice(label_root, "unnamed")
    assert (row["set_id"], row["outcome"]) == (LIPITOR, "not findable by name")


def test_dailymed_answers_where_openfda_holds_none(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    spl = (shared / "data" / "labels" / "spl" / "no-title.xml").read_text()
    other = INVENTED % 7
    label_standin.control("spl", spl.replace(HALOPERIDOL, other))
    write(label_root, "spl", f"- Severe symptoms call for 3 mg to 5 mg two or three times a day [@setid:{other}].")
    refresh(label_root)
    (label,) = read(label_root, "labels")
    assert (label["set_id"], label["source"], label["version"]) == (other, "dailymed", "1")
    assert next(r["record_status"] for r in read(label_root, "cited_references")) == "found"
    (passage,) = [p for p in read(label_root, "label_passages") if p["claim_id"]]
    assert passage["section"] == "dosage_and_administration"


def test_neither_source_holds_it_is_not_found(label_root: Root) -> None:
    write(label_root, "gone", f"- Something [@setid:{INVENTED % 8}].")
    refresh(label_root)
    assert next(r["record_status"] for r in read(label_root, "cited_references")) == "not_found"
    assert "No label was found" in report(label_root, "gone")


@pytest.mark.parametrize("kind", ["500", "cutxml"])
def test_openfda_down_falls_back_on_dailymed_by_set_id(label_root: Root, label_standin: StandIn, kind: str) -> None:
    write(label_root, "down", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].", drugs="[atorvastatin]")
    label_standin.control("faults", [{"match": "label.json", "kind": kind}])
    out = refresh(label_root, code=3)
    (label,) = read(label_root, "labels")
    assert (label["set_id"], label["source"]) == (LIPITOR, "dailymed"), out
    assert {s["source"]: s["state"] for s in read(label_root, "source_states")}["openfda"] == "down"
    label_standin.control("reset", [])
    refresh(label_root)
    (label,) = read(label_root, "labels")
    assert (label["set_id"], label["source"]) == (LIPITOR, "openfda")
    assert not [c for c in read(label_root, "changes", "history") if c["kind"].startswith("label")]


@pytest.mark.parametrize("kind", ["503", "cutxml", "truncate"])
def test_a_source_that_is_down_is_not_reached(label_root: Root, label_standin: StandIn, kind: str) -> None:
    write(label_root, "down", "", drugs="[atorvastatin]")
    label_standin.control("faults", [{"match": "label.json", "kind": kind}])
    refresh(label_root, code=3)
    assert choice(label_root, "down")["outcome"] == "not reached"
    assert "Source not reached" in report(label_root, "down")
    assert "no label found" not in report(label_root, "down").lower()


def test_a_fallback_that_failed_once_is_not_down_for_ever(label_root: Root, label_standin: StandIn) -> None:
    write(label_root, "once", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    label_standin.control("faults", [{"match": "label.json", "kind": "503"}, {"match": "/spls/", "kind": "503"}])
    refresh(label_root, code=3)
    label_standin.control("reset", [])
    refresh(label_root)
    assert {s["source"]: s["state"] for s in read(label_root, "source_states")}["dailymed"] == "answered"
    assert "STALE" not in report(label_root, "once")


def test_the_last_good_copy_stays_and_says_since_when(label_root: Root, label_standin: StandIn) -> None:
    write(label_root, "stale", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    refresh(label_root)
    faults = [{"match": "label.json", "kind": "500"}, {"match": "/spls/", "kind": "500"}]
    label_standin.control("faults", faults)
    refresh(label_root, "--max-age", "0", code=3)
    (label,) = read(label_root, "labels")
    assert label["source"] == "openfda" and label["stale_since_date"]
    assert "could not be re-checked since" in report(label_root, "stale")


# ---- the five abstentions ------------------------------------------------------------------------------------------


def test_no_drug_named(label_root: Root) -> None:
    write(label_root, "none", "")
    refresh(label_root)
    assert "No drug named" in report(label_root, "none")


def test_no_label_found(label_root: Root) -> None:
    write(label_root, "none", "", drugs="[nonexistumab]")
    refresh(label_root)
    assert choice(label_root, "none")["outcome"] == "no label found"
    assert "No label found" in report(label_root, "none")


def test_source_not_reached(label_root: Root) -> None:
    gone = Root(label_root.path, {**label_root.environ, "OPENFDA_BASE_URL": "http://127.0.0.1:9"})
    write(gone, "none", "", drugs="[haloperidol]")
    refresh(gone, code=3)
    assert choice(gone, "none")["outcome"] == "not reached"
    assert "Source not reached" in report(gone, "none")


def test_nobody_there_at_all_is_a_snapshot_run(root: Root) -> None:
    write(root, "none", "", drugs="[haloperidol]")
    refresh(root)
    assert choice(root, "none")["outcome"] == "not asked"
    assert "Not asked" in report(root, "none")


def test_label_found_section_absent(label_root: Root, label_standin: StandIn) -> None:
    label = invented(1, "Examplast")
    del label["dosage_and_administration"]
    label_standin.control("label", label)
    question = "What dose of Examplast is given in feather loss?"
    write(label_root, "absent", "", question=question, condition="feather loss", drugs="[Examplast]")
    refresh(label_root)
    assert choice(label_root, "absent")["answer"] == "section absent"
    assert "Label found, section absent" in report(label_root, "absent")


def test_label_silent(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    question = "Does Examplast help in feather loss?"
    write(label_root, "silent", "", question=question, condition="feather loss", drugs="[Examplast]")
    refresh(label_root)
    assert choice(label_root, "silent")["answer"] == "silent"
    assert "Label silent" in report(label_root, "silent")


def test_a_false_abstention_is_caught_and_quotes_the_label(label_root: Root, label_standin: StandIn) -> None:
    """The shape of the page that the project began with: the label does answer."""
    label = invented(1, "Examplast", "exampledronic acid")
    label["indications_and_usage"] = [
        "1 INDICATIONS AND USAGE 1.1 Treatment Examplast is indicated for the treatment of osteoporosis in owls."
    ]
    label["dosage_and_administration"] = [
        "2 DOSAGE AND ADMINISTRATION 2.1 Osteoporosis The recommended regimen is a 5 mg infusion once a year given "
        "over no less than 15 minutes."
    ]
    label_standin.control("label", label)
    write(
        label_root,
        "seed",
        "The FDA drug label does not answer the question.",
        question="What infusion is used for osteoporosis?",
        condition="osteoporosis",
        drugs="[exampledronic acid]",
    )
    refresh(label_root)
    (finding,) = [f for f in read(label_root, "findings") if f["check_code"] == "label_abstention"]
    assert (finding["result"], finding["severity"]) == ("fail", "warning")
    assert "treatment of osteoporosis in owls" in finding["evidence_quote"]
    assert "✖ problem" in report(label_root, "seed")


def test_a_true_abstention_stands(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    write(
        label_root,
        "true",
        "The FDA drug label does not answer the question.",
        question="Does Examplast help in feather loss?",
        condition="feather loss",
        drugs="[Examplast]",
    )
    refresh(label_root)
    assert [f for f in read(label_root, "findings") if f["check_code"] == "label_abstention"] == []
    counts = [c for c in read(label_root, "check_counts") if c["check_code"] == "label_abstention"]
    assert [c["n_pass"] for c in counts] == ["1"]


def test_an_approval_knows_the_changes_before_it_and_is_told_those_after(
    label_root: Root, label_standin: StandIn
) -> None:
    label = invented(1, "Examplast", contraindications=["4 CONTRAINDICATIONS Do not give Examplast to owlets."])
    label_standin.control("label", label)
    write(label_root, "owls", f"- Examplast is given at 5 mg once a week [@setid:{INVENTED % 1}].")
    refresh(label_root)
    label_standin.control("label", label | {"version": "4", "contraindications": ["4 CONTRAINDICATIONS Hawks."]})
    refresh(label_root, "--max-age", "0")
    (finding,) = critical(label_root)
    accept = ("--accept", finding["finding_id"], "--because", "no claim is about hawks")
    done = label_root.run("review", "approve", "owls", "--by", "A. Berg", *accept)
    assert done.returncode == 0, done.stdout + done.stderr
    refresh(label_root, "--offline")
    assert critical(label_root) == []
    assert "no claim is about hawks" in report(label_root, "owls")

    label_standin.control("label", label | {"version": "5", "contraindications": ["4 CONTRAINDICATIONS Crows."]})
    refresh(label_root, "--max-age", "0")
    (finding,) = critical(label_root)
    assert "Crows" in finding["evidence_quote"] and "Hawks" not in finding["evidence_quote"]
    (status,) = read(label_root, "question_status")
    assert (status["effective_status"], status["currency"]) == ("approved", "update needed")

    told = "2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of Examplast is 4 mg once a week."
    label_standin.control("label", label | {"version": "6", "dosage_and_administration": [told]})
    refresh(label_root, "--max-age", "0")
    (status,) = read(label_root, "question_status")
    assert status["effective_status"] == "under review"
    assert "label passage" in status["reason"]
    assert "is 4 mg once a week" in report(label_root, "owls").partition("What moved since")[2].partition("###")[0]


def critical(root: Root) -> list[dict[str, str]]:
    return [f for f in read(root, "findings") if (f["result"], f["severity"]) == ("fail", "critical")]


# ---- which label ---------------------------------------------------------------------------------------------------


def test_two_brands_of_one_ingredient_are_never_merged(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    label_standin.control("label", invented(2, "Examplometa"))
    write(label_root, "both", "", drugs="[examplumab]")
    write(label_root, "brand", "- Examplometa is given once a week.", drugs="[examplumab]")
    write(label_root, "mixed", f"- Examplometa is given at 4 mg [@setid:{INVENTED % 1}].")
    refresh(label_root)
    assert (choice(label_root, "both")["outcome"], choice(label_root, "both")["set_id"]) == ("several", "")
    assert INVENTED % 1 in report(label_root, "both") and INVENTED % 2 in report(label_root, "both")
    assert choice(label_root, "brand")["set_id"] == INVENTED % 2
    (finding,) = [f for f in read(label_root, "findings") if f["check_code"] == "label_brand" and f["result"] == "fail"]
    assert (finding["question_id"], finding["severity"]) == ("mixed", "critical")


def test_one_application_with_two_brands_is_tied_claim_by_claim(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    label_standin.control("label", invented(2, "Examplometa"))
    write(
        label_root,
        "appl",
        "- Examplast is given once a week [@appl:BLA999999].\n"
        "- Examplometa is given once a week, too [@appl:BLA999999].\n"
        "- Examplumab is given at 5 mg [@appl:BLA999999].",
    )
    refresh(label_root)
    cited = [
        c["reference_id"]
        for c in sorted(read(label_root, "claims"), key=lambda c: int(c["position"]))
        for c in [next(x for x in read(label_root, "citations") if x["claim_id"] == c["claim_id"])]
    ]
    assert cited == [f"setid:{INVENTED % 1}", f"setid:{INVENTED % 2}", "appl:BLA999999"]
    row = next(r for r in read(label_root, "cited_references") if r["reference_id"] == "appl:BLA999999")
    assert row["record_status"] == "not_fetched" and INVENTED % 1 in row["resolution"]


def test_many_labels_come_page_by_page(label_root: Root, label_standin: StandIn) -> None:
    for number in range(1, 231):
        label_standin.control("label", invented(number, "Copycat", "copycatumab"))
    write(label_root, "many", "", drugs="[copycatumab]")
    label_standin.control("reset", [])
    refresh(label_root)
    assert len(choice(label_root, "many")["candidates"].split("; ")) == 230
    asked = [r for r in label_standin.log() if "label.json" in r["path"] and "search" in r["params"]]
    assert [r["params"].get("skip", "0") for r in asked] == ["0", "100", "200"]


def test_a_newer_version_that_dailymed_lists_is_shown(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    write(label_root, "newer", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    refresh(label_root)
    spl = (shared / "data" / "labels" / "spl" / "lipitor-orig.xml").read_text()
    label_standin.control("spl", spl.replace('<versionNumber value="11"', '<versionNumber value="12"'))
    refresh(label_root, "--max-age", "0")
    (label,) = read(label_root, "labels")
    assert (label["source"], label["version"], label["newest_version"]) == ("dailymed", "12", "12")
    (change,) = [c for c in read(label_root, "changes", "history") if c["kind"].startswith("label")]
    assert change["kind"] == "label_version"
    assert "not compared" in change["after"]


# ---- the command, the key, the trace -------------------------------------------------------------------------------


def test_the_label_command(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    label_standin.control("label", invented(2, "Examplometa"))
    told = label_root.run("label", "examplumab")
    assert told.returncode == 0, told.stderr
    assert "2 labels" in told.stdout and "chosen: none" in told.stdout
    assert INVENTED % 1 in told.stdout and "dosage_and_administration: 2.1 Owls" in told.stdout
    told = label_root.run("label", "examplumab", "--text", "Examplast 5 mg", "--offline")
    assert f"chosen: setid:{INVENTED % 1}, because the text names Examplast" in told.stdout
    told = label_root.run("label", f"setid:{HUMIRA}")
    assert "HUMIRA" in told.stdout and "version 1560" in told.stdout
    assert label_root.run("label", "!!").returncode == 2
    assert label_root.run("label", "setid:zzz").returncode == 2
    assert "0 labels" in label_root.run("label", "nonexistumab").stdout


def test_the_key_is_on_no_disk_and_a_label_can_be_traced(label_root: Root) -> None:
    keyed = Root(label_root.path, {**label_root.environ, "OPENFDA_API_KEY": "SECRETKEY123"})
    write(keyed, "key", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].", drugs="[atorvastatin]")
    out = refresh(keyed)
    assert "SECRETKEY123" not in out
    for path in keyed.path.rglob("*"):
        if path.is_file():
            assert b"SECRETKEY123" not in path.read_bytes(), path
    told = keyed.run("raw", f"setid:{LIPITOR}")
    assert told.returncode == 0
    assert "openfda label" in told.stdout and '"set_id"' in told.stdout


def test_a_lost_raw_store_changes_nothing_that_was_known(label_root: Root) -> None:
    ask_three(label_root)
    refresh(label_root)
    kept = {p.name: p.read_bytes() for p in (label_root.path / "data" / "history").glob("label*.csv")}
    assert kept
    for path in (label_root.path / "data" / "raw").glob("raw.sqlite*"):
        path.unlink()
    refresh(label_root)
    assert {p.name: p.read_bytes() for p in (label_root.path / "data" / "history").glob("label*.csv")} == kept
