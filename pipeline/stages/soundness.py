"""Everything below a root held to what was written: raw, the history, the tables, the reports. Changes nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import DamagedBody, TableError
from pipeline.evidence.table_links import LINKED, broken_links, unknown_to_history
from pipeline.schema.finding_tables import Finding
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.problems import FETCH, NOTE, Problem
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import Table
from pipeline.stages import damage
from pipeline.stages.as_of import NOTHING_CUT
from pipeline.stages.freshness import is_edited
from pipeline.stages.history import history_faults
from pipeline.stages.normalise.stage import outputs as normalised
from pipeline.stages.settings import Settings
from pipeline.stages.summarise import reports_written
from pipeline.stages.writing import left_behind
from pipeline.stores import files, raw_checks, tables
from pipeline.stores.bodies import sha256_of
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore
from pipeline.summaries.wording import count

STANDING_PAGES = ("index.md", "changes.md", "README.md")
REFRESH = "run `refresh --offline`, which writes them anew"


def problems(settings: Settings) -> list[Problem]:
    """Every problem, raw first, then what rests on it."""
    found = raw_problems(settings.paths)
    is_readable = all(p.kind == NOTE or p.record_id or p.sha256 for p in found)
    try:
        faults = history_faults(settings, with_raw=is_readable)
    except DamagedBody as error:
        faults = [str(error)]
    found += map(_of_message, faults)
    found += _of_tables(settings.paths, with_history=not faults)
    return [
        *found,
        *_changed(settings.paths, _last_outputs(settings.paths) if is_readable else {}),
        *_of_files(settings),
    ]


def _last_outputs(paths: Paths) -> Mapping[str, str]:
    if not files.size(paths.raw_store):
        return {}
    with RawStore(paths.raw_store, NOTHING_CUT) as raw:
        check = raw.kept.check_on("9999-12-31")
        return {} if check is None else check.outputs


def raw_problems(paths: Paths) -> list[Problem]:
    """What is wrong with the raw store; its content is looked at where the file as a whole is sound."""
    found = raw_checks.file_problems(paths.raw_store)
    if found:
        return found
    with RawStore(paths.raw_store, NOTHING_CUT) as raw:
        states = raw.states()
    lost = damage.lost(states)
    told = [
        Problem(key, f"expected the bytes that were stored of it in {raw_checks.NAME}; {states[key].damage}",
                raw_checks.AGAIN, FETCH, key)
        for key in lost
    ]  # fmt: skip
    return told + raw_checks.content_problems(paths.raw_store, lost)


def _of_message(fault: str) -> Problem:
    """A message of this project names the place first and the mend last."""
    where, _, what = fault.partition(": ")
    what, _, mend = what.rpartition("; ")
    return Problem(where, what, mend) if what else Problem(where, mend, "compare it with an older copy")


def _of_tables(paths: Paths, *, with_history: bool) -> list[Problem]:
    """Tables that cannot be read; where all can, those that do not fit together or that the history does not know."""
    if not paths.table(Finding).is_file():
        return []
    rows: dict[type[Table], list[Any]] = {}
    found = []
    for table in PROCESSED:
        try:
            made = tables.read_rows(paths.table(table), table)
        except TableError as error:
            found.append(_of_message(str(error)))
            continue
        if table in LINKED:
            rows[table] = made
    if found:
        return found
    found = list(broken_links(rows))
    if with_history:
        versions = tables.read_rows(paths.table(ReferenceVersion), ReferenceVersion)
        found += unknown_to_history(rows, versions, tables.read_rows(paths.table(ClaimVersion), ClaimVersion))
    return found


def _changed(paths: Paths, outputs: Mapping[str, str]) -> Iterator[Problem]:
    """Files that are not what a stage left. `outputs` are path and SHA-256 of the tables of the last CHECK; of what it
    does not name, the ledger alone knows. The history is held to raw row by row.
    """
    names = [n for n, sha in outputs.items() if n.startswith(_name(paths, paths.processed)) and _sha(paths, n) != sha]
    for name in names:
        yield Problem(
            name, "expected the bytes that the last CHECK left; found a file edited or removed since", REFRESH
        )
    stages = (("normalise", normalised(paths), "tables"), ("summarise", reports_written(paths), "reports"))
    for stage, made, what in stages:
        if is_edited(paths, stage, made) and not (names and what == "tables"):
            told = f"expected the {what} as {stage.upper()} left them; found a file that was edited or removed since"
            yield Problem(_name(paths, paths.ledger), told, REFRESH)


def _sha(paths: Paths, name: str) -> str:
    data = files.read(paths.root / name)
    return "" if data is None else sha256_of(data)


def _of_files(settings: Settings) -> Iterator[Problem]:
    paths = settings.paths
    for path in left_behind(paths):
        mend = "the next run or `doctor --repair` removes it"
        yield Problem(_name(paths, path), "left behind by a run that was stopped while it wrote", mend, NOTE)
    asked = {p.name for p in files.folder_files(paths.questions, ".md")}
    for path in files.folder_files(paths.reports, ".md"):
        if path.name not in asked and path.name not in STANDING_PAGES:
            mend = "remove it if nobody needs it"
            yield Problem(_name(paths, path), f"a page without a question questions/{path.name}", mend, NOTE)


def sentence(found: list[Problem]) -> str:
    """The end of `doctor`: how many problems, and who mends them."""
    fetch = [p for p in found if p.kind == FETCH]
    person = [p for p in found if p.kind not in (FETCH, NOTE)]
    if not fetch and not person:
        return "doctor: everything below the root is what was written there."
    told = [f"{count(len(person), 'problem')} to be mended"] if person else []
    told += [f"{count(len(fetch), 'answer')} to be fetched again"] if fetch else []
    return f"doctor: {' and '.join(told)}."


def _name(paths: Paths, path: Path) -> str:
    return path.relative_to(paths.root).as_posix()
