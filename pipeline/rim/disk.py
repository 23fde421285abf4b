"""Messages for disk errors: which path failed, why, and what to do."""

import errno
import sqlite3
from pathlib import Path

from pipeline.stores.paths import Paths

_WHY = {
    errno.ENOSPC: ("the disk is full", "free some space and run again"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space and run again"),
    errno.EROFS: ("the disk is read-only", "run on a folder that can be written, or name one with --root"),
    errno.EACCES: ("you may not", "change the permissions of the folder, or name another with --root"),
    errno.EPERM: ("you may not", "change the permissions of the folder, or name another with --root"),
    errno.EMFILE: ("too many files are open", "raise the limit (ulimit -n) and run again"),
    errno.EIO: ("the disk has a fault", "check the disk, restore the folder from a copy, and run again"),
    errno.EISDIR: ("a folder stands where a file belongs", "move the folder away and run again"),
    errno.ENOTDIR: ("a file stands where a folder belongs", "move the file away and run again"),
    errno.EEXIST: ("something else stands there", "move it away and run again"),
}
_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_disk(error: Exception) -> bool:
    """Whether the disk or a file on it caused `error`. The SQLite errors excluded here are bugs in our code."""
    ours = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InternalError, sqlite3.NotSupportedError)
    return isinstance(error, OSError | sqlite3.DatabaseError) and not isinstance(error, ours)


def told(error: Exception, root: Path) -> str:
    """A line for a person. SQLite errors do not name their file, which is always the raw store of `root`."""
    raw_store = Paths(root).raw_store
    if isinstance(error, OSError):
        why, next_step = _WHY.get(error.errno or 0, (error.strerror or str(error), "mend that and run again"))
        place = f"cannot read or write {error.filename}" if error.filename else "cannot read or write a file"
        return f"{place}: {why}; {next_step} (what was fetched is kept)"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return (
            f"{raw_store} is damaged ({error}): run `python -m pipeline doctor --repair`, which keeps what can be read"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"cannot open {raw_store}: see that it and its folder can be written, or name another with --root"
    why, next_step = _WHY.get(_SQLITE_CODES.get(code, 0), (str(error), "mend that and run again"))
    return f"cannot read or write {raw_store}: {why} ({error}); {next_step} (what was fetched is kept)"
