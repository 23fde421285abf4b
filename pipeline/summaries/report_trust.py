"""The report's first part: can the answer still be trusted, and if not, why; what needs a person, worst first."""

from pipeline.findings.names import OF_PAIRS, is_set_aside
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.vocabulary import SEVERITIES, UNKNOWN
from pipeline.summaries.markdown import document, escape, nested, quote, shorten
from pipeline.summaries.report_answer import checks_that_answered, mark
from pipeline.summaries.report_approval import (
    acceptance_words,
    accepted_findings,
    approval_words,
    left_open,
    moved_since,
)
from pipeline.summaries.report_claims import disagree
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import SNAPSHOT_NATURE, count, listed, source_name, tally, words

LONGEST_QUOTE = 400
Group = list[Finding]


def render(report: ReportInput) -> str:
    """Title, banners, the verdict in one line, status and currency, and what needs a person."""
    title = f"# {escape(report.evidence.question.question)}"
    heading = "## May I still trust this answer?"
    parts = [title, *banners(report), heading, f"**{escape(verdict(report))}**", _standing(report)]
    parts += [*moved_since(report), *_needs(report), *accepted_findings(report), *left_open(report)]
    return document(parts).rstrip("\n")


def banners(report: ReportInput) -> list[str]:
    """Warnings that no reader may miss: a retired question, evidence from the snapshot, evidence not re-checked."""
    banner_lines = []
    if report.status.effective_status == "retired":
        banner_lines.append("**RETIRED.** This question is no longer kept up. What follows is kept for the record.")
    banner_lines += _snapshot_banner(report) + _stale_banner(report)
    return [quote(text) for text in banner_lines]


def verdict(report: ReportInput) -> str:
    """One line: the first rule that applies, known problems first. "Unknown" never counts as "fine"."""
    accepted = [f for f in report.own_findings() if report.standing.is_accepted(f)]
    critical, warning, unknown = tally(f for f in report.own_findings() if f not in accepted)
    status, currency = report.status.effective_status, report.status.currency
    unsure = f"; {count(unknown, 'check')} could not tell" if unknown else ""
    pending = "new evidence waits to be read" if currency == "new evidence pending" else ""
    known = f"{count(len(accepted), 'critical problem')} accepted with the approval" if accepted else ""
    cares = [part for part in (known, count(warning, "warning") if warning else "", pending) if part]
    settled = {f.reference_id for f in accepted} | _reported(report)
    retracted = {r.reference_id for r in report.references() if r.integrity_status in ("retracted", "withdrawn")}
    marks = [mark(report, claim)[0] for claim in report.claims()]
    is_checked = bool(checks_that_answered(report)) and currency in ("current", "new evidence pending")
    rules = (
        (status == "retired", "No: this question is retired."),
        (critical, f"No: {count(critical, 'critical problem')} found{unsure}."),
        (retracted - settled, "No: it cites a retracted paper."),
        (currency == "update needed", f"No: the answer needs an update{unsure}."),
        (not is_checked, f"Not known: the answer has not been checked in full{unsure}."),
        (cares, f"With care: {listed(cares)}{unsure}."),
        (unknown, f"Not known: nothing was found against it, but {count(unknown, 'check')} could not tell."),
        ("?" in marks or report.is_stale(), "Not known: part of it could not be checked."),
        ("✖" in marks, "With care: see the problems beside the claims."),
        (True, "Nothing was found against it by the checks listed at the end."),
    )
    return next(text for applies, text in rules if applies)


def _reported(report: ReportInput) -> set[str]:
    """The retracted references whose retraction is reported by every claim that cites them."""
    severities: dict[str, set[str]] = {}
    for f in report.own_findings():
        if f.check_code == "retracted" and f.result == "fail":
            severities.setdefault(f.reference_id, set()).add(f.severity)
    return {reference_id for reference_id, found in severities.items() if found == {"info"}}


def _snapshot_banner(report: ReportInput) -> list[str]:
    numbers = [n for reference_id, n in report.numbers().items() if report.reference(reference_id).origin == "snapshot"]
    if not numbers:
        return []
    dated = f"the snapshot of {report.snapshot_date}" if report.snapshot_date else "a snapshot of unknown date"
    who = f"{len(numbers)} of {count(len(report.numbers()), 'reference')}"
    marks = " ".join(citation_mark(n) for n in numbers)
    return [
        f"**SNAPSHOT, NOT LIVE EVIDENCE.** {who} ({marks}) rest on {escape(dated)}: {SNAPSHOT_NATURE}. "
        "A notice published since then is not shown."
    ]


def _stale_banner(report: ReportInput) -> list[str]:
    """A banner per date for the references that could not be re-checked; without any, one per source that is down."""
    stale: dict[tuple[str, bool], list[str]] = {}
    for reference in report.references():
        if reference.stale_since_date:
            key = reference.stale_since_date, reference.record_status != "not_fetched"
            stale.setdefault(key, []).append(citation_mark(report.numbers()[reference.reference_id]))
    if stale:
        return [_not_rechecked(" ".join(marks), *key) for key, marks in sorted(stale.items())]
    return [f"**STALE.** {escape(_down(state))}" for state in report.sources_down()]


def _not_rechecked(marks: str, since: str, has_copy: bool) -> str:
    if has_copy:
        return f"**STALE.** {marks} could not be re-checked since {since}; the last good copy is shown."
    return f"**MISSING.** {marks} could not be fetched since {since}; there is no earlier copy to show."


def _down(state: SourceState) -> str:
    since = f"since {state.since_date}" if state.since_date else "since a date not known"
    newest = f" The newest of it that is shown was first seen {state.newest_date}." if state.newest_date else ""
    kinds = f" for {listed(state.unanswered)}" if state.unanswered else ""
    return f"{source_name(state.source)} could not be re-checked{kinds} {since}.{newest}"


def _standing(report: ReportInput) -> str:
    status, question = report.status, report.evidence.question
    critical, warning, unknown = tally(report.own_findings())
    held = status.effective_status or "not known"
    filed = f"the file says: {question.status}" if question.status != status.effective_status else ""
    why = "the approval lapsed" if report.status_reason and report.standing.approval else report.status_reason
    notes = "; ".join(note for note in (filed, why) if note)
    since = f", since {status.since_date}" if status.since_date else ""
    currency = status.currency or "not checked"
    reason = status.reason.removeprefix(report.status_reason).removeprefix("; ")
    lines = [
        f"Status: **{escape(held)}**" + (f" {escape(f'({notes})')}" if notes else ""),
        f"Currency: **{escape(currency)}**{escape(since)}"
        + (f". {escape(reason[:1].upper() + reason[1:])}" if reason else ""),
        f"Found: {count(critical, 'critical problem')}, {count(warning, 'warning')}, "
        f"{count(unknown, 'check')} that could not tell",
        f"Newest evidence shown: {escape(status.evidence_date or 'not known')}",
        f"Last approval: {escape(approval_words(report))}",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _needs(report: ReportInput) -> list[str]:
    """Problems one by one; unknowns in few lines, so that they do not bury the problems."""
    groups = grouped(report)
    urgent = [_item(report, group) for group in groups if group[0].severity != "info"]
    noted = [_item(report, group) for group in groups if group[0].severity == "info"]
    nothing = "Nothing that the checks could see." if report.own_counts() else "Not known: no check has run."
    unknown = unknown_lines(report)
    parts = ["### What needs a person", "\n".join(urgent) or (nothing if not unknown else "No problem was found.")]
    if unknown:
        parts += ["### What could not be checked", "\n".join(unknown)]
    if noted:
        parts += ["### Also noted", "\n".join(noted)]
    if aside := [_aside(report, f) for f in report.own_findings() if is_set_aside(f) and f.check_code not in OF_PAIRS]:
        parts += ["### Set aside", "\n".join(aside)]
    return parts


def _aside(report: ReportInput, finding: Finding) -> str:
    """A finding that was set aside. Those on a claim and its source are shown beside that pair instead."""
    lead = " ".join([*_marks(report, [finding]), f"**{escape(words(finding.check_code))}**: {escape(finding.message)}"])
    return nested(lead, [claim_mark(report, claim) for claim in _claims(report, [finding])])


def unknown_lines(report: ReportInput) -> list[str]:
    """The unknowns: one line for all references that the same checks could not judge for the same reason."""
    by_subject: dict[tuple[str, str, str], Group] = {}
    for f in report.own_findings():
        if f.result == UNKNOWN:
            by_subject.setdefault((f.reference_id, "" if f.reference_id else f.claim_id, reason(f)), []).append(f)
    lines: dict[tuple[str, ...], list[Finding]] = {}
    for group in by_subject.values():
        group.sort(key=lambda f: (SEVERITIES.index(f.severity), f.check_code, f.claim_id))
        codes = tuple(sorted({words(f.check_code) for f in group}))
        lines.setdefault((group[0].severity, reason(group[0]), *codes), []).extend(group)
    ordered = sorted(lines.items(), key=lambda line: (SEVERITIES.index(line[0][0]), line[0]))
    return [_unknown_line(report, list(codes), why, found) for (_, why, *codes), found in ordered]


def reason(finding: Finding) -> str:
    """Why a check could not tell: the part of its message after " is not known: ", else the whole message."""
    return finding.message.partition(" is not known: ")[2] or finding.message


def _unknown_line(report: ReportInput, codes: list[str], why: str, group: Group) -> str:
    numbers = sorted({report.numbers()[f.reference_id] for f in group if f.reference_id in report.numbers()})
    subjects = [citation_mark(n) for n in numbers]
    if not subjects:
        subjects = [claim_mark(report, claim) for claim in _claims(report, group)]
    return f"- {' '.join([*subjects, f'**{escape(listed(codes))}**'])}: {escape(why)}"


def grouped(report: ReportInput) -> list[Group]:
    """The failed findings, worst first; findings that say the same about several claims form one group."""
    claims = report.claim_numbers()
    numbers = report.numbers()

    def rank(f: Finding) -> tuple[int, int, str, int, str]:
        place, severity = claims.get(f.claim_id, 0), SEVERITIES.index(f.severity)
        return severity, place, f.check_code, numbers.get(f.reference_id, 0), f.finding_id

    groups: dict[tuple[str, ...], Group] = {}
    for f in sorted((f for f in report.own_findings() if f.result == "fail"), key=rank):
        key = (f.severity, f.check_code, f.message, f.evidence_quote, f.evidence_location)
        groups.setdefault(key, []).append(f)
    return list(groups.values())


def _item(report: ReportInput, group: Group) -> str:
    first = group[0]
    lead = " ".join([f"**{first.severity.capitalize()}**", *_marks(report, group), ""])
    lead += f"({escape(words(first.check_code))}): {escape(first.message)}"
    children = [claim_mark(report, claim) for claim in _claims(report, group)]
    children += dict.fromkeys(acceptance_words(a) for f in group for a in report.standing.accepted if a.covers(f))
    if first.evidence_quote:
        where = f" ({escape(first.evidence_location)})" if first.evidence_location else ""
        children.append(f"Source: “{escape(shorten(first.evidence_quote, LONGEST_QUOTE))}”{where}")
    children += [line for f in group if f.check_code not in OF_PAIRS and (line := disagree(report, f))]
    return nested(lead, children)


def _marks(report: ReportInput, group: Group) -> list[str]:
    """The citation marks of the references that the findings are about, each once."""
    numbers = report.numbers()
    return [citation_mark(numbers[r]) for r in dict.fromkeys(f.reference_id for f in group) if r in numbers]


def _claims(report: ReportInput, group: Group) -> list[Claim]:
    touched = {f.claim_id for f in group}
    return [claim for claim in report.claims() if claim.claim_id in touched]
