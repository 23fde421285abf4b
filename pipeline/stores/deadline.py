"""The deadline of one request: when its time is over, the sockets of its connections are shut down.

A timeout limits the wait for the next byte only; a server that sends a byte now and then, in the headers or the body,
never reaches it. The deadline limits the request as a whole.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_SHUT_RDWR = 2  # socket.SHUT_RDWR
_own = threading.local()


class Deadline:
    """The deadline of one request. When its time is over, the sockets that it reads from are shut down."""

    def __init__(self) -> None:
        self.is_over = False
        self._sockets: list[Any] = []
        self._lock = threading.Lock()

    def watch(self, sock: Any) -> None:
        """Shut `sock` down when the time is over, or at once if it already is."""
        with self._lock:
            self._sockets.append(sock)
            if self.is_over:
                self._shut()

    def end(self) -> None:
        """End the time of the request and shut its sockets down."""
        with self._lock:
            self.is_over = True
            self._shut()

    def _shut(self) -> None:
        for sock in self._sockets:
            try:
                sock.shutdown(_SHUT_RDWR)
            except OSError:  # already closed
                continue


@contextmanager
def deadline(seconds: float) -> Iterator[Deadline]:
    """A deadline for the requests that this thread sends inside the block. Deadlines of outer blocks go on."""
    limit, outer = Deadline(), _limits()
    timer = threading.Timer(seconds, limit.end)
    timer.daemon = True
    _own.limits = (*outer, limit)
    timer.start()
    try:
        yield limit
    finally:
        timer.cancel()
        _own.limits = outer


def _limits() -> tuple[Deadline, ...]:
    """The deadlines of the blocks that this thread is in, the outermost first."""
    found: tuple[Deadline, ...] = getattr(_own, "limits", ())
    return found


class _Watched:
    """A connection that registers its socket with every deadline before it waits for an answer."""

    sock: Any

    def getresponse(self) -> Any:
        if self.sock is not None:
            for limit in _limits():
                limit.watch(self.sock)
        return super().getresponse()  # type: ignore[misc]


class _HTTP(_Watched, HTTPConnection):
    pass


class _HTTPS(_Watched, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPS


POOLS = {"http": _HTTPPool, "https": _HTTPSPool}
