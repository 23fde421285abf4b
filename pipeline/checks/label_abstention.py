""" "The FDA drug label does not answer the question" holds only while no label in use answers it.

Fires: warning, where sentences of a label's indications, dosage, contraindications or warnings match the question well;
they are quoted. Unknown: warning where only the snapshot's facts are at hand or no source answered, info where no drug
is named or several labels are left. Passes where a label was read and is silent, or openFDA holds none.
Rule: the contract, section 5, "checked like any claim"; what matches well, pipeline/language/label_passages.py.
"""

from collections.abc import Iterator

from pipeline.language.judging import Judgement, finding
from pipeline.language.label_names import label_title
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import Finding, LabelChoice, LabelPassage

CODE = "label_abstention"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for a written abstention of the label section."""
    for claim in evidence.claims:
        if not claim.is_abstention or claim.section != "fda":
            continue
        hits = [p for p in evidence.label_passages if not p.claim_id]
        reference_id = f"setid:{hits[0].set_id}" if hits else ""
        yield finding(evidence, CODE, _judge(evidence, hits), claim.claim_id, reference_id)


def _judge(evidence: QuestionEvidence, hits: list[LabelPassage]) -> Judgement:
    question = "Whether the label answers the question"
    if hits:
        names = {p.set_id: label_title(evidence.labels[p.set_id]) for p in hits if p.set_id in evidence.labels}
        told = ", ".join(f"{name or 'without a name'} (setid:{s})" for s, name in names.items())
        message = (
            f"The answer says that the label does not answer the question, but the label of {told} speaks of it. "
            "Read the quoted sentences, then write what the label says and cite it."
        )
        quote, places = " ".join(p.sentence for p in hits), LIST_SEPARATOR.join(_place(p) for p in hits)
        return Judgement("fail", "warning", message, quote, places)
    if not evidence.label_choices:
        why = "no drug is named. Add `drugs:` to the front matter"
        return Judgement("unknown", "info", f"{question} is not known: {why}.")
    open_ones = [c for c in evidence.label_choices if not _is_settled(evidence, c)]
    if open_ones:
        first = open_ones[0]
        severity = "info" if first.outcome == "several" else "warning"
        return Judgement("unknown", severity, f"{question} is not known: {_why(evidence, first)}.")
    told = "; ".join(f"{c.drug}: {c.answer or c.outcome}" for c in evidence.label_choices)
    return Judgement("pass", "info", f"No label at hand answers the question ({told}).")


def _is_settled(evidence: QuestionEvidence, choice: LabelChoice) -> bool:
    return bool(choice.answer) or choice.outcome == "no label found"


def _why(evidence: QuestionEvidence, choice: LabelChoice) -> str:
    label = evidence.labels.get(choice.set_id)
    if label is not None and label.source == "snapshot":
        facts = evidence.facts.get(f"setid:{choice.set_id}", ())
        held = "its snapshot facts speak of the drug" if facts else "the snapshot holds no fact of it"
        return f"the label of {label_title(label)} was not fetched, and {held}: read the label yourself"
    return f"{choice.drug}: {choice.outcome}, {choice.reason}"


def _place(passage: LabelPassage) -> str:
    return f"setid:{passage.set_id} {passage.number or passage.section}, sentence {passage.sentence_number}"
