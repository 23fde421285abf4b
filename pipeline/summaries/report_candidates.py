"""The report's part on new evidence: possible replacements of cited papers, new papers, every search with its count.

At most one sentence of an abstract, its conclusion, is quoted; none where only the snapshot has the record.
"""

import re
from collections.abc import Sequence

from pipeline.findings.search_words import LEFT_OUT, not_looked_at, why_unanswered
from pipeline.language.text.conclusions import conclusion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate, Search, Supersession
from pipeline.schema.paper_tables import Article, CitedReference
from pipeline.schema.vocabulary import MOST_CANDIDATES, NO_NOTICE, UNKNOWN
from pipeline.summaries import references
from pipeline.summaries.markdown import escape, nested, shorten, table
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import listed, words

LONGEST = 400
NEW = (
    "New since what is cited, best first (the score compares the candidates of this question only: likeness to the "
    "cited studies, design, drugs, recency):"
)
_NOTICE = re.compile(r"(?P<key>(?:pmid|doi):\S+) (?P<kind>.+?)(?: (?P<date>\([0-9-]+\)))?")
ROUTE = {
    "citing": "it cites what is cited here",
    "guideline": "the search for guidelines",
    "systematic review": "the search for systematic reviews",
    "trial": "the search for trials",
    "update": "it updates a cited paper",
    "cochrane version": "it is a later version of a cited Cochrane review",
    "newer guideline": "it is a later guideline of the same body",
    "published article": "it is the article of a cited preprint",
}


def render(report: ReportInput) -> str:
    """Possible replacements, then the candidates, best first; at the end, what the searches found or why that is not
    known.
    """
    evidence = report.evidence
    rows = ((r, row) for r in report.references() for row in evidence.supersessions.get(r.reference_id, ()))
    newer = [(r, row) for r, row in rows if not row.newer_fallen]  # what may not be cited is not worth judging
    parts = ["## New evidence to judge"]
    if newer or evidence.candidates:
        parts.append("Proposed, not judged: nothing here has changed the answer. Cite it, or dismiss it with a reason.")
    if newer:
        parts.append("\n".join(_newer(report, reference, row) for reference, row in newer))
    places = list(enumerate(evidence.candidates, 1))
    new = [(place, c) for place, c in places if not c.is_from_before_approval]
    old = [(place, c) for place, c in places if c.is_from_before_approval]
    for intro, own in ((NEW, new), (_old(report, len(old)), old)):
        if own:
            parts += [intro, "\n".join(_candidate(report, c, place) for place, c in own)]
    return "\n\n".join([*parts, _searched(report)])


def _old(report: ReportInput, n_old: int) -> str:
    approval = report.standing.approval
    whose = f" by {escape(approval.by)}, {escape(approval.review_date)}" if approval else ""
    return f"**{n_old} unread at approval**{whose}: found before it, and neither cited nor dismissed since."


def render_searches(report: ReportInput) -> str:
    """Every search as sent, with its count and the date on which that count was first seen (PRISMA-S, items 1, 8 and
    13).
    """
    rows = [_search(s) for s in sorted(report.evidence.searches, key=lambda s: (s.purpose, s.search_id))]
    if not rows:
        return ""
    note = (
        "Searches, as they were sent to PubMed. Found: records, and the date on which that count was first seen. Of "
        "each the newest 200 are looked at; of citing articles the 200 that cite most of the references."
    )
    return f"{note}\n\n" + table(("For", "Query", "Found", "Looked at", "Date"), rows)


def _newer(report: ReportInput, reference: CitedReference, row: Supersession) -> str:
    mark = citation_mark(report.numbers()[reference.reference_id])
    what = "updated in part by" if row.is_partial else "may be replaced by"
    steps = [references.id_link(step) for step in row.chain[:-1]]
    over = f"the steps between: {listed(steps)}" if steps else ""
    lines = [f"why: {escape(row.reason)}", over, *_quoted(report, ReferenceKey(row.newer_id).value)]
    noted = _integrity(row.newer_integrity_status, row.newer_notices)
    return nested(f"{mark} {what} {_line(report, row)}{noted}", [line for line in lines if line])


def _line(report: ReportInput, row: Supersession) -> str:
    pmid = ReferenceKey(row.newer_id).value
    if pmid in report.evidence.articles:
        return _reference(report, pmid, row.newer_title, row.newer_year)
    known = ". ".join(part for part in (row.newer_title.rstrip(". "), str(row.newer_year or "")) if part)
    return " ".join(part for part in (f"{escape(known)}." if known else "", references.id_link(row.newer_id)) if part)


def _candidate(report: ReportInput, candidate: Candidate, place: int) -> str:
    numbers = report.numbers()
    marks = [
        citation_mark(numbers[ReferenceKey.of_pmid(p)])
        for p in candidate.cited_pmids
        if ReferenceKey.of_pmid(p) in numbers
    ]
    routes = [ROUTE.get(r, r) for r in candidate.route]
    score = "" if candidate.score is None else f"; score {candidate.score:.2f}"
    claims = {c.claim_id: c for c in report.claims()}
    bearing = [claim_mark(report, claims[c]) for c in candidate.claim_ids if c in claims]
    lines = [
        f"{escape(candidate.study_design or 'design not known')}, {candidate.year or 'year not known'}{score}; "
        f"found by: {escape(listed(routes) or 'not known')}",
        f"cites {listed(marks)}" if marks else "",
        *_quoted(report, candidate.pmid),
        f"bears on: {'; '.join(bearing)}" if bearing else "bears on: the question; no claim shares its words",
    ]
    reference = _reference(report, candidate.pmid, candidate.title, candidate.year)
    reference += _integrity(candidate.integrity_status, candidate.notices)
    return nested(reference, [line for line in lines if line], marker=f"{place}.")


def _integrity(status: str, notices: Sequence[str]) -> str:
    """The integrity status of a paper with each notice, to end its line; "" where no notice was found, or where the
    status is unknown and there is no notice.
    """
    if status == NO_NOTICE or (status == UNKNOWN and not notices):
        return ""
    what = words(status)
    lines = [_notice(line, what) for line in notices]
    return f" **{escape(what.capitalize())}**" + (f": {listed(lines)}." if lines else ", notice not named.")


def _notice(line: str, what: str) -> str:
    """`pmid:9 erratum (2024-05)` as Markdown: the kind, unless it is `what`; the id as a link; the date."""
    match = _NOTICE.fullmatch(line)
    if match is None:
        return escape(line)
    kind = "" if match["kind"] == what else escape(match["kind"])
    return " ".join(part for part in (kind, references.id_link(match["key"]), escape(match["date"] or "")) if part)


def _reference(report: ReportInput, pmid: str, title: str, year: int | None) -> str:
    article: Article | None = report.evidence.articles.get(pmid)
    row = CitedReference(
        ReferenceKey.of_pmid(pmid), pmid=pmid, title=title, year=year, record_status="found", origin="live"
    )
    return references.render(row, article, report.evidence.authors.get(pmid, ()))


def _quoted(report: ReportInput, pmid: str) -> list[str]:
    """The concluding sentence, verbatim from the abstract, or the reason why there is none."""
    abstracts = report.evidence.abstracts.get(pmid, ())
    question = report.evidence.question
    sentence = conclusion(abstracts, f"{question.question} {question.condition}") if abstracts else None
    if sentence:
        where = f" ({escape(sentence.label.lower())})" if sentence.label else ""
        return [f"its abstract concludes{where}: “{escape(shorten(sentence.text, LONGEST))}”"]
    article = report.evidence.articles.get(pmid)
    if article is None:
        return []
    return ["no abstract in the record" if not article.abstract_sha256 else "the abstract is not at hand here"]


def _searched(report: ReportInput) -> str:
    """Whether the searches were complete. A failed search is never reported as "nothing found"."""
    evidence = report.evidence
    what = "more than this" if evidence.candidates else "new evidence"
    if not evidence.searches:
        return f"Whether there is {what} is not known: nothing was searched for."
    if why := why_unanswered(evidence.searches):
        return f"Whether there is {what} is not known: {why}."
    only = not_looked_at(evidence.searches)
    if evidence.candidates:
        sentence = "Every search has got an answer; all of them stand below, with their counts."
        new = sum(not c.is_from_before_approval for c in evidence.candidates)
        best = f"Only the best {MOST_CANDIDATES} are shown; there may be more." if new >= MOST_CANDIDATES else ""
        return " ".join(part for part in (sentence, best, only) if part)
    return f"The searches found nothing new to read: {LEFT_OUT} are left out. {only}".rstrip()


def _search(search: Search) -> tuple[str, ...]:
    n_shown = "no answer" if search.n_found is None else str(search.n_found)
    state = search.searched_date or ("" if search.failed_since_date else "not asked")
    if search.failed_since_date:
        state += f"{'; ' if state else ''}asked without an answer since {search.failed_since_date}"
    unmatched = f" (not known to PubMed: {escape(', '.join(search.unmatched))})" if search.unmatched else ""
    looked_at = "" if search.n_read is None else str(search.n_read)
    return escape(search.purpose), escape(search.query) + unmatched, n_shown, looked_at, escape(state)
