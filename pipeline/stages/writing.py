"""How commands write below a root: one at a time, after clearing up what a killed run left, a step's files at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import UsageError
from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.sources.questions.file import is_question_path
from pipeline.stages.as_of import settle
from pipeline.stages.reviews import dismissed_path, log_path
from pipeline.stages.settings import Settings
from pipeline.stores import files
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Transaction, recover, written_folders


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Hold the root's lock while the block runs. A lock that a killed run left is free.

    Raises UsageError if another run holds the lock.
    """
    paths = settings.paths
    paths.raw.mkdir(parents=True, exist_ok=True)
    lock = FileLock(paths.lock, timeout=0)
    try:
        held = lock.acquire()
    except Timeout:
        raise UsageError(f"another run is writing below {settings.root} (it holds {paths.lock}); wait for it") from None
    with held:
        yield


@contextmanager
def writing(settings: Settings) -> Iterator[None]:
    """Hold the root's lock while the block runs. First put in place what a run that was cut short had committed, and
    remove its temporaries. Raises UsageError if another run holds the lock.
    """
    paths = settings.paths
    with locked(settings):
        for line in recover(paths, partial(settle, settings), _written(paths)):
            settings.say(line)
        yield


def transaction(settings: Settings) -> Transaction:
    """The files of one step, for `with`."""
    return Transaction(settings.paths, partial(settle, settings))


def left_behind(paths: Paths) -> list[Path]:
    """The temporaries and the journal of a run that was cut short; the next run clears them up."""
    journal = [paths.journal] if paths.journal.exists() else []
    return [*journal, *files.leftovers(written_folders(paths), _written(paths))]


def _written(paths: Paths) -> list[Path]:
    """The files that runs write."""
    tables = [paths.table(table) for table in (*PROCESSED, *HISTORY)]
    questions = [p.name for p in files.folder_files(paths.questions, ".md") if is_question_path(p.name)]
    reports = [paths.reports / name for name in ("index.md", "changes.md", *questions)]
    others = [paths.processed / "datapackage.json", paths.ledger, log_path(paths), dismissed_path(paths)]
    return [*tables, *(p.with_suffix(".parquet") for p in tables), *reports, *others]
