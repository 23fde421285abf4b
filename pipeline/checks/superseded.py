"""The cited record names no newer version of itself.

Fires: warning, where the record carries UpdateIn (a newer guideline or Cochrane review). Unknown: info, where PubMed's
answer is missing. A newer paper that the record does not name is not this check's to find. Drug labels: no finding.
Rule: NLM PubMed DTD, `CommentsCorrections@RefType` UpdateIn; the contract, section 5, `superseded_by`.
"""

from collections.abc import Iterator

from pipeline.language.citing import record_name
from pipeline.language.judging import Judgement, nothing_against, paper_findings
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.tables import CitedReference, Finding

CODE = "superseded"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim and paper it cites."""
    return paper_findings(evidence, CODE, _judge)


def _judge(reference: CitedReference) -> Judgement:
    name, newer = record_name(reference), LIST_SEPARATOR.join(reference.superseded_by)
    if newer:
        message = (
            f"{name} has a newer version: its record names {newer} as the update. The newest version was expected. "
            "Read the update, then cite it or say why the older one is cited."
        )
        return Judgement("fail", "warning", message, location=newer)
    question = f"Whether {name} has a newer version"
    return nothing_against(reference, question, f"{name}: the record names no newer version.")
