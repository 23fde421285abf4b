"""The review log in the report's first part: who approved when, what changed since, which findings were accepted."""

from itertools import groupby

from pipeline.findings.left_open_words import UNREAD, counts, groups
from pipeline.schema.history_tables import Change
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.records import Acceptance, LeftOpen
from pipeline.schema.vocabulary import UNKNOWN
from pipeline.summaries.markdown import escape, nested
from pipeline.summaries.references import id_link
from pipeline.summaries.report_changes import moved
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import words

MOST_MOVED = 20


def approval_words(report: ReportInput) -> str:
    """Who approved the answer, when, and whether the approval still holds."""
    status, standing = report.status, report.standing
    if not status.approved_by and not status.approved_date:
        return "none"
    who = f"by {status.approved_by or 'a person not named'}, {status.approved_date or 'date not known'}"
    if standing.approval is None:
        return who
    over = counts(standing.left_open)
    note = (f" ({standing.approval.note})" if standing.approval.note else "") + (f", given over {over}" if over else "")
    last = standing.reviews[-1]
    if last is not standing.approval:
        done = {"submit": "handed in again", "return": "returned", "retire": "retired"}.get(last.action, last.action)
        why = f": {last.note}" if last.note else ""
        return f"{who}{note}; since then {done} by {last.by}, {last.review_date}{why}"
    if not standing.holds:
        return f"{who}{note}; it lapsed when the evidence moved"
    return f"{who}{note}; nothing that it rests on has moved"


def moved_since(report: ReportInput) -> list[str]:
    """What differs from the approved evidence, with the claims affected; [] if never approved or still approved."""
    approval = report.standing.approval
    if approval is None or report.standing.holds:
        return []
    heading = f"### What moved since the approval by {escape(approval.by)}, {escape(approval.review_date)}"
    rows = sorted(report.standing.moved, key=_movement)
    groups = [list(same) for _, same in groupby(rows, key=_movement)]
    items = [_item(report, group) for group in groups[:MOST_MOVED]]
    if len(groups) > MOST_MOVED:
        items.append(f"- and {len(groups) - MOST_MOVED} more")
    return [heading, "\n".join(items) or "Claims or citations were edited; which is not on record."]


def _movement(change: Change) -> tuple[str, str, str, str]:
    return change.kind, change.reference_id, change.before, change.after


def _item(report: ReportInput, group: list[Change]) -> str:
    first, numbers = group[0], report.numbers()
    number = numbers.get(first.reference_id)
    about = citation_mark(number) if number else id_link(first.reference_id) if first.reference_id else ""
    what = moved(first)
    lead = " ".join(x for x in (f"**{escape(words(first.kind))}**", about, f"({what})" if what else "") if x)
    touched = {c.claim_id for c in group}
    return nested(lead, [claim_mark(report, c) for c in report.claims() if c.claim_id in touched])


def accepted_findings(report: ReportInput) -> list[str]:
    """Every critical finding ever accepted: its message, by whom, when and why, and whether it is still found."""
    items = []
    for accepted in report.standing.accepted:
        now = next((f for f in report.own_findings() if f.finding_id == accepted.finding_id), None)
        is_found = now is not None and now.result == "fail"
        said = accepted.message or (now.message if now else "") or f"finding {accepted.finding_id}"
        if not is_found:
            held = "The checks do not find it any more."
        elif now is not None and report.standing.is_accepted(now):
            held = "It is still found."
        else:
            held = "It is open again: what it rests on moved, or the answer was returned."
        items.append(nested(escape(said), [acceptance_words(accepted), held]))
    return ["### Accepted findings", "\n".join(items)] if items else []


def left_open(report: ReportInput) -> list[str]:
    """The findings and candidates that were open at the last approval, and which of them are still open."""
    approval, rows = report.standing.approval, report.standing.left_open
    if approval is None or not rows:
        return []
    found = {f.finding_id for f in report.own_findings() if f.result in ("fail", UNKNOWN)}
    waiting = {ReferenceKey.of_pmid(c.pmid) for c in report.evidence.candidates}
    items = [
        nested(escape(g.heading), [_left_open(row, line, row.item in found | waiting) for row, line in g.lines])
        for g in groups(rows)
    ]
    heading = f"### What the approval by {escape(approval.by)}, {escape(approval.review_date)}, was given over"
    return [heading, "\n".join(items)]


def _left_open(row: LeftOpen, text: str, is_open: bool) -> str:
    said = f"{escape(text)} {id_link(row.item)}" if row.kind == UNREAD else escape(text)
    return said if is_open else f"{said} (no longer open)"


def acceptance_words(accepted: Acceptance) -> str:
    """Who accepted a finding, when and why."""
    return escape(f"Accepted by {accepted.by}, {accepted.date}, because: {accepted.because}")
