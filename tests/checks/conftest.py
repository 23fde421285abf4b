"""A question with one claim and what it cites, made of a few words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline.schema.claim_tables import Citation, Claim, ClaimNumber, ClaimVerdict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.paper_tables import Article, CitedReference, ReferenceNotice
from pipeline.schema.question_tables import AuthorReference, Question
from pipeline.schema.records import QuestionEvidence

QUESTION = Question(question_id="q", question="Which infusion?", status="draft")
CLAIM_ID = "0123456789ab"
SET_ID = "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"


@pytest.fixture
def reference() -> Callable[..., CitedReference]:
    """A found, live paper in good standing; keyword arguments change it."""

    def make(pmid: str = "1", **changes: Any) -> CitedReference:
        columns: dict[str, Any] = {
            "reference_id": f"pmid:{pmid}",
            "pmid": pmid,
            "title": "A trial of things",
            "first_author": "Doe J",
            "year": 2015,
            "evidence_source": "research",
            "record_status": "found",
            "integrity_status": "no_notice_found",
            "origin": "live",
        }
        return CitedReference(**(columns | changes))

    return make


@pytest.fixture
def evidence() -> Callable[..., QuestionEvidence]:
    """One claim that cites `references`, with the rows given."""

    def make(
        references: Sequence[CitedReference] = (),
        *,
        text: str = "Things work.",
        section: str = "research",
        is_abstention: bool = False,
        notices: Sequence[ReferenceNotice] = (),
        articles: Sequence[Article] = (),
        listed: Sequence[AuthorReference] = (),
        **more: Any,
    ) -> QuestionEvidence:
        claim = Claim(CLAIM_ID, "q", section, "", 1, text, is_abstention, 7)
        cited = tuple(Citation(CLAIM_ID, i, r.reference_id, r.reference_id) for i, r in enumerate(references, 1))
        by_reference: dict[str, tuple[ReferenceNotice, ...]] = {}
        for notice in notices:
            by_reference[notice.reference_id] = (*by_reference.get(notice.reference_id, ()), notice)
        return QuestionEvidence(
            question=QUESTION,
            claims=(claim,),
            citations={CLAIM_ID: cited} if cited else {},
            references={r.reference_id: r for r in references},
            notices=by_reference,
            articles={a.pmid: a for a in articles},
            author_references=tuple(listed),
            **more,
        )

    return make


@pytest.fixture
def verdict() -> Callable[..., ClaimVerdict]:
    """What a source was found to say of the claim: that it says so; keyword arguments change it."""

    def make(reference_id: str = "pmid:1", **changes: Any) -> ClaimVerdict:
        columns: dict[str, Any] = {
            "claim_id": CLAIM_ID,
            "reference_id": reference_id,
            "question_id": "q",
            "mark": "says so",
            "reason": "sentence 4 says more, of the arm",
            "verdict": "SUPPORT",
            "confidence": 0.9,
            "quote": "Things worked.",
            "quote_place": "RESULTS, sentence 4",
            "source_title": "A trial of things",
            "source_sha256": "ab" * 32,
        }
        if changes.get("mark") == "not checked":
            columns |= {"verdict": "", "confidence": None, "quote": "", "quote_place": "", "source_sha256": ""}
        return ClaimVerdict(**(columns | changes))

    return make


@pytest.fixture
def number() -> Callable[..., ClaimNumber]:
    """A dose of the claim, 4 mg, and what the source has."""

    def make(result: str, found: str = "5 mg", reference_id: str = "pmid:1") -> ClaimNumber:
        return ClaimNumber(CLAIM_ID, reference_id, 1, "dose", "4 mg", found, result, f"They got {found}.")

    return make


@pytest.fixture
def label() -> Callable[..., Label]:
    """A label in version 3 of openFDA; keyword arguments change it."""

    def make(brand: str = "Reclast", generic: str = "zoledronic acid", **changes: Any) -> Label:
        columns: dict[str, Any] = {
            "set_id": SET_ID,
            "version": 3,
            "effective_date": "2024-01-02",
            "brand_name": (brand,) if brand else (),
            "generic_name": (generic,) if generic else (),
            "source": "openfda",
            "newest_version": 3,
        }
        return Label(**(columns | changes))

    return make


@pytest.fixture
def with_labels() -> Callable[..., QuestionEvidence]:
    """`evidence` with labels: the first is the one that the question uses."""

    def make(bundle: QuestionEvidence, *labels: Label, answer: str = "", **more: Any) -> QuestionEvidence:
        first = labels[0].set_id if labels else ""
        choices = (LabelChoice("q", "drug", 1, first, "used", "a claim cites it", answer=answer),) if labels else ()
        return replace(bundle, **({"labels": {x.set_id: x for x in labels}, "label_choices": choices} | more))

    return make


@pytest.fixture
def only() -> Callable[..., Finding]:
    """The one finding that a check makes."""

    def get(check: Callable[[QuestionEvidence], Any], evidence: QuestionEvidence) -> Finding:
        (finding,) = check(evidence)
        return finding

    return get
