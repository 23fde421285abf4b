"""Clocks that do not wait."""

from collections.abc import Callable

from pipeline.stores.pace import Clock, RateLimiter


def skip_waiting(put: Callable[[object, str, object], None]) -> None:
    """Let neither pace nor back-off take time where the real clock runs; a stopped run still ends every wait. `put`
    sets an attribute: `setattr`, or pytest's `monkeypatch.setattr`.
    """
    sleep, wait = Clock.sleep, RateLimiter.wait

    def pass_by(limiter: RateLimiter) -> None:
        is_real = type(limiter._clock) is Clock
        sleep(limiter._clock, 0) if is_real else wait(limiter)

    put(Clock, "sleep", lambda self, seconds: sleep(self, 0))
    put(RateLimiter, "wait", pass_by)


class FakeClock(Clock):
    """A clock that sleeping moves. It starts at 0; `slept` holds what was asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        super().sleep(0)
        self.time += max(0.0, seconds)
        if seconds > 0:
            self.slept.append(seconds)
