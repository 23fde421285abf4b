"""The report's last parts: the table of evidence, the references, how the report was made, and the notices."""

from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.sources import SOURCES
from pipeline.schema.vocabulary import EVIDENCE_LEVEL_SCHEME, EVIDENCE_SOURCES, FALLEN_STATUSES, STUDY_DESIGNS, UNKNOWN
from pipeline.summaries import references, report_candidates
from pipeline.summaries.markdown import escape, link, nested, shorten, table
from pipeline.summaries.report_answer import state_notes
from pipeline.summaries.report_input import ReportInput, anchor, citation_mark, notice_lines, quoted_note
from pipeline.summaries.wording import EVIDENCE_SOURCES as SOURCE_WORDS
from pipeline.summaries.wording import record_state, words

LONGEST_TITLE = 100
HASH_LENGTH = 12


def render_table(report: ReportInput) -> str:
    """One row per reference, by source, design and year (newest first); unknown values are marked as unknown."""
    heading = "## The evidence by source, design and year"
    rows = [_row(report, r) for r in sorted(report.references(), key=_place)]
    if not rows:
        return f"{heading}\n\nNothing is cited."
    header = ("No.", "Source", "Design", "Starting level", "Year", "Integrity", "Title")
    note = (
        f"Starting level: {EVIDENCE_LEVEL_SCHEME}, by design alone and for a treatment question; a person may move it. "
        "A dash: the scheme gives none, or not known."
    )
    return "\n\n".join([heading, table(header, rows), note])


def render_references(report: ReportInput) -> str:
    """The references in NLM style, numbered in order of first citation, each with its notices below it."""
    items = [_reference(report, reference, number) for number, reference in enumerate(report.references(), 1)]
    return "## References\n\n" + ("\n".join(items) or "None.")


def render_making(report: ReportInput) -> str:
    """The date of the evidence, the record behind each reference, the counts of each check, and the searches."""
    dated = report.status.evidence_date or "not known"
    parts = ["## How this was made", f"Newest date of the evidence shown: {escape(dated)}."]
    records = [_record(report, r, n) for n, r in enumerate(report.references(), 1)]
    if records:
        parts.append(table(("No.", "Record", "First seen", "From", "Status"), records))
    counts = [
        (escape(words(c.check_code)), str(c.n_pass), str(c.n_fail), str(c.n_unknown)) for c in report.own_counts()
    ]
    parts.append(table(("Check", "Passed", "Failed", "Could not tell"), counts) if counts else "No check has run.")
    parts += [made for made in (report_candidates.render_searches(report),) if made]
    evidence = report.status.evidence_hash[:HASH_LENGTH]
    if evidence:
        parts.append(
            f"Hash of claims and evidence: `{evidence}`. Record: the first {HASH_LENGTH} digits of its SHA-256."
        )
    return "\n\n".join(parts)


def render_notices(report: ReportInput) -> str:
    """The disclaimer, and in our own words the notices that NLM and openFDA ask users of their data to show."""
    reader = "a patient" if report.evidence.question.audience == "patient" else "a clinician"
    return "\n\n".join(
        [
            "## Disclaimer and notices",
            f"Written for {reader}, to inform and to teach. It is no medical advice and does not replace the judgement "
            "of a professional who knows the patient. Claims are in the author's own words; quotations are short and "
            "belong to their sources.",
            *(f"{source.notice} ({link('terms', source.terms)})." for source in SOURCES if source.notice),
        ]
    )


def _place(reference: CitedReference) -> tuple[int, int, int, str]:
    source, design = reference.evidence_source, reference.study_design
    by_source = EVIDENCE_SOURCES.index(source) if source in EVIDENCE_SOURCES else len(EVIDENCE_SOURCES)
    by_design = STUDY_DESIGNS.index(design) if design in STUDY_DESIGNS else len(STUDY_DESIGNS)
    return by_source, by_design, -(reference.year or 0), reference.reference_id


def _row(report: ReportInput, reference: CitedReference) -> tuple[str, ...]:
    is_label = bool(reference.set_id)
    status = "does not apply" if is_label else words(reference.integrity_status or UNKNOWN)
    article = report.article(reference)
    title = reference.title or (article.vernacular_title if article else "")
    return (
        citation_mark(report.numbers()[reference.reference_id]),
        escape(SOURCE_WORDS.get(reference.evidence_source, reference.evidence_source)),
        escape("drug label" if is_label else reference.study_design or "not known"),
        str(reference.evidence_level or ""),
        str(reference.year or ""),
        f"**{escape(status)}**" if reference.integrity_status in (*FALLEN_STATUSES, "concern") else escape(status),
        escape(shorten(title, LONGEST_TITLE) or f"{reference.reference_id}: {record_state(reference)}"),
    )


def _reference(report: ReportInput, reference: CitedReference, number: int) -> str:
    authors = report.evidence.authors.get(reference.pmid, ()) if reference.pmid else ()
    text = references.render(reference, report.article(reference), authors)
    notices = [
        f"**{escape(what)}**, {date or 'date not given'}: {references.id_link(notice_id)}{quoted_note(note)} "
        f"(says {escape(who)})"
        for what, date, notice_id, who, note in notice_lines(report.evidence.notices.get(reference.reference_id, ()))
    ]
    n_notices = len(notices)
    others = [note for note in state_notes(report, reference)[n_notices:] if f"— {note}." not in text]
    if not any(reference.reference_id == c.reference_id for cs in report.evidence.citations.values() for c in cs):
        others.append("listed by the author, cited by no claim")
    return nested(f"{anchor(f'ref-{number}')}{text}", [*notices, *others], marker=f"{number}.")


def _record(report: ReportInput, reference: CitedReference, number: int) -> tuple[str, ...]:
    article = report.article(reference)
    label = report.evidence.labels.get(reference.set_id)
    sha = (article.record_sha256 if article else label.label_sha256 if label else "")[:HASH_LENGTH]
    return (
        citation_mark(number),
        f"`{sha}`" if sha else "",
        escape(reference.retrieved_date),
        escape(reference.origin or "nowhere"),
        escape(record_state(reference)),
    )
