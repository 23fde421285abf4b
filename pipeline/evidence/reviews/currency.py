"""How current one answer is, by written triggers. The first trigger that applies decides:

| currency | trigger |
|---|---|
| update needed | a critical finding that nobody accepted, or whose acceptance has lapsed |
| update needed | a cited record has a newer version, even a withdrawn one (check `superseded`, warning or worse) |
| update needed | a cited paper was retracted or withdrawn since the last approval |
| new evidence pending | a candidate was found that nobody has cited or dismissed yet |
| not checked | a reference was not looked up at its source, or its source has not answered since |
| not checked | several PubMed records share a cited id |
| not checked | the label of a drug was not asked for or not reached, or could not be re-checked |
| not checked | no search for newer evidence was made, or one has no answer |
| current | none of these |

The reason also lists what was not checked in the first two states: one problem does not mean that all was checked.
Authority: Cochrane's guidance on living systematic reviews
(https://community.cochrane.org/review-development/resources/living-systematic-reviews): searches are kept up, their
results are screened at once, and the reader learns the state of the answer.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.schema.finding_tables import Finding
from pipeline.schema.moving_tables import Candidate, Search
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence, Standing


def currency(
    evidence: QuestionEvidence,
    findings: Sequence[Finding],
    standing: Standing,
    searches: Sequence[Search],
    candidates: Sequence[Candidate],
) -> tuple[str, str]:
    """The state, and the reason in words. The rows are the question's own; `candidates` are those not dismissed."""
    cited = {r.pmid for r in evidence.references.values()}
    unread = [c for c in candidates if c.pmid not in cited]
    unchecked = [*_unchecked_references(evidence.references.values()), *_unchecked_labels(evidence)]
    unchecked += _unchecked_searches(searches)
    needed = list(_update_needed(evidence, findings, standing))
    not_checked = [f"not checked: {'; '.join(unchecked)}"] if unchecked else []
    pending = [f"{_count(len(unread), 'candidate')} to be read"] if unread else []
    if needed:
        return "update needed", "; ".join((*needed, *pending, *not_checked))
    if unread:
        return "new evidence pending", "; ".join((*pending, *not_checked))
    return ("not checked", "; ".join(unchecked)) if unchecked else ("current", "")


def _update_needed(evidence: QuestionEvidence, findings: Iterable[Finding], standing: Standing) -> Iterator[str]:
    fails = [f for f in findings if f.result == "fail"]
    critical = sorted({f.check_code for f in fails if f.severity == "critical" and not standing.is_accepted(f)})
    if critical:
        yield f"critical findings: {', '.join(critical)}"
    newer = {f.reference_id for f in fails if f.check_code == "superseded" and f.severity in ("critical", "warning")}
    fallen = {r for r in newer if any(row.newer_fallen for row in evidence.supersessions.get(r, ()))}
    if fallen:
        yield f"the newest version of {', '.join(sorted(fallen))} was withdrawn or retracted"
    newer -= fallen
    if newer:
        yield f"a newer version of {', '.join(sorted(newer))} exists"
    for status in ("retracted", "withdrawn"):
        moved = {c.reference_id for c in standing.moved if c.kind == f"integrity:{status}"}
        if moved and "retracted" not in critical:
            yield f"{status} since the approval: {', '.join(sorted(moved))}"


def _unchecked_references(references: Iterable[CitedReference]) -> Iterator[str]:
    rows = list(references)
    unasked = sum(r.origin != "live" and not r.shared_by for r in rows)
    if unasked:
        yield f"{unasked} of {len(rows)} references were not looked up at their source"
    shared = sum(bool(r.shared_by) for r in rows)
    if shared:
        yield f"{shared} of {len(rows)} references have an id that several PubMed records share"
    papers = [r.stale_since_date for r in rows if r.stale_since_date and not r.set_id]
    if papers:
        yield f"PubMed has not answered since {min(papers)}"


def _unchecked_labels(evidence: QuestionEvidence) -> Iterator[str]:
    choices = evidence.label_choices
    for outcome in ("not asked", "not asked of DailyMed", "not reached"):
        drugs = sorted({c.drug for c in choices if c.outcome == outcome})
        since = min((c.since_date for c in choices if c.outcome == outcome and c.since_date), default="")
        if drugs:
            yield f"the label of {', '.join(drugs)} was {outcome}" + (f" since {since}" if since else "")
    used = {c.set_id for c in choices if c.set_id in evidence.labels}
    stale = [evidence.labels[s].stale_since_date for s in used if evidence.labels[s].stale_since_date]
    if stale:
        yield f"a label could not be re-checked since {min(stale)}"


def _unchecked_searches(searches: Sequence[Search]) -> Iterator[str]:
    if not searches:
        yield "no search for newer evidence has been made"
    silent = [s for s in searches if s.n_found is None or s.failed_since_date]
    if silent:
        since = min((s.failed_since_date for s in silent if s.failed_since_date), default="")
        reason = f"{len(silent)} of {_count(len(searches), 'search', 'searches')} for newer evidence without an answer"
        yield reason + (f" since {since}" if since else "")


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
