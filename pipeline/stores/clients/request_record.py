"""One request to a source and its outcome, in the form that raw keeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.errors import SourceDown, UnusableAnswer
from pipeline.stores.raw import Exchange
from pipeline.stores.web import WebAnswer

T = TypeVar("T")


def exchange(
    send: Callable[[], WebAnswer[T]],
    *,
    source: str,
    endpoint: str,
    params: str,
    ids: Sequence[str],
    now: Callable[[], str],
) -> tuple[Exchange, T | None]:
    """Send a request. Returns the exchange and the value that the reader returned; if the source is down, an exchange
    with outcome `failed`, and None. `params` is written to disk, so it must contain no secret.
    """
    try:
        answer = send()
    except SourceDown as error:
        failed = Exchange(source, endpoint, params, now(), "failed", None, error.attempts, tuple(ids), str(error))
        return replace(failed, is_unusable=isinstance(error, UnusableAnswer)), None
    kept = Exchange(
        source=source,
        endpoint=endpoint,
        params=params,
        asked_at=answer.asked_at,
        outcome="answered",
        status=answer.status,
        attempts=answer.attempts,
        ids_asked=tuple(ids),
    )
    return kept, answer.value
