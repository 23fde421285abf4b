"""Nothing newer may replace the cited paper.

Fires: warning, if a newer paper is known: the record's own update (UpdateIn, followed to the newest), a later version
of the Cochrane review, a later guideline of the same body on the same subject, or the article of a preprint; info, if
all of them say that they update only a part. A newest version that was withdrawn or retracted is reported as that and
never proposed. The check proposes; it replaces nothing.
Unknown: info, if PubMed's answer is missing, or if a guideline, Cochrane review or preprint was not searched for or its
search failed. Passes only if record, chain and search answered. Drug labels: no finding.
Known: the table `supersessions`; the searches are in `searches`, each with the reference whose successor it looks for.
Rule: NLM PubMed DTD, `CommentsCorrections@RefType` UpdateIn; docs/contract.md, integrity_status;
docs/decisions/0008-searches.md.
"""

from collections.abc import Iterator
from functools import partial

from pipeline.findings.citing import record_name
from pipeline.findings.judgement import Judgement, nothing_against, paper_findings
from pipeline.findings.search_words import why_unanswered
from pipeline.schema.finding_tables import Finding
from pipeline.schema.moving_tables import Supersession
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.vocabulary import FALLEN_STATUSES

CODE = "superseded"
_COCHRANE = "10.1002/14651858.cd"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited paper."""
    return paper_findings(evidence, CODE, partial(_judge, evidence))


def _judge(evidence: QuestionEvidence, reference: CitedReference) -> Judgement:
    name, rows = record_name(reference), evidence.supersessions.get(reference.reference_id, ())
    if fallen := tuple(row for row in rows if row.newer_fallen):
        return _fallen(name, reference, fallen, tuple(row for row in rows if not row.newer_fallen))
    if rows:
        return _newer(name, rows)
    if reference.superseded_by:
        newer = LIST_SEPARATOR.join(reference.superseded_by)
        message = (
            f"{name} has a newer version: its record names {newer} as the update. The newest version was expected. "
            "Read the update, then cite it or say why the older one is cited."
        )
        return Judgement("newer_version", "warning", message, location=newer, facts=reference.superseded_by)
    question = f"Whether {name} has a newer version"
    passed = f"{name}: nothing that replaces it was found."
    judged = nothing_against(reference, question, passed, ("no_newer_version", "newer_version_unknown"))
    why = _why_not_searched(evidence, reference) if judged.result == "pass" else ""
    return Judgement("newer_version_unknown", "info", f"{question} is not known: {why}.") if why else judged


def _newer(name: str, rows: tuple[Supersession, ...]) -> Judgement:
    updates = "; ".join(_words(row) for row in rows)
    location = LIST_SEPARATOR.join(row.newer_id for row in rows)
    facts = tuple(row.newer_id for row in rows)
    if all(row.is_partial for row in rows):
        message = f"{name} is updated in part: {updates}. See whether the claim rests on the part that is updated."
        return Judgement("updated_in_part", "info", message, location=location, facts=facts)
    message = (
        f"{name} may be replaced: {updates}. The newest version was expected. "
        "Read it, then cite it or say why the older one is cited."
    )
    return Judgement("newer_version", "warning", message, location=location, facts=facts)


def _fallen(
    name: str, reference: CitedReference, fallen: tuple[Supersession, ...], others: tuple[Supersession, ...]
) -> Judgement:
    """The newest version must not be cited; what else may replace the paper follows in the message."""
    why = "; ".join(_FALLEN[row.newer_fallen].format(newer=_named(row), by=_by(reference, row)) for row in fallen)
    message = (
        f"{name}: {why}. A paper whose newest version stands was expected. Read why, do not cite the newest version, "
        "and rest the claim on other evidence or say in it what became of the paper."
    )
    more = _newer(name, others) if others else Judgement("newest_fallen", "warning", "")
    location = LIST_SEPARATOR.join(filter(None, (*(row.newer_id for row in fallen), more.location)))
    quote = LIST_SEPARATOR.join(row.newer_title for row in fallen if row.newer_title)
    facts = (*(f"{row.newer_fallen} {row.newer_id}" for row in fallen), *more.facts)
    return Judgement("newest_fallen", "warning", f"{message} {more.message}".strip(), quote, location, facts)


_FALLEN = {
    "withdrawn": "it has been withdrawn{by}; its newest version is the withdrawal, {newer}",
    "retracted": "its newest version has been retracted, {newer}",
    "notice": "its record names as its newest version what is itself a notice, {newer}",
    "unknown": "its newest version may have been retracted or withdrawn, as its title says: {newer}",
}


def _by(reference: CitedReference, row: Supersession) -> str:
    is_cochrane = reference.doi.startswith(_COCHRANE) or row.route == "cochrane version"
    return " by Cochrane" if is_cochrane else ""


def _named(row: Supersession) -> str:
    year = f", {row.newer_year}" if row.newer_year else ""
    title = f" “{row.newer_title.rstrip('. ')}”" if row.newer_title else ""
    return f"{row.newer_id}{title}{year}"


def _words(row: Supersession) -> str:
    steps = f" (over {', '.join(row.chain[:-1])})" if len(row.chain) > 1 else ""
    return f"{_named(row)}{steps}: {row.reason}"


def _why_not_searched(evidence: QuestionEvidence, reference: CitedReference) -> str:
    """Why a paper that needs a search for its successor has no answered one; "" if it needs none or has one."""
    is_guideline = reference.evidence_source == "guideline"
    is_needed = is_guideline or reference.study_design == "preprint" or reference.doi.startswith(_COCHRANE)
    if not is_needed or reference.integrity_status in FALLEN_STATUSES:
        return ""
    own = [s for s in evidence.searches if s.reference_id == reference.reference_id]
    if own:
        return why_unanswered(own)
    if not evidence.searches:
        return "PubMed has not been searched; run `make refresh` with a network"
    if is_guideline:
        return "its title names no body that issued it, so none could be searched for; look for a newer one by hand"
    return "its title is too short to search by; look for the published article by hand"
