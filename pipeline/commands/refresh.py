"""`refresh`: every stage in order under one lock, one log line a stage, one exit code."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import UsageError
from pipeline.stages import STAGES
from pipeline.stages.settings import Outcome, Settings
from pipeline.stores import files

DONE, MISTAKES, INCOMPLETE, STRICT = 0, 1, 3, 4
PACKAGE = Path(__file__).resolve().parents[1]
Stage = Callable[[Settings], Outcome]


def run(settings: Settings, *, is_strict: bool = False) -> int:
    """Run all stages; the exit code (0 done, 1 mistakes, 3 incomplete, 4 strict findings)."""
    return run_stages(settings, STAGES, is_strict=is_strict)


def run_stages(settings: Settings, stages: Sequence[Stage], *, is_strict: bool = False) -> int:
    """Run `stages` in order. Raises UsageError when the root has no questions or another run holds its lock."""
    paths = settings.paths
    if not paths.questions.is_dir():
        raise UsageError(f"expected a folder `questions/` below {settings.root}; found none: is this the right --root?")
    settings = replace(settings, code_hash=files.digest(sorted(PACKAGE.rglob("*.py"))))
    paths.raw.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.lock, timeout=0):
            outcomes = [_run_stage(settings, stage) for stage in stages]
    except Timeout:
        raise UsageError(f"another run is writing below {settings.root} (it holds {paths.lock}); wait for it") from None
    mistakes = tuple(dict.fromkeys(m for o in outcomes for m in o.mistakes))
    for mistake in mistakes:
        settings.say(mistake)
    return _exit_code(outcomes, mistakes, is_strict=is_strict)


def _run_stage(settings: Settings, stage: Stage) -> Outcome:
    outcome = stage(settings)
    files.append_line(settings.paths.log, f"{settings.now()} {outcome.line}")
    settings.say(outcome.line)
    return outcome


def _exit_code(outcomes: Sequence[Outcome], mistakes: Sequence[str], *, is_strict: bool) -> int:
    if mistakes:
        return MISTAKES
    if any(o.is_incomplete for o in outcomes):
        return INCOMPLETE
    return STRICT if is_strict and any(o.n_strict for o in outcomes) else DONE
