"""The files that people write, read from disk and given to their parsers.

What stands in the place of such a file and cannot be read (a folder, a link that leads nowhere) is a mistake of that
file, never a deletion: what its last good copy said stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.sources import snapshot
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten.corrections import Correction
from pipeline.sources.mistakes import Mistake, expected
from pipeline.sources.questions import file as question_file
from pipeline.sources.questions.file import QuestionFile
from pipeline.stores import files
from pipeline.stores.paths import Paths

# FETCH and NORMALISE of one run read the same files; the same bytes are parsed once.
_parse = lru_cache(maxsize=None)(question_file.parse)
_parse_snapshot = lru_cache(maxsize=1)(snapshot.parse)
NO_SNAPSHOT = snapshot.Snapshot("", (), (), ())
CORRECTIONS_PATH = "data/corrections.csv"
_MOST_BYTES = 50_000_000  # of a log of reviews or corrections


@dataclass(frozen=True)
class ReadQuestion:
    """A parsed question file, its mistakes and its notes as lines for a person."""

    file: QuestionFile
    mistake_lines: tuple[str, ...]
    note_lines: tuple[str, ...] = ()


def read_questions(paths: Paths) -> list[ReadQuestion]:
    """Every question file below the root, by name."""
    parsed = [_parse(f"questions/{path.name}", data) for path, data in _question_files(paths)]
    return [
        ReadQuestion(q, *(tuple(map(question_file.mistake_line, told)) for told in (q.mistakes, q.notes)))
        for q in parsed
    ]


def _question_files(paths: Paths) -> Iterator[tuple[Path, bytes | str]]:
    """The bytes of each question file (one byte more than it may have, of one that has more), or why there are none."""
    for path in files.folder_names(paths.questions):
        if question_file.is_question_path(path.name):
            data = _read(path, question_file.MOST_BYTES + 1)
            if data is not None:
                yield path, data


def _read(path: Path, most: int) -> bytes | str | None:
    try:
        return files.read_written(path, most)
    except UnreadableFile as error:
        return str(error)


def read_table(path: Path, paths: Paths) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a CSV that people write (none where there is no file), and the mistake where it cannot be read."""
    found = _read(path, _MOST_BYTES)
    if not isinstance(found, str):
        return found or b"", ()
    name = path.relative_to(paths.root).as_posix()
    mend = "put the file back, or delete this if you mean to"
    return b"", (Mistake(1, 1, expected("a file", found, mend=mend), name).told,)


def input_files(paths: Paths) -> Iterator[tuple[str, bytes]]:
    """Path below the root and bytes of everything a person wrote: questions, reviews, corrections, the snapshot."""
    found = [(path, data) for path, data in _question_files(paths) if isinstance(data, bytes)]
    others = (*files.folder_files(paths.reviews, ".csv"), paths.corrections, paths.snapshot)
    found += [(path, data) for path in others if (data := files.read(path)) is not None]
    for path, data in found:
        yield path.relative_to(paths.root).as_posix(), data


def read_snapshot(paths: Paths) -> snapshot.Snapshot:
    """The bundled snapshot; an empty one where there is no file."""
    data = files.read(paths.snapshot)
    return NO_SNAPSHOT if data is None else _parse_snapshot(data)


def read_corrections(paths: Paths) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """The hand corrections, and the mistakes of their file as lines for a person."""
    written, unreadable = read_table(paths.corrections, paths)
    corrections, mistakes = corrections_file.parse(CORRECTIONS_PATH, written or corrections_file.EMPTY)
    return corrections, (*unreadable, *mistakes)
