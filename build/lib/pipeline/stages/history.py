"""The append-only tables, held to what raw kept of them. Nothing can write a lost row of them again."""

from pipeline.errors import TableError
from pipeline.schema.history_tables import HISTORY
from pipeline.stages.settings import Settings
from pipeline.stores import files, history_checks, tables
from pipeline.stores.raw import RawStore


def expect_whole_history(settings: Settings) -> None:
    """Raises TableError, with every fault of every file and its line, where a file of the history cannot be read or
    lacks rows that raw kept: to go on would write over them.
    """
    if settings.past is None and (wrong := history_faults(settings)):
        raise TableError("\n".join(wrong))


def history_faults(settings: Settings, *, with_raw: bool = True) -> list[str]:
    """What is wrong with the files of the history, a line each with file and line number; held to what raw kept of
    them `with_raw`.
    """
    paths, found = settings.paths, []
    for table in HISTORY:
        try:
            tables.read_rows(paths.table(table), table)
        except TableError as error:
            found.append(str(error))
    if found or not with_raw or not files.size(paths.raw_store):
        return found
    with RawStore(paths.raw_store) as raw:
        losses = (history_checks.loss(raw.kept, paths.root, paths.table(table)) for table in HISTORY)
        return [told for told in losses if told]
