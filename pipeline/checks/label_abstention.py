"""The sentence "The FDA drug label does not answer the question" is right only if the label is proved silent.

Fires: warning, if sentences of a label's indications, dosage, contraindications or warnings match the question well;
they are quoted.
Unknown: warning, if a label mentions the drug's use and no sentence plainly answers (the nearest are quoted), if the
copy read is stale or not the newest, if only the snapshot's facts are at hand, or if no source answered; info, if no
drug is named or several labels are left. Passes if the sections asked are absent or say nothing about the drug's use,
or if neither openFDA nor DailyMed has a label of the drug.
Rule: docs/contract.md, Question files: an abstention is checked like any claim; pipeline/language/labels/passages.py
defines a good match and silence.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.language.labels.names import label_title
from pipeline.schema.finding_tables import Finding
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR

CODE = "label_abstention"
QUESTION = "Whether the label answers the question"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for a written abstention of the label section."""
    for claim in evidence.claims:
        if not claim.is_abstention or claim.section != "fda":
            continue
        hits = [p for p in evidence.label_passages if not p.claim_id]
        near = [p for p in evidence.label_passages if p.claim_id == claim.claim_id]
        judged = _answered(evidence, hits) if hits else _unclear(evidence, near) if near else _judge(evidence)
        reference_id = next((ReferenceKey.of_set_id(p.set_id) for p in (*hits, *near)), "")
        yield finding(evidence, CODE, judged, claim.claim_id, reference_id)


def _answered(evidence: QuestionEvidence, hits: list[LabelPassage]) -> Judgement:
    message = (
        f"The answer says that the label does not answer the question, but the label of {_names(evidence, hits)} "
        "speaks of it. Read the quoted sentences, then write what the label says and cite it."
    )
    return Judgement("label_answers", "warning", message, *_quoted(hits))


def _unclear(evidence: QuestionEvidence, near: list[LabelPassage]) -> Judgement:
    message = (
        f"{QUESTION} is not known: the label of {_names(evidence, near)} speaks of the drug's use, but no sentence "
        "plainly answers. Read the nearest sentences, quoted here: write what the label says and cite it, or keep the "
        "statement."
    )
    return Judgement("answer_unclear", "warning", message, *_quoted(near))


def _names(evidence: QuestionEvidence, passages: list[LabelPassage]) -> str:
    names = {p.set_id: label_title(evidence.labels[p.set_id]) for p in passages if p.set_id in evidence.labels}
    return ", ".join(f"{name or 'without a name'} (setid:{s})" for s, name in names.items())


def _quoted(passages: list[LabelPassage]) -> tuple[str, str]:
    return " ".join(p.sentence for p in passages), LIST_SEPARATOR.join(_place(p) for p in passages)


def _judge(evidence: QuestionEvidence) -> Judgement:
    if not evidence.label_choices:
        why = "no drug is named. Add `drugs:` to the front matter"
        return Judgement("silence_unknown", "info", f"{QUESTION} is not known: {why}.")
    open_ones = [c for c in evidence.label_choices if not _is_settled(evidence, c)]
    if open_ones:
        first = min(open_ones, key=lambda c: c.outcome == "several")  # the worse reason is shown
        severity = "info" if first.outcome == "several" else "warning"
        return Judgement("silence_unknown", severity, f"{QUESTION} is not known: {_why(evidence, first)}.")
    outcomes = "; ".join(f"{c.drug}: {c.answer or c.outcome}" for c in evidence.label_choices)
    return Judgement("label_silent", "info", f"No label at hand answers the question ({outcomes}).")


def _is_settled(evidence: QuestionEvidence, choice: LabelChoice) -> bool:
    """Whether a choice proves silence: no label exists, or the newest version was read and is silent."""
    if choice.outcome == "no label found":
        return True
    label = evidence.labels.get(choice.set_id)
    is_silent = choice.answer in ("silent", "section absent") and not choice.since_date
    return is_silent and label is not None and not _is_old(label)


def _is_old(label: Label) -> bool:
    return bool(label.stale_since_date) or (label.newest_version or 0) > (label.version or 0)


def _why(evidence: QuestionEvidence, choice: LabelChoice) -> str:
    label = evidence.labels.get(choice.set_id)
    if label is not None and label.source == "snapshot":
        facts = evidence.facts.get(ReferenceKey.of_set_id(choice.set_id), ())
        held = "its snapshot facts speak of the drug" if facts else "the snapshot holds no fact of it"
        return f"the label of {label_title(label)} was not fetched, and {held}: read the label yourself"
    if label is not None and choice.answer and _is_old(label):
        return f"the newest version of the label of {label_title(label)} could not be read. Read it on DailyMed"
    if choice.answer == "unclear":
        return f"the label of {choice.drug} speaks of the drug's use, but no sentence plainly answers. Read it"
    return f"{choice.drug}: {choice.outcome}, {choice.reason}"


def _place(passage: LabelPassage) -> str:
    return f"setid:{passage.set_id} {passage.number or passage.section}, sentence {passage.sentence_number}"
