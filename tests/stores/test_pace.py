"""The pace of requests, on a clock that does not wait."""

import threading
import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Stopped
from pipeline.stores.clients import crossref, dailymed, eutils, openfda
from pipeline.stores.pace import JITTER_SECONDS, Clock, RateLimiter, spacing
from tests.clocks import FakeClock

# requests that the source allows in a window of seconds, and our pace
LIMITS = [
    pytest.param(3, 1.0, eutils.SECONDS_WITHOUT_KEY, id="NCBI"),
    pytest.param(10, 1.0, eutils.SECONDS_WITH_KEY, id="NCBI with a key"),
    pytest.param(240, 60.0, openfda.SECONDS, id="openFDA"),
    pytest.param(5, 1.0, crossref.SECONDS, id="Crossref"),
    pytest.param(10, 1.0, crossref.SECONDS_WITH_MAILTO, id="Crossref with mailto"),
    pytest.param(4, 1.0, dailymed.SECONDS, id="DailyMed"),
]


@pytest.mark.parametrize(("limit", "window", "pace"), LIMITS)
@given(seed=st.integers(0, 2**32), lateness=st.sampled_from([(0.0, JITTER_SECONDS), (0.0, 0.0, JITTER_SECONDS)]))
def test_no_window_sees_more_than_the_limit_whatever_the_jitter(
    limit: int, window: float, pace: float, seed: int, lateness: tuple[float, ...]
) -> None:
    chance, clock = Random(seed), FakeClock()
    limiter = RateLimiter(pace, clock)
    arrivals = []
    for _ in range(2 * limit + 2):
        clock.time += chance.choice([0.0, 0.0, 0.001, 0.2, 1.0])
        limiter.wait()
        arrivals.append(clock.time + chance.choice([*lateness, chance.uniform(0, JITTER_SECONDS)]))
    arrivals.sort()
    assert all(last - first > window for first, last in zip(arrivals, arrivals[limit:], strict=False))


def test_what_the_margin_costs() -> None:
    assert spacing(3) == pytest.approx(0.4367, abs=1e-4)
    assert spacing(10) == pytest.approx(0.131, abs=1e-4)
    assert spacing(240, 60) == pytest.approx(0.2513, abs=1e-4)


def test_a_late_start_does_not_shorten_the_distance_to_the_next() -> None:
    class Oversleeping(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds + 0.5 if seconds else 0)

    clock = Oversleeping()
    limiter, starts = RateLimiter(1.0, clock), []
    for _ in range(4):
        limiter.wait()
        starts.append(clock.time)
    assert [b - a for a, b in pairwise(starts)] == [1.5, 1.5, 1.5]


def test_a_pause_holds_everybody_back() -> None:
    clock = FakeClock()
    limiter = RateLimiter(0.1, clock)
    limiter.wait()
    limiter.pause(30)
    limiter.wait()
    assert clock.time == 30
    limiter.pause(0)
    limiter.wait()
    assert clock.time == pytest.approx(30.1)


@pytest.mark.paced
def test_a_stop_ends_every_sleep_at_once() -> None:
    clock, ended = Clock(), []

    def sleep() -> None:
        with pytest.raises(Stopped):
            clock.sleep(60)
        ended.append(time.monotonic())

    threads = [threading.Thread(target=sleep) for _ in range(3)]
    for thread in threads:
        thread.start()
    clock.stop()
    for thread in threads:
        thread.join(5)
    assert len(ended) == 3
    with pytest.raises(Stopped):
        RateLimiter(0.0, clock).wait()
