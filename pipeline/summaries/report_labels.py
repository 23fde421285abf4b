"""The report's text on FDA labels: the label used for each drug and why, its boxed warning, what it says on the
question, and beside each claim the closest sentence. Without an answer, the report gives the reason: no drug named, no
label found, source not reached, section absent, label silent, or not known.
"""

from collections.abc import Sequence

from pipeline.language.labels.names import drug_key, label_title
from pipeline.schema.claim_tables import Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage
from pipeline.summaries.markdown import escape, link, nested, shorten
from pipeline.summaries.references import dailymed_url
from pipeline.summaries.report_input import ReportInput
from pipeline.summaries.wording import count, listed, source_name

LONGEST_QUOTE = 400
MOST_LABELS = 10


def render_used(report: ReportInput) -> str:
    """One item per drug of the front matter and per cited label that belongs to none of them; "" without either."""
    choices = report.evidence.label_choices
    if not choices:
        return ""
    return "\n".join(["#### The labels looked at", "", *(_item(report, choice) for choice in choices)])


def passage_lines(report: ReportInput, claim: Claim) -> list[str]:
    """The label sentences closest to a claim, each with its place, and a line for each fetched label that the claim
    cites and that has no such sentence.
    """
    passages = [p for p in report.evidence.label_passages if p.claim_id == claim.claim_id]
    lines = [f"label passage (not a verdict), {_quoted(report, p)}" for p in passages]
    with_passage = {p.set_id for p in passages}
    for set_id in dict.fromkeys(r.set_id for r in report.cited_by(claim) if r.set_id):
        label = report.evidence.labels.get(set_id)
        if label is not None and label.source != "snapshot" and set_id not in with_passage:
            lines.append(f"no sentence of {_named(label)} shares enough with the claim to be shown")
    return lines


def _item(report: ReportInput, choice: LabelChoice) -> str:
    label = report.evidence.labels.get(choice.set_id)
    if label is None:
        below = [*_candidates(report, choice), *_facts(report, drug_key(choice.drug))]
        return nested(f"**{escape(choice.drug)}**: {escape(_without_label(choice))}", below)
    return nested(f"**{escape(choice.drug)}**: {_described(report, label)}", _children(report, choice, label))


def _described(report: ReportInput, label: Label) -> str:
    if label.source == "snapshot":
        dated = f"bundled snapshot of {report.snapshot_date}" if report.snapshot_date else "bundled snapshot"
        return f"{_named(label)}, facts in our words from the {escape(dated)}; the label was not fetched"
    known = (
        f"version {label.version}" if label.version else "version not known",
        f"effective {label.effective_date}" if label.effective_date else "",
        label.manufacturer,
        ", ".join(label.application_number),
        f"from {source_name(label.source)}",
    )
    return f"{_named(label)}, {escape(', '.join(part for part in known if part))}"


def _children(report: ReportInput, choice: LabelChoice, label: Label) -> list[str]:
    lines = [f"why this one: {escape(choice.reason)}"]
    if label.stale_since_date:
        lines.append(f"**could not be re-checked since {label.stale_since_date}**; the last good copy is shown")
    if label.source != "snapshot":
        boxed = f"“{_short(label.boxed_warning)}”" if label.boxed_warning else "none in this version"
        lines.append(f"boxed warning: {boxed}")
    lines += _answer(report, choice, label)
    is_cited = any(r.set_id == label.set_id for r in report.references())  # then its facts are shown beside its claims
    lines += _facts(report, ReferenceKey.of_set_id(label.set_id)) if label.source == "snapshot" and not is_cited else []
    if len(choice.candidates) > 1:
        lines.append(f"{count(len(choice.candidates), 'label')} found for this drug")
    return lines


def _facts(report: ReportInput, key: str) -> list[str]:
    """The snapshot's facts under `key`, shown where no source gave the label itself."""
    return [f"snapshot fact (our words): {escape(fact.fact)}" for fact in report.evidence.facts.get(key, ())]


def _answer(report: ReportInput, choice: LabelChoice, label: Label) -> list[str]:
    asked = listed(s.replace("_", " ") for s in choice.sections_asked)
    if choice.answer == "answers":
        hits = [p for p in report.evidence.label_passages if not p.claim_id and p.set_id == label.set_id]
        return [f"on the question it says, {_quoted(report, p)}" for p in hits]
    if choice.answer == "section absent":
        return [f"**label found, section absent**: it has no text under {escape(asked)}"]
    if choice.answer == "silent":
        return [f"**label silent**: its {escape(asked)} hold nothing on the drug's use"]
    if choice.answer == "unclear":
        return [
            f"**not known whether the label answers**: its {escape(asked)} speak of the drug's use, and no sentence "
            "plainly answers the question"
        ]
    return []


def _without_label(choice: LabelChoice) -> str:
    since = f" since {choice.since_date}" if choice.since_date else ""
    sentences = {
        "no label found": f"no label found: {choice.reason}",
        "not reached": f"source not reached{since}: {choice.reason}; whether there is a label is not known",
        "not asked": f"not asked: {choice.reason}",
        "several": f"{count(len(choice.candidates), 'label')} found, none chosen: {choice.reason}",
    }
    return sentences.get(choice.outcome, f"{choice.outcome}: {choice.reason}")


def _candidates(report: ReportInput, choice: LabelChoice) -> list[str]:
    labels = [report.evidence.labels[s] for s in choice.candidates if s in report.evidence.labels]
    # a brand's own application comes before the copies of generics and repackagers
    ordered = sorted(labels, key=lambda x: (all(n.startswith("ANDA") for n in x.application_number), x.set_id))
    lines = [f"{_named(x)}, {escape(x.manufacturer or 'labeler not known')}: `setid:{x.set_id}`" for x in ordered]
    more = len(lines) - MOST_LABELS
    return lines[:MOST_LABELS] + ([f"and {more} more: see `labels.csv`"] if more > 0 else [])


def _quoted(report: ReportInput, passage: LabelPassage) -> str:
    label = report.evidence.labels.get(passage.set_id)
    whose = f"{_named(label)}, " if label is not None and _has_several(report) else ""
    return f"{whose}{escape(place(passage))}: “{_short(passage.sentence)}”"


def _has_several(report: ReportInput) -> bool:
    return len({c.set_id for c in report.evidence.label_choices if c.set_id}) > 1


def place(passage: LabelPassage) -> str:
    """`section 2.1 Rheumatoid Arthritis, sentence 1`; in a label without numbers, the section's name."""
    section = passage.section.replace("_", " ")
    if passage.number:
        named = f"section {passage.number} {passage.title}".strip()
    else:
        named = f"{section}: {passage.title}" if passage.title and passage.title.lower() != section else section
    return f"{named}, sentence {passage.sentence_number}"


def _named(label: Label) -> str:
    return link(escape(label_title(label) or f"set id {label.set_id}"), dailymed_url(label.set_id))


def _short(text: str) -> str:
    return escape(shorten(text, LONGEST_QUOTE))


def abstention(choices: Sequence[LabelChoice]) -> str:
    """Why the label section is empty, in one line; the details of each label follow below it in the report."""
    wrote = "*Nothing is said here: the author wrote no claim in this section."
    if not choices:
        return f"{wrote} No drug named: the front matter names none, so no label was looked for.*"
    kinds = listed(dict.fromkeys(_kind(c) for c in choices))
    return f"{wrote} {kinds[0].upper()}{kinds[1:]}.*"


def _kind(choice: LabelChoice) -> str:
    if choice.answer == "answers":
        return "a label does speak of the question, see below"
    if choice.answer == "section absent":
        return "label found, section absent"
    if choice.answer == "silent":
        return "label silent"
    if choice.answer == "unclear":
        return "a label is at hand, and whether it answers is not known"
    return {
        "used": "a label is known, but its text was not fetched",
        "not reached": "source not reached",
        "several": "several labels found, none chosen",
    }.get(choice.outcome, choice.outcome)
