"""The report's second part: the answer in its three sections, each claim with its citations and its check mark."""

from pipeline.schema.claim_tables import Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.vocabulary import FALLEN_STATUSES, SECTIONS, UNKNOWN
from pipeline.summaries import report_labels
from pipeline.summaries.markdown import escape, nested
from pipeline.summaries.references import id_link
from pipeline.summaries.report_input import ReportInput, anchor, citation_mark, notice_lines, quoted_note
from pipeline.summaries.wording import FALLEN, count, listed, record_state, source_name, words

# The sources that could fill each section
SECTION_ASKS = {"guidelines": ("pubmed",), "research": ("pubmed",)}


def render(report: ReportInput) -> str:
    """The three sections in the contract's order; an empty section says why it is empty."""
    parts = ["## The answer", _legend(report)]
    for section, heading in SECTIONS.items():
        claims = [claim for claim in report.claims() if claim.section == section]
        parts += [f"### {heading}", *(_section(report, claims) if claims else [abstention(report, section)])]
        parts += [report_labels.render_used(report)] if section == "fda" else []
    return "\n\n".join(parts)


def checks_that_answered(report: ReportInput) -> list[str]:
    """The names, in words, of the checks that passed or failed at least once: a ✔ speaks only for these."""
    return [words(c.check_code) for c in report.own_counts() if c.n_pass + c.n_fail]


def mark(report: ReportInput, claim: Claim) -> str:
    """`✔ checks passed`, `! to note`, `✖ problem` or `? could not check`, with the reason. A claim with an unknown
    finding never gets ✔.
    """
    findings = report.findings_of(claim)
    fails = [f for f in findings if f.result == "fail"]
    unknowns = sum(f.result == UNKNOWN for f in findings)
    if fails:
        worst = min((f.severity for f in fails), key=("critical", "warning", "info").index)
        more = f"; {count(unknowns, 'check')} could not tell" if unknowns else ""
        problems = f"1 found, {worst}" if len(fails) == 1 else f"{len(fails)} found, the worst {worst}"
        kinds = listed(dict.fromkeys(words(f.check_code) for f in fails))
        return f"! to note: {kinds}{more}" if worst == "info" else f"✖ problem: {problems}{more}"
    if any(r.integrity_status in (*FALLEN_STATUSES, "concern") for r in report.cited_by(claim)):
        return "✖ problem: see the notice of what it cites"
    if unknowns:
        return f"? could not check: {count(unknowns, 'check')} could not tell, the others found nothing against it"
    reason = _unchecked(report, claim)
    if reason:
        return f"? could not check: {reason}"
    stale = [r for r in report.cited_by(claim) if r.stale_since_date]
    old = [rf"\[{report.numbers()[r.reference_id]}\] not re-checked since {r.stale_since_date}" for r in stale]
    copy = f" on the last good copy ({listed(old)})" if old else ""
    return f"✔ checks passed{copy}: nothing found against it"


def state_notes(report: ReportInput, reference: CitedReference) -> list[str]:
    """What a reader must know about a cited reference, as Markdown: notices, a missing record, a newer version."""
    notices = report.evidence.notices.get(reference.reference_id, ())
    notes = [
        f"{escape(what)}{' ' + date if date else ', date not given'}, notice {id_link(notice_id)}{quoted_note(note)}"
        for what, date, notice_id, _, note in notice_lines(notices)
    ]
    status = reference.integrity_status
    if status in ("notice", "withdrawn"):
        notes.append(words(status))
    elif not notices and status in ("retracted", "concern", "corrected"):
        notes.append(f"{words(status)}, notice not named")
    if reference.record_status != "found":
        notes.append(record_state(reference))
    elif status == UNKNOWN and not reference.set_id:
        notes.append("not known whether retracted or corrected")
    if reference.resolution:
        notes.append(escape(reference.resolution))
    return notes + _newer_versions(report, reference)


def _newer_versions(report: ReportInput, reference: CitedReference) -> list[str]:
    """The newer versions of a reference. One that is withdrawn, retracted or otherwise not citable is reported as such,
    never offered for reading.
    """
    rows = report.evidence.supersessions.get(reference.reference_id, ())
    fallen = {step: row for row in rows if row.newer_fallen for step in row.chain}
    notes = [
        f"its newest version, {_newer(row.newer_id)}, may not be cited: {FALLEN[row.newer_fallen]}"
        for row in rows
        if row.newer_fallen
    ]
    return notes + [f"a newer version exists: {_newer(each)}" for each in reference.superseded_by if each not in fallen]


def abstention(report: ReportInput, section: str) -> str:
    """Why a section is empty, in words."""
    if section == "fda":
        return report_labels.abstention(report.evidence.label_choices)
    wrote = "*Nothing is said here: the author wrote no claim in this section."
    states = {s.source: s for s in report.source_states if s.source in SECTION_ASKS[section]}
    names = escape(listed(source_name(s) for s in (states or SECTION_ASKS[section])))
    down = [s for s in states.values() if s.state == "down"]
    if down:
        since = next((f" since {s.since_date}" for s in down if s.since_date), "")
        return f"{wrote} Source not reached{since}: {listed(source_name(s.source) for s in down)}.*"
    if not any(s.state == "answered" for s in states.values()):
        return f"{wrote} Not asked: {names}.*"
    return f"{wrote} {names} answered for what the other sections cite; nobody asked it for this one.*"


def _legend(report: ReportInput) -> str:
    checks = checks_that_answered(report)
    if not checks:
        return "No check has given a result, so no claim below is confirmed."
    return f"A ✔ speaks only for these checks: {escape(listed(checks))}. It does not say that the claim is true."


def _section(report: ReportInput, claims: list[Claim]) -> list[str]:
    parts: list[str] = []
    heading, items = "", list[str]()
    for claim in claims:
        if claim.heading != heading:
            parts += ["\n".join(items)] if items else []
            parts += [f"#### {escape(claim.heading)}"] if claim.heading else []
            heading, items = claim.heading, []
        items.append(_claim(report, claim))
    return [*parts, "\n".join(items)]


def _claim(report: ReportInput, claim: Claim) -> str:
    number = report.claim_numbers()[claim.claim_id]
    references = report.cited_by(claim)
    numbers = report.numbers()
    cites = "".join(" " + citation_mark(numbers[r.reference_id]) for r in references)
    said = "The author abstains: " if claim.is_abstention else ""
    notes = [
        rf"\[{numbers[r.reference_id]}\] {'; '.join(notes)}" for r in references if (notes := state_notes(report, r))
    ]
    line = f"{anchor('claim-' + claim.claim_id)}**Claim {number}.** {said}{escape(claim.text)}{cites}"
    passages = report_labels.passage_lines(report, claim) if claim.section == "fda" else []
    return nested(line, [mark(report, claim), *notes, *passages])


def _unchecked(report: ReportInput, claim: Claim) -> str:
    """Why a claim counts as unchecked although it has no failed or unknown finding; "" where its checks passed."""
    references = report.cited_by(claim)
    if not any(c.n_pass for c in report.own_counts()):
        return "no check has passed or failed for this question"
    if not references:
        return "an abstention; nobody confirmed it" if claim.is_abstention else "it cites nothing"
    numbers = report.numbers()
    gaps = []
    for r in references:
        if r.record_status != "found":
            gaps.append(rf"\[{numbers[r.reference_id]}\] {record_state(r)}")
        elif r.integrity_status == UNKNOWN and not r.set_id:
            gaps.append(rf"\[{numbers[r.reference_id]}\] may carry notices that are not known here")
    return listed(gaps)


def _newer(text: str) -> str:
    return id_link(ReferenceKey.of_pmid(text) if text.isdigit() else text)
