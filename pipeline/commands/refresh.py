"""`refresh`: runs every stage in order under one lock, with one log line per stage and one exit code."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.errors import UnreadableBody, UsageError
from pipeline.rim import disk
from pipeline.stages import STAGES
from pipeline.stages import as_of as past
from pipeline.stages.check import OUTPUTS
from pipeline.stages.history import expect_whole_history
from pipeline.stages.normalise.stage import WRITTEN
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.writing import writing
from pipeline.stores import files

DONE, MISTAKES, INCOMPLETE, STRICT = 0, 1, 3, 4
PACKAGE = Path(__file__).resolve().parents[1]
Stage = Callable[[Settings], Outcome]


def run(settings: Settings, *, is_strict: bool = False) -> int:
    """Run all stages. Returns the exit code: 0 done, 1 mistakes, 3 incomplete, 4 strict findings."""
    return run_stages(settings, STAGES, is_strict=is_strict)


def run_as_of(settings: Settings, date: str, out: Path, *, is_strict: bool = False) -> int:
    """Rebuild in `out` the tables and reports as they were at the end of `date` (UTC), from the raw store.

    Mistakes that the files had on that day do not change the exit code. Raises UsageError for an invalid day, a folder
    that may not be written and a day that raw cannot rebuild; InexactPast if the code is still the same but the bytes
    differ.
    """
    try:
        is_day = datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        is_day = False
    if not is_day:
        raise UsageError(f"--as-of: expected a day such as 2026-10-01; found {date!r}")
    past.check_folder(settings.root, out)
    day = past.read_day(settings.paths, date)
    of_day = past.lay_out(day, settings, out)
    code = run_stages(of_day, STAGES[1:], is_strict=is_strict)
    settings.say(past.finish(day, of_day, _code_hash(), (*WRITTEN, *OUTPUTS)))
    return DONE if code == MISTAKES else code


def _code_hash() -> str:
    """One SHA-256 over the package: its modules, and the JSON files with learnt weights and rates. A change of either
    can change results, so that every stage must run again.
    """
    return files.digest(sorted(path for kind in ("*.py", "*.json") for path in PACKAGE.rglob(kind)))


def run_stages(settings: Settings, stages: Sequence[Stage], *, is_strict: bool = False) -> int:
    """Run `stages` in order. Returns the exit code, as `run`. Raises UsageError if the root has no questions or another
    run holds its lock, and TableError, before anything is written, if a history file is damaged.
    """
    if not settings.paths.questions.is_dir():
        raise UsageError(f"expected a folder `questions/` below {settings.root}; found none: is this the right --root?")
    settings = replace(settings, code_hash=_code_hash())
    with _locked(settings):
        expect_whole_history(settings)
        outcomes = [_run_stage(settings, stage) for stage in stages]
    mistakes = tuple(dict.fromkeys(m for o in outcomes for m in o.mistakes))
    for line in (*dict.fromkeys(n for o in outcomes for n in o.notes), *mistakes, *_total(mistakes)):
        settings.warn(line)
    return _exit_code(outcomes, mistakes, is_strict=is_strict)


@contextmanager
def _locked(settings: Settings) -> Iterator[None]:
    """As `writing`, but raises UsageError also if nothing can be written below the root."""
    with ExitStack() as stack:
        try:
            stack.enter_context(writing(settings))
        except OSError as error:
            raise UsageError(disk.told(error, settings.root)) from None
        yield


def _total(mistakes: Sequence[str]) -> list[str]:
    """The line `2 mistakes in 1 file`, which follows the list of mistakes; [] without mistakes."""
    if not mistakes:
        return []
    n_files = len({m.partition(":")[0] for m in mistakes})
    return [f"{_counted(len(mistakes), 'mistake')} in {_counted(n_files, 'file')}"]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _run_stage(settings: Settings, stage: Stage) -> Outcome:
    outcome = _with_what_can_be_read(settings, stage)
    files.append_line(settings.paths.log, f"{settings.now()} {outcome.line}")
    settings.say(outcome.line)
    return outcome


def _with_what_can_be_read(settings: Settings, stage: Stage) -> Outcome:
    """Run a stage. If it cannot read a stored body, set that body aside, say so, and run the stage again without it."""
    set_aside: set[str] = set()
    while True:
        try:
            outcome = stage(settings)
            return replace(outcome, is_incomplete=outcome.is_incomplete or bool(set_aside))
        except UnreadableBody as error:
            if error.sha256 in set_aside or settings.past is not None:
                raise
            set_aside.add(error.sha256)
            with settings.open_raw() as raw:
                ids = raw.set_aside(error.sha256, settings.now(), error.why)
            settings.say(
                f"{', '.join(ids)}: the stored answer cannot be read ({error.why[:200]}). It is set aside; what was "
                "known before stays, marked as not re-checked, and the next refresh asks again."
            )


def _exit_code(outcomes: Sequence[Outcome], mistakes: Sequence[str], *, is_strict: bool) -> int:
    if mistakes:
        return MISTAKES
    if any(o.is_incomplete for o in outcomes):
        return INCOMPLETE
    return STRICT if is_strict and any(o.n_strict for o in outcomes) else DONE
