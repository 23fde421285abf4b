"""The sources that were asked about a paper agree on its integrity.

Fires: warning, if one answering source names a retraction, an expression of concern or a reinstatement that another
answering source does not name.
Unknown: info, if a source names a notice of a kind that is in no list, if only the title calls the paper retracted or a
notice, or if a further source could not confirm: it failed, was not asked although PubMed was, or does not have the
paper. Drug labels and papers that PubMed has not answered for: no finding (the check `retracted` says why).
Rule: pipeline/schema/notice_kinds.py; Crossref, "Registering updates"; Brown 2022 (retractions reach sources at
different times).
"""

from collections.abc import Iterator
from functools import partial

from pipeline.findings.citing import record_name
from pipeline.findings.integrity_words import why_open
from pipeline.findings.judgement import Judgement, paper_findings
from pipeline.schema.finding_tables import Finding
from pipeline.schema.moving_tables import ReferenceSource
from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.sources import TITLES
from pipeline.schema.table import LIST_SEPARATOR

CODE = "integrity_sources"
SERIOUS = ("retracted", "concern")
REINSTATED = "reinstatement"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper that PubMed answered for."""
    judged = paper_findings(evidence, CODE, partial(_judge, evidence))
    return (f for f in judged if _is_answered(evidence, f.reference_id))


def _is_answered(evidence: QuestionEvidence, reference_id: str) -> bool:
    rows = evidence.reference_sources.get(reference_id, ())
    return any(r.source == "pubmed" and r.outcome == "answered" for r in rows)


def _judge(evidence: QuestionEvidence, reference: CitedReference) -> Judgement:
    name, rows = record_name(reference), evidence.reference_sources.get(reference.reference_id, ())
    notices = evidence.notices.get(reference.reference_id, ())
    answered = [r.source for r in rows if r.outcome == "answered"]
    for status in (*SERIOUS, REINSTATED):
        saying = {source: [n for n in notices if n.source == source and status in _statuses(n)] for source in answered}
        silent = [s for s, said in saying.items() if not said]
        if silent and any(saying.values()):
            aliases = {r.source: r.known_as for r in rows if r.known_as}
            return _disagreement(name, status, {s: said for s, said in saying.items() if said}, silent, aliases)
    if why := why_open(reference):
        return Judgement("integrity_open", "info", f"Whether the sources agree about {name} is not known: {why}.")
    missing = [r for r in rows if r.source != "pubmed" and r.outcome != "answered"]
    if missing:
        reasons = "; ".join(_why(r) for r in missing)
        question = f"Whether further sources know of a notice against {name}"
        return Judgement("sources_unanswered", "info", f"{question} is not known: {reasons}.")
    asked = " and ".join(TITLES[s] for s in answered)
    return Judgement("sources_agree", "info", f"{name}: {asked} agree.")


def _statuses(notice: ReferenceNotice) -> set[str]:
    kinds = notice.kind.split(LIST_SEPARATOR)
    return {INTEGRITY_OF_KIND.get(kind, "") for kind in kinds} | ({REINSTATED} if REINSTATED in kinds else set())


def _disagreement(
    name: str,
    status: str,
    saying: dict[str, list[ReferenceNotice]],
    silent: list[str],
    aliases: dict[str, str],
) -> Judgement:
    what = {"retracted": "a retraction", "concern": "an expression of concern", REINSTATED: "a reinstatement"}[status]
    ids = list(dict.fromkeys(n.notice_id for said in saying.values() for n in said))
    named = [TITLES[s] + (f" (under doi:{aliases[s]})" if s in aliases else "") for s in saying]
    says, is_silent = "name" if len(named) > 1 else "names", "do not" if len(silent) > 1 else "does not"
    message = (
        f"{' and '.join(named)} {says} {what} of {name} ({', '.join(ids)}), "
        f"{' and '.join(TITLES[s] for s in silent)} {is_silent}. They were expected to agree: read the notice, and "
        "treat the paper by the worse of the two until they do."
    )
    return Judgement(
        "sources_disagree", "warning", message, location=LIST_SEPARATOR.join(ids), facts=(status, *saying, *ids)
    )


def _why(row: ReferenceSource) -> str:
    since = f" since {row.since_date}" if row.since_date else ""
    reasons = {"failed": f"has not answered{since}", "not held": "does not hold its DOI", "not asked": "was not asked"}
    return f"{TITLES[row.source]} {reasons[row.outcome]}"
