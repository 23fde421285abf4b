"""Pace: the clock that waiting goes by, and the limiter that spaces the requests of one source."""

import threading
import time

from pipeline.errors import Stopped

# A request may reach the source this much later than the one after it: the network and a busy machine delay at random.
JITTER_SECONDS = 0.3
_SPARE_SECONDS = 0.01


def spacing(n_requests: int, window_seconds: float = 1.0) -> float:
    """Seconds between two requests so that no window at the source ever sees more than `n_requests`, as long as each
    arrives at most `JITTER_SECONDS` late. A limit of one second costs about a third of its pace, one of a minute 0.5 %.
    """
    return (window_seconds + JITTER_SECONDS + _SPARE_SECONDS) / n_requests


class Clock:
    """The time that passes, and a sleep that a stopped run ends. Tests replace it with one that does not wait."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Stopped as soon as the run is stopped."""
        if self._stopped.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """End every sleep, now and from now on."""
        self._stopped.set()


class RateLimiter:
    """Lets one request start every `seconds`, in turn; `pause` holds everybody back."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._next = self._paused_until = clock.monotonic()
        self._turn, self._pause = threading.Lock(), threading.Lock()

    def wait(self) -> None:
        """Sleep until this caller's turn. The next turn counts from when this one really began: a late start must not
        shorten the distance to the next.
        """
        with self._turn:
            while (left := max(self._next, self._paused_until) - self._clock.monotonic()) > 0:
                self._clock.sleep(left)
            self._clock.sleep(0)  # a stopped run starts nothing
            self._next = self._clock.monotonic() + self._seconds

    def pause(self, seconds: float) -> None:
        """Let nobody start for `seconds`, as a Retry-After asks."""
        with self._pause:
            self._paused_until = max(self._paused_until, self._clock.monotonic() + seconds)
