"""The clock used for all waiting, and the limiter that spaces the requests to one source."""

import threading
import time

from pipeline.errors import Stopped

# The network and a busy machine delay requests at random: one may take this much longer to arrive than the next.
JITTER_SECONDS = 0.3
_SPARE_SECONDS = 0.01


def spacing(n_requests: int, window_seconds: float = 1.0) -> float:
    """Seconds between two requests, such that no window at the source ever sees more than `n_requests`, if each request
    arrives at most `JITTER_SECONDS` late. This lengthens the spacing by about a third for a window of one second, by
    0.5 % for one of a minute.
    """
    return (window_seconds + JITTER_SECONDS + _SPARE_SECONDS) / n_requests


class Clock:
    """A monotonic clock, and a sleep that ends when the run is stopped. Tests use one that does not wait."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment; never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Stopped as soon as the run is stopped."""
        if self._stopped.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """End every sleep, now and from now on."""
        self._stopped.set()


class RateLimiter:
    """Lets one request start every `seconds`, in turn; `pause` delays all of them."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._next = self._paused_until = clock.monotonic()
        self._turn, self._pause = threading.Lock(), threading.Lock()

    def wait(self) -> None:
        """Sleep until this caller's turn. The next turn counts from the real start of this one, so that a late start
        does not shorten the spacing. Raises Stopped if the run is stopped.
        """
        with self._turn:
            while (left := max(self._next, self._paused_until) - self._clock.monotonic()) > 0:
                self._clock.sleep(left)
            self._clock.sleep(0)  # a stopped run starts nothing
            self._next = self._clock.monotonic() + self._seconds

    def pause(self, seconds: float) -> None:
        """Let no request start for `seconds`, as a Retry-After asks."""
        with self._pause:
            self._paused_until = max(self._paused_until, self._clock.monotonic() + seconds)
