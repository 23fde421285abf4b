"""`doctor`: check that every file below the root is as it was written. `--repair` restores what raw, the network or git
still has; damaged data is set aside, never deleted.
"""

from collections.abc import Mapping

from pipeline.commands.refresh import run_stages
from pipeline.errors import EvidenceWatchError, TableError, UsageError
from pipeline.rim import git
from pipeline.schema.history_tables import HISTORY
from pipeline.schema.problems import FETCH, NOTE, PERSON
from pipeline.schema.table import Table, columns
from pipeline.stages import STAGES, damage, soundness
from pipeline.stages.settings import Settings
from pipeline.stages.writing import locked, writing
from pipeline.stores import files, history_checks, raw_checks, raw_repair, tables
from pipeline.stores.archive import Kept
from pipeline.stores.raw import RawStore
from pipeline.summaries.wording import count

SOUND, NEEDS_A_PERSON, NEEDS_A_FETCH = 0, 1, 3


def run(settings: Settings, *, is_repairing: bool = False) -> int:
    """Print each problem on a line with how to mend it, and a sentence at the end.

    Returns 0 if all is sound, 1 if something needs a person, 3 if something must be fetched again. Raises UsageError
    for a root without questions and for one that another run has locked.
    """
    if not settings.paths.questions.is_dir():
        raise UsageError(f"expected a folder `questions/` below {settings.root}; found none: is this the right --root?")
    with locked(settings):
        found = soundness.problems(settings)
    for problem in found:
        settings.say(problem.line)
    if is_repairing:
        with writing(settings):
            _mend_files(settings)
    if is_repairing and any(p.kind != NOTE for p in found):
        _refresh(settings)
        with locked(settings):
            _set_aside(settings)
            found = soundness.problems(settings)
        settings.say("After the repair:")
        for problem in found:
            settings.say(problem.line)
    settings.say(soundness.sentence(found))
    kinds = {p.kind for p in found}
    return NEEDS_A_PERSON if PERSON in kinds else NEEDS_A_FETCH if FETCH in kinds else SOUND


def _mend_files(settings: Settings) -> None:
    """Mend without the network: the raw file, damaged bodies whose bytes are still in a file, and the history."""
    paths = settings.paths
    if any(p.kind != NOTE for p in raw_checks.file_problems(paths.raw_store)):
        for line in raw_repair.rebuild(paths.raw_store, settings.now()):
            settings.say(line)
    with RawStore(paths.raw_store) as raw:
        shas = [p.sha256 for p in soundness.raw_problems(paths) if p.sha256]
        restored = raw_repair.restore_bodies(raw, shas, lambda name: files.read(paths.root / name))
        if restored:
            settings.say(f"{raw_checks.NAME}: {len(restored)} stored bodies restored from what is still there")
        _mend_history(settings, raw.kept)


def _is_whole(settings: Settings, table: type[Table], kept: Kept) -> bool:
    """Whether a history file can be read and has every row that raw kept of it."""
    path = settings.paths.table(table)
    try:
        tables.read_rows(path, table)
        return not history_checks.loss(kept, settings.paths.root, path)
    except EvidenceWatchError:
        return False


def _mend_history(settings: Settings, kept: Kept) -> None:
    """Mend each history file that is damaged or lacks rows, with the rows that raw kept and those that git has."""
    paths = settings.paths
    for table in HISTORY:
        path = paths.table(table)
        name = path.relative_to(paths.root).as_posix()
        if _is_whole(settings, table, kept):
            continue
        data = files.read(path) or b""
        found = {"raw": _kept(kept, name), "git": git.committed(paths.root, name)}
        whole, sources = _mended(settings, table, data, {source: known for source, known in found.items() if known})
        if whole is None:
            settings.say(f"{path}: neither raw nor git can mend it: compare it with an older copy, row by row")
            continue
        aside = paths.raw / "set_aside" / f"{settings.now()[:19].replace(':', '')}-{path.name}"
        files.write(aside, data)
        files.write(path, whole)
        settings.say(f"{path}: mended from {sources}; the file as it was lies in {aside}")


def _mended(
    settings: Settings, table: type[Table], data: bytes, known: Mapping[str, bytes]
) -> tuple[bytes | None, str]:
    """The bytes of a history file with every known row, and the sources of the rows; None where they form no table."""
    infos = columns(table)
    header, keys = [c.name for c in infos], [i for i, c in enumerate(infos) if c.key]
    if not known:
        whole = history_checks.mended(header, keys, data, b"")
        return (whole, "itself") if whole and _is_table(settings, whole, table) else (None, "")
    made: bytes | None = None
    sources: list[str] = []
    for source, rows in known.items():
        whole = history_checks.mended(header, keys, data if made is None else made, rows)
        if whole and _is_table(settings, whole, table):
            made, sources = whole, [*sources, source]
        elif source == "raw":  # where rows contradict raw, git's copy cannot replace them
            return None, ""
    return made, " and ".join(sources)


def _kept(kept: Kept, name: str) -> bytes | None:
    try:
        return kept.file(name) or None
    except EvidenceWatchError:
        return None


def _is_table(settings: Settings, data: bytes, table: type[Table]) -> bool:
    draft = settings.paths.raw / "set_aside" / "draft.csv"
    files.write(draft, data)
    try:
        tables.read_rows(draft, table)
    except TableError:
        return False
    finally:
        draft.unlink()
    return True


def _refresh(settings: Settings) -> None:
    """Ask again for what was lost, unless offline, and rewrite the tables and reports."""
    try:
        run_stages(settings, STAGES)
    except EvidenceWatchError as error:
        settings.say(str(error))


def _set_aside(settings: Settings) -> None:
    """Deal with what is still damaged after asking again: answers that no question needs any more count as never asked
    for; bodies that nothing needs today are moved out of the way.
    """
    if any(p.kind != NOTE for p in raw_checks.file_problems(settings.paths.raw_store)):
        return
    with RawStore(settings.paths.raw_store) as raw:
        states = raw.states()
        unasked = [k for k in damage.lost(states) if not states[k].failed_since and not settings.is_offline]
        raw.lose(settings.now(), unasked)
        if unasked:
            told = f"{count(len(unasked), 'damaged answer')} that nothing asks for now"
            settings.say(f"{raw_checks.NAME}: {told} {'counts' if len(unasked) == 1 else 'count'} as never asked")
        shas = [p.sha256 for p in soundness.raw_problems(settings.paths) if p.kind == PERSON and p.sha256]
        if shas:
            told = count(raw_repair.set_bodies_aside(raw, shas), "damaged body", "damaged bodies")
            settings.say(f"{raw_checks.NAME}: {told} of earlier days set aside: days that need them cannot be rebuilt")
