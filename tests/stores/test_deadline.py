"""The deadline ends what a timeout never would."""

import socket
import time

from pipeline.stores.deadline import Deadline, deadline


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
