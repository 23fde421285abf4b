"""What one source says about one claim: the mark, the sentences behind it, the numbers side by side, who disagreed."""

from collections import Counter
from collections.abc import Iterable

from pipeline.findings.names import OF_PAIRS, finding_name, is_set_aside
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.vocabulary import CLAIM_MARKS
from pipeline.summaries.markdown import escape, quote, shorten, table
from pipeline.summaries.report_input import ReportInput

LONGEST = 400
_SETTLE = {"fail": "If this is wrong, say so", "unknown": "Where you have read that it is right, set it aside"}
MARKS = {"unsure": "could not tell", "not checked": "could not check"}


def block(report: ReportInput, who: str, verdict: ClaimVerdict) -> list[str]:
    """The paragraphs on one claim and one source whose text was read; `who` names the source."""
    parts = [f"{who}: **{mark(verdict)}** ({escape(shorten(verdict.reason, LONGEST))})."]
    for text, place in ((verdict.quote, verdict.quote_place), (verdict.more_quote, verdict.more_quote_place)):
        if text:
            parts += [quote(f"{escape(shorten(text, LONGEST))} ({escape(place)})")]
    return [*parts, *_numbers(report, verdict), *_said(report, verdict)]


def mark(verdict: ClaimVerdict) -> str:
    """The mark in words: says so, says otherwise, does not say, could not tell, could not check."""
    return MARKS.get(verdict.mark, verdict.mark)


def tally(verdicts: Iterable[ClaimVerdict]) -> str:
    """The count of each mark, in the order of CLAIM_MARKS: `3 / 1 / 2 / 5`. "unsure" counts with "not checked"."""
    counts = Counter(v.mark for v in verdicts)
    unknown = counts["unsure"] + counts["not checked"]
    return " / ".join(str(n) for n in (*(counts[m] for m in CLAIM_MARKS[:3]), unknown))


def _numbers(report: ReportInput, verdict: ClaimVerdict) -> list[str]:
    """A table of the claim's values beside the source's; [] where all are the same."""
    rows = report.evidence.numbers.get((verdict.claim_id, verdict.reference_id), ())
    if all(n.result == "same" for n in rows):
        return []
    header = ("Value", "The claim says", "The source says", "Result")
    return [table(header, [tuple(escape(x or "–") for x in (n.kind, n.claimed, n.found, n.result)) for n in rows])]


def _said(report: ReportInput, verdict: ClaimVerdict) -> list[str]:
    """A line for each finding on this pair: its message if it was set aside, else the name under which to settle it."""
    own = [f for f in report.of_pair(verdict.claim_id, verdict.reference_id) if f.check_code in OF_PAIRS]
    lines = [escape(f.message) if is_set_aside(f) else disagree(report, f) for f in own]
    return [line for line in lines if line]


def disagree(report: ReportInput, finding: Finding) -> str:
    """How a person can settle a finding of the claim checks that is open or unknown; "" for any other."""
    name = finding_name(finding, report.evidence)
    if not name or finding.result not in _SETTLE:
        return ""
    return f"{_SETTLE[finding.result]} in reviews/adjudications.csv under the finding `{name}`."
