"""`reports/changes.md`: all changes, newest date first, by kind, with the claims and questions that each affects."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.schema.history_tables import Change
from pipeline.schema.question_tables import Question
from pipeline.summaries.markdown import document, escape, link, nested
from pipeline.summaries.references import id_link
from pipeline.summaries.report_changes import moved
from pipeline.summaries.wording import words

LATEST = 500


def render(changes: Sequence[Change], questions: Iterable[Question]) -> str:
    """The whole page, with the latest LATEST changes. A question not among `questions` is named by its id."""
    known = {question.question_id: question for question in questions}
    ordered = sorted(changes, key=lambda c: (c.kind, c.reference_id, c.before, c.after, c.question_id, c.claim_id))
    ordered.sort(key=lambda c: c.refreshed_date, reverse=True)
    parts = ["# Changes"]
    if not ordered:
        return document([*parts, "No change recorded yet."])
    if len(ordered) > LATEST:
        parts.append(f"The latest {LATEST} of {len(ordered)}; all of them are in `data/history/changes.csv`.")
    for (date, kind), same in groupby(ordered[:LATEST], key=lambda c: (c.refreshed_date, c.kind)):
        heading = f"## {escape(date)}"
        parts += [] if heading in parts else [heading]
        parts += [f"### {escape(words(kind)).capitalize()}", "\n".join(_items(list(same), known))]
    return document(parts)


def _items(changes: list[Change], known: dict[str, Question]) -> list[str]:
    """One item per reference and change, with the questions and claims that it affects below it."""
    items = []
    for _, same in groupby(changes, key=lambda c: (c.reference_id, c.before, c.after)):
        group = list(same)
        what = [id_link(group[0].reference_id) if group[0].reference_id else "", moved(group[0])]
        lead = ": ".join(part for part in what if part) or escape(words(group[0].kind))
        items.append(nested(lead, dict.fromkeys(_touched(c, known) for c in group if c.question_id or c.claim_id)))
    return items


def _touched(change: Change, known: dict[str, Question]) -> str:
    question = known.get(change.question_id)
    claim = f"claim {change.claim_id}"
    if question is None:
        gone = f"{change.question_id} (no longer here)" if change.question_id else ""
        return escape(", ".join(part for part in (gone, claim if change.claim_id else "") if part))
    page = f"{change.question_id}.md"
    linked = link(escape(question.question), page)
    return f"{linked}, {link(claim, f'{page}#claim-{change.claim_id}')}" if change.claim_id else linked
