"""The report's fourth part: what changed since the last approval, or since the first refresh if never approved."""

from pipeline.language.text.sentence_changes import changed_numbers
from pipeline.schema.history_tables import Change
from pipeline.summaries.markdown import escape, nested, shorten
from pipeline.summaries.references import id_link
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import INTEGRITY, RECORD, words

MOST_CHANGES = 20
LONGEST_VALUE = 120
LONGEST_SENTENCE = 400  # of a label sentence: the reader must see what changed in it


def render(report: ReportInput) -> str:
    """The changes, newest first, or a sentence that there are none. While the approval holds, they concern only things
    that it does not rest on.
    """
    approved = report.status.approved_date
    since = f"since the last approval, {approved}" if approved else "since the first refresh (never approved)"
    parts = [f"## What changed {escape(since)}"]
    changes = sorted(_own(report), key=lambda c: (c.kind, c.reference_id, c.claim_id, c.change_id))
    changes = [c for c in changes if report.standing.came_after(c)]
    changes.sort(key=lambda c: c.refreshed_date, reverse=True)
    if not changes:
        return "\n\n".join([*parts, "Nothing was recorded."])
    parts.append("\n".join(_line(report, change) for change in changes[:MOST_CHANGES]))
    if len(changes) > MOST_CHANGES:
        parts.append(f"The newest {MOST_CHANGES} of {len(changes)}; all of them are in `data/history/changes.csv`.")
    return "\n\n".join(parts)


def moved(change: Change) -> str:
    """`before → after`, escaped and shortened; an empty side is shown as "nothing", two empty sides as ""."""
    longest = LONGEST_SENTENCE if change.kind.startswith("label_section:") else LONGEST_VALUE
    sides = [
        escape(shorten(INTEGRITY.get(side) or RECORD.get(side) or side, longest))
        for side in (change.before, change.after)
    ]
    change_words = " → ".join(side or "nothing" for side in sides) if any(sides) else ""
    return change_words + _numbers(change)


def _numbers(change: Change) -> str:
    """The numbers that a reworded label sentence lost and gained, so that nobody overlooks a changed dose; else ""."""
    if not change.kind.startswith("label_section:") or not (change.before and change.after):
        return ""
    old, new = changed_numbers(change.before, change.after)
    if not old and not new:
        return ""
    return f"; **numbers: {escape(', '.join(old) or 'none')} → {escape(', '.join(new) or 'none')}**"


def _own(report: ReportInput) -> list[Change]:
    known = report.numbers()
    return [
        c
        for c in report.changes
        if c.question_id == report.question_id or (not c.question_id and c.reference_id in known)
    ]


def _line(report: ReportInput, change: Change) -> str:
    numbers = report.numbers()
    claims = {claim.claim_id: claim for claim in report.claims()}
    about, touched, movement = "", list[str](), moved(change)
    if change.reference_id:
        number = numbers.get(change.reference_id)
        about = citation_mark(number) if number else id_link(change.reference_id)
    if change.claim_id in claims:
        touched = [claim_mark(report, claims[change.claim_id])]
    elif change.claim_id:
        touched = [f"a claim no longer here ({change.claim_id})"]
    lead = f"**{change.refreshed_date}** {escape(words(change.kind))}"
    return nested(" ".join(part for part in (lead, about, f"({movement})" if movement else "") if part), touched)
