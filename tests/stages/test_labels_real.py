"""FDA labels over real sockets: their sections, their changes, the command, the key, the trace."""

from pathlib import Path

import pytest

from tests.conftest import Root, StandIn
from tests.stages.label_questions import HALOPERIDOL, HUMIRA, INVENTED, LIPITOR, ask_three, invented, real_label, write

pytestmark = pytest.mark.real


def test_three_real_labels_fill_their_sections(label_root: Root) -> None:
    ask_three(label_root)
    label_root.refresh()
    labels = {r["set_id"]: r for r in label_root.rows("labels")}
    facts = {k: (r["version"], r["effective_date"], r["source"], r["is_in_use"]) for k, r in labels.items()}
    assert facts == {
        HUMIRA: ("1560", "2013-09-30", "openfda", "true"),
        LIPITOR: ("11", "2014-01-13", "openfda", "true"),
        HALOPERIDOL: ("1", "2010-07-28", "openfda", "true"),
    }
    assert {r["newest_version"] for r in labels.values()} == {"1560", "11", "1"}
    sections = {(r["set_id"], r["section"]) for r in label_root.rows("label_sections")}
    assert {(HUMIRA, "dosage_and_administration"), (LIPITOR, "contraindications")} <= sections
    carried = {(p["set_id"], p["section"], p["number"]) for p in label_root.rows("label_passages") if p["claim_id"]}
    assert {
        (HUMIRA, "dosage_and_administration", "2.1"),
        (HUMIRA, "boxed_warning", ""),
        (HUMIRA, "dosage_and_administration", "2.5"),
        (LIPITOR, "dosage_and_administration", "2.1"),
        (LIPITOR, "contraindications", "4.1"),
        (HALOPERIDOL, "dosage_and_administration", ""),
        (HALOPERIDOL, "indications_and_usage", ""),
    } == carried
    references = {r["reference_id"]: r for r in label_root.rows("cited_references")}
    assert {r["record_status"] for r in references.values()} == {"found"}
    assert {r["evidence_source"] for r in references.values()} == {"fda"}
    shown = label_root.report("adalimumab")
    for words in ("version 1560", "2013-09-30", "boxed warning: “Patients treated with HUMIRA", "section 2.1", "40 mg"):
        assert words in shown, words
    assert "why this one: a claim cites it" in shown
    assert "none in this version" in label_root.report("atorvastatin")
    assert "0.5 mg to 2 mg" not in next(r["boxed_warning"] for r in labels.values() if r["set_id"] == HALOPERIDOL)


def test_nothing_new_asks_nothing_and_changes_nothing(label_root: Root, label_standin: StandIn) -> None:
    ask_three(label_root)
    label_root.refresh()
    label_standin.control("reset", [])
    out = label_root.refresh()
    assert label_standin.log() == []
    assert "nothing new" in out
    assert label_root.rows("changes", "history") == [] or {
        c["kind"] for c in label_root.rows("changes", "history")
    } == {"question_added"}


def test_a_changed_dose_and_a_new_boxed_warning_are_exactly_what_is_told(
    label_root: Root, label_standin: StandIn, shared: Path
) -> None:
    ask_three(label_root)
    label_root.refresh()
    before = label_root.rows("changes", "history")
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
    label_root.refresh("--offline")  # the new question is there before the label moves
    known = {c["change_id"] for c in label_root.rows("changes", "history")}
    label_root.refresh("--max-age", "0")
    changes = [c for c in label_root.rows("changes", "history") if c["change_id"] not in known]
    claims = {c["claim_id"]: c["text"] for c in label_root.rows("claims")}
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
        for f in label_root.rows("findings")
        if f["check_code"] == "label_changed" and f["result"] == "fail"
    }
    assert ("atorvastatin", False, "critical") in found
    assert ("atorvastatin-start", True, "warning") in found
    shown = label_root.report("atorvastatin-start")
    assert "No: " in shown.partition("Status:")[0]
    assert "numbers: " in shown and "5 or 10 mg" in shown
    assert "Lipitor can cause an invented harm." in shown
    changed_reports = (label_root.path / "reports" / "changes.md").read_text()
    of_labels = [part for part in changed_reports.split("### ") if part.startswith("Label section")]
    assert len(of_labels) == 2
    assert not [part for part in of_labels if "adalimumab" in part or "haloperidol" in part]
    versions = [v for v in label_root.rows("label_versions", "history") if v["set_id"] == LIPITOR]
    assert [(v["version"], v["source"]) for v in versions] == [("11", "openfda"), ("12", "openfda")]


def test_an_approval_knows_the_changes_before_it_and_is_told_those_after(
    label_root: Root, label_standin: StandIn
) -> None:
    label = invented(1, "Examplast", contraindications=["4 CONTRAINDICATIONS Do not give Examplast to owlets."])
    label_standin.control("label", label)
    write(label_root, "owls", f"- Examplast is given at 5 mg once a week [@setid:{INVENTED % 1}].")
    label_root.refresh()
    label_standin.control("label", label | {"version": "4", "contraindications": ["4 CONTRAINDICATIONS Hawks."]})
    label_root.refresh("--max-age", "0")
    (finding,) = critical(label_root)
    accept = ("--accept", finding["finding_id"], "--because", "no claim is about hawks")
    done = label_root.run("review", "approve", "owls", "--by", "A. Berg", *accept)
    assert done.returncode == 0, done.stdout + done.stderr
    label_root.refresh("--offline")
    assert critical(label_root) == []
    assert "no claim is about hawks" in label_root.report("owls")

    label_standin.control("label", label | {"version": "5", "contraindications": ["4 CONTRAINDICATIONS Crows."]})
    label_root.refresh("--max-age", "0")
    (finding,) = critical(label_root)
    assert "Crows" in finding["evidence_quote"] and "Hawks" not in finding["evidence_quote"]
    (status,) = label_root.rows("question_status")
    assert (status["effective_status"], status["currency"]) == ("approved", "update needed")

    told = "2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of Examplast is 4 mg once a week."
    label_standin.control("label", label | {"version": "6", "dosage_and_administration": [told]})
    label_root.refresh("--max-age", "0")
    (status,) = label_root.rows("question_status")
    assert status["effective_status"] == "under review"
    assert "label passage" in status["reason"]
    assert "is 4 mg once a week" in label_root.report("owls").partition("What moved since")[2].partition("###")[0]


def critical(root: Root) -> list[dict[str, str]]:
    return [f for f in root.rows("findings") if (f["result"], f["severity"]) == ("fail", "critical")]


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
    out = keyed.refresh()
    assert "SECRETKEY123" not in out
    for path in keyed.path.rglob("*"):
        if path.is_file():
            assert b"SECRETKEY123" not in path.read_bytes(), path
    told = keyed.run("raw", f"setid:{LIPITOR}")
    assert told.returncode == 0
    assert "openfda label" in told.stdout and '"set_id"' in told.stdout


def test_a_lost_raw_store_changes_nothing_that_was_known(label_root: Root) -> None:
    ask_three(label_root)
    label_root.refresh()
    kept = {p.name: p.read_bytes() for p in (label_root.path / "data" / "history").glob("label*.csv")}
    assert kept
    for path in (label_root.path / "data" / "raw").glob("raw.sqlite*"):
        path.unlink()
    label_root.refresh()
    assert {p.name: p.read_bytes() for p in (label_root.path / "data" / "history").glob("label*.csv")} == kept
