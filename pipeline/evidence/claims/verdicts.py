"""Compares every claim with everything it cites: what the source says, or why that is unknown.

Of a bibliographic record only fetched text counts, because the snapshot's facts are our own words and prove nothing. A
label is long, so a claim is compared only with the sentences that share most with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.language.claims.support_model import rarity
from pipeline.language.claims.topics import Topics
from pipeline.language.claims.verifying import MOST_SENTENCES, Reason, Verified, verify, what_fit_decides
from pipeline.language.labels.copies import differing_copies, numbers_of
from pipeline.language.numbers.features import words
from pipeline.language.text.source_text import SourceSentence, SourceText
from pipeline.language.text.tokens import share
from pipeline.schema.claim_tables import Claim, ClaimNumber, ClaimVerdict
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.stable_ids import ALL_DIGITS, stable_id

LONG = 60  # sentences; no abstract has so many
CLOSEST = 40  # sentences of a longer text that a claim is compared with


@dataclass(frozen=True)
class Sources:
    """The texts at hand by reference id, and how well a claim fits each article among them."""

    texts: Mapping[str, SourceText]
    topics: Topics


@dataclass(frozen=True)
class Compared:
    """One claim compared with one source: its verdict, its values, and what the fit among all articles decided
    (`what_fit_decides`), "" if it was not asked for.
    """

    verdict: ClaimVerdict
    numbers: list[ClaimNumber]
    fit: str = ""


def is_comparable(claim: Claim, reference: CitedReference, sources: Sources) -> bool:
    """Whether there is a text to compare the claim with."""
    return not claim.is_abstention and reference.reference_id in sources.texts


def compare(claim: Claim, reference: CitedReference, sources: Sources) -> Compared:
    """The verdict on a claim and a paper or label that it cites, and a row for each value of the claim."""
    text = sources.texts.get(reference.reference_id)
    if claim.is_abstention or text is None or not text.sentences:
        return Compared(_unchecked(claim, reference), [])
    asked: list[str] = []

    def fit() -> float | None:
        fitting = sources.topics.fit(claim.text, reference.reference_id)
        asked.append(what_fit_decides(fitting))
        return fitting

    read = closest_part(claim.text, text)
    found = verify(claim.text, read, fit)
    found = with_copies(found, text) if reference.set_id else found
    row = _checked(claim, reference, text, found)
    return Compared(row, _numbers(claim, reference, read, found), asked[0] if asked else "")


def fit_today(claim: Claim, reference: CitedReference, sources: Sources) -> str:
    """What the fit among the articles at hand today decides."""
    return what_fit_decides(sources.topics.fit(claim.text, reference.reference_id))


def closest_part(claim: str, text: SourceText) -> SourceText:
    """The sentences of a long text that share most with `claim`, in their order; a short text whole."""
    if len(text.sentences) <= LONG:
        return text
    wanted = words(text.in_full(claim))
    pairs = zip(text.sentences, text.full_sentences, strict=True)
    ranked = sorted(pairs, key=lambda pair: (-share(wanted, words(pair[1]), rarity), pair[0].number))
    part = tuple(sorted((sentence for sentence, _ in ranked[:CLOSEST]), key=lambda s: s.number))
    return SourceText(text.title, part, text.years, text)


def with_copies(found: Verified, text: SourceText) -> Verified:
    """`found` with each value compared with both copies of its sentence, if a label has two that differ.

    Neither copy is then the label's word, so nothing is sure. A value that one copy does have is not "different".
    """
    copies = differing_copies(text)
    numbers, pairs = [], []
    for n in found.numbers:
        copy = copies.get(n.sentence) if n.result in ("same", "different") else None
        pairs += [(n.sentence, copy)] if copy else []
        is_in_copy = copy is not None and set(numbers_of(n.claimed)) <= set(numbers_of(copy.text))
        numbers.append(replace(n, result="not comparable") if is_in_copy and n.result == "different" else n)
    if not pairs:
        return found
    is_different = any(n.result == "different" for n in numbers)
    alarms = tuple(a for a in found.alarms if a != "number_differs" or is_different)
    first = next(s for s in text.sentences if s.number == pairs[0][0])
    words = f"the label says it in two places with different numbers ({place(first)}, and {place(pairs[0][1])})"
    reasons = (
        Reason("copies_differ", words),
        *(r for r in found.reasons if r.code != "number_differs" or is_different),
    )
    rationale = (first, pairs[0][1], *(s for s in found.rationale if s not in (first, pairs[0][1])))[:MOST_SENTENCES]
    return replace(found, alarms=alarms, rationale=rationale, reasons=reasons, numbers=tuple(numbers), is_sure=False)


def text_sha256(text: SourceText) -> str:
    """The SHA-256 of everything that was read: an adjudication holds while it stays the same."""
    return stable_id(text.title, *(s.text for s in text.sentences), digits=ALL_DIGITS)


def mark(found: Verified) -> str:
    """The verdict in words that an editor may rely on: "unsure" if it is neither sure nor an alarm."""
    if "other_article" in found.alarms:
        return "does not say"
    if found.alarms:
        return "says otherwise"
    if not found.is_sure:
        return "unsure"
    return "does not say" if found.verdict == "NOINFO" else "says so"


def _checked(claim: Claim, reference: CitedReference, text: SourceText, found: Verified) -> ClaimVerdict:
    first, second = (*found.rationale[:2], None, None)[:2]
    return ClaimVerdict(
        claim.claim_id,
        reference.reference_id,
        claim.question_id,
        mark(found),
        "; ".join(r.words for r in found.reasons),
        found.verdict,
        found.confidence,
        found.alarms,
        first.text if first else "",
        place(first) if first else "",
        second.text if second else "",
        place(second) if second else "",
        text.title,
        text_sha256(text),
    )


def place(sentence: SourceSentence) -> str:
    """`RESULTS, sentence 5`."""
    return f"{sentence.label}, sentence {sentence.number}" if sentence.label else f"sentence {sentence.number}"


def _unchecked(claim: Claim, reference: CitedReference) -> ClaimVerdict:
    return ClaimVerdict(
        claim.claim_id, reference.reference_id, claim.question_id, "not checked", _why(claim, reference)
    )


def _why(claim: Claim, reference: CitedReference) -> str:
    what = "label" if reference.set_id else "abstract"
    if claim.is_abstention:
        return "it says that the label does not answer, which another check reads the label for"
    if reference.shared_by:
        return "several PubMed records share this id, and which one is meant is not known"
    if reference.record_status != "found":
        reasons_by_status = {"not_found": "no record has this id", "deleted": "the record was deleted"}
        return reasons_by_status.get(reference.record_status, "the record was not fetched")
    if reference.origin == "snapshot":
        return f"only the snapshot's facts are at hand, in our own words, and not the {what}"
    return "no text of the label is at hand" if reference.set_id else "the record has no abstract"


def _numbers(claim: Claim, reference: CitedReference, text: SourceText, found: Verified) -> list[ClaimNumber]:
    sentences = {s.number: s.text for s in text.sentences}
    return [
        ClaimNumber(
            claim.claim_id,
            reference.reference_id,
            position,
            n.kind,
            n.claimed,
            n.found,
            n.result,
            sentences.get(n.sentence, text.title if n.found else ""),
        )
        for position, n in enumerate(found.numbers, 1)
    ]
