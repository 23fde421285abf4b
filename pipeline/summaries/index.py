"""`reports/index.md`: every question on one page, worst first. Only this page and `refreshes.csv` say when the
evidence as a whole was last confirmed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.finding_tables import Finding, QuestionStatus
from pipeline.schema.history_tables import Refresh
from pipeline.schema.identifiers import QUESTION_ID_PATTERN
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.question_tables import Question, QuestionMistake
from pipeline.summaries import report_claims
from pipeline.summaries.markdown import document, escape, link, nested, table
from pipeline.summaries.wording import count, listed, source_name, tally

SAYS = "Sources say so / otherwise / not / could not check"
_CURRENCY_ORDER = ("update needed", "not checked", "new evidence pending", "current")


@dataclass(frozen=True)
class IndexEntry:
    """One question with its status and its numbers of critical problems, warnings and unknowns."""

    question: Question
    status: QuestionStatus
    n_critical: int
    n_warning: int
    n_unknown: int
    marks: str = ""  # numbers of verdicts: says so / otherwise / does not say / could not check


def entry(
    question: Question, status: QuestionStatus, findings: Iterable[Finding], verdicts: Iterable[ClaimVerdict] = ()
) -> IndexEntry:
    """The entry of one question; findings on other questions are ignored."""
    own = tally(f for f in findings if f.question_id == question.question_id)
    return IndexEntry(question, status, *own, report_claims.tally(verdicts))


def render(
    entries: Sequence[IndexEntry],
    refresh: Refresh | None,
    source_states: Sequence[SourceState],
    mistakes: Sequence[QuestionMistake],
    confirmed: Refresh | None = None,
) -> str:
    """The whole page. `refresh` is the last refresh, None before the first; `confirmed` is the last refresh in which a
    source answered.
    """
    parts = ["# Evidence reports", _confirmed(refresh, confirmed), _sources(source_states)]
    parts += ["## Questions", _questions(entries), *_mistakes(mistakes)]
    return document(parts)


def reports_named(page: str) -> tuple[set[str], set[str]]:
    """The question ids in the index page of an earlier run: those with a link to their report, and those listed for
    mistakes in their file. An escaped bracket belongs to a question's text, so it starts no link.
    """
    linked = re.findall(rf"(?<!\\)\]\(({QUESTION_ID_PATTERN})\.md\)", page)
    mistaken = re.findall(rf"^- questions/({QUESTION_ID_PATTERN})\.md:", page, re.M)
    return set(linked), set(mistaken)


def has_confirmed(refresh: Refresh) -> bool:
    """Whether a source answered at least one request of this refresh."""
    return refresh.mode == "live" and refresh.n_failed < refresh.n_asked


def _confirmed(refresh: Refresh | None, confirmed: Refresh | None) -> str:
    if refresh is None:
        return "**Never confirmed:** no source has been asked yet."
    how = {"live": "asking the sources", "offline": "from what was on disk", "snapshot": "from the bundled snapshot"}
    asked = f"{count(refresh.n_asked, 'id')} asked for, {count(refresh.n_failed, 'id')} without an answer"
    if has_confirmed(refresh):
        return f"**Last confirmed:** {escape(refresh.refreshed_at)}, asking the sources ({asked})."
    made = f"**Last refresh:** {escape(refresh.refreshed_at)}, {escape(how.get(refresh.mode, refresh.mode))}"
    before = f" **Last confirmed:** {escape(confirmed.refreshed_at)}." if confirmed else ""
    if refresh.mode == "live":
        return f"{made} ({asked}). No source answered, so nothing below was confirmed by it.{before}"
    return f"{made}. No source was asked, so nothing below was confirmed by it.{before}"


def _sources(states: Sequence[SourceState]) -> str:
    lines = []
    for s in sorted(states, key=lambda s: s.source):
        since = f" since {s.since_date}" if s.since_date else ""
        since += f" for {listed(s.unanswered)}" if s.unanswered else ""
        newest = f"; newest content first seen {s.newest_date}" if s.newest_date else ""
        shown = f"; {count(s.n_records, 'record')} shown" if s.n_records is not None else ""
        lines.append(f"- {escape(f'{source_name(s.source)}: {s.state}{since}{newest}{shown}')}")
    return "\n".join(lines)


def _questions(entries: Sequence[IndexEntry]) -> str:
    if not entries:
        return "There is no question yet."
    header = ("Question", "Status", "Currency", "Critical", "Warnings", "Could not tell", SAYS, "Newest evidence")
    totals = [sum(e.n_critical for e in entries), sum(e.n_warning for e in entries), sum(e.n_unknown for e in entries)]
    total = (f"**{count(len(entries), 'question')}**", "", "", *(f"**{number}**" for number in totals), "", "")
    return table(header, [*(_row(e) for e in sorted(entries, key=_badness)), total])


def _row(e: IndexEntry) -> tuple[str, ...]:
    return (
        link(escape(e.question.question), f"{e.question.question_id}.md"),
        escape(_status(e.status)),
        escape(e.status.currency or "not checked"),
        str(e.n_critical),
        str(e.n_warning),
        str(e.n_unknown),
        e.marks,
        escape(e.status.evidence_date or "not known"),
    )


def _status(status: QuestionStatus) -> str:
    """The status in force, with the date of the last approval, even if that has lapsed."""
    held = status.effective_status or "not known"
    if not status.approved_date:
        return held
    return f"{held} {status.approved_date}" if held == "approved" else f"{held} (last approved {status.approved_date})"


def _badness(e: IndexEntry) -> tuple[bool, int, int, int, int, str]:
    currency = e.status.currency if e.status.currency in _CURRENCY_ORDER else "not checked"
    is_retired = e.status.effective_status == "retired"
    place = _CURRENCY_ORDER.index(currency)
    return is_retired, -e.n_critical, place, -e.n_warning, -e.n_unknown, e.question.question_id


def _mistakes(mistakes: Sequence[QuestionMistake]) -> list[str]:
    if not mistakes:
        return []
    by_file: dict[str, list[QuestionMistake]] = {}
    for m in sorted(mistakes, key=lambda m: (m.file, m.position)):
        by_file.setdefault(m.file, []).append(m)
    lines = []
    for file, of_file in by_file.items():
        first = of_file[0]
        more = [f"and {len(of_file) - 1} more"] if len(of_file) > 1 else []
        lines.append(nested(escape(f"{file}:{first.line}:{first.column_number}: {first.message}"), more))
    return ["## Not refreshed: mistakes in the file", "\n".join(lines)]
