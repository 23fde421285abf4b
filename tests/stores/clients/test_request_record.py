"""One question and how it ended, as raw keeps it."""

from pipeline.errors import SourceDown, UnusableAnswer
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.web import WebAnswer

ASKED = {"source": "openfda", "endpoint": "label", "params": "search=x", "ids": ["drug:x"], "now": lambda: "2026-11-25"}


def test_an_answer_is_kept_with_when_it_was_asked() -> None:
    kept, value = exchange(lambda: WebAnswer("read", "2026-11-24", 200, 3), **ASKED)  # type: ignore[arg-type]
    assert (kept.asked_at, kept.outcome, kept.status, kept.attempts, value) == (
        "2026-11-24",
        "answered",
        200,
        3,
        "read",
    )


def test_a_source_that_is_down_is_kept_as_failed_with_its_words() -> None:
    def send() -> WebAnswer[str]:
        raise SourceDown("openfda: no usable answer", 5)

    kept, value = exchange(send, **ASKED)  # type: ignore[arg-type]
    assert (kept.asked_at, kept.outcome, kept.detail, value) == (
        "2026-11-25",
        "failed",
        "openfda: no usable answer",
        None,
    )
    assert (kept.attempts, kept.is_unusable) == (5, False)


def test_an_answer_that_cannot_be_used_is_kept_as_failed_and_told_apart() -> None:
    def send() -> WebAnswer[str]:
        raise UnusableAnswer("openfda: refused")

    kept, value = exchange(send, **ASKED)  # type: ignore[arg-type]
    assert (kept.outcome, kept.is_unusable, value) == ("failed", True, None)
