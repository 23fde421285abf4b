"""Shared fixtures. The network is dead by default (pytest-socket, see pyproject.toml); only the loopback is allowed."""

import csv
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No test is timed: a slow machine is not a fault of ours.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--real-required", action="store_true", help="fail, not skip, where the real records are absent")


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of real records and the local stand-in; tests that use it are marked `real`."""
    folder = Path(os.environ.get("EVIDENCE_WATCH_SHARED") or ROOT.parent / "shared")
    if not (folder / "standin" / "server.py").exists():
        reason = f"real records not here: set EVIDENCE_WATCH_SHARED (looked in {folder})"
        (pytest.fail if request.config.getoption("--real-required") else pytest.skip)(reason)
    return folder


@dataclass(frozen=True)
class StandIn:
    """The local stand-in for NCBI over real sockets."""

    url: str

    def control(self, verb: str, body: Any = None) -> Any:
        """POST to (or, without a body, GET) one of its control addresses."""
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.url}/_standin/{verb}", data=data) as answer:
            return json.load(answer)

    def log(self) -> list[dict[str, Any]]:
        """Every request since the last reset."""
        return list(self.control("log"))

    @property
    def environ(self) -> dict[str, str]:
        """The environment that points the pipeline here."""
        return {
            "EUTILS_BASE_URL": f"{self.url}/entrez/eutils",
            "IDCONV_BASE_URL": f"{self.url}/pmc/utils/idconv/v1.0",
            "OPENFDA_BASE_URL": self.url,
            "DAILYMED_BASE_URL": f"{self.url}/dailymed/services/v2",
            "CROSSREF_BASE_URL": self.url,
        }


@contextmanager
def serving(shared: Path, *more: str) -> Iterator[StandIn]:
    """A stand-in on a free port while the block runs."""
    command = [sys.executable, str(shared / "standin" / "server.py"), "--port", "0", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield StandIn(process.stdout.readline().split()[1])
        process.kill()


@pytest.fixture(scope="session")
def standin_server(shared: Path) -> Iterator[StandIn]:
    """One stand-in for the whole run, with NCBI's rate limit on."""
    with serving(shared) as server:
        yield server


@pytest.fixture
def label_standin(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A stand-in of its own that serves the labels alone: what a test posts to it stays in the test."""
    data = tmp_path_factory.mktemp("data")
    (data / "labels").symlink_to(shared / "data" / "labels")
    with serving(shared, "--data", str(data)) as server:
        yield server


@pytest.fixture
def standin(standin_server: StandIn) -> StandIn:
    """The stand-in with an empty log and no faults."""
    standin_server.control("reset", [])
    return standin_server


@dataclass(frozen=True)
class Root:
    """A root folder of its own and the pipeline run on it as a process."""

    path: Path
    environ: dict[str, str]

    def run(self, *arguments: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """`python -m pipeline ARGUMENTS --root PATH`."""
        command = [sys.executable, "-m", "pipeline", *arguments, "--root", str(self.path)]
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.environ}
        return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=timeout, check=False)

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
    closed = dict.fromkeys(("EUTILS", "IDCONV", "OPENFDA", "DAILYMED", "CROSSREF"), "http://127.0.0.1:9")
    environ = {f"{name}_BASE_URL": url for name, url in closed.items()}
    return Root(tmp_path, {**environ, "NCBI_EMAIL": "editor@example.org"})


@pytest.fixture
def paper_standin(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A stand-in of its own that serves the 907 real records: what a test posts to it stays in the test."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(shared / "data" / "pubmed" / "records", data / "pubmed" / "records")
    with serving(shared, "--data", str(data)) as server:
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
