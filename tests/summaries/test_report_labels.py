"""The words of a report on labels: which, why, what it holds, and each kind of nothing."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage
from pipeline.schema.paper_tables import SnapshotFact
from pipeline.schema.records import QuestionEvidence
from pipeline.summaries.report_answer import abstention
from pipeline.summaries.report_input import ReportInput
from pipeline.summaries.report_labels import passage_lines, place, render_used

SET_ID = "00000000-0000-4000-8000-000000000001"
OTHER_ID = "00000000-0000-4000-8000-000000000002"
LABEL = Label(
    SET_ID, 3, "2025-01-02", ("Examplast",), ("examplumab",), ("BLA999999",), "Owl & Sons", "openfda",
    boxed_warning="It can harm <owls>.",
)  # fmt: skip
PASSAGE = LabelPassage("q", SET_ID, 1, "", "dosage_and_administration", "2.1", "Owls", 1, "The dose is 5 mg.", 1.0)


def choice(outcome: str = "used", answer: str = "", set_id: str = SET_ID, **more: Any) -> LabelChoice:
    made = LabelChoice("q", "examplumab", 1, set_id, outcome, "a claim cites it", (SET_ID, OTHER_ID), answer)
    made.sections_asked = ("indications_and_usage", "dosage_and_administration")
    for name, value in more.items():
        setattr(made, name, value)
    return made


def with_labels(report: ReportInput, *choices: LabelChoice, **more: Any) -> ReportInput:
    labels = {SET_ID: LABEL, OTHER_ID: Label(OTHER_ID, brand_name=("Examplometa",))}
    evidence: QuestionEvidence = replace(report.evidence, **({"labels": labels, "label_choices": choices} | more))
    return replace(report, evidence=evidence)


def test_a_label_in_use(report: ReportInput) -> None:
    shown = render_used(with_labels(report, choice(answer="answers"), label_passages=(PASSAGE,)))
    assert "version 3, effective 2025-01-02, Owl &amp; Sons, BLA999999, from openFDA" in shown
    assert "why this one: a claim cites it" in shown
    assert "boxed warning: “It can harm &lt;owls&gt;.”" in shown
    assert "on the question it says, section 2.1 Owls, sentence 1: “The dose is 5 mg.”" in shown
    assert "2 labels found for this drug" in shown


def test_no_boxed_warning_is_said(report: ReportInput) -> None:
    bare = {SET_ID: replace(LABEL, boxed_warning="")}
    assert "boxed warning: none in this version" in render_used(with_labels(report, choice(), labels=bare))


def test_a_stale_label_says_since_when(report: ReportInput) -> None:
    stale = {SET_ID: replace(LABEL, stale_since_date="2026-11-25")}
    assert "could not be re-checked since 2026-11-25" in render_used(with_labels(report, choice(), labels=stale))


@pytest.mark.parametrize(
    ("made", "told", "short"),
    [
        (choice("no label found", set_id=""), "no label found: ", "No label found"),
        (
            choice("not reached", set_id="", since_date="2026-11-25"),
            "source not reached since 2026-11-25",
            "Source not",
        ),
        (choice("not asked", set_id=""), "not asked: ", "Not asked"),
        (choice("several", set_id=""), f"`setid:{OTHER_ID}`", "Several labels found, none chosen"),
        (choice(answer="section absent"), "**label found, section absent**", "Label found, section absent"),
        (choice(answer="silent"), "**label silent**", "Label silent"),
        (choice(answer="unclear"), "**not known whether the label answers**", "whether it answers is not known"),
        (choice(answer="answers"), "why this one", "A label does speak of the question"),
    ],
)
def test_each_kind_of_nothing(report: ReportInput, made: LabelChoice, told: str, short: str) -> None:
    shown = with_labels(report, made)
    assert told in render_used(shown)
    assert short in abstention(shown, "fda")


def test_no_drug_named(report: ReportInput) -> None:
    assert "No drug named" in abstention(with_labels(report), "fda")
    assert render_used(with_labels(report)) == ""


def test_a_snapshot_label_is_facts_in_our_words(report: ReportInput) -> None:
    facts = {f"setid:{SET_ID}": (SnapshotFact(f"setid:{SET_ID}", 1, "5 mg a week."),)}
    shown = render_used(with_labels(report, choice(), labels={SET_ID: replace(LABEL, source="snapshot")}, facts=facts))
    assert "facts in our words from the bundled snapshot" in shown
    assert "snapshot fact (our words): 5 mg a week." in shown
    assert "boxed warning" not in shown
    of_drug = {"drug:examplumab": (SnapshotFact("drug:examplumab", 1, "Brand: 5 mg."),)}
    assert "Brand: 5 mg." in render_used(with_labels(report, choice("not asked", set_id=""), facts=of_drug))


def test_the_sentence_beside_a_claim(report: ReportInput) -> None:
    claim = next(c for c in report.claims() if any(r.set_id for r in report.cited_by(c)))
    cited = next(r.set_id for r in report.cited_by(claim) if r.set_id)
    labels = {cited: replace(LABEL, set_id=cited)}
    own = replace(PASSAGE, claim_id=claim.claim_id, set_id=cited)
    (line,) = passage_lines(with_labels(report, labels=labels, label_passages=(own,)), claim)
    assert line == "label passage (not a verdict), section 2.1 Owls, sentence 1: “The dose is 5 mg.”"
    (line,) = passage_lines(with_labels(report, labels=labels), claim)
    assert line.startswith("no sentence of [Examplast")


def test_places() -> None:
    assert place(PASSAGE) == "section 2.1 Owls, sentence 1"
    assert place(replace(PASSAGE, number="", title="")) == "dosage and administration, sentence 1"
    assert place(replace(PASSAGE, number="", title="Adults")) == "dosage and administration: Adults, sentence 1"
