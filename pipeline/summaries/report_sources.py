"""The report's third part: what each source says, one short passage for each citation, never the whole abstract."""

from pipeline.language.passages import closest, closest_text
from pipeline.schema.tables import CitedReference, Claim
from pipeline.summaries import report_labels
from pipeline.summaries.markdown import escape, link, quote, shorten
from pipeline.summaries.references import short_name, url_of
from pipeline.summaries.report_input import ReportInput, citation_mark, claim_mark
from pipeline.summaries.wording import words

MOST_FACTS = 3
LONGEST = 400
LONGEST_NAME = 80


def render(report: ReportInput) -> str:
    """For each claim and each of its citations: a passage, a snapshot fact, or in words why there is neither."""
    parts = [
        "## What each source says",
        "The closest sentence is where to look first. It was chosen by shared words and numbers and is not a verdict.",
    ]
    cited = [
        (claim, reference)
        for claim in report.claims()
        for reference in report.cited_by(claim)
        if not _stands_beside_claim(report, claim, reference)
    ]
    named = ""
    for claim, reference in cited:
        if claim.claim_id != named:
            parts.append(f"**{claim_mark(report, claim)}**")
            named = claim.claim_id
        parts += _citation(report, claim, reference)
    if not cited:
        told = "All that is cited are labels, whose words stand beside the claims."
        has_citations = any(report.cited_by(claim) for claim in report.claims())
        parts = [parts[0], told if has_citations else "No claim cites a source."]
    return "\n\n".join(parts)


def _stands_beside_claim(report: ReportInput, claim: Claim, reference: CitedReference) -> bool:
    """A label's sentence is shown beside the claims of the label section already."""
    label = report.evidence.labels.get(reference.set_id)
    return claim.section == "fda" and label is not None and label.source != "snapshot"


def _citation(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    name = escape(shorten(short_name(reference), LONGEST_NAME))
    url = url_of(reference)
    who = f"{citation_mark(report.numbers()[reference.reference_id])} {link(name, url) if url else name}"
    confirmed = _confirmed(report, claim, reference)
    if confirmed:
        return [f"{who}: {confirmed[0]}", *confirmed[1:]]
    carrying = [
        p for p in report.evidence.label_passages if p.claim_id == claim.claim_id and reference.set_id == p.set_id
    ]
    if carrying:
        where = escape(report_labels.place(carrying[0]))
        return [
            f"{who}: closest sentence in the label (not a verdict; {where}):",
            quote(escape(shorten(carrying[0].sentence, LONGEST))),
        ]
    abstracts = report.evidence.abstracts.get(reference.pmid, ()) if reference.pmid else ()
    if abstracts:
        passage = closest(claim.text, abstracts)
        if passage is None:
            return [f"{who}: no sentence of the abstract shares enough with the claim to be shown."]
        where = f"{passage.label}, sentence {passage.sentence}" if passage.label else f"sentence {passage.sentence}"
        return [
            f"{who}: closest sentence in the abstract (not a verdict; {escape(where)}):",
            quote(escape(shorten(passage.text, LONGEST))),
        ]
    facts = _facts(report, claim, reference)
    if facts:
        return [f"{who}: snapshot fact (our words), not a quotation:", "\n".join(f"- {escape(fact)}" for fact in facts)]
    return [f"{who}: {_absence(report, reference)}."]


def _confirmed(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    """What a check quoted when it passed for just this claim and reference."""
    for f in report.own_findings():
        is_this = f.claim_id == claim.claim_id and f.reference_id == reference.reference_id
        if is_this and f.result == "pass" and f.evidence_quote:
            where = f"; {escape(f.evidence_location)}" if f.evidence_location else ""
            text = escape(shorten(f.evidence_quote, LONGEST))
            return [f"the words that the check “{escape(words(f.check_code))}” passed on{where}:", quote(text)]
    return []


def _facts(report: ReportInput, claim: Claim, reference: CitedReference) -> list[str]:
    """The snapshot's fact closest to the claim; the first few where none is close."""
    if reference.origin != "snapshot":
        return []
    facts = [fact.fact for fact in report.evidence.facts.get(reference.reference_id, ())]
    best = closest_text(claim.text, facts)
    return [best] if best else facts[:MOST_FACTS]


def _absence(report: ReportInput, reference: CitedReference) -> str:
    if reference.record_status != "found":
        return words(reference.record_status)
    if reference.set_id:
        return "no sentence of the label at hand shares enough with the claim to be shown"
    article = report.article(reference)
    if article is None:
        return "abstract not fetched"
    return "the abstract is not at hand here" if article.abstract_sha256 else "no abstract in the record"
