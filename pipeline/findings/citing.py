"""The pairs of claim and reference that findings are about, and the words by which findings name a record."""

from collections.abc import Iterator

from pipeline.schema.claim_tables import Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import FALLEN_STATUSES, LOST_STATUSES


def cited_pairs(evidence: QuestionEvidence) -> Iterator[tuple[Claim, CitedReference]]:
    """Every claim with every reference it cites, each pair once: two ids of one paper are one reference."""
    for claim in evidence.claims:
        yield from ((claim, reference) for reference in cited_once(evidence, claim))


def cited_papers(evidence: QuestionEvidence) -> Iterator[tuple[Claim, CitedReference]]:
    """`cited_pairs` without drug labels, which PubMed does not contain."""
    return ((claim, reference) for claim, reference in cited_pairs(evidence) if not is_label(reference))


def cited_once(evidence: QuestionEvidence, claim: Claim) -> tuple[CitedReference, ...]:
    """The references that `claim` cites, in order, each once."""
    return tuple({r.reference_id: r for r in evidence.cited_by(claim)}.values())


def is_label(reference: CitedReference) -> bool:
    """Whether `reference` is a drug label (cited by set id or application number)."""
    return ReferenceKey(reference.reference_id).is_label


def is_standing(reference: CitedReference) -> bool:
    """Whether `reference` can support a claim: neither retracted, withdrawn or a notice, nor lost at its source."""
    is_lost = reference.record_status in LOST_STATUSES
    return not is_lost and reference.integrity_status not in FALLEN_STATUSES


def record_name(reference: CitedReference) -> str:
    """`pmid:25867538 (Greenspan SL, 2015)`, with the author and year as far as they are known."""
    known = ", ".join(str(x) for x in (reference.first_author, reference.year) if x)
    return f"{reference.reference_id} ({known})" if known else reference.reference_id


def record_words(reference: CitedReference, words: str) -> str:
    """`words` as a quotation from the record; "" if the record is the snapshot's, which is never quoted."""
    return "" if reference.origin == "snapshot" else words
