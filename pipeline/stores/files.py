"""Files are written whole or not at all, and only when their bytes change."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, data: bytes) -> bool:
    """Put `data` at `path` atomically; False when the file already holds just these bytes."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def write_text(path: Path, text: str) -> bool:
    """`write` of UTF-8 text."""
    return write(path, text.encode())


def read(path: Path) -> bytes | None:
    """The bytes of `path`; None where there is no such file."""
    return path.read_bytes() if path.is_file() else None


def append_line(path: Path, line: str) -> None:
    """Add one line to a log."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(line + "\n")


def folder_files(folder: Path, suffix: str) -> list[Path]:
    """The files of `folder` that end in `suffix`, by name; [] where there is no folder."""
    return sorted(p for p in folder.glob(f"*{suffix}") if p.is_file()) if folder.is_dir() else []


def remove_others(folder: Path, suffix: str, keep: Iterable[str]) -> list[str]:
    """Delete the files of `folder` that end in `suffix` and are not named in `keep`; the names deleted."""
    kept = set(keep)
    gone = [p for p in folder_files(folder, suffix) if p.name not in kept]
    for path in gone:
        path.unlink()
    return [p.name for p in gone]


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and bytes of `paths` in the order given; a missing file counts as missing."""
    total = hashlib.sha256()
    for path in paths:
        data = read(path)
        total.update(f"{path.name}\0{-1 if data is None else len(data)}\0".encode())
        total.update(data or b"")
    return total.hexdigest()
