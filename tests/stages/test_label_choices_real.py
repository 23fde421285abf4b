"""Which label speaks for a question, and the five ways in which none does, over real sockets."""

from pathlib import Path

import pytest

from tests.conftest import Root, StandIn
from tests.stages.label_questions import INVENTED, LIPITOR, choice, invented, write

pytestmark = pytest.mark.real


def test_no_drug_named(label_root: Root) -> None:
    write(label_root, "none", "")
    label_root.refresh()
    assert "No drug named" in label_root.report("none")


def test_source_not_reached(label_root: Root) -> None:
    gone = Root(label_root.path, {**label_root.environ, "OPENFDA_BASE_URL": "http://127.0.0.1:9"})
    write(gone, "none", "", drugs="[haloperidol]")
    gone.refresh(code=3)
    assert choice(gone, "none")["outcome"] == "not reached"
    assert "Source not reached" in gone.report("none")


def test_nobody_there_at_all_is_a_snapshot_run(root: Root) -> None:
    write(root, "none", "", drugs="[haloperidol]")
    root.refresh()
    assert choice(root, "none")["outcome"] == "not asked"
    assert "Not asked" in root.report("none")


def test_label_found_section_absent(label_root: Root, label_standin: StandIn) -> None:
    label = invented(1, "Examplast")
    del label["dosage_and_administration"]
    label_standin.control("label", label)
    question = "What dose of Examplast is given in feather loss?"
    write(label_root, "absent", "", question=question, condition="feather loss", drugs="[Examplast]")
    label_root.refresh()
    assert choice(label_root, "absent")["answer"] == "section absent"
    assert "Label found, section absent" in label_root.report("absent")


def test_a_label_that_speaks_of_other_uses_is_no_proof_of_silence(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    abstains = "The FDA drug label does not answer the question."
    write(label_root, "unclear", abstains, question="Does Examplast help in feather loss?", drugs="[Examplast]")
    label_root.refresh()
    assert choice(label_root, "unclear")["answer"] == "unclear"
    (finding,) = [f for f in label_root.rows("findings") if f["check_code"] == "label_abstention"]
    assert (finding["result"], finding["severity"]) == ("unknown", "warning")
    assert "The recommended dose of Examplast is 5 mg once a week." in finding["evidence_quote"]
    assert "not known whether the label answers" in label_root.report("unclear")


def test_label_silent(label_root: Root, label_standin: StandIn) -> None:
    dosage = ["2 DOSAGE AND ADMINISTRATION See full prescribing information."]
    label_standin.control(
        "label", invented(1, "Examplast", dosage_and_administration=dosage, indications_and_usage=["1 USES None."])
    )
    write(label_root, "silent", "", question="Which dose of Examplast is given in feather loss?", drugs="[Examplast]")
    label_root.refresh()
    assert choice(label_root, "silent")["answer"] == "silent"
    assert "Label silent" in label_root.report("silent")


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
    label_root.refresh()
    (finding,) = [f for f in label_root.rows("findings") if f["check_code"] == "label_abstention"]
    assert (finding["result"], finding["severity"]) == ("fail", "warning")
    assert "treatment of osteoporosis in owls" in finding["evidence_quote"]
    assert "✖ problem" in label_root.report("seed")


def test_a_true_abstention_stands(label_root: Root, label_standin: StandIn) -> None:
    label = invented(1, "Examplast", description=["11 DESCRIPTION Examplast is a white powder."])
    label_standin.control("label", {k: v for k, v in label.items() if not k.endswith(("_usage", "_administration"))})
    write(
        label_root,
        "true",
        "The FDA drug label does not answer the question.",
        question="Does Examplast help in feather loss?",
        condition="feather loss",
        drugs="[Examplast]",
    )
    label_root.refresh()
    assert [f for f in label_root.rows("findings") if f["check_code"] == "label_abstention"] == []
    counts = [c for c in label_root.rows("check_counts") if c["check_code"] == "label_abstention"]
    assert [c["n_pass"] for c in counts] == ["1"]


def test_two_brands_of_one_ingredient_are_never_merged(label_root: Root, label_standin: StandIn) -> None:
    label_standin.control("label", invented(1, "Examplast"))
    label_standin.control("label", invented(2, "Examplometa"))
    write(label_root, "both", "", drugs="[examplumab]")
    write(label_root, "brand", "- Examplometa is given once a week.", drugs="[examplumab]")
    write(label_root, "mixed", f"- Examplometa is given at 4 mg [@setid:{INVENTED % 1}].")
    label_root.refresh()
    assert (choice(label_root, "both")["outcome"], choice(label_root, "both")["set_id"]) == ("several", "")
    assert INVENTED % 1 in label_root.report("both") and INVENTED % 2 in label_root.report("both")
    assert choice(label_root, "brand")["set_id"] == INVENTED % 2
    (finding,) = [f for f in label_root.rows("findings") if f["check_code"] == "label_brand" and f["result"] == "fail"]
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
    label_root.refresh()
    cited = [
        c["reference_id"]
        for c in sorted(label_root.rows("claims"), key=lambda c: int(c["position"]))
        for c in [next(x for x in label_root.rows("citations") if x["claim_id"] == c["claim_id"])]
    ]
    assert cited == [f"setid:{INVENTED % 1}", f"setid:{INVENTED % 2}", "appl:BLA999999"]
    row = next(r for r in label_root.rows("cited_references") if r["reference_id"] == "appl:BLA999999")
    assert row["record_status"] == "not_fetched" and INVENTED % 1 in row["resolution"]


def test_many_labels_come_page_by_page(label_root: Root, label_standin: StandIn) -> None:
    for number in range(1, 231):
        label_standin.control("label", invented(number, "Copycat", "copycatumab"))
    write(label_root, "many", "", drugs="[copycatumab]")
    label_standin.control("reset", [])
    label_root.refresh()
    assert len(choice(label_root, "many")["candidates"].split("; ")) == 230
    asked = [r for r in label_standin.log() if "label.json" in r["path"] and "search" in r["params"]]
    assert [r["params"].get("skip", "0") for r in asked] == ["0", "100", "200"]


def test_a_newer_version_that_dailymed_lists_is_shown(label_root: Root, label_standin: StandIn, shared: Path) -> None:
    write(label_root, "newer", f"- Lipitor 10 to 80 mg once daily [@setid:{LIPITOR}].")
    label_root.refresh()
    spl = (shared / "data" / "labels" / "spl" / "lipitor-orig.xml").read_text()
    label_standin.control("spl", spl.replace('<versionNumber value="11"', '<versionNumber value="12"'))
    label_root.refresh("--max-age", "0")
    (label,) = label_root.rows("labels")
    assert (label["source"], label["version"], label["newest_version"]) == ("dailymed", "12", "12")
    (change,) = [c for c in label_root.rows("changes", "history") if c["kind"].startswith("label")]
    assert change["kind"] == "label_version"
    assert "not compared" in change["after"]
