"""The deadline ends what a timeout never would."""

import socket
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError

from pipeline.stores.deadline import POOLS, Deadline, deadline


def test_a_socket_that_waits_is_shut_down() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, deadline(0.1) as limit:
        limit.watch(ours)
        start = time.monotonic()
        assert ours.recv(1) == b""
        assert time.monotonic() - start < 3
        assert limit.is_over


def test_a_socket_that_comes_too_late_is_shut_down_at_once() -> None:
    ours, theirs = socket.socketpair()
    limit = Deadline()
    limit.end()
    with ours, theirs:
        limit.watch(ours)
        assert ours.recv(1) == b""


def test_a_block_that_ends_in_time_leaves_its_socket_alone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with deadline(0.05) as limit:
            limit.watch(ours)
        time.sleep(0.1)
        theirs.send(b"x")
        assert ours.recv(1) == b"x"


class _Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        time.sleep(1.5)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("is_inside", [False, True])
def test_an_outer_deadline_goes_on_during_an_inner_one_and_after_it(is_inside: bool) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    pool = POOLS["http"]("127.0.0.1", server.server_port, retries=False)
    start = time.monotonic()
    try:
        with deadline(0.2) as outer:
            with deadline(30):
                if is_inside:
                    _ask(pool)
            if not is_inside:
                _ask(pool)
        assert outer.is_over
        assert time.monotonic() - start < 1.2
    finally:
        server.shutdown()
        server.server_close()


def _ask(pool: HTTPConnectionPool) -> None:
    with pytest.raises(HTTPError):
        pool.request("GET", "/", retries=False)
