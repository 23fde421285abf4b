"""A question with one claim and what it cites, made of a few words."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import (
    Article,
    AuthorReference,
    Citation,
    CitedReference,
    Claim,
    Finding,
    Question,
    ReferenceNotice,
)

QUESTION = Question(question_id="q", question="Which infusion?", status="draft")
CLAIM_ID = "0123456789ab"


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
def only() -> Callable[..., Finding]:
    """The one finding that a check makes."""

    def get(check: Callable[[QuestionEvidence], Any], evidence: QuestionEvidence) -> Finding:
        (finding,) = check(evidence)
        return finding

    return get
