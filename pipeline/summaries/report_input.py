"""The rows that a report is made from, and the order and numbering that all its parts share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.schema.claim_tables import Claim, ClaimVerdict
from pipeline.schema.finding_tables import CheckCount, Finding, QuestionStatus
from pipeline.schema.history_tables import Change
from pipeline.schema.moving_tables import SourceState
from pipeline.schema.paper_tables import Article, CitedReference, ReferenceNotice
from pipeline.schema.records import QuestionEvidence, Standing
from pipeline.schema.sources import LABELS, PAPERS, covering
from pipeline.schema.vocabulary import SECTIONS, UNKNOWN
from pipeline.summaries.markdown import escape, link, shorten
from pipeline.summaries.wording import listed, notice_kind, source_name

CLAIM_LENGTH = 120  # of a claim that is quoted again outside the answer


@dataclass(frozen=True)
class ReportInput:
    """Everything that one report is made from. `findings`, `counts` and `changes` may include rows of other questions,
    which are ignored. `snapshot_date` is the date of the bundled snapshot, "" where unknown. `standing` is read from
    the review log. `status_reason` is the part of `status.reason` about the status, not the currency.
    """

    evidence: QuestionEvidence
    findings: tuple[Finding, ...]
    status: QuestionStatus
    counts: tuple[CheckCount, ...]
    changes: tuple[Change, ...]
    source_states: tuple[SourceState, ...]
    snapshot_date: str
    standing: Standing = field(default_factory=Standing)
    status_reason: str = ""

    @property
    def question_id(self) -> str:
        """The question's id."""
        return self.evidence.question.question_id

    def claims(self) -> list[Claim]:
        """The claims in the order of the answer: by section, then by place in the file."""
        return self._claims

    @cached_property
    def _claims(self) -> list[Claim]:
        order = list(SECTIONS)
        return sorted(self.evidence.claims, key=lambda c: (order.index(c.section), c.position, c.claim_id))

    def claim_numbers(self) -> Mapping[str, int]:
        """The number of each claim, by claim_id."""
        return self._claim_numbers

    @cached_property
    def _claim_numbers(self) -> Mapping[str, int]:
        return {claim.claim_id: number for number, claim in enumerate(self.claims(), 1)}

    def numbers(self) -> Mapping[str, int]:
        """The number of each reference, by reference_id: in order of first citation, then those not cited."""
        return self._numbers

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        cited = [c.reference_id for claim in self.claims() for c in self.evidence.citations.get(claim.claim_id, ())]
        return {
            each: number for number, each in enumerate(dict.fromkeys([*cited, *sorted(self.evidence.references)]), 1)
        }

    def reference(self, reference_id: str) -> CitedReference:
        """The reference; where there is no row, one with every value unknown."""
        known = self.evidence.references.get(reference_id)
        return known or CitedReference(reference_id=reference_id, record_status="not_fetched", integrity_status=UNKNOWN)

    def references(self) -> list[CitedReference]:
        """Every reference, by number."""
        return [self.reference(reference_id) for reference_id in self.numbers()]

    def cited_by(self, claim: Claim) -> list[CitedReference]:
        """The references that a claim cites, in order, each once."""
        ids = dict.fromkeys(c.reference_id for c in self.evidence.citations.get(claim.claim_id, ()))
        return [self.reference(reference_id) for reference_id in ids]

    def article(self, reference: CitedReference) -> Article | None:
        """The PubMed record behind a reference; None where there is none."""
        return self.evidence.articles.get(reference.pmid) if reference.pmid else None

    def sources_down(self) -> list[SourceState]:
        """The sources that did not answer, except those of a kind (papers, labels) that this question does not use."""
        has_labels = bool(self.evidence.label_choices) or any(r.set_id for r in self.references())
        has_papers = any(not r.set_id for r in self.references())
        concerned = {*(covering(PAPERS) if has_papers else ()), *(covering(LABELS) if has_labels else ())}
        down = [s for s in self.source_states if s.state == "down" and s.source in concerned]
        return sorted(down, key=lambda s: s.source)

    def is_stale(self) -> bool:
        """Whether a source is down or a reference could not be re-checked."""
        return bool(self.sources_down()) or any(r.stale_since_date for r in self.references())

    def own_findings(self) -> list[Finding]:
        """This question's findings."""
        return self._own_findings

    @cached_property
    def _own_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.question_id == self.question_id]

    def findings_of(self, claim: Claim) -> list[Finding]:
        """The findings on the claim, and those on a reference that it cites which belong to no single claim."""
        places = {*self._places.get((claim.claim_id, ""), ())}
        for reference in self.cited_by(claim):
            places.update(self._places.get(("", reference.reference_id), ()))
        return [self._own_findings[place] for place in sorted(places)]

    def of_pair(self, claim_id: str, reference_id: str) -> list[Finding]:
        """The findings on one claim and one reference."""
        own = (self._own_findings[place] for place in self._places.get((claim_id, ""), ()))
        return [f for f in own if f.reference_id == reference_id]

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], list[int]]:
        """The positions in `own_findings` by (claim_id, ""), or by ("", reference_id) for a finding without a claim."""
        places: dict[tuple[str, str], list[int]] = {}
        for place, finding in enumerate(self._own_findings):
            about = (finding.claim_id, "") if finding.claim_id else ("", finding.reference_id)
            places.setdefault(about, []).append(place)
        return places

    def verdict_of(self, claim: Claim, reference: CitedReference) -> ClaimVerdict | None:
        """The verdict on the claim against the reference; None where there is no row."""
        return self._verdicts.get((claim.claim_id, reference.reference_id))

    @cached_property
    def _verdicts(self) -> Mapping[tuple[str, str], ClaimVerdict]:
        return {(v.claim_id, v.reference_id): v for v in reversed(self.evidence.verdicts)}

    def own_counts(self) -> list[CheckCount]:
        """This question's counts, sorted by check."""
        return self._own_counts

    @cached_property
    def _own_counts(self) -> list[CheckCount]:
        return sorted((c for c in self.counts if c.question_id == self.question_id), key=lambda c: c.check_code)


def citation_mark(number: int) -> str:
    """`[1]` as a link to that number in the list of references."""
    return link(rf"\[{number}\]", f"#ref-{number}")


def anchor(name: str) -> str:
    """A target for links. A span, because Pandoc keeps its id in every output format and GitHub does not remove it."""
    return f'<span id="{name}"></span>'


def claim_mark(report: ReportInput, claim: Claim) -> str:
    """`Claim 3` as a link to the claim, followed by its shortened text."""
    number = report.claim_numbers()[claim.claim_id]
    return f"{link(f'Claim {number}', f'#claim-{claim.claim_id}')}, “{escape(shorten(claim.text, CLAIM_LENGTH))}”"


def quoted_note(note: str) -> str:
    """A record's note about a notice, quoted, to follow the notice's id; "" for an empty note."""
    return f", “{escape(note.rstrip('. '))}”" if note else ""


def notice_lines(notices: tuple[ReferenceNotice, ...]) -> list[tuple[str, str, str, str, str]]:
    """Each notice once, oldest first: its kind in words, its date, its id, the sources that report it, and the record's
    note about it.
    """
    sources: dict[tuple[str, str], list[str]] = {}
    dates: dict[tuple[str, str], list[str]] = {}
    said: dict[tuple[str, str], list[str]] = {}
    for notice in sorted(notices, key=lambda n: (n.notice_date or "9999", n.notice_id, n.kind, n.source)):
        key = notice.notice_id, notice.kind
        sources.setdefault(key, []).append(notice.source)
        dates.setdefault(key, []).append(notice.notice_date)
        said.setdefault(key, []).append(notice.note)
    return [
        (
            notice_kind(kind),
            dates[notice_id, kind][0],
            notice_id,
            listed(map(source_name, dict.fromkeys(who))),
            next(filter(None, said[notice_id, kind]), ""),
        )
        for (notice_id, kind), who in sources.items()
    ]
