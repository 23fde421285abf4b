"""Signals, in processes of their own: code, message, and an end within five seconds whatever hangs."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline import cli
from pipeline.rim.stopping import SIGNALS, Signals
from pipeline.stores.raw import RawStore
from tests.conftest import ROOT, Root
from tests.stages.odd_sources import record, record_set
from tests.stores.odd_server import answering, whole

LIMIT_SECONDS = 5.0


@contextmanager
def running(*command: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    process = subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.kill()


def stop(process: subprocess.Popen[str], signum: int) -> tuple[int, str]:
    """The code and the errors of a process after the signal; it must end in time."""
    start = time.monotonic()
    process.send_signal(signum)
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - start < LIMIT_SECONDS, errors
    return process.returncode, errors


# what the main thread is doing when the signal comes
BUSY = {
    "computing": "while True: pass",
    "sleeping": "clock.sleep(60)",
    "waiting for a thread": "threading.Event().wait()",
    "deaf": """
        while True:
            try:
                time.sleep(60)
            except BaseException:
                pass
    """,
    "waiting for threads that hang": """
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(time.sleep, [60, 60]))
    """,
}
SCRIPT = """
import sys, threading, time
from concurrent.futures import ThreadPoolExecutor
from pipeline.errors import Stopped
from pipeline import cli
from pipeline.rim.stopping import Signals, exit_code, leave, message
from pipeline.stores.pace import Clock
clock = Clock()
try:
    with Signals(clock.stop) as signals:
        print("ready", flush=True)
{busy}
except Stopped:
    print(message(signals.signum), file=sys.stderr)
    leave(exit_code(signals.signum))
"""


@pytest.mark.parametrize("busy", BUSY)
def test_whatever_it_does_it_ends(busy: str) -> None:
    script = SCRIPT.format(busy=textwrap.indent(textwrap.dedent(BUSY[busy]).strip(), " " * 8))
    with running(sys.executable, "-c", script) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        code, errors = stop(process, signal.SIGTERM)
    assert code == 143
    assert errors.startswith("evidence-watch: stopped by SIGTERM; what was fetched is kept")


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Signals(lambda: None):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_handlers_are_put_back_and_other_threads_left_alone() -> None:
    before = [signal.getsignal(s) for s in SIGNALS]
    with Signals(lambda: None):
        assert [signal.getsignal(s) for s in SIGNALS] != before
    assert [signal.getsignal(s) for s in SIGNALS] == before
    found: list[object] = []

    def elsewhere() -> None:
        with Signals(lambda: None) as signals:
            found.append(signals)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(found) == 1


# ---- a refresh -----------------------------------------------------------------------------------------------------


def hang(_: BaseHTTPRequestHandler) -> None:
    time.sleep(30)


def reply_to(handler: BaseHTTPRequestHandler, rest: str) -> None:
    """The first efetch is answered; `rest` is what happens to everything later."""
    if "einfo" in handler.path:
        whole(b"")(handler)
    elif "efetch" in handler.path and not getattr(handler.server, "has_answered", False):
        handler.server.has_answered = True  # type: ignore[attr-defined]
        whole(record_set([record("1001")]).encode())(handler)
    elif rest == "hang":
        hang(handler)
    else:
        whole(b"", 503)(handler)


@pytest.mark.parametrize(
    ("signum", "code", "rest"),
    [(signal.SIGINT, 130, "hang"), (signal.SIGTERM, 143, "refuse"), (signal.SIGHUP, 129, "hang")],
)
def test_a_refresh_ends_whatever_hangs_and_keeps_what_was_fetched(
    root: Root, signum: signal.Signals, code: int, rest: str
) -> None:
    root.ask("q", "pmid:1001", "pmid:1002")
    with answering(lambda handler: reply_to(handler, rest)) as (url, seen):
        command = (sys.executable, "-m", "pipeline", "refresh", "--root", str(root.path))
        with running(*command, **{**root.environ, "EUTILS_BASE_URL": url}) as process:
            deadline = time.monotonic() + 20
            while sum("efetch" in path for _, path, _ in seen) < 2 and time.monotonic() < deadline:
                time.sleep(0.02)
            found, errors = stop(process, signum)
    assert found == code, errors
    assert errors.strip().splitlines()[-1].startswith(f"evidence-watch: stopped by {signum.name}; what was fetched")
    assert "Traceback" not in errors
    with RawStore(root.path / "data" / "raw" / "raw.sqlite") as raw:
        assert raw.states()["pmid:1001"].outcome == "found"
    assert cli.main(["refresh", "--offline", "--root", str(root.path)], root.environ) == 0  # the lock is free
