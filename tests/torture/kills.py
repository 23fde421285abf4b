"""A refresh killed, or out of disk, at every call that can fail and at random moments.

The second refresh of a root meets a retraction and a new boxed warning. Whatever happens to it, the run after it ends
with 0, tells both, leaves no temporary, and leaves the bytes that two undisturbed runs leave. Each run is a forked
child, so that a kill is a kill and start-up is paid once.
"""

import argparse
import csv
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import cli
from pipeline.stages.writing import writing
from pipeline.stores.pace import Clock
from tests.clocks import skip_waiting
from tests.conftest import Root
from tests.stages.label_questions import LIPITOR, real_label, write
from tests.stages.test_moves_real import RECORD, linked, plain_records
from tests.standin import Library, StandIn
from tests.torture.disturbances import RENAMES, Disturb, before_each, full_at, kill_before

_MOMENTS = itertools.count()
FIRST_DAY, SECOND_DAY = "2026-10-01T08:00:00.000Z", "2026-10-03T08:00:00.000Z"
NOTICE = "900000199"
COMPARED = ("data/processed/[!.]*", "data/history/*", "reports/*")
NOT_COMPARED = ("data/history/refreshes.csv", "reports/index.md")  # they say when the last run was
WANTED = {("retracted", "critical", "fail"), ("label_changed", "critical", "fail")}
WANTED_CHANGES = {"integrity:retracted", "label_section:boxed_warning"}


@dataclass
class Row:
    """One kind of disturbance: how many runs met it, and each that the next run did not make good."""

    what: str
    n_tried: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scene:
    """A root before its second refresh, the arguments of that refresh, and the bytes that it leaves undisturbed."""

    root: Path
    arguments: tuple[str, ...]
    environ: dict[str, str]
    expected: dict[str, bytes]


# ---- runs ----------------------------------------------------------------------------------------------------------


def start(
    root: Path, environ: dict[str, str], now: str, arguments: Sequence[str], disturb: Disturb | None = None
) -> int:
    """Run a command in a forked child; its process id. What it prints goes to `output.txt` beside the root."""
    sys.stdout.flush()
    now = f"{now[:-4]}{next(_MOMENTS) % 1000:03d}Z"  # no two refreshes begin at one moment
    pid = os.fork()
    if pid:
        return pid
    code = cli.FAULT
    try:
        sys.stdout = sys.stderr = (root.parent / "output.txt").open("a", encoding="utf-8")
        cli._now = lambda: now
        skip_waiting(setattr)  # neither pace nor back-off is the subject
        if disturb:
            disturb()
        code = cli.main([*arguments, "--root", str(root)], environ)
        sys.stdout.flush()
    finally:
        os._exit(code)


def finish(pid: int) -> int:
    """The exit code of a child; minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def run_well(root: Path, environ: dict[str, str], now: str, *arguments: str) -> None:
    """Run a command that must end with 0."""
    code = finish(start(root, environ, now, arguments))
    if code:
        told = (root.parent / "output.txt").read_text(encoding="utf-8")
        raise AssertionError(f"{' '.join(arguments)}: expected exit code 0; found {code}\n{told[-2000:]}")


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A copy of a root to work on."""
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        yield Path(shutil.copytree(root, Path(folder) / "root"))


# ---- the scene -----------------------------------------------------------------------------------------------------


def scene(folder: Path, shared: Path, server: StandIn, label: tuple[dict[str, Any], str], *, is_fetched: bool) -> Scene:
    """Two questions, on real papers and on a label and its claim, refreshed and approved; then a paper is retracted and
    the label gains a boxed warning. With `is_fetched` both are in raw already, and the second refresh runs offline.
    """
    root = Root(folder / "root", {"NCBI_EMAIL": "editor@example.org", **server.environ})
    root.path.mkdir()
    then, claim = label
    records = dict(list(plain_records(shared).items())[:3])
    for record in (*records.values(), RECORD.format(pmid=NOTICE)):
        server.control("record", record)
    server.control("label", then)
    root.ask("papers", *(f"pmid:{pmid}" for pmid in records))
    write(root, "label", f"- {claim} [@setid:{then['set_id']}].")
    run_well(root.path, root.environ, FIRST_DAY, "refresh")
    for question in ("papers", "label"):
        run_well(root.path, root.environ, FIRST_DAY, "review", "approve", question, "--by", "A. Berg")
    server.control("record", linked(next(iter(records.values())), "RetractionIn", NOTICE))
    warning = ["WARNING: OWL SICKNESS. This drug can cause owl sickness, which may be fatal."]
    server.control("label", then | {"version": str(int(then["version"]) + 1), "boxed_warning": warning})
    arguments: tuple[str, ...] = ("refresh", "--max-age", "0")
    if is_fetched:
        run_well(root.path, root.environ, SECOND_DAY, "fetch", "--max-age", "0")
        arguments = ("refresh", "--offline")
    with copied(root.path) as undisturbed:
        for _ in range(2):
            run_well(undisturbed, root.environ, SECOND_DAY, *arguments)
        found = Scene(root.path, arguments, root.environ, stood(undisturbed))
        wrong = told_wrong(undisturbed)
    assert not wrong, f"the undisturbed runs already fail: {wrong}"
    return found


def stood(root: Path) -> dict[str, bytes]:
    """The files that are compared."""
    paths = {p.relative_to(root).as_posix(): p for pattern in COMPARED for p in sorted(root.glob(pattern))}
    return {name: path.read_bytes() for name, path in paths.items() if name not in NOT_COMPARED and path.is_file()}


def left_over(root: Path) -> list[str]:
    """The journal and the temporaries that are still there."""
    return sorted(p.name for p in root.rglob("*") if p.name == "commit.json" or p.name.endswith(".evidence-watch-new"))


def told_wrong(root: Path) -> list[str]:
    """What the tables do not tell, and what was left over."""

    def rows(path: str) -> list[dict[str, str]]:
        with (root / path).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    findings = {(r["check_code"], r["severity"], r["result"]) for r in rows("data/processed/findings.csv")}
    changes = {r["kind"] for r in rows("data/history/changes.csv")}
    missing = [*(f"finding {w[0]}" for w in WANTED - findings), *(f"change {w}" for w in WANTED_CHANGES - changes)]
    return [*(f"not told: {m}" for m in sorted(missing)), *(f"left over: {name}" for name in left_over(root))]


def clear_up(root: Path, environ: dict[str, str]) -> None:
    """What every command that writes does first, and no more."""
    settings = cli._settings(argparse.Namespace(root=root), environ, Clock())
    with writing(replace(settings, say=lambda _: None)):
        pass


def after(scene: Scene, root: Path) -> list[str]:
    """Run the next refresh; what is wrong after it."""
    code = finish(start(root, scene.environ, SECOND_DAY, scene.arguments))
    if code:
        return [f"the next run ended with {code}"]
    found = stood(root)
    names = sorted(found.keys() | scene.expected.keys())
    differ = [n for n in names if found.get(n) != scene.expected.get(n)]
    return [*told_wrong(root), *(f"other bytes: {name}" for name in differ)]


# ---- runs that are disturbed --------------------------------------------------------------------------------------


def copies_before_each_rename(scene: Scene, folder: Path) -> list[Path]:
    """The root as a kill before each rename or removal of one run leaves it: what stands on disk at that moment."""
    with copied(scene.root) as root:

        def act(n: int) -> None:
            shutil.copytree(root, folder / f"{n:03d}" / "root")

        pid = start(root, scene.environ, SECOND_DAY, scene.arguments, lambda: before_each(RENAMES, act))
        assert finish(pid) == 0
    return sorted(folder.glob("*/root"))


def at_each_call(scene: Scene, what: str, disturb: Callable[[int], Disturb], *, step: int = 1) -> Row:
    """Disturb the second refresh at its first call, its next, and so on, until a run meets none any more."""
    row = Row(what)
    for number in itertools.count(1, step):
        with copied(scene.root) as root:
            if finish(start(root, scene.environ, SECOND_DAY, scene.arguments, disturb(number))) == 0:
                return row
            row.n_tried += 1
            row.faults += [f"at call {number}: {fault}" for fault in after(scene, root)]
    raise AssertionError("unreachable")


def at_random(scene: Scene, n: int, seed: int) -> Row:
    """Kill the second refresh at `n` moments drawn at random over the time that it takes."""
    row, draw = Row("killed at a random moment"), random.Random(seed)
    with copied(scene.root) as root:
        began = time.monotonic()
        run_well(root, scene.environ, SECOND_DAY, *scene.arguments)
        seconds = time.monotonic() - began
    for _ in range(n):
        moment = draw.uniform(0, seconds)
        with copied(scene.root) as root:
            pid = start(root, scene.environ, SECOND_DAY, scene.arguments)
            time.sleep(moment)
            os.kill(pid, signal.SIGKILL)
            finish(pid)
            row.n_tried += 1
            row.faults += [f"after {moment:.3f} s: {fault}" for fault in after(scene, root)]
    return row


def run(library: Library, shared: Path, n_random: int, seed: int) -> list[Row]:
    """The long form: every call in turn, then `n_random` random moments, all on a live refresh."""
    with tempfile.TemporaryDirectory() as folder, library.serving(library.labels()) as server:
        label = real_label(shared, LIPITOR), "Active liver disease is a contraindication to Lipitor"
        live = scene(Path(folder), shared, server, label, is_fetched=False)
        return [
            at_each_call(live, "killed before a rename or removal", kill_before),
            at_each_call(live, "one write finds the disk full", lambda n: full_at(n, for_ever=False)),
            at_each_call(live, "the disk is full from a write on", lambda n: full_at(n, for_ever=True)),
            at_random(live, n_random, seed),
        ]
