"""New evidence has been looked for, and none waits to be read.

Fires: once for the question, if candidates wait: warning, if one of them is a guideline; info, if they are systematic
reviews, trials or other articles, such as those that cite the references.
Unknown: info, if PubMed was not searched; warning, if a search failed and nothing waits. Retired questions are not
searched: no finding.
Known: the tables `searches` and `candidates` (none cited, none dismissed; those from before an approval stay).
Rule: Cochrane Handbook, chapter 22 (living systematic reviews: keep searching, and say what waits);
docs/decisions/0008-searches.md.
"""

from collections import Counter
from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.search_words import LEFT_OUT, not_looked_at, why_unanswered
from pipeline.schema.finding_tables import Finding
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.table import LIST_SEPARATOR

CODE = "new_evidence"
# kind of candidate by study design, in the order of the message; any other design is an "other article"
_KINDS = {
    "practice guideline": "guideline",
    "systematic review": "systematic review",
    "meta-analysis": "systematic review",
    "randomized controlled trial": "trial",
    "clinical trial": "trial",
}


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for the question."""
    if evidence.question.status != "retired":
        yield finding(evidence, CODE, _judge(evidence))


def _judge(evidence: QuestionEvidence) -> Judgement:
    why = _why_unknown(evidence)
    if evidence.candidates:
        kinds = Counter(_kind(c) for c in evidence.candidates)
        counts = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in _ordered(kinds))
        more = f" There may be more: {why}." if why else ""
        old = sum(c.is_from_before_approval for c in evidence.candidates)
        counts += f" ({old} unread at approval)" if old else ""
        message = (
            f"New evidence waits to be read: {counts}. Read each, then cite it or dismiss it with a reason "
            f"(reviews/dismissed.csv).{more}"
        )
        location = LIST_SEPARATOR.join(ReferenceKey.of_pmid(c.pmid) for c in evidence.candidates)
        facts = tuple(c.pmid for c in evidence.candidates)
        severity = "warning" if kinds["guideline"] else "info"
        return Judgement("candidates_unread", severity, message, location=location, facts=facts)
    if why:
        severity = "warning" if any(s.failed_since_date for s in evidence.searches) else "info"
        return Judgement("new_evidence_unknown", severity, f"Whether there is new evidence is not known: {why}.")
    n_searches = len(evidence.searches)
    searched = f"{n_searches} {'search' if n_searches == 1 else 'searches'}"
    message = f"{searched} found nothing new to read: {LEFT_OUT} are left out."
    message += f" {only}" if (only := not_looked_at(evidence.searches)) else ""
    return Judgement("nothing_new", "info", message)


def _why_unknown(evidence: QuestionEvidence) -> str:
    about = [s for s in evidence.searches if not s.reference_id]
    if not evidence.searches:
        return "there is nothing to search by; name drugs and condition in the front matter, or cite papers"
    if not [s for s in about if s.purpose != "citing"]:
        return "no drug or condition is named and the references share no MeSH heading; name them in the front matter"
    return why_unanswered(about)


def _kind(candidate: Candidate) -> str:
    return _KINDS.get(candidate.study_design, "other article")


def _ordered(kinds: Counter[str]) -> list[tuple[str, int]]:
    order = [*dict.fromkeys(_KINDS.values()), "other article"]
    return [(kind, kinds[kind]) for kind in order if kinds[kind]]
