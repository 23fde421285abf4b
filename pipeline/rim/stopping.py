"""Stops a run on SIGINT, SIGTERM or SIGHUP within seconds, even if it hangs, with a message and exit code 128 + signal.

The handler raises Stopped in the main thread, so that the run closes what it has open. If that takes too long, a second
thread, which waits for the same signals, ends the process: Python runs handlers only between two steps of the main
thread, and one step may be a name lookup or a server that never answers.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from pipeline.errors import Stopped

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS = 3.0


def message(signum: int) -> str:
    """The message for the person who stopped the run."""
    name = signal.Signals(signum).name
    return f"evidence-watch: stopped by {name}; what was fetched is kept, the next run goes on from there"


def exit_code(signum: int) -> int:
    """The exit code of a run stopped by `signum`, as shells report it."""
    return 128 + signum


def leave(code: int) -> None:
    """End the process. A stopped run ends at once, since threads that wait for an answer would delay it."""
    if code in {exit_code(s) for s in SIGNALS}:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


class Signals:
    """Inside the block, the first signal calls `on_stop` and then raises Stopped in the main thread; later signals do
    nothing. A signal that was ignored before (nohup) stays ignored. Outside the main thread the block has no effect.
    """

    def __init__(self, on_stop: Callable[[], None]) -> None:
        self._on_stop = on_stop
        self.signum = 0
        self._before: dict[signal.Signals, Any] = {}
        self._has_ended = threading.Event()

    def __enter__(self) -> "Signals":
        if threading.current_thread() is not threading.main_thread():
            return self
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)
        for one in SIGNALS:
            if signal.getsignal(one) is not signal.SIG_IGN:
                self._before[one] = signal.signal(one, self._handle)
        self._wakeup_before = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._has_ended.set()
        if threading.current_thread() is not threading.main_thread():
            return
        for one, handler in self._before.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        os.close(self._write_end)  # this ends the thread, which closes the other end

    def _handle(self, signum: int, _: FrameType | None) -> None:
        if self.signum:
            return  # the run is already stopping
        self.signum = signum
        self._on_stop()
        raise Stopped(signum)

    def _watch(self) -> None:
        """Wait for a signal, then for the end of the block; end the process if that takes over GRACE_SECONDS."""
        try:
            while received := os.read(self._read_end, 1):
                if received[0] in self._before and not self._has_ended.wait(GRACE_SECONDS):
                    os.write(2, f"{message(received[0])}\n".encode())
                    os._exit(exit_code(received[0]))
        finally:
            os.close(self._read_end)
