"""The files that people write, read from disk and given to their parsers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.sources import corrections_file, question_file, snapshot
from pipeline.sources.corrections_file import Correction
from pipeline.sources.question_file import QuestionFile
from pipeline.stores import files
from pipeline.stores.paths import Paths

# FETCH and NORMALISE of one run read the same files; the same bytes are parsed once.
_parse = lru_cache(maxsize=None)(question_file.parse)
_parse_snapshot = lru_cache(maxsize=1)(snapshot.parse)
NO_SNAPSHOT = snapshot.Snapshot("", (), (), ())
CORRECTIONS_PATH = "data/corrections.csv"
NO_CORRECTIONS = ",".join(corrections_file.HEADER).encode()


@dataclass(frozen=True)
class ReadQuestion:
    """A parsed question file and its mistakes as lines for a person."""

    file: QuestionFile
    mistake_lines: tuple[str, ...]


def read_questions(paths: Paths) -> list[ReadQuestion]:
    """Every question file below the root, by name."""
    found = [p for p in files.folder_files(paths.questions, ".md") if question_file.is_question_path(p.name)]
    parsed = [_parse(f"questions/{p.name}", p.read_bytes()) for p in found]
    return [ReadQuestion(q, tuple(question_file.mistake_line(m) for m in q.mistakes)) for q in parsed]


def input_files(paths: Paths) -> Iterator[tuple[str, bytes]]:
    """Path below the root and bytes of everything a person wrote: questions, reviews, corrections, the snapshot."""
    folders = ((paths.questions, ".md"), (paths.reviews, ".csv"))
    found = [p for folder, suffix in folders for p in files.folder_files(folder, suffix)]
    for path in (*found, paths.corrections, paths.snapshot):
        data = files.read(path)
        if data is not None:
            yield path.relative_to(paths.root).as_posix(), data


def read_snapshot(paths: Paths) -> snapshot.Snapshot:
    """The bundled snapshot; an empty one where there is no file."""
    data = files.read(paths.snapshot)
    return NO_SNAPSHOT if data is None else _parse_snapshot(data)


def read_corrections(paths: Paths) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """The hand corrections, and the mistakes of their file as lines for a person."""
    return corrections_file.parse(CORRECTIONS_PATH, files.read(paths.corrections) or NO_CORRECTIONS)
