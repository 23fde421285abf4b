"""Reading and writing files. A file is written whole or not at all, and only if its bytes change."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import UnreadableFile

STAGED = ".evidence-watch-new"  # the end of a temporary file's name
LONGEST_NAME = 200  # file systems allow 255 bytes
# Earlier versions used Python's `tempfile`, which adds eight of these characters to a name. A person who copies a file
# adds words, words with a number, or dates.
_RANDOM = re.compile(r"(?=.*[a-z])[a-z0-9_]{8}")
_OF_A_PERSON = re.compile(r"[a-z]+(?:_[a-z]+)*_?[0-9]*|v[0-9]+_?[a-z]+|[0-9]+_?[a-z]+_?[0-9]*")


def write(path: Path, data: bytes) -> bool:
    """Write `data` to `path` atomically. Returns False if the file already has exactly these bytes."""
    if read(path) == data:
        return False
    stage(path, data)
    try:
        staged_path(path).replace(path)
    except BaseException:
        staged_path(path).unlink(missing_ok=True)
        raise
    return True


def write_text(path: Path, text: str) -> bool:
    """As `write`, for text in UTF-8."""
    return write(path, text.encode())


def staged_path(path: Path) -> Path:
    """The temporary file for the next content of `path`, which later replaces `path`."""
    name = path.name if len(path.name) <= LONGEST_NAME else hashlib.sha256(path.name.encode()).hexdigest()
    return path.with_name(f".{name}{STAGED}")


def stage(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and force it to disk; if that fails, nothing is left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = staged_path(path)
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o644)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and error.filename is None:  # a full disk names no file
            error.filename = str(path)
        raise


def sync_folders(folders: Iterable[Path]) -> None:
    """Make names added to or removed from `folders` survive a power cut: the fsync of a file does not cover its entry
    in the folder (fsync(2)). Errors of network file systems that cannot do this are ignored.
    """
    for folder in sorted(set(folders)):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(handle)


def leftovers(folders: Iterable[Path], written: Iterable[Path]) -> Iterator[Path]:
    """The temporary files that runs left in `folders`, and those that earlier versions left for the files `written`.

    A file that a person may have made is never among them: where the name leaves doubt, the file is skipped.
    """
    names: dict[Path, set[str]] = {}
    for path in written:
        names.setdefault(path.parent, set()).add(path.name)
    for folder in sorted({*folders, *names}):
        for path in sorted(folder.glob(".*")) if folder.is_dir() else ():
            name, _, end = path.name[1:].rpartition(".")
            is_old = name in names.get(folder, ()) and _RANDOM.fullmatch(end) and not _OF_A_PERSON.fullmatch(end)
            if (is_old or path.name.endswith(STAGED)) and path.is_file() and not path.is_symlink():
                yield path


def read(path: Path) -> bytes | None:
    """The bytes of `path`; None if there is no such file."""
    return path.read_bytes() if path.is_file() else None


def sha256(path: Path) -> str:
    """The SHA-256 of a file; "" if there is none."""
    data = read(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()


def size(path: Path) -> int:
    """The size of `path` in bytes; 0 if there is no such file."""
    return path.stat().st_size if path.is_file() else 0


def read_written(path: Path, most: int) -> bytes | None:
    """The first `most` bytes of a file that a person wrote; None if nothing has this name.

    Raises UnreadableFile with the reason for a folder, a broken link, a pipe or a file without permission: none of
    these means that the person deleted the file.
    """
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            raise UnreadableFile("a folder" if stat.S_ISDIR(kind) else "what is no regular file")
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        if not os.path.lexists(path):
            return None
        if path.is_symlink() and error.errno in (errno.ENOENT, errno.ENOTDIR):
            found = f"a link to {str(path.readlink())!r}, which is not there"
        elif error.errno == errno.ELOOP:
            found = "a link that leads back to itself"
        else:
            found = f"one that cannot be read ({error.strerror or error})"
        raise UnreadableFile(found) from error


def append_line(path: Path, line: str) -> None:
    """Append one line to a log."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a", encoding="utf-8") as out:
            out.write(line + "\n")
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def folder_files(folder: Path, suffix: str) -> list[Path]:
    """The files in `folder` whose names end in `suffix`, sorted; [] if there is no folder."""
    return sorted(p for p in folder.glob(f"*{suffix}") if p.is_file()) if folder.is_dir() else []


def folder_names(folder: Path) -> list[Path]:
    """The paths of everything in `folder`, readable or not, sorted; [] if there is no folder."""
    return sorted(folder.iterdir()) if folder.is_dir() else []


def digest(paths: Iterable[Path]) -> str:
    """One SHA-256 over the names and bytes of `paths` in the given order; a missing file differs from an empty one."""
    total = hashlib.sha256()
    for path in paths:
        data = read(path)
        total.update(f"{path.name}\0{-1 if data is None else len(data)}\0".encode())
        total.update(data or b"")
    return total.hexdigest()
