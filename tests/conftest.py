"""Shared fixtures. The network is dead by default (pytest-socket, see pyproject.toml); only the loopback is allowed."""

import csv
import gc
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline import cli
from pipeline.schema.sources import ADDRESSES
from tests.clocks import skip_waiting
from tests.standin import CLOSED, Library, StandIn

gc.disable()  # thousands of tests are collected, and none of that is ever garbage
# No test is timed: a slow machine is not a fault of ours. The same inputs come at every run, so that a red test is a
# fault of the change at hand; `make torture` looks for new ones. `.ci/run` tries more of them than a run at the desk.
settings.register_profile("quick", deadline=None, derandomize=True, database=None, max_examples=30)
settings.register_profile("whole", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")
ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--real-required", action="store_true", help="fail, not skip, where the real records are absent")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--real-required"):
        settings.load_profile("whole")


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


LONGEST = ("test_refresh_real.py", "test_grid.py", "test_damage_real.py", "test_past_real.py", "test_stopping.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests that take longest begin first, so that no worker ends the run alone."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of real records and the local stand-in; tests that use it are marked `real`."""
    folder = Path(os.environ.get("EVIDENCE_WATCH_SHARED") or ROOT.parent / "shared")
    if not (folder / "standin" / "server.py").exists():
        reason = f"real records not here: set EVIDENCE_WATCH_SHARED (looked in {folder})"
        (pytest.fail if request.config.getoption("--real-required") else pytest.skip)(reason)
    return folder


@pytest.fixture(scope="session")
def library(shared: Path) -> Library:
    """Every record that a stand-in can serve, read once."""
    return Library(shared)


@pytest.fixture(scope="session")
def whole_standin(library: Library) -> Iterator[StandIn]:
    """One stand-in for the whole run that serves everything, without a rate limit."""
    with library.serving(library.whole()) as server:
        yield server


@pytest.fixture
def standin(whole_standin: StandIn) -> StandIn:
    """The stand-in that serves everything, with an empty log and no faults; what is posted to it stays."""
    whole_standin.control("reset", [])
    return whole_standin


@pytest.fixture
def paced_standin(library: Library) -> Iterator[StandIn]:
    """A stand-in that serves everything and keeps NCBI's rate limit, for the tests marked `paced`."""
    with library.serving(library.whole(), has_rate_limit=True) as server:
        yield server


@pytest.fixture
def label_standin(library: Library) -> Iterator[StandIn]:
    """A stand-in of its own that serves the labels alone: what a test posts to it stays in the test."""
    with library.serving(library.labels()) as server:
        yield server


@pytest.fixture(autouse=True)
def _no_waiting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither pace nor back-off takes time, unless a test is marked `paced`; a stopped run still ends every wait. No
    test cuts the power, so that no file need reach the disk.
    """
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if request.node.get_closest_marker("paced") is None:
        skip_waiting(monkeypatch.setattr)


@dataclass(frozen=True)
class Root:
    """A root folder of its own and the pipeline run on it, in this process or as one of its own."""

    path: Path
    environ: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What `python -m pipeline ARGUMENTS --root PATH` does, in this process."""
        command, out, err = [*arguments, "--root", str(self.path)], io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = cli.main(command, self.environ)
            except SystemExit as stopped:  # argparse ends so
                code = int(stopped.code or 0)
        return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`python -m pipeline ARGUMENTS --root PATH` as a process, for what only a process shows."""
        command = [sys.executable, "-m", "pipeline", *arguments, "--root", str(self.path)]
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.environ}
        return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_process(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`start` and wait for its end."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def refresh(self, *more: str, code: int = 0) -> str:
        """What a refresh prints, which must end with `code`."""
        done = self.run("refresh", *more)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def rows(self, table: str, folder: str = "processed") -> list[dict[str, str]]:
        """A table as written; a history that nothing was added to yet is not there."""
        path = self.path / "data" / folder / f"{table}.csv"
        if folder == "history" and not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def report(self, name: str) -> str:
        """The report of one question."""
        return (self.path / "reports" / f"{name}.md").read_text()

    def ask(self, name: str, *cited: str, section: str = "From the Research") -> Path:
        """Write a question file whose claims each cite one key."""
        claims = "\n".join(f"- Statement number {i} of {name} [@{key}]." for i, key in enumerate(cited, 1))
        path = self.path / "questions" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nquestion: What about {name}?\nstatus: draft\n---\n\n## {section}\n\n{claims}\n")
        return path


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An empty root whose network leads nowhere (a closed port of this machine)."""
    (tmp_path / "questions").mkdir()
    return Root(tmp_path, {**dict.fromkeys(ADDRESSES, CLOSED), "NCBI_EMAIL": "editor@example.org"})


@pytest.fixture
def paper_standin(library: Library) -> Iterator[StandIn]:
    """A stand-in of its own that serves the 907 real records: what a test posts to it stays in the test."""
    with library.serving(library.papers()) as server:
        yield server


@pytest.fixture
def paper_root(root: Root, paper_standin: StandIn) -> Root:
    """An empty root that talks to `paper_standin`."""
    return Root(root.path, {**root.environ, **paper_standin.environ})


@pytest.fixture
def label_root(root: Root, label_standin: StandIn) -> Root:
    """An empty root that talks to `label_standin`."""
    return Root(root.path, {**root.environ, **label_standin.environ})


@pytest.fixture
def live_root(root: Root, standin: StandIn) -> Root:
    """An empty root that talks to the stand-in."""
    return Root(root.path, {**root.environ, **standin.environ})


@pytest.fixture
def paced_root(root: Root, paced_standin: StandIn) -> Root:
    """An empty root that talks to the stand-in with a rate limit."""
    return Root(root.path, {**root.environ, **paced_standin.environ})


Asked = tuple[tuple[str, tuple[str, ...]], ...]
Offline = Callable[..., Root]


@pytest.fixture(scope="session")
def offline_roots(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Asked], Path]:
    """A root for some questions, refreshed without a network once a session: to be copied, never changed."""

    @cache
    def refreshed(asked: Asked) -> Path:
        root = Root(tmp_path_factory.mktemp("offline"), {})
        for name, cited in asked:
            root.ask(name, *cited)
        root.refresh("--offline")
        return root.path

    return refreshed


@pytest.fixture
def offline(root: Root, offline_roots: Callable[[Asked], Path]) -> Offline:
    """The root with the questions named, each with the keys it cites, as a refresh without a network leaves it."""

    def copied(**asked: tuple[str, ...]) -> Root:
        shutil.copytree(offline_roots(tuple(asked.items())), root.path, dirs_exist_ok=True)
        return root

    return copied


@pytest.fixture(scope="session")
def refreshed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled questions refreshed once, offline: to be copied, never changed."""
    path = tmp_path_factory.mktemp("bundled")
    shutil.copytree(ROOT / "questions", path / "questions")
    shutil.copytree(ROOT / "data" / "raw" / "snapshot", path / "data" / "raw" / "snapshot")
    Root(path, {}).refresh("--offline")
    return path


@pytest.fixture
def refreshed(root: Root, refreshed_folder: Path) -> Root:
    """The bundled questions as a refresh without a network leaves them."""
    shutil.copytree(refreshed_folder, root.path, dirs_exist_ok=True)
    return root
