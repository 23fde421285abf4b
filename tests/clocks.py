"""A clock that does not wait: sleeping moves it."""

from pipeline.stores.pace import Clock


class FakeClock(Clock):
    """Starts at 0; `slept` holds what was asked of it."""

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
