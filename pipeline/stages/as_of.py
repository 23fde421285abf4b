"""What FETCH and CHECK keep of how things stood, and how a past day is laid out again for NORMALISE, CHECK and
SUMMARISE (docs/decisions/0010).
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.errors import InexactPast, UsageError
from pipeline.schema.history_tables import HISTORY, Refresh
from pipeline.schema.question_tables import QuestionMistake
from pipeline.schema.table import Table
from pipeline.stages.handwritten import input_files
from pipeline.stages.settings import Settings
from pipeline.stores import files, tables
from pipeline.stores.archive import Cut, KeptCheck
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore
from pipeline.stores.transaction import Note

MARK = ".as-of"
REBUILT = ("questions", "reviews", "data", "reports")


# ---- kept while the days go by -------------------------------------------------------------------------------------


def keep_refreshes(raw: RawStore, paths: Paths) -> None:
    """At the end of FETCH: the table of refreshes, which FETCH alone writes."""
    raw.kept.keep(_read(paths, [paths.table(Refresh)]))


def keep_before(raw: RawStore, settings: Settings, carried_on: Iterable[type[Table]]) -> Cut:
    """At the start of CHECK: what it and SUMMARISE find on disk and carry on, and the files that people wrote.

    The report of a question whose file now has a mistake stays as it is, so it is kept too.
    """
    cut = raw.kept.cut()
    if raw.is_past or not cut.run_id:
        return cut
    paths = settings.paths
    mistakes = tables.read_rows(paths.table(QuestionMistake), QuestionMistake)
    names = sorted({m.file.rpartition("/")[2] for m in mistakes})
    raw.add_inputs(cut.run_id, settings.now(), input_files(paths))
    raw.kept.keep(_read(paths, [*map(paths.table, carried_on), *(paths.reports / n for n in names)]))
    return raw.kept.cut()


def note_normalised(raw: RawStore) -> Note:
    """For the end of NORMALISE: the tables moved on, and no CHECK has followed yet."""
    return _check_note(raw, raw.kept.cut(), "", {})


def note_check(raw: RawStore, settings: Settings, cut: Cut, left: Mapping[str, str]) -> Note:
    """For the end of CHECK: it ran, on what, and the SHA-256 of each table that it `left`, by path."""
    return _check_note(raw, cut, settings.code_hash, left)


def _check_note(raw: RawStore, cut: Cut, code_hash: str, left: Mapping[str, str]) -> Note:
    is_kept = not raw.is_past and cut.run_id
    return {"check": {"cut": asdict(cut), "code_hash": code_hash, "outputs": dict(left)}} if is_kept else {}


NOTE_REFRESH: Note = {"refreshes": True}


def settle(settings: Settings, note: Note) -> None:
    """Keep in raw what `note` says, once the files that it tells of are in place; of a check also the history as it
    left it, to notice rows that get lost.
    """
    if not note:
        return
    with settings.open_raw() as raw:
        if "refreshes" in note:
            keep_refreshes(raw, settings.paths)
        if "check" in note:
            check = note["check"]
            raw.kept.keep(_read(settings.paths, map(settings.paths.table, HISTORY)))
            raw.kept.add_check(Cut(**check["cut"]), check["code_hash"], check["outputs"])


def _read(paths: Paths, wanted: Iterable[Path]) -> dict[str, bytes | None]:
    return {p.relative_to(paths.root).as_posix(): files.read(p) for p in wanted}


def _digests(paths: Paths, outputs: Iterable[type[Table]]) -> dict[str, str]:
    found = _read(paths, map(paths.table, outputs))
    return {p: hashlib.sha256(data).hexdigest() for p, data in found.items() if data is not None}


# ---- laid out again ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PastDay:
    """One day as raw knows it: the last CHECK on or before it, and the files that stood at its end."""

    date: str
    check: KeptCheck
    inputs: Mapping[str, bytes]
    inputs_at_end: Mapping[str, bytes]
    kept: Mapping[str, bytes]

    @property
    def told(self) -> str:
        """The day in words."""
        return f"as of {self.date} (the run of {self.check.started_at})"


def read_day(paths: Paths, date: str) -> PastDay:
    """What raw kept of `date`. Raises UsageError where raw kept nothing of it."""
    if not paths.raw_store.is_file():
        raise UsageError(f"--as-of {date}: nothing has been fetched below {paths.root} yet; run `refresh`")
    if paths.journal.is_file():
        raise UsageError(f"--as-of {date}: the last run below {paths.root} was cut short; run `refresh` first")
    with RawStore(paths.raw_store, NOTHING_CUT) as raw:
        check = raw.kept.check_on(date)
        if check is None:
            first = raw.kept.first_check()
            known = f"the first day that can be rebuilt is {first[:10]}" if first else "no day can be rebuilt yet"
            raise UsageError(f"--as-of {date}: raw kept nothing of how things stood then; {known}")
        if not check.is_whole:
            raise UsageError(
                f"--as-of {date}: the run of {check.started_at} was cut short between its stages, so the tables of that"
                " day are of no one check; name a day before it"
            )
        last_input, last_kept = raw.kept.last_rows_on(date)
        refreshes = paths.table(Refresh).relative_to(paths.root).as_posix()
        kept = raw.kept.files(check.cut.last_kept)
        at_end = raw.kept.files(last_kept).get(refreshes)
        if at_end is not None:
            kept[refreshes] = at_end
        return PastDay(date, check, raw.kept.inputs(check.cut.last_input), raw.kept.inputs(last_input), kept)


NOTHING_CUT = Cut(*(2**62,) * 4)


def check_folder(root: Path, out: Path) -> None:
    """Raises UsageError where `out` may not be written: the root, inside it or around it, or somebody's folder."""
    if out == root or root in out.parents or out in root.parents:
        raise UsageError(f"--out {out}: expected a folder apart from the root {root}")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: expected a folder; found a file")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise UsageError(f"--out {out}: expected a new or empty folder, or one that `--as-of` made; found other files")


def lay_out(day: PastDay, settings: Settings, out: Path) -> Settings:
    """Put the files of `day` into `out`; the settings with which the stages rebuild it there."""
    clear(out)
    files.write_text(out / MARK, f"{day.date}\n")
    for path, data in {**day.kept, **day.inputs}.items():
        files.write(out / path, data)
    (out / "questions").mkdir(exist_ok=True)
    return replace(settings, root=out, is_offline=True, past=(settings.paths.raw_store, day.check.cut))


def clear(out: Path) -> None:
    """Remove what an earlier `--as-of` built."""
    for name in REBUILT:
        shutil.rmtree(out / name, ignore_errors=True)


def finish(day: PastDay, past: Settings, code_hash: str, outputs: Iterable[type[Table]]) -> str:
    """Hold what was rebuilt to what that day's CHECK left, and put the day's last files in place; a line for a person.

    Raises InexactPast where the same code gave other bytes: nothing is left in the folder then.
    """
    rebuilt = _digests(past.paths, outputs)
    differ = sorted(p for p, sha in day.check.outputs.items() if rebuilt.get(p) != sha)
    if differ and code_hash == day.check.code_hash:
        clear(past.root)
        raise InexactPast(
            f"{day.told}: expected the bytes that the run of that day wrote; {len(differ)} tables differ: "
            f"{', '.join(differ)}; the files below the root were changed between its stages, so it cannot be rebuilt"
        )
    for path in day.inputs.keys() - day.inputs_at_end.keys():
        (past.root / path).unlink(missing_ok=True)
    for path, data in day.inputs_at_end.items():
        files.write(past.root / path, data)
    if code_hash == day.check.code_hash:
        return f"{day.told}: {len(day.check.outputs)} tables, byte for byte those of that run"
    those = f"{len(differ)} tables differ from those of that run: {', '.join(differ)}" if differ else "all tables agree"
    return f"{day.told}, which another version of the code made: {those}"
