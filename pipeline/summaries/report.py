"""The parts of a question's report, in order (docs/contract.md, Reports). Rows in, Markdown out; it reads no clock."""

from pipeline.summaries import (
    report_answer,
    report_candidates,
    report_changes,
    report_evidence,
    report_sources,
    report_trust,
)
from pipeline.summaries.markdown import document
from pipeline.summaries.report_input import ReportInput

__all__ = ["ReportInput", "render"]

PARTS = (
    report_trust.render,  # may I still trust this answer, and why not
    report_answer.render,  # the answer, each claim with its citations and its check mark
    report_sources.render,  # what each source says
    report_changes.render,  # what changed since the last approval
    report_candidates.render,  # evidence newer than what is cited, for a person to judge
    report_evidence.render_table,  # the evidence by source, design and year
    report_evidence.render_references,  # the references, with every notice
    report_evidence.render_making,  # how the report was made
    report_evidence.render_notices,  # the disclaimer, and the notices that NLM and openFDA ask for
)


def render(report: ReportInput) -> str:
    """The whole report `reports/<question_id>.md`; the same rows give the same bytes."""
    return document(part(report) for part in PARTS)
