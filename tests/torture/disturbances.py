"""What may happen to a run at one of its calls: the process is killed, or the disk is full."""

import errno
import io
import itertools
import os
import signal
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

Disturb = Callable[[], None]
RENAMES = ("replace", "rename", "unlink", "remove")


def before_each(names: Sequence[str], act: Callable[[int], None]) -> None:
    """Let `act` come before each call of these functions of `os`, with the number of the call, from 1."""
    calls = itertools.count(1)

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **more: Any) -> Any:
            act(next(calls))
            return real(*args, **more)

        return called

    for name in names:
        setattr(os, name, wrap(getattr(os, name)))


def kill_before(number: int) -> Disturb:
    """Kill the process before its rename or removal of that number."""

    def act(n: int) -> None:
        if n == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: before_each(RENAMES, act)


def full_at(number: int, *, for_ever: bool) -> Disturb:
    """Let the call of that number that needs room on the disk fail: a file opened for writing, fsync, rename, a write
    to SQLite; every later one too where `for_ever`.
    """

    calls, real_open, real_connect = itertools.count(1), io.open, sqlite3.connect

    def act(_: int = 0) -> None:
        n = next(calls)
        if n == number or (for_ever and n > number):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opened(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if set(mode) & set("wax"):
            act()
        return real_open(file, mode, *args, **more)

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
            if sql.lstrip().upper().startswith(("INSERT", "COMMIT")):
                try:
                    act()
                except OSError:
                    raise sqlite3.OperationalError("database or disk is full") from None
            return super().execute(sql, *args)

    def disturb() -> None:
        io.open = opened
        sqlite3.connect = lambda *args, **more: real_connect(*args, **{"factory": Connection, **more})
        before_each(("replace", "fsync"), act)

    return disturb
