"""What an approval rests on, whether it still holds, and what has changed since.

The evidence hash is the SHA-256 of what `parts()` returns: the claims with their citations, the state of each cited
record, the label passages under the claims, and the boxed warnings of the labels in use. An approval stores its parts
(`data/history/approved_parts.csv`), so later changes are known exactly, whatever their dates. For an approval without
stored parts (a log written by hand), the changes of its day and later count. Evidence that returns to what was approved
is approved again, because its hash is the same. Moving a claim within its section changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.evidence.changes import REWORDED_FROM, new_change
from pipeline.evidence.reviews.left_open import kept_with
from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import ApprovedPart, Change
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Review
from pipeline.schema.records import Acceptance, QuestionEvidence, Standing, reason_of
from pipeline.schema.stable_ids import ALL_DIGITS, stable_id
from pipeline.schema.vocabulary import HASHED_KINDS

NOTHING = "none"
BETWEEN = " | "  # separates the words of a record's state
QUOTE = "\t"  # separates the message of an accepted finding from its quotation
ACCEPTED, REASON, SEEN = "accepted finding", "accepted reason", "seen change"


class EvidencePart(NamedTuple):
    """One part of what an answer rests on, and its state."""

    kind: str
    item: str
    state: str


def parts(evidence: QuestionEvidence) -> tuple[EvidencePart, ...]:
    """Everything that an approval of `evidence` rests on, each once, sorted."""
    return tuple(sorted({*_claims(evidence), *_references(evidence), *_label_parts(evidence)}))


def evidence_hash(evidence: QuestionEvidence) -> str:
    """The SHA-256 of the parts, in hex."""
    return stable_id(*("\t".join(p) for p in parts(evidence)), digits=ALL_DIGITS)


def _claims(evidence: QuestionEvidence) -> Iterator[EvidencePart]:
    for claim in evidence.claims:
        cited = "; ".join(c.reference_id for c in evidence.citations.get(claim.claim_id, ()))
        yield EvidencePart("claim", claim.claim_id, f"{claim.text} [{cited or NOTHING}] ({claim.section})")


def _references(evidence: QuestionEvidence) -> Iterator[EvidencePart]:
    for reference in evidence.references.values():
        article = evidence.articles.get(reference.pmid)
        notices = dict.fromkeys(n.notice_id for n in evidence.notices.get(reference.reference_id, ()))
        notices |= dict.fromkeys(reference.shared_by)  # the records that share the id: one can be retracted later
        words = (
            reference.record_status,
            reference.integrity_status,
            "; ".join(notices) or NOTHING,
            (article.abstract_sha256 if article else "") or NOTHING,
            "; ".join(reference.superseded_by) or NOTHING,
        )
        yield EvidencePart("reference", reference.reference_id, BETWEEN.join(words))


def _label_parts(evidence: QuestionEvidence) -> Iterator[EvidencePart]:
    for p in evidence.label_passages:
        item = f"setid:{p.set_id} {p.claim_id}".rstrip()
        yield EvidencePart("label passage", item, f"{p.section}: {p.sentence}")
    for set_id in {c.set_id for c in evidence.label_choices if c.set_id in evidence.labels}:
        yield EvidencePart(
            "boxed warning", ReferenceKey.of_set_id(set_id), evidence.labels[set_id].boxed_warning or NOTHING
        )


def approved_parts(
    evidence: QuestionEvidence,
    accepted: Iterable[Finding] = (),
    seen: Iterable[Change] = (),
    open_parts: Iterable[tuple[str, str, str]] = (),
) -> list[ApprovedPart]:
    """The rows that an approval of `evidence` stores: its parts, and what was decided with it.

    Besides the parts these are the accepted findings, the changes of the approval's day (`seen`), and what it left open
    (`left_open.parts_of`).
    """
    question_id, now = evidence.question.question_id, evidence_hash(evidence)
    accepted = tuple(accepted)
    own = {
        *parts(evidence),
        *(EvidencePart(ACCEPTED, f.finding_id, f"{f.message}{QUOTE}{f.evidence_quote}") for f in accepted),
    }
    own |= {EvidencePart(REASON, f.finding_id, reason_of(f)) for f in accepted}
    own |= {EvidencePart(SEEN, c.change_id, c.kind) for c in seen} | {EvidencePart(*p) for p in open_parts}
    return [ApprovedPart(question_id, now, *part) for part in sorted(own)]


def standing(
    evidence: QuestionEvidence, reviews: Sequence[Review], kept: Sequence[ApprovedPart], changes: Sequence[Change]
) -> Standing:
    """The state of a question according to the log. All rows are the question's own, the reviews in the log's order."""
    approval = next((r for r in reversed(reviews) if r.action == "approve"), None)
    now = evidence_hash(evidence)
    accepted = _acceptances(reviews, kept, now)
    if approval is None:
        return Standing(tuple(reviews), accepted=accepted)
    own = {EvidencePart(p.kind, p.item, p.state) for p in kept if p.evidence_hash == approval.evidence_hash}
    seen = frozenset(p.item for p in own if p.kind == SEEN) if own else None
    holds, left_open = approval.evidence_hash == now, kept_with(approval, kept)
    log = Standing(tuple(reviews), approval, holds, (), accepted, left_open, seen)
    if log.holds:
        return log
    if own:
        then = {p for p in own if p.kind in HASHED_KINDS}
        return replace(log, moved=tuple(_moved(then, set(parts(evidence)), evidence)))
    moved = sorted(filter(log.came_after, changes), key=lambda c: (c.refreshed_date, c.change_id))
    return replace(log, moved=tuple(moved))


def _acceptances(reviews: Sequence[Review], kept: Sequence[ApprovedPart], now: str) -> tuple[Acceptance, ...]:
    """Every acceptance ever given, oldest first."""
    said = {(p.evidence_hash, p.item): p.state for p in kept if p.kind == ACCEPTED}
    reasons = {(p.evidence_hash, p.item): p.state for p in kept if p.kind == REASON}
    returned = max((i for i, r in enumerate(reviews) if r.action == "return"), default=-1)
    acceptances = []
    for i, review in enumerate(reviews):
        for finding_id in review.accepted_findings:
            key = review.evidence_hash, finding_id
            message, _, quote = said.get(key, "").partition(QUOTE)
            holds = review.evidence_hash == now and i > returned
            source = (review.by, review.review_date, review.because)
            acceptances.append(Acceptance(finding_id, message, *source, holds, quote, reasons.get(key, "")))
    return tuple(acceptances)


def reasons_to_keep(evidence: QuestionEvidence, standing: Standing, findings: Iterable[Finding]) -> list[ApprovedPart]:
    """Rows with the reasons of findings that were accepted before reasons were stored, while the wording still matches.

    Once the reason is stored, a reworded message no longer affects the acceptance.
    """
    old = [a for a in standing.accepted if a.message and not a.reason]
    same = {f.finding_id: reason_of(f) for f in findings if any(a.covers(f) for a in old)}
    now = evidence_hash(evidence) if same else ""  # an acceptance is valid for this evidence only
    question_id = evidence.question.question_id
    return [ApprovedPart(question_id, now, REASON, finding_id, reason) for finding_id, reason in sorted(same.items())]


# ---- what has changed ----------------------------------------------------------------------------------------------


def _moved(then: set[EvidencePart], now: set[EvidencePart], evidence: QuestionEvidence) -> Iterator[Change]:
    """The differences, as changes without a date, each tied to the claims that it affects."""
    question_id = evidence.question.question_id
    gone, new = then - now, now - then
    yield from _moved_claims(question_id, gone, new)
    old = {p.item: p.state for p in gone if p.kind == "reference"}
    for part in sorted(p for p in new if p.kind == "reference" and p.item in old):
        for kind, before, after in _record_kinds(old[part.item], part.state):
            yield from _touching(evidence, part.item, kind, before, after)
    claims = {c.claim_id for c in evidence.claims} & {p.item for p in then if p.kind == "claim"}
    yield from _moved_labels(question_id, gone, new, claims)


def _moved_claims(question_id: str, gone: set[EvidencePart], new: set[EvidencePart]) -> Iterator[Change]:
    """Claims with changed citations, reworded (paired by similarity, as in the history), added and removed."""
    before = {p.item: p.state for p in gone if p.kind == "claim"}
    after = {p.item: p.state for p in new if p.kind == "claim"}
    for claim_id in sorted(before.keys() & after.keys()):
        states = before.pop(claim_id), after.pop(claim_id)
        yield new_change("", "claim_cited", question_id, claim_id=claim_id, before=states[0], after=states[1])
    for claim_id, state in sorted(after.items()):
        old = max(before, key=lambda k: (fuzz.ratio(before[k], state), k), default="")
        if old and fuzz.ratio(before[old], state) >= REWORDED_FROM:
            was = before.pop(old)
            yield new_change("", "claim_reworded", question_id, claim_id=claim_id, before=was, after=state)
        else:
            yield new_change("", "claim_added", question_id, claim_id=claim_id, after=state)
    for claim_id, state in sorted(before.items()):
        yield new_change("", "claim_removed", question_id, claim_id=claim_id, before=state)


def _record_kinds(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """(kind, before, after) for each part of a record's state that differs; an abstract's digest is not shown."""
    then, now = old.split(BETWEEN), new.split(BETWEEN)
    kinds = (f"record:{now[0]}", f"integrity:{now[1]}", "integrity:further_notice", "record:abstract", "superseded")
    for kind, before, after in zip(kinds, then, now, strict=True):
        if before != after:
            is_digest = kind == "record:abstract"
            old_words = "as approved" if is_digest and before != NOTHING else before
            yield kind, old_words, "another" if is_digest and after != NOTHING else after


def _moved_labels(
    question_id: str, gone: set[EvidencePart], new: set[EvidencePart], claims: set[str]
) -> Iterator[Change]:
    """Changed passages, of the question and of claims that existed then and still do, and changed boxed warnings."""
    labels = ("label passage", "boxed warning")
    for kind, item in sorted({(p.kind, p.item) for p in gone | new if p.kind in labels}):
        reference_id, _, claim_id = item.partition(" ")
        if not claim_id or claim_id in claims:
            before, after = (
                " ".join(sorted(p.state for p in side if (p.kind, p.item) == (kind, item))) for side in (gone, new)
            )
            yield new_change(
                "", kind.replace(" ", "_"), question_id,
                claim_id=claim_id, reference_id=reference_id, before=before, after=after,
            )  # fmt: skip


def _touching(evidence: QuestionEvidence, reference_id: str, kind: str, before: str, after: str) -> Iterator[Change]:
    for claim in evidence.claims:
        if reference_id in {c.reference_id for c in evidence.citations.get(claim.claim_id, ())}:
            yield new_change(
                "", kind, evidence.question.question_id,
                claim_id=claim.claim_id, reference_id=reference_id, before=before, after=after,
            )  # fmt: skip
