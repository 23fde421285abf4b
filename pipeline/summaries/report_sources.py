"""The report's third part: what each source says, in one short passage per citation, never the whole abstract."""

from pipeline.language.text.passages import closest_text
from pipeline.schema.claim_tables import Claim
from pipeline.schema.paper_tables import CitedReference
from pipeline.summaries import report_claims
from pipeline.summaries.markdown import escape, link, quote, shorten
from pipeline.summaries.references import short_name, url_of
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import record_state, words

MOST_FACTS = 3
LONGEST = 400
LONGEST_NAME = 80


def render(report: ReportInput) -> str:
    """For each claim and each of its citations: a passage, a snapshot fact, or the reason why there is neither."""
    parts = [
        "## What each source says",
        "Each claim was held against each source whose text is at hand, by rules and a small learnt model. A mark is "
        "where to look first, with the sentences that it rests on; read them before relying on it.",
    ]
    cited = [(claim, reference) for claim in report.claims() for reference in report.cited_by(claim)]
    named = ""
    for claim, reference in cited:
        if claim.claim_id != named:
            parts.append(f"**{claim_mark(report, claim)}**")
            named = claim.claim_id
        parts += _citation(report, claim, reference)
    if not cited:
        parts = [parts[0], "No claim cites a source."]
    return "\n\n".join(parts)


def _citation(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    name = escape(shorten(short_name(reference), LONGEST_NAME))
    url = url_of(reference)
    who = f"{citation_mark(report.numbers()[reference.reference_id])} {link(name, url) if url else name}"
    verdict = report.verdict_of(claim, reference)
    if verdict is not None and verdict.mark != "not checked":
        return report_claims.block(report, who, verdict)
    confirmed = _confirmed(report, claim, reference)
    if confirmed:
        return [f"{who}: {confirmed[0]}", *confirmed[1:]]
    verdict_words = f": **could not check**, {escape(verdict.reason)}" if verdict is not None else ""
    facts = _facts(report, claim, reference)
    if facts:
        listed = "\n".join(f"- {escape(fact)}" for fact in facts)
        return [f"{who}{verdict_words or ':'}; snapshot fact (our words), not a quotation:".replace(":;", ":"), listed]
    return [f"{who}{verdict_words or f': {_absence(reference)}'}."]


def _confirmed(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    """The quotation of the first check that passed on exactly this claim and reference; [] where none did."""
    for f in report.of_pair(claim.claim_id, reference.reference_id):
        if f.result == "pass" and f.evidence_quote:
            where = f"; {escape(f.evidence_location)}" if f.evidence_location else ""
            text = escape(shorten(f.evidence_quote, LONGEST))
            return [f"the words that the check “{escape(words(f.check_code))}” passed on{where}:", quote(text)]
    return []


def _facts(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    """The snapshot's fact closest to the claim; the first MOST_FACTS where none is close."""
    if reference.origin != "snapshot":
        return []
    facts = [fact.fact for fact in report.evidence.facts.get(reference.reference_id, ())]
    best = closest_text(claim.text, facts)
    return [best] if best else facts[:MOST_FACTS]


def _absence(reference: CitedReference) -> str:
    if reference.record_status != "found":
        return record_state(reference)
    return "could not check"
