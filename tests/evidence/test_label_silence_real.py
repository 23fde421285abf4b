"""How often "the label does not answer" passes where it must not, measured on three real labels.

Each pair is a question without `condition:` and a label, whole or with only some of its sections: `answered`, `silent`
(the sections asked are absent or hold nothing on the drug's use) or `between` (a person has to read). The rules were
set on the first half of the pairs of each label; the second half was written before and looked at after.
"""

from pathlib import Path

import pytest

from pipeline.evidence.labels.passages import IndexedLabel, answered
from pipeline.language.labels.passages import LabelIndex
from pipeline.schema.label_tables import LabelChoice, LabelSection
from pipeline.schema.question_tables import Question
from pipeline.sources.labels.dailymed import parse

pytestmark = pytest.mark.real

NAMES = {
    "humira": ("Humira", "adalimumab"),
    "lipitor-orig": ("Lipitor", "atorvastatin calcium"),
    "no-title": ("Haloperidol", "haloperidol"),
}
SUBSTANCE = ("description", "how_supplied", "storage_and_handling", "pharmacokinetics", "clinical_pharmacology")
USES = ("indications_and_usage", "dosage_and_administration")
# (label, question, what the label holds, the only sections kept; () for the whole label)
TUNED = (
    ("humira", "What is the dose of adalimumab for rheumatoid arthritis?", "answered", ()),
    ("humira", "How often is Humira injected in plaque psoriasis?", "answered", ()),
    ("humira", "What is adalimumab used for?", "answered", ()),
    ("humira", "What is the dose of adalimumab for gout?", "between", ()),
    ("humira", "Is adalimumab used in uveitis?", "between", ()),
    ("humira", "Which dose of adalimumab helps in asthma of adults?", "between", ()),
    ("humira", "What is the dose of adalimumab for rheumatoid arthritis?", "silent", SUBSTANCE),
    ("humira", "Does adalimumab interact with warfarin?", "between", (*SUBSTANCE, *USES)),
    ("lipitor-orig", "What is the dose of atorvastatin for hyperlipidemia?", "answered", ()),
    ("lipitor-orig", "How should Lipitor be taken?", "answered", ()),
    ("lipitor-orig", "What are the side effects of atorvastatin?", "answered", ()),
    ("lipitor-orig", "What dose of atorvastatin is given for osteoporosis?", "between", ()),
    ("lipitor-orig", "Does atorvastatin prevent dementia?", "between", ()),
    ("lipitor-orig", "Does Lipitor have a boxed warning?", "silent", ()),
    ("lipitor-orig", "What are the side effects of atorvastatin?", "silent", SUBSTANCE),
    (
        "lipitor-orig",
        "What is the usual dose of Lipitor?",
        "answered",
        (*SUBSTANCE, "spl_patient_package_insert", *USES),
    ),
    ("no-title", "What is the dose of haloperidol for psychotic disorders?", "answered", ()),
    ("no-title", "How much haloperidol do children with psychosis get?", "answered", ()),
    ("no-title", "Can haloperidol be given with lithium?", "answered", ()),
    ("no-title", "What is the dose of haloperidol for nausea?", "between", ()),
    ("no-title", "Is haloperidol used for delirium in older adults?", "between", ()),
    ("no-title", "Does haloperidol interact with grapefruit?", "between", ()),
    ("no-title", "Is haloperidol safe while breastfeeding?", "silent", SUBSTANCE),
    ("no-title", "What is haloperidol used for?", "silent", SUBSTANCE),
)
HELD_OUT = (
    ("humira", "How is adalimumab started in Crohn's disease?", "answered", ()),
    ("humira", "What is the maintenance dose of Humira for ulcerative colitis?", "answered", ()),
    ("humira", "At which interval do adults with ankylosing spondylitis take adalimumab?", "answered", ()),
    ("humira", "Can adalimumab be given in pregnancy?", "answered", ()),
    ("humira", "What is the dose of adalimumab for hidradenitis?", "between", ()),
    ("humira", "Is adalimumab an option for sarcoidosis?", "between", ()),
    ("humira", "Is a loading dose of adalimumab needed for pyoderma gangrenosum?", "between", ()),
    ("humira", "What is adalimumab indicated for?", "silent", ("description", "how_supplied")),
    ("lipitor-orig", "How much atorvastatin is given to lower the risk of stroke?", "answered", ()),
    ("lipitor-orig", "What is the starting dose of Lipitor for high cholesterol?", "answered", ()),
    ("lipitor-orig", "Is atorvastatin contraindicated in nursing mothers?", "answered", ()),
    ("lipitor-orig", "Which dose of atorvastatin do patients on cyclosporine take?", "answered", ()),
    ("lipitor-orig", "How often should atorvastatin be taken for atrial fibrillation?", "between", ()),
    ("lipitor-orig", "Is atorvastatin useful in sepsis?", "between", ()),
    ("lipitor-orig", "Is there a black box warning on Lipitor?", "silent", ()),
    ("lipitor-orig", "Is atorvastatin safe for the elderly?", "silent", ("description", "storage_and_handling")),
    ("no-title", "How is haloperidol dosed for Tourette's disorder?", "answered", ()),
    ("no-title", "What is the maximum daily dose of haloperidol?", "answered", ()),
    ("no-title", "What do elderly patients start with?", "answered", ()),
    ("no-title", "Does haloperidol prolong the QT interval?", "answered", ()),
    ("no-title", "What dose of haloperidol treats hiccups?", "between", ()),
    ("no-title", "Which dose of haloperidol is used for agitation in the emergency department?", "between", ()),
    ("no-title", "How is haloperidol given in chorea?", "between", ()),
    ("no-title", "How is haloperidol taken?", "silent", ("description", "how_supplied")),
)
PASSES = {"silent", "section absent"}


@pytest.fixture(scope="module")
def labels(shared: Path) -> dict[str, list[LabelSection]]:
    return {name: parse((shared / f"data/labels/spl/{name}.xml").read_bytes()).sections for name in NAMES}


def _answer(labels: dict[str, list[LabelSection]], name: str, text: str, kept: tuple[str, ...]) -> str:
    sections = [s for s in labels[name] if not kept or s.section in kept]
    question = Question("q", text, "draft", drugs=(NAMES[name][1],))
    choice = LabelChoice("q", NAMES[name][1], 1, sections[0].set_id, "used", "it is the only label found")
    indexed = IndexedLabel(LabelIndex(sections, NAMES[name]), frozenset(s.section for s in sections))
    return answered(question, choice, {sections[0].set_id: indexed}).answer


@pytest.mark.parametrize("pairs", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_no_pass_without_proof_of_silence(labels: dict[str, list[LabelSection]], pairs: tuple) -> None:  # type: ignore[type-arg]
    found = [(_answer(labels, name, text, kept), holds, text) for name, text, holds, kept in pairs]
    assert [f for f in found if f[0] in PASSES and f[1] != "silent"] == []
    assert [f for f in found if f[0] == "answers" and f[1] == "silent"] == []
    missed = [f for f in found if f[0] not in PASSES and f[1] == "silent"]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("pairs", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_most_answers_are_told_as_answers(labels: dict[str, list[LabelSection]], pairs: tuple) -> None:  # type: ignore[type-arg]
    wanted = [(name, text, kept) for name, text, holds, kept in pairs if holds == "answered"]
    missed = [text for name, text, kept in wanted if _answer(labels, name, text, kept) != "answers"]
    assert len(missed) <= len(wanted) / 4, missed
